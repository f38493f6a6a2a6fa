"""What a file says is taken whole, once, in whatever order and format it stands."""

import gzip
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import polars as pl
import pytest
import xlsxwriter
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.desk import Desk, counts, on_record, one_life, rows
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.models import Dossier, Remark
from motcua.services.procedures import public as procedures

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def test_an_ordinary_dossier_is_taken_with_all_that_follows(desk: Desk) -> None:
    assert counts(desk.take(rows(*one_life()))) == (4, 4, 0, 0)
    row = on_record()["A-1"]
    assert row["state"] == "returned"
    assert row["imported"] is True
    assert row["backdated"] is False
    assert row["received_at"] == datetime(2022, 3, 1, 1, 30, tzinfo=UTC)
    assert row["judged_until"].astimezone(HANOI).date().isoformat() == "2022-03-08"
    assert row["timeliness"] == "early"
    assert row["used"]
    first = row["events"][0]
    assert first[1:3] == ("dossier.received", row["received_at"])
    assert first[3] == "import"
    assert first[5]["imported"] is True


def test_what_is_taken_is_sealed_and_replays_to_the_same_rows(desk: Desk) -> None:
    desk.take(rows(*one_life("A-1"), *one_life("A-2")))
    assert ledger.pending() == 0
    sealed = ledger.latest_checkpoint()
    assert sealed is not None
    assert sealed.size == ledger.head()
    replayed = dossiers.replay_all()
    assert (replayed.dossiers, replayed.events, replayed.differences) == (2, 8, ())


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    file = rows(*one_life("A-1"), "A-2,submitted,2022-03-01,12472,1.004222,online,,,")
    desk.take(file)
    before, head = on_record(), ledger.head()
    assert counts(desk.take(file)) == (5, 0, 5, 0)
    assert (on_record(), ledger.head()) == (before, head)


def test_a_file_that_goes_on_is_taken_as_a_continuation(desk: Desk) -> None:
    desk.take(rows(*one_life()[:2]))
    whole = desk.take(rows(*one_life()))
    assert counts(whole) == (4, 2, 2, 0)
    alone = on_record()["A-1"]
    assert counts(desk.take(rows(*(line.replace("A-1", "A-2") for line in one_life())))) == (4, 4, 0, 0)
    assert {**on_record()["A-2"], "code": "", "events": ""} == {**alone, "code": "", "events": ""}


def test_a_continuation_need_not_repeat_what_is_known(desk: Desk) -> None:
    desk.take(rows(*one_life()[:2]))
    assert counts(desk.take(rows(*one_life()[2:]))) == (2, 2, 0, 0)
    assert on_record()["A-1"]["state"] == "returned"
    assert dossiers.replay_all().differences == ()


def test_a_dossier_that_was_only_submitted_goes_on_by_its_code(desk: Desk) -> None:
    desk.take(rows("A-1,submitted,2022-03-01T08:00,12472,1.004222,online,,,"))
    assert on_record()["A-1"]["state"] == "submitted"
    desk.take(rows("A-1,received,2022-03-02T08:00,,,,,,"))
    assert on_record()["A-1"]["state"] == "accepted"


def test_leading_zeros_and_strange_codes_stay(desk: Desk) -> None:
    codes = ["000.00.27.H54-220301-0001", "0012", "=1+1", "Hồ sơ 7", "a" * 64]
    desk.take(rows(*(f"{code},received,2022-03-01,00338,1.004222,post,,," for code in codes)))
    assert set(on_record()) == set(codes)
    assert {row["events"][0][4] for row in on_record().values()} == {"00338@2020-01-01"}


def test_letters_in_parts_are_the_same_code(desk: Desk) -> None:
    desk.take(rows("Hồ-1,received,2022-03-01,12472,1.004222,post,,,"))
    assert list(on_record()) == ["Hồ-1"]


def test_naive_times_are_those_of_hanoi_and_others_keep_their_offset(desk: Desk) -> None:
    desk.take(
        rows(
            "A-1,received,2022-03-01T08:30,12472,1.004222,post,,,",
            "A-2,received,2022-03-01T01:30Z,12472,1.004222,post,,,",
            "A-3,received,2022-03-01 02:30+01:00,12472,1.004222,post,,,",
        )
    )
    assert {row["received_at"] for row in on_record().values()} == {datetime(2022, 3, 1, 1, 30, tzinfo=UTC)}


