"""A register goes out as a file and comes back as it was; what is wrong in one is told by row; all or nothing."""

import csv
import io
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.utils import translation
from django.utils.translation import gettext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from conftest import Installation
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.kernel.tables import RowsRefused, Taken, heading
from motcua.reform.registers import models
from motcua.reform.registers import public as registers
from motcua.reform.registers.exchange.columns import file_columns, headings
from motcua.reform.registers.public import REGISTERS, Column, Register, Type
from motcua.reform.registers.rules.reading import EARLIEST, MOST, tidy
from registers.conftest import AT, BY, FOUNDED, Offices, plan, set_up_offices

HEADER = "first_on,last_on,number,issued_on,subject"
ROW = "2022-01-01,2022-12-31,05/KH-UBND,2022-01-12,Cải cách"

TASK = {
    "first_on": "2022-01-01",
    "last_on": "2022-12-31",
    "task": "Lấy phiếu khảo sát",
    "assigned_in": "12/TB-UBND",
    "due_on": "2022-06-30",
}
LETTERS = st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" ")
HARD = ("=1+1", "+84", "-5", "@x", "'=1", "''", "'", "0005", "2022-01-01", "1e5", "TRUE", "_x000D_", "a;b,c")
TEXTS = st.one_of(st.text(LETTERS, min_size=1, max_size=40), st.sampled_from(HARD)).map(tidy).filter(bool)


def values_of(column: Column) -> st.SearchStrategy[object]:
    """Give values that a column may hold, as they are kept."""
    match column.type:
        case Type.DAY:
            return st.dates(EARLIEST, AT.date()).map(lambda day: day.isoformat())
        case Type.COUNT | Type.DONG:
            return st.integers(0, MOST[column.type])
        case Type.NUMBER:
            return st.decimals(0, 999_999_999, places=3).map(lambda number: f"{number.normalize():f}")
        case Type.PERCENT:
            return st.decimals(0, 100, places=2).map(lambda number: f"{number.normalize():f}")
        case Type.CHOICE:
            return st.sampled_from([choice.code for choice in column.choices])
        case Type.FLAG:
            return st.booleans()
        case Type.UNIT:
            return st.just("101")
        case Type.DOCUMENT | Type.POST:
            return TEXTS.map(lambda text: text[:60].strip() or "1")
    return TEXTS


@st.composite
def said(draw: st.DrawFn, register: Register) -> dict[str, Any]:
    """Draw what a record of a register says; a part is never more than its whole."""
    first = draw(st.dates(FOUNDED, AT.date()))
    last = first + timedelta(days=draw(st.integers(0, 400)))
    values: dict[str, Any] = {"first_on": first.isoformat(), "last_on": last.isoformat()}
    values["effective_on"] = draw(st.dates(FOUNDED, AT.date())).isoformat()
    values["responsible"] = draw(st.one_of(st.just(""), TEXTS))
    values["public"] = draw(st.booleans())
    for column in register.columns:
        if column.needed or draw(st.booleans()):
            values[column.name] = draw(values_of(column))
    for part, whole in (*register.within, *reversed(register.within)):
        if part in values and whole in values:
            values[part] = min(values[part], values[whole])
    return values


def preview(
    unit: units.Unit, text: str | bytes, register: str = "reform_plan", name: str = "a.csv"
) -> registers.Preview:
    content = text if isinstance(text, bytes) else text.encode()
    return registers.preview_import(register=register, unit_id=unit.id, name=name, content=content, at=AT)


def take(unit: units.Unit, text: str | bytes, register: str = "reform_plan", name: str = "a.csv") -> Taken:
    content = text if isinstance(text, bytes) else text.encode()
    return registers.take_import(register=register, unit_id=unit.id, name=name, content=content, by=BY, at=AT)


def wrong_in(unit: units.Unit, text: str, register: str = "reform_plan") -> list[str]:
    """Give all that is wrong with a file, and check that nothing of it was taken."""
    with pytest.raises(RowsRefused) as refused:
        take(unit, text, register)
    assert not models.Record.objects.filter(register=register).exists()
    return str(refused.value).splitlines()


@pytest.mark.parametrize("code", REGISTERS)
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_register_comes_back_as_it_went_out(offices: Offices, code: str, data: st.DataObject) -> None:
    """A row that names its record and reads otherwise would be a correction; that it changes nothing is the proof."""
    register, unit = REGISTERS[code], offices.commune
    models.Text.objects.all().delete()
    models.Record.objects.all().delete()
    given_ = data.draw(said(register))
    one = registers.record(register=code, unit_id=unit.id, given=given_, by=BY, at=AT)
    columns = {column.name: column for column in register.columns}
    wanted = {name: value for name, value in given_.items() if name in columns}
    assert registers.find(one).values == {
        name: "101@2020-01-01" if columns[name].type is Type.UNIT else value for name, value in wanted.items()
    }
    for language in ("en", "vi"):
        with translation.override(language):
            for name, content in (
                ("a.xlsx", registers.export_xlsx(code, unit.id)),
                ("a.csv", registers.export_csv(code, unit.id)),
            ):
                assert [(line.fate, line.wrong) for line in preview(unit, content, code, name).lines] == [
                    (registers.Fate.UNCHANGED, {})
                ]


