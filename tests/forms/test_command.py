"""`motcua report form` and `motcua reconcile` as a person at the command line has them."""

import io
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from forms.conftest import District
from motcua.cli import motcua
from motcua.kernel.refusals import Refused

OF = ("--unit", "338", "--from", "2022-01-01", "--to", "2022-03-31")


def run(*words: str, language: str = "en") -> Result:
    result = CliRunner(env={"MOTCUA_LANGUAGE": language}).invoke(motcua, [*words, *OF])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_the_form_agrees_with_the_report_of_dossiers(district: District) -> None:
    form = json.loads(run("report", "form", "II.06", "--format", "json").stdout)
    report = json.loads(run("report", "dossiers", "--format", "json").stdout)
    for part in ("received", "resolved", "pending"):
        assert {code: count for code, count in form["total"].items() if code.startswith(part)} == {
            f"{part}.{name}": count for name, count in report[part].items()
        }
    own = json.loads(run("report", "form", "II.06", "--own", "--format", "json").stdout)
    assert own["total"] == json.loads(run("report", "form", "II.06a", "--format", "json").stdout)["total"]


def test_a_pdf_and_a_workbook_come_as_bytes(district: District, tmp_path: Path) -> None:
    assert run("report", "form", "ii.06b", "--format", "pdf").stdout_bytes.startswith(b"%PDF-")
    target = tmp_path / "form.xlsx"
    run("report", "form", "II.06b", "--format", "xlsx", "--output", str(target))
    assert openpyxl.load_workbook(io.BytesIO(target.read_bytes())).worksheets[0]["B8"].value == "Huyện Mẫu"


def test_the_terminal_speaks_the_reader_s_language(district: District) -> None:
    assert "TỔNG SỐ" in run("report", "form", "II.06b", language="vi").stdout
    assert "TOTAL" in run("report", "form", "II.06b").stdout


def test_the_register_book_is_a_list(district: District) -> None:
    said = json.loads(run("report", "form", "SO-HO-SO", "--format", "json").stdout)
    assert [row["code"] for row in said["rows"]] == [district.early, district.late, district.pending]
    assert set(said["rows"][0]) == {"place", "code", "procedure", "unit", "received", "due", "closed", "note"}
    assert district.late in run("report", "form", "SO-HO-SO").stdout


def test_a_form_that_is_not_there_is_refused(district: District) -> None:
    with pytest.raises(Refused, match=r"write one of II\.06"):
        run("report", "form", "II.60")
    with pytest.raises(Refused, match="facts do not fill this form"):
        run("report", "form", "II.07b")


def test_another_system_s_counts_are_set_beside_ours(district: District, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.csv"
    theirs.write_text("figure,count\n3,5\n4,0\n", encoding="utf-8")
    answer = run("reconcile", str(theirs))
    assert answer.exit_code == 1
    assert "1 figures and 0 dossiers differ" in answer.stderr
    theirs.write_text("figure,count\n3,5\n", encoding="utf-8")
    assert run("reconcile", str(theirs)).exit_code == 0
    assert run("reconcile", str(theirs), "--format", "xlsx").stdout_bytes.startswith(b"PK")
    assert run("reconcile", str(theirs), "--format", "csv").stdout.startswith("Dossier,")