def test_a_due_day_lasts_to_its_end_and_a_due_time_does_not(desk: Desk) -> None:
    desk.take(
        rows(
            "A-1,received,2022-03-01,12472,1.999999,post,2022-03-04,,",
            "A-1,finished,2022-03-04T23:00,,,,,,",
            "A-2,received,2022-03-01,12472,1.999999,post,2022-03-04T16:00,,",
            "A-2,finished,2022-03-04T23:00,,,,,,",
        )
    )
    assert {code: row["timeliness"] for code, row in on_record().items()} == {"A-1": "on_time", "A-2": "overdue"}


def test_things_of_one_day_happen_in_the_order_of_a_life(desk: Desk) -> None:
    lines = [f"A-1,{event},2022-03-01," for event in ("returned", "finished", "supplemented", "supplement_requested")]
    desk.take(rows(*(line + ",,,,," for line in lines), "A-1,received,2022-03-01,12472,1.004222,post,,,"))
    assert [event[1] for event in on_record()["A-1"]["events"]] == [
        "dossier.received",
        "dossier.supplement_requested",
        "dossier.supplemented",
        "dossier.finished",
        "dossier.returned",
    ]


def test_actor_and_detail_are_kept_beside_the_ledger_and_not_in_it(desk: Desk) -> None:
    desk.take(rows("A-1,received,2022-03-01,12472,1.004222,post,,Nguyễn Thị Mẫu,thiếu bản sao"))
    assert Remark.objects.values_list("author", "text", "about").get() == ("Nguyễn Thị Mẫu", "thiếu bản sao", "step")
    (event,) = ledger.read(f"dossier/{Dossier.objects.get().pk}")
    assert "Mẫu".encode() not in event.entry
    assert "thiếu".encode() not in event.entry
    remark = Remark.objects.get()
    said = '["Nguyễn Thị Mẫu", "thiếu bản sao"]'
    assert event.payload["remarks"]["step"] == ledger.commitment(said, bytes(remark.salt))


def test_the_detail_of_a_pause_says_what_is_waited_for(desk: Desk) -> None:
    desk.take(rows(one_life()[0], "A-1,paused,2022-03-02,,,,,,presence"))
    assert on_record()["A-1"]["waits_for"] == "presence"
    assert not Remark.objects.exists()


def test_missing_offices_are_made_on_request_from_before_their_first_event(desk: Desk) -> None:
    file = rows("A-1,received,2012-03-01,NEW,P-9,post,2012-03-09,,", "A-1,forwarded,2012-03-02,OTHER,,,,,")
    assert "no unit bears this code" in desk.refused(file)[0]
    assert counts(desk.take(file, create_missing=True)) == (2, 2, 0, 0)
    assert on_record()["A-1"]["events"][0][4] == "NEW@1900-01-01"
    assert counts(desk.take(file, create_missing=True)) == (2, 0, 2, 0)


def test_nothing_is_made_for_dossiers_that_are_refused(desk: Desk, tmp_path: Path) -> None:
    file = rows(
        "A-1,received,2012-03-01,NEW,P-9,post,2012-03-09,,",
        "A-2,received,2012-03-01,NEVER,P-0,post,,,",
    )
    desk.refused(file, create_missing=True)
    assert not {"NEW", "NEVER"} & units.history().bearers.keys()
    desk.take(file, create_missing=True, rejects=tmp_path / "rejects.csv")
    assert {"NEW", "NEVER"} & units.history().bearers.keys() == {"NEW"}
    assert procedures.by_code(["P-9", "P-0"]).keys() == {"P-9"}


# Every format


EVENTS = [line.split(",") for line in rows(*one_life("001"), *one_life("A-2")).splitlines()]


def as_xlsx(path: Path) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Sự kiện")
    stamp, zeros = book.add_format({"num_format": "dd/mm/yyyy hh:mm"}), book.add_format({"num_format": "00000"})
    for line, cells in enumerate(EVENTS):
        for place, cell in enumerate(cells):
            if line and place == 2:
                sheet.write_datetime(line, place, datetime.fromisoformat(cell), stamp)
            elif cell == "00338":
                sheet.write_number(line, place, 338, zeros)
            elif cell == "12472":
                sheet.write_number(line, place, 12472)
            elif cell:
                sheet.write_string(line, place, cell)
    book.close()
    return path


