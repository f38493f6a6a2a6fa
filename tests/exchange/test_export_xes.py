"""An event log that we wrote is read by others, holds nothing of a person, and gives the same dossiers again."""

import gzip
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Installation
from exchange.desk import NOW, Desk, on_record, rows
from exchange.test_import_taking import LIVES
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.models import Dossier

NAME = "{http://www.xes-standard.org/}"
ONE = (
    "A-1,received,2022-03-01T08:30,12472,1.004222,counter,2022-03-09,Nguyễn Văn Mẫu,",
    "A-1,finished,2022-03-04,,,,,,",
)


def export(desk: Desk, name: str = "log.xes", **chosen: Any) -> Path:
    path = desk.folder / name
    dossiers.export_event_log(path, **chosen)
    return path


def as_they_stand() -> dict[str, Mapping[str, Any]]:
    """Give every dossier by its code, with all columns but its chance id."""
    return {
        row["code"]: {name: value for name, value in row.items() if name != "id"} for row in Dossier.objects.values()
    }


def traces(path: Path) -> list[dict[str, Any]]:
    """Read a log as a stranger would, with the standard library alone."""
    log = ElementTree.parse(path).getroot()  # noqa: S314 - our own file
    assert log.tag == f"{NAME}log"
    return [
        {one.get("key"): one.get("value") for one in trace if one.get("key")}
        | {"events": [{one.get("key"): one.get("value") for one in event} for event in trace.iter(f"{NAME}event")]}
        for trace in log.iter(f"{NAME}trace")
    ]


def test_a_trace_has_the_standard_attributes(desk: Desk) -> None:
    desk.take(rows(*ONE))
    (trace,) = traces(export(desk))
    assert (trace["concept:name"], trace["receiving_unit"], trace["outcome"]) == ("A-1", "12472", "granted")
    first, last = trace["events"]
    assert first["concept:name"] == "received"
    assert datetime.fromisoformat(first["time:timestamp"]) == datetime(2022, 3, 1, 1, 30, tzinfo=UTC)
    assert (first["org:group"], first["lifecycle:transition"], first["due"]) == ("12472", "complete", "2022-03-09")
    assert last["state"] == "ready"


def test_no_person_and_no_free_text_is_in_a_log(desk: Desk) -> None:
    desk.take(rows(*ONE, "A-2,received,2022-03-02,12472,1.004222,post,,,Ghi chú về Nguyễn Văn Mẫu"))
    person = dossiers.Person("Nguyễn Văn Mẫu", identity_number="034000000001")
    commune = units.find("12472", on=date(2022, 3, 1))
    filing = dossiers.Filing("1.004222", commune.key, dossiers.Channel.COUNTER, person=person)
    code = dossiers.receive(filing=filing, by="post/7", at=NOW).state.code
    assert code
    dossiers.withdraw(code=code, reason="Nguyễn Văn Mẫu xin rút", by="post/7", at=NOW)
    text = export(desk).read_text(encoding="utf-8")
    assert "post/7" in text
    assert not re.search("Nguyễn|034000000001|xin rút|Ghi chú", text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)  # each gives its work back
@given(lives=LIVES, seed=st.integers(0, 2**32))
def test_a_log_gives_the_same_dossiers_again(desk: Desk, lives: list[list[str]], seed: int) -> None:
    chance = Random(seed)  # noqa: S311  only chance is asked for
    lines = []
    for number, life in enumerate(lives):
        minutes = 0
        for place, event in enumerate(life):
            minutes += chance.choice([0, 45, 600, 9000])
            at = datetime.fromtimestamp(1_646_100_000 + 60 * minutes, UTC).isoformat()
            first = "12472,1.004222,online" if place == 0 else ("00338,," if event == "forwarded" else ",,")
            due = (
                "2022-04-20"
                if event == "extended"
                else chance.choice(["", "2022-03-10"])
                if event == "received"
                else ""
            )
            waits_for = "presence" if event == "paused" else ""
            lines.append(f"D-{number},{event},{at},{first},{due},,{waits_for}")
    found = []
    file = desk.write(rows(*lines))
    for _ in range(2):
        with transaction.atomic():
            assert desk.take(file).rows.taken == len(lines)
            found.append(as_they_stand())
            file = export(desk)
            transaction.set_rollback(True)
    assert found[0] == found[1]


def test_a_log_imported_over_what_it_came_from_changes_nothing(desk: Desk) -> None:
    desk.take(rows(*ONE))
    before = on_record()
    assert (desk.take(export(desk)).rows.taken, on_record()) == (0, before)


def test_only_what_is_asked_for_is_written(desk: Desk) -> None:
    other = [line.replace("A-1", "B-1").replace("12472", "00338") for line in ONE]
    later = [line.replace("A-1", "A-2").replace("2022-03-0", "2022-05-0") for line in ONE]
    desk.take(rows(*ONE, *other, *later).replace("2022-03-09,Ng", ",Ng").replace("2022-05-09,Ng", ",Ng"))
    commune = units.find("12472", on=date(2022, 3, 1))
    march = Period(date(2022, 3, 1), date(2022, 3, 1))
    assert [trace["concept:name"] for trace in traces(export(desk, unit_ids=[commune.id]))] == ["A-1", "A-2"]
    assert [trace["concept:name"] for trace in traces(export(desk, period=march))] == ["A-1", "B-1"]
    assert traces(export(desk, unit_ids=[])) == []


def test_traces_stand_in_the_order_of_receipt_on_record_however_many_digits_that_has(desk: Desk) -> None:
    desk.take(rows(*(line.replace("A-1", f"A-{number:03}") for number in range(101) for line in ONE)))
    assert [trace["concept:name"] for trace in traces(export(desk))] == [f"A-{number:03}" for number in range(101)]


def test_a_log_of_many_costs_few_queries(desk: Desk, django_assert_max_num_queries: Callable[..., Any]) -> None:
    desk.take(rows(*(line.replace("A-1", f"A-{number}") for number in range(50) for line in ONE)))
    with django_assert_max_num_queries(6):
        export(desk)


def test_a_packed_log_is_the_same_log_and_always_the_same_bytes(desk: Desk) -> None:
    desk.take(rows(*ONE))
    plain, packed = export(desk), export(desk, "log.xes.gz")
    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()
    assert packed.read_bytes() == export(desk, "other.xes.gz").read_bytes()


def test_a_log_is_whole_or_not_there(desk: Desk) -> None:
    desk.take(rows(*ONE))
    kept = desk.write("kept", "log.xes")

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(desk, told=stop)
    assert kept.read_text() == "kept"
    assert not [path for path in desk.folder.iterdir() if path.name.startswith(".")]
    with pytest.raises(dossiers.NoPlaceForLog, match="cannot be written"):
        dossiers.export_event_log(desk.folder / "no such folder" / "log.xes")


def test_the_command_writes_and_says_how_much(committing_db: Installation, tmp_path: Path) -> None:
    file, log = tmp_path / "events.csv", tmp_path / "log.xes.gz"
    file.write_text(rows(*ONE), encoding="utf-8")
    committing_db.motcua("import", "events", file, "--create-missing")
    said = committing_db.motcua("export", "xes", log, "--unit", "12472", "--from", "2022-01-01")
    assert said.stdout == "dossiers 1, events 2\n"
    assert b"A-1" in gzip.decompress(log.read_bytes())
    again = committing_db.motcua("import", "events", log)
    assert "taken 0, unchanged 2" in again.stdout
    unknown = committing_db.motcua("export", "xes", log, "--unit", "none")
    assert unknown.returncode == 1
    assert "no unit bears this code" in unknown.stderr
