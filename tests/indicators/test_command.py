"""`motcua report dossiers` as a person at the command line has it."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from conftest import Installation
from dossiers.cast import CLERK, Office, set_up_office
from dossiers.plain import on
from motcua.cli import motcua
from motcua.foundation.ledger.public import ensure_keys
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.dossiers import public as dossiers

ASKED = ("report", "dossiers", "--unit", "338", "--from", "2022-03-01", "--to", "2022-03-31")
FORMULA = '=HYPERLINK("http://example.invalid")'


@pytest.fixture
def march(office: Office) -> Office:
    """Three dossiers of March: one ended early, one overdue, one online at a department and pending."""
    early, late = office.receive("03-01 09:00"), office.receive("03-01 09:05")
    assert early.state.code
    assert late.state.code
    dossiers.finish(code=early.state.code, by=CLERK, at=on("03-02 09:00"))
    dossiers.finish(code=late.state.code, by=CLERK, at=on("03-30 09:00"))
    office.receive("03-29 09:00", unit=office.department.key, channel=dossiers.Channel.ONLINE)
    at = datetime(2022, 2, 1, tzinfo=UTC)
    units.rename(unit_id=office.department.id, name=FORMULA, on=date(2022, 2, 1), by="test", at=at)
    return office


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """Leave the language as it was: the command chooses one."""
    with translation.override("en"):
        yield


def run(*words: str, language: str = "en") -> Result:
    result = CliRunner(env={"MOTCUA_LANGUAGE": language}).invoke(motcua, [*ASKED, *words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_json_is_as_declared(march: Office) -> None:
    said = json.loads(run("--format", "json").stdout)
    assert said == {
        "unit": "338",
        "from": "2022-03-01",
        "to": "2022-03-31",
        "as_of": "2022-04-01T00:00:00+07:00",
        "known_at": None,
        "received": {"total": 3, "online": 1, "direct": 2, "carried_over": 0},
        "resolved": {"total": 2, "early": 1, "on_time": 0, "overdue": 1},
        "pending": {"total": 1, "in_time": 1, "overdue": 0},
        "outcomes": {"granted": 2, "refused": 0, "withdrawn": 0, "stopped": 0},
        "by": None,
        "groups": [],
    }
    assert list(said)[5:9] == ["received", "resolved", "pending", "outcomes"]


def test_json_holds_groups_and_rows(march: Office) -> None:
    said = json.loads(run("--format", "json", "--by", "unit", "--rows").stdout)
    assert said["by"] == "unit"
    assert [(group["key"], group["received"]["total"]) for group in said["groups"]] == [("338", 2), ("338.TP", 1)]
    assert set(said["groups"][0]) == {"key", "name", "received", "resolved", "pending", "outcomes"}
    assert [row["counted_as"] for row in said["rows"]] == [
        ["received.direct", "resolved.early", "outcomes.granted"],
        ["received.direct", "resolved.overdue", "outcomes.granted"],
        ["received.online", "pending.in_time"],
    ]
    assert set(said["rows"][0]) == {"code", "unit", "counted_as"}


def test_instants_narrow_the_report(march: Office) -> None:
    said = json.loads(run("--format", "json", "--as-of", "2022-03-01T09:00").stdout)
    assert said["as_of"] == "2022-03-01T09:00:00+07:00"
    assert said["received"]["total"] == said["pending"]["total"] == 1
    said = json.loads(run("--format", "json", "--known-at", "2022-03-29T08:00+07:00", "--own").stdout)
    assert said["known_at"] == "2022-03-29T08:00:00+07:00"
    assert said["received"]["total"] == 2


def test_csv_has_a_line_a_group_and_no_formulas(march: Office) -> None:
    lines = list(csv.DictReader(io.StringIO(run("--format", "csv", "--by", "unit").stdout)))
    assert [line["key"] for line in lines] == ["338", "338.TP"]
    assert lines[1]["name"] == f"'{FORMULA}"
    assert lines[0]["resolved.overdue"] == "1"
    (line,) = csv.DictReader(io.StringIO(run("--format", "csv").stdout))
    assert (line["key"], line["name"], line["received.total"]) == ("338", "Huyện Mẫu", "3")
    rows = list(csv.DictReader(io.StringIO(run("--format", "csv", "--rows").stdout)))
    assert [row["counted_as"] for row in rows][2] == "received.online pending.in_time"


def test_the_workbook_is_the_form(march: Office, tmp_path: Path) -> None:
    target = tmp_path / "ii06.xlsx"
    result = run("--format", "xlsx", "--by", "unit", "--rows", "--output", str(target), language="vi")
    assert result.stdout == ""
    form, listed = openpyxl.load_workbook(target)
    cells = {cell.value: cell for row in form.iter_rows() for cell in row if cell.value is not None}
    assert {"Trước hạn", "Đúng hạn", "Quá hạn", "Từ kỳ trước", "TỔNG SỐ", "(13)"} <= set(cells)
    assert cells[f"{FORMULA} (338.TP)"].data_type == "s"
    assert [form.cell(10, column).value for column in range(3, 14)] == [3, 1, 2, 0, 2, 1, 0, 1, 1, 1, 0]
    assert listed.max_row == 4
    assert [path for path in tmp_path.iterdir() if path.is_file()] == [target]
    assert run("--format", "xlsx").stdout_bytes[:2] == b"PK"


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_table_is_laid_out_as_the_form(march: Office, language: str) -> None:
    said = run("--by", "unit", "--rows", language=language).stdout
    words = {
        "en": ["Dossiers to be resolved", "Huyện Mẫu (338), from 01/03/2022 to 31/03/2022", "50.00 %", "TOTAL"],
        "vi": ["Số hồ sơ nhận giải quyết", "Huyện Mẫu (338), từ ngày 01/03/2022 đến ngày 31/03/2022", "50,00 %"],
    }
    for word in words[language]:
        assert word in said
    figures = [line for line in said.splitlines() if line.startswith(("TOTAL", "TỔNG SỐ"))]
    assert [word for word in figures[0].split() if word.isdigit()] == list("31202101110")
    assert max(map(len, said.splitlines())) <= 180


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--unit", "339"), "no unit bears this code on 2022-03-31"),
        (("--from", "2022-04-01"), "the period ends before it begins"),
        (("--from", "1/3/2022"), "--from, “1/3/2022”: this is not a day of the calendar; write YYYY-MM-DD"),
        (("--to", "2022-02-30"), "this is not a day"),
        (("--as-of", "2022-04-01T00:01"), "after the period"),
        (("--as-of", "tomorrow"), "this is not a time"),
        (("--known-at", "2999-01-01"), "is not known"),
        (("--structure", "x"), "this is not a day"),
        (("--by", "colour"), "write one of unit, field, procedure, channel, month"),
        (("--output", "/nowhere/at/all.csv", "--format", "csv"), "the file cannot be written"),
    ],
)
def test_wrong_values_are_refused(march: Office, words: tuple[str, ...], reason: str) -> None:
    with pytest.raises(Refused, match=reason.replace("(", r"\(")):
        run(*words)


@pytest.mark.parametrize("words", [("--format", "pdf"), ("--unit-as", "owner"), ("--colour", "red"), ("--unit",)])
def test_wrong_use_ends_with_two(words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2


def test_a_process_of_its_own_answers_and_refuses(committing_db: Installation) -> None:
    ensure_keys()
    set_up_office().receive("03-01 09:00")
    answered = committing_db.motcua(*ASKED, "--format", "json")
    assert answered.returncode == 0
    assert json.loads(answered.stdout)["received"]["total"] == 1
    assert answered.stderr == ""
    refused = committing_db.motcua(*ASKED[:2], "--unit", "33", *ASKED[4:], MOTCUA_LANGUAGE="vi")
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert "338 (Huyện Mẫu)" in refused.stderr
    damaged = committing_db.home / "facts" / "manifest.json"
    damaged.write_text("{}")
    refused = committing_db.motcua(*ASKED)
    assert refused.returncode == 1
    assert "remove this folder" in refused.stderr
    assert "Traceback" not in refused.stderr