def as_parquet(path: Path) -> Path:
    frame = pl.DataFrame(EVENTS[1:], schema=EVENTS[0], orient="row")
    frame.with_columns(pl.col("at").str.to_datetime("%Y-%m-%dT%H:%M"), pl.col("due").replace("", None)).write_parquet(
        path
    )
    return path


def as_xes(path: Path) -> Path:
    traces: dict[str, list[str]] = {}
    for cells in EVENTS[1:]:
        said = dict(zip(EVENTS[0], cells, strict=True))
        keys = {"concept:name": "event"} | {name: name for name in ("unit", "procedure", "channel", "due")}
        texts = "".join(f'<string key="{key}" value="{said[name]}"/>' for key, name in keys.items() if said[name])
        stamp = f'<date key="time:timestamp" value="{said["at"]}:00.000+07:00"/>'
        traces.setdefault(said["code"], []).append(f"<event>{texts}{stamp}</event>")
    body = "".join(
        f'<trace><string key="concept:name" value="{code}"/>{"".join(events)}</trace>'
        for code, events in traces.items()
    )
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n<log xmlns="http://www.xes-standard.org/">{body}</log>')
    return path


def as_csv(path: Path, delimiter: str = ",", start: str = "", end: str = "\n") -> Path:
    text = start + "".join(delimiter.join(cells) + end for cells in EVENTS)
    path.write_bytes(text.encode())
    return path


def packed(path: Path) -> Path:
    path.write_bytes(gzip.compress(path.read_bytes()))
    return path


FORMATS = {
    "xlsx": as_xlsx,
    "parquet": as_parquet,
    "xes": as_xes,
    "csv with mark and semicolons": lambda path: as_csv(path, ";", "\ufeff", "\r\n"),
    "csv with tabs": lambda path: as_csv(path, "\t"),
    "xlsx, packed": lambda path: packed(as_xlsx(path)),
    "parquet, packed": lambda path: packed(as_parquet(path)),
    "xes, packed": lambda path: packed(as_xes(path)),
    "csv, packed": lambda path: packed(as_csv(path)),
}


@pytest.mark.parametrize("form", FORMATS)
def test_all_formats_give_equal_dossiers_whatever_the_file_is_called(desk: Desk, form: str, tmp_path: Path) -> None:
    file = FORMATS[form](tmp_path / "a file.of any name")
    with transaction.atomic():
        desk.take(as_csv(tmp_path / "plain"))
        plain = on_record()
        transaction.set_rollback(True)
    assert counts(desk.take(file)) == (8, 8, 0, 0)
    assert on_record() == plain
    assert counts(desk.take(as_csv(tmp_path / "plain"))) == (8, 0, 8, 0)


# Any order


LIVES = st.lists(
    st.sampled_from(
        [
            ["received", "finished", "returned"],
            ["submitted", "received", "forwarded", "supplement_requested", "supplemented", "refused"],
            ["received", "paused", "resumed", "extended", "finished"],
            ["submitted", "refused_intake"],
            ["received", "withdrawn"],
            ["received", "supplement_requested", "stopped", "returned"],
            ["received"],
        ]
    ),
    min_size=1,
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)  # each gives its work back
@given(lives=LIVES, seed=st.integers(0, 2**32))
def test_shuffled_rows_give_the_same_dossiers(desk: Desk, lives: list[list[str]], seed: int) -> None:
    chance = Random(seed)  # noqa: S311  only chance is asked for
    lines = []
    for number, life in enumerate(lives):
        minutes = 0
        for place, event in enumerate(life):
            minutes += chance.choice([0, 0, 45, 600, 9000])
            at = datetime.fromtimestamp(1_646_100_000 + 60 * minutes, UTC).isoformat()
            first = "12472,1.004222,online" if place == 0 else ("00338,," if event == "forwarded" else ",,")
            lines.append(f"D-{number},{event},{at},{first},,,{chance.choice(['', 'ghi chú'])}")
    results = []
    for order in (lines, chance.sample(lines, len(lines))):
        with transaction.atomic():
            told = desk.take(rows(*order))
            results.append((counts(told), on_record()))
            assert dossiers.replay_all().differences == ()
            transaction.set_rollback(True)
    assert results[0] == results[1]
    assert results[0][0] == (len(lines), len(lines), 0, 0)