@pytest.mark.parametrize("code", REGISTERS)
def test_no_two_columns_of_a_file_have_the_same_heading(code: str) -> None:
    columns = file_columns(REGISTERS[code])
    assert len({column.name for column in columns}) == len(columns)
    for language in ("en", "vi"):
        with translation.override(language):
            names = {heading(gettext(column.title)): column.name for column in columns}
            assert len(names) == len(columns)
            assert all(headings(REGISTERS[code])[title] == name for title, name in names.items())


def test_a_file_is_taken_once(offices: Offices) -> None:
    text = f"{HEADER},unit,responsible\n{ROW},,Văn phòng\n{ROW},101-TP,\n"
    assert preview(offices.district, text).taken == Taken(2, 2, 0)
    assert registers.records("reform_plan", offices.district.id) == []
    assert take(offices.district, text) == Taken(2, 2, 0)
    assert take(offices.district, text) == Taken(2, 0, 2)
    (of_district,) = registers.records("reform_plan", offices.district.id)
    (of_department,) = registers.records("reform_plan", offices.department.id)
    assert (of_district.responsible, of_department.responsible) == ("Văn phòng", "")
    assert of_district.values["number"] == "05/KH-UBND"
    assert registers.replay_all() == []


def test_a_row_that_names_a_record_corrects_it_with_its_reason(offices: Offices) -> None:
    one = registers.record(register="reform_plan", unit_id=offices.commune.id, given=plan(), by=BY, at=AT)
    row = f"{one},2022-01-01,2022-12-31,06/KH-UBND,2022-01-12,Cải cách"
    with pytest.raises(RowsRefused, match=f"reason: record {one} says something else; state in this column why"):
        take(offices.commune, f"record,{HEADER},reason\n{row},\n")
    assert registers.find(one).events == 1
    assert take(offices.commune, f"record,{HEADER},reason\n{row},Số gõ nhầm\n") == Taken(1, 1, 0)
    assert registers.find(one).values["number"] == "06/KH-UBND"
    assert registers.history(one)[1].reason == "Số gõ nhầm"


def test_all_that_is_wrong_is_said_by_row_and_nothing_is_taken(offices: Offices) -> None:
    other = registers.record(register="tasks", unit_id=offices.commune.id, given=TASK, by=BY, at=AT)
    assert wrong_in(
        offices.district,
        f"record,unit,{HEADER}\n"
        f",,{ROW}\n"
        ",,2022-01-01,31/12/2022,05/KH-UBND,,Cải cách\n"
        ",00101,2022-01-01,2022-12-31,05/KH-UBND,2022-01-12,Cải cách\n"
        ",999,2022-01-01,2022-12-31,05/KH-UBND,2022-01-12,Cải cách\n"
        f"{other},,2022-01-01,2022-12-31,05/KH-UBND,2022-01-12,Cải cách\n"
        f",,{ROW}\n",
    ) == [
        "line 3, to, “31/12/2022”: this day is written as a text whose order of day and month is not certain;"
        " write 2022-12-31, or make the cell a date",
        "line 3, issued on: this is needed, and is not there",
        "line 4, unit, “00101”: the records of this unit are not those of Huyện Sông;"
        " name that unit or one of its departments",
        "line 5, unit, “999”: no unit bears this code on 2022-01-01;"
        " import the units first, or write a code that exists",
        f"line 6, record, “{other}”: there is no such record, or it was withdrawn",
        "line 7, record: line 2 says the same",
    ]


def test_two_rows_of_the_same_days_are_refused_where_there_is_one_a_period(offices: Offices) -> None:
    rows = "2022-01-01,2022-12-31,10,9\n2022-07-01,2022-12-31,10,8\n"
    (said_,) = wrong_in(offices.commune, f"first_on,last_on,in_scheme,filled\n{rows}", "posts_filled")
    assert said_.startswith("line 3, first_on, “2022-07-01”: record ")


def test_what_was_wrong_comes_back_beside_the_rows_and_can_be_mended_there(offices: Offices) -> None:
    gone = preview(offices.commune, f"{HEADER},note\n{ROW},=1+1\n2022-01-01,,05,2022-01-12,Cải cách,\n")
    assert [line.fate for line in gone.lines] == [registers.Fate.NEW, registers.Fate.REFUSED]
    assert gone.taken == Taken(2, 0, 0, 1)
    file = io.BytesIO(registers.annotated(gone))
    book = openpyxl.load_workbook(file)
    sheet = book.active
    assert sheet is not None
    assert [sheet.cell(1, place).value for place in (1, 2, 7)] == ["from", "to", "what is wrong"]
    assert sheet["G3"].value == "to: this is needed, and is not there"
    assert (sheet["F2"].value, sheet["B3"].fill.fgColor.rgb) == ("'=1+1", "FFFDE2DF")
    sheet["B3"] = datetime(2022, 12, 31)  # noqa: DTZ001  (a workbook knows no zones)
    mended = io.BytesIO()
    book.save(mended)
    assert take(offices.commune, mended.getvalue(), name="a.xlsx") == Taken(2, 2, 0)
    assert {record.values.get("note") for record in registers.records("reform_plan", offices.commune.id)} == {
        "=1+1",
        None,
    }


