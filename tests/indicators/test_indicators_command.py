"""`motcua indicators` as a person at the command line has it."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from conftest import Installation
from dossiers.cast import CLERK, Office
from dossiers.plain import on
from motcua.cli import motcua
from motcua.kernel.refusals import Refused
from motcua.reform.indicators import rows_workbook
from motcua.services.dossiers import public as dossiers

ASKED = ("--unit", "338", "--from", "2022-03-01", "--to", "2022-03-31")


@pytest.fixture
def march(office: Office) -> list[str]:
    """Three dossiers of March, by their codes: one ended early, one overdue, one online at a department and pending."""
    early, late = office.receive("03-01 09:00"), office.receive("03-01 09:05")
    dossiers.finish(code=early.state.code or "", by=CLERK, at=on("03-02 09:00"))
    dossiers.finish(code=late.state.code or "", by=CLERK, at=on("03-30 09:00"))
    pending = office.receive("03-29 09:00", unit=office.department.key, channel=dossiers.Channel.ONLINE)
    return [taken.state.code or "" for taken in (early, late, pending)]


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """Leave the language as it was: the command chooses one."""
    with translation.override("en"):
        yield


def run(*words: str, language: str = "en") -> Result:
    result = CliRunner(env={"MOTCUA_LANGUAGE": language}).invoke(motcua, ["indicators", *words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_the_list_is_of_a_day() -> None:
    now, then = (
        json.loads(run("list", "--on", day, "--format", "json").stdout) for day in ("2023-01-01", "2019-01-01")
    )
    assert {one["code"] for one in then} < {one["code"] for one in now}
    assert [one["code"] for one in now][:2] == ["dossiers.on_time", "dossiers.on_time_of_received"]
    rows = list(csv.DictReader(io.StringIO(run("list", "--on", "2023-01-01", "--format", "csv").stdout)))
    assert [row["code"] for row in rows] == [one["code"] for one in now]
    assert "dossiers.late " in run("list").stdout


def test_an_indicator_is_shown_with_its_formula_and_its_source() -> None:
    lines = run("show", "dossiers.on_time").stdout.splitlines()
    assert lines[:3] == [
        "dossiers.on_time  Resolved early or on time, of the resolved",
        "Formula: ((8) + (9)) / (7)",
        "Measured in: per cent; higher is better",
    ]
    assert "To ask: When did these come in" in run("show", "signals.entered_late").stdout
    assert "registers were declared complete: tasks" in run("show", "tasks.done_in_time").stdout
    assert json.loads(run("show", "signals.entered_late", "--format", "json").stdout)["question"].endswith("?")
    assert "Công thức" in run("show", "dossiers.on_time", language="vi").stdout


def test_json_has_the_figure_and_all_that_it_takes_to_check_it(march: list[str]) -> None:
    said = json.loads(run("compute", "dossiers.on_time", *ASKED, "--rows", "--by", "unit", "--format", "json").stdout)
    assert (said["numerator"], said["denominator"], said["value"]) == (1, 2, 50.0)
    assert said["as_of"] == "2022-04-01T00:00:00+07:00"
    assert said["indicator"]["formula"] == "((8) + (9)) / (7)"
    assert [(group["key"], group["value"]) for group in said["groups"]] == [("338", 50.0)]
    assert [(row["part"], row["code"], row["adds"]) for row in said["rows"]] == [
        ("population", march[0], 1),
        ("population", march[1], 1),
        ("counts", march[0], 1),
    ]
    earlier = json.loads(run("compute", "dossiers.on_time", *ASKED, "--as-of", "2022-03-15", "--format", "json").stdout)
    assert (earlier["numerator"], earlier["denominator"]) == (1, 1)
    none = json.loads(
        run("compute", "payments.online", *ASKED[:-3], "2023-03-01", "--to", "2023-03-31", "--format", "json").stdout
    )
    assert (none["value"], none["denominator"]) == (None, 0)


def test_the_terminal_says_the_figure_the_formula_and_the_settings(march: list[str]) -> None:
    said = run("compute", "dossiers.online", *ASKED, "--rows").stdout
    assert "33.33 % = 1 / 3" in said
    assert "Formula: (4) / ((4) + (5))" in said
    assert "count as online" in said
    assert march[2] in said
    assert "33,33 %" in run("compute", "dossiers.online", *ASKED, language="vi").stdout
    assert "no data" in run("compute", "documents.contrary", *ASKED).stdout


def test_csv_is_rows_or_one_line_for_the_whole(march: list[str]) -> None:
    whole = list(csv.DictReader(io.StringIO(run("compute", "dossiers.late", *ASKED, "--format", "csv").stdout)))
    assert whole == [{"key": "338", "name": "Huyện Mẫu", "numerator": "1", "denominator": "3", "value": "33.3333"}]
    rows = list(
        csv.DictReader(io.StringIO(run("compute", "dossiers.late", *ASKED, "--rows", "--format", "csv").stdout))
    )
    assert [row["code"] for row in rows if row["part"] == "counts"] == [march[1]]


def test_the_workbook_proves_that_no_row_is_missing(
    march: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows_workbook, "ROWS_OF_SHEET", 2)
    path = tmp_path / "rows.xlsx"
    assert run("compute", "dossiers.on_time", *ASKED, "--format", "xlsx", "--output", str(path)).exit_code == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Rows 1", "Rows 2", "Check"]
    rows = [row for sheet in book.worksheets[:-1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    check = dict(book["Check"].iter_rows(values_only=True, max_col=2))
    lines = "".join("\t".join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows)
    assert check["Number of rows"] == len(rows) == 3
    assert check["SHA-256 of the rows"] == hashlib.sha256(lines.encode()).hexdigest()
    assert check["Figure"] == "50.00 %"
    assert [row[3] for row in rows] == [march[0], march[1], march[0]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("compute", "dossiers.ontime", *ASKED), "near it are dossiers.on_time"),
        (("compute", "dossiers.on_time", *ASKED[:-1], "2022-02-01"), "the period ends before it begins"),
        (("compute", "dossiers.on_time", "--unit", "99", *ASKED[2:]), "no unit bears this code"),
        (("compute", "dossiers.on_time", "--unit", "338", "--from", "2019-01-01", "--to", "2019-12-31"), "in force on"),
        (
            ("compute", "dossiers.days_office", "--unit", "338", "--from", "2019-01-01", "--to", "2019-12-31"),
            "on 2019-12-31",
        ),
        (("compute", "dossiers.on_time", *ASKED, "--as-of", "2022-04-02"), "after the period"),
        (("compute", "feedback.published", *ASKED, "--by", "field"), "not broken down by this"),
        (("compute", "dossiers.on_time", *ASKED, "--by", "colour"), "not broken down by this"),
        (("show", "?"), "motcua indicators list"),
    ],
)
def test_what_cannot_be_computed_is_refused(office: Office, words: tuple[str, ...], said: str) -> None:
    with pytest.raises(Refused, match=said):
        run(*words)


def test_a_process_of_its_own_computes_into_a_file(committing_db: Installation, tmp_path: Path) -> None:
    nothing = committing_db.motcua("indicators", "compute", "dossiers.on_time", *ASKED)
    assert nothing.returncode == 1
    assert "no unit bears this code on 2022-03-31" in nothing.stderr
    listed = committing_db.motcua("indicators", "list", "--format", "csv", "--on", "2022-03-31")
    assert listed.returncode == 0
    assert listed.stdout.startswith("code,title,measure,formula,")