def test_a_file_that_goes_out_holds_no_formula(offices: Offices) -> None:
    registers.record(
        register="reform_plan",
        unit_id=offices.commune.id,
        given=plan(subject='=HYPERLINK("x")', note="@SUM(A1)", responsible="+84"),
        by=BY,
        at=AT,
    )
    rows = list(csv.reader(io.StringIO(registers.export_csv("reform_plan", offices.commune.id).decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell[:1] in {*"=+-@"}]
    sheet = openpyxl.load_workbook(io.BytesIO(registers.export_xlsx("reform_plan", offices.commune.id))).active
    assert sheet is not None
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_a_unit_is_written_by_the_code_that_means_it_on_the_day(
    offices: Offices, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for task in ("Một", "Hai"):
        given_ = TASK | {"task": task, "assigned_by": "101"}
        registers.record(register="tasks", unit_id=offices.commune.id, given=given_, by=BY, at=AT)
    with django_assert_num_queries(4):
        rows = registers.export_rows("tasks", offices.commune.id)
    place = rows[0].index("assigned by")
    assert [(row[1], row[place]) for row in rows[1:]] == [("00101", "101")] * 2
    units.rename(unit_id=offices.district.id, name="Huyện Sông", code="102", on=date(2023, 1, 1), by="test", at=AT)
    assert registers.export_rows("tasks", offices.commune.id)[1][place] == "101@2020-01-01"
    assert preview(offices.commune, registers.export_csv("tasks", offices.commune.id), "tasks").taken == Taken(2, 0, 2)


def test_an_empty_workbook_is_ready_to_be_filled(offices: Offices) -> None:
    with translation.override("vi"):
        made = registers.template("connections")
    assert take(offices.commune, made, "connections", "a.xlsx") == Taken(0, 0, 0)
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:4] == ["số bản ghi", "đơn vị", "từ ngày", "đến ngày"]


@pytest.mark.parametrize(
    ("name", "content", "said_"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0", "the file is of Excel 97-2003, or locked with a password"),
        ("a.csv", b"first_on,number\n", "the file has no column last_on"),
        ("a.csv", b"first_on,last_on,number,issued_on,subject,colour\n", "colour: this column is not known"),
    ],
)
def test_what_is_no_such_file_is_refused(offices: Offices, name: str, content: bytes, said_: str) -> None:
    with pytest.raises(Refused) as refused:
        preview(offices.commune, content, name=name)
    assert said_ in str(refused.value)


def test_the_command_tells_what_came_of_the_rows(committing_db: Installation, tmp_path: Path) -> None:
    set_up_offices()
    file, wrong = tmp_path / "ke-hoach.csv", tmp_path / "wrong.xlsx"
    file.write_text(f"{HEADER}\n{ROW}\n")
    words = ("import", "register", file, "--register", "reform_plan", "--unit", "00101")
    done = committing_db.motcua(*words)
    assert (done.returncode, done.stdout, done.stderr) == (0, "read 1, taken 1, unchanged 0, refused 0\n", "")
    again = committing_db.motcua(*words)
    assert (again.returncode, again.stdout) == (0, "read 1, taken 0, unchanged 1, refused 0\n")
    assert ledger.pending() == 0
    file.write_text(f"{HEADER}\n{ROW}\n2022-01-01,2022-12-31,,2022-01-12,Khác\n")
    refused = committing_db.motcua(*words, "--annotated", wrong)
    assert (refused.returncode, refused.stdout) == (1, "read 2, taken 0, unchanged 0, refused 1\n")
    assert refused.stderr == "line 3, number of the document: this is needed, and is not there\n"
    assert wrong.is_file()
    unknown = committing_db.motcua("import", "register", file, "--register", "reform_plans", "--unit", "00101")
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "there is no register of this code; near it are reform_plan" in unknown.stderr


def test_a_unit_that_is_founded_later_has_no_days_yet(offices: Offices) -> None:
    later = units.found(
        code="00109",
        name="Xã Mới",
        level=units.Level.COMMUNE,
        parent_id=offices.district.id,
        on=AT.date() + timedelta(days=90),
        by="test",
        at=AT,
    )
    (line,) = preview(later, f"{HEADER}\n{ROW}\n").lines
    assert set(line.wrong) == {"first_on", "last_on", "effective_on"}
