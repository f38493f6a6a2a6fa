"""Small files are read as people see them: leading zeros, days, any separator; and what cannot be read says why."""

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.kernel.refusals import Refused
from motcua.kernel.sheets import read_rows
from motcua.kernel.tables import Row, RowsRefused, Taken, Tally, as_it_was, harmless, heading

NEEDED, KNOWN = ("code", "name"), ("since",)


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(path: Path) -> list[tuple[int, dict[str, str]]]:
    return [(row.line, dict(row.cells)) for row in read_rows(path, needed=NEEDED, known=KNOWN)]


@pytest.mark.parametrize(
    "raw",
    [
        "code,name\n00101,Xã Cối\n",
        "\ufeffcode;name\r\n00101;Xã Cối\r\n",
        "Code\tName\n00101\tXã Cối",
        "code,name\n00101,Xã Cối\n".encode("utf-16"),
        " CODE , name \n00101,Xã Cối\n\n , \n",
    ],
)
def test_a_file_is_read_whatever_its_separator_and_encoding(tmp_path: Path, raw: str | bytes) -> None:
    assert read(write(tmp_path / "a.csv", raw)) == [(2, {"code": "00101", "name": "Xã Cối"})]


def test_a_line_is_that_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'code,name\n\n1,"Xã\nCối, Sông"\n2,Bến\n')
    assert read(path) == [(3, {"code": "1", "name": "Xã\nCối, Sông"}), (5, {"code": "2", "name": "Bến"})]


def test_a_workbook_is_read_as_it_is_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["code", "name", "since", None], [101, "Xã Cối", date(2024, 7, 1)], [None], ["00102", 3.0], [7, True]):
        sheet.append(row)
    sheet["A2"].number_format = "00000"
    sheet["C4"] = datetime(2024, 7, 1, 9, 30)  # noqa: DTZ001  (a workbook knows no zones)
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx") == [
        (2, {"code": "00101", "name": "Xã Cối", "since": "2024-07-01"}),
        (4, {"code": "00102", "name": "3", "since": "2024-07-01T09:30:00"}),
        (5, {"code": "7", "name": "1", "since": ""}),
    ]


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.csv", "", "line 1: the file has no column code; name the columns in the first row: code, name, [since]"),
        ("a.csv", "code\n1\n", "the file has no column name"),
        ("a.csv", "code,name,sincee\n", "line 1, sincee: this column is not known; perhaps since is meant"),
        ("a.csv", "code,name,colour\n", "colour: this column is not known; name the columns in the first row"),
        ("a.csv", "code,name,name\n", "name: this column stands there twice"),
        ("a.csv", b"code,name\n1,X\xe3\n", "line 2: the file is not UTF-8; save it as “CSV UTF-8”"),
        ("a.csv", 'code,name\n1,"Xã\n', "line 2: the row cannot be read; close every quotation mark"),
        ("a.csv", b"PK\x03\x04", "“a.csv”: the file cannot be read; save it as XLSX or as “CSV UTF-8”"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "“a.xls”: the file is of Excel 97-2003, or locked with a password; open it and"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0", "“a.xlsx”: the file is of Excel 97-2003, or locked with a password; open it"),
        ("a.xlsx", "code,name\n", "“a.xlsx”: the file cannot be read"),
        ("a.xlsx", b"PK\x03\x04", "“a.xlsx”: the file cannot be read"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, raw: str | bytes, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read(write(tmp_path / name, raw))
    assert said in str(refused.value)


def test_rows_of_another_width_are_all_named(tmp_path: Path) -> None:
    with pytest.raises(RowsRefused) as refused:
        read(write(tmp_path / "a.csv", "code,name\n1,Xã Cối, Sông\n2,Bến\n3\n"))
    assert str(refused.value).splitlines() == [
        "line 2: the row has 3 cells, and there are 2 columns;"
        " put a cell that holds a comma or a line break in quotation marks",
        "line 4: the row has 1 cells, and there are 2 columns;"
        " put a cell that holds a comma or a line break in quotation marks",
    ]
    assert refused.value.taken == Taken(3, 0, 0, 2)


def test_merged_cells_are_refused_with_their_place(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["code", "name"], ["1", "Xã Cối"], ["2", None]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(Refused) as refused:
        read(tmp_path / "a.xlsx")
    assert str(refused.value) == "B2:B3: cells are merged; take them apart, and write into each what it says"


def workbook(**parts: bytes) -> bytes:
    """Give a good workbook with some of its parts put in place of what they were, by name without folder and ending."""
    made, out = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["code", "name"])
    book.save(made)
    with zipfile.ZipFile(made) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in whole.namelist():
            changed.writestr(name, parts.get(Path(name).stem, whole.read(name)))
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (workbook(sheet1=b"<worksheet><sheetData><row>"), "“a.xlsx”: the file cannot be read"),
        (workbook(workbook=b"<workbook/>"), "“a.xlsx”: the file cannot be read"),
        (workbook(theme1=b" " * 201 * 1024 * 1024), "“a.xlsx”: the workbook unpacks to more than 200 MB"),
        (workbook()[:-300], "“a.xlsx”: the file cannot be read"),
    ],
)
def test_a_damaged_or_bursting_workbook_is_refused(raw: bytes, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_rows(Path("a.xlsx"), needed=NEEDED, content=raw)
    assert str(refused.value).startswith(said)


def test_columns_may_have_other_names_and_the_file_need_not_lie_on_the_disk() -> None:
    also = {heading("Tên  đơn vị"): "name"}
    rows = read_rows(Path("a.csv"), needed=NEEDED, also=also, content="CODE,Tên đơn vị\n1,Xã Cối\n".encode())
    assert [dict(row.cells) for row in rows] == [{"code": "1", "name": "Xã Cối"}]


@given(st.text(alphabet="'=+-@\ta1", max_size=6))
def test_a_text_that_was_made_harmless_comes_back_as_it_was(text: str) -> None:
    assert as_it_was(harmless(text)) == text
    assert harmless(text)[:1] not in {*"=+-@\t"}


@given(raw=st.binary(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_break_the_reader(tmp_path: Path, raw: bytes) -> None:
    for name in ("a.csv", "a.xlsx"):
        with suppress(Refused):
            read(write(tmp_path / name, raw))


def test_a_cell_is_compared_as_it_reads() -> None:
    row = Row(2, {"name": "  Xa\u0303   Co\u0302\u0301i\u00a0"})
    assert (row["name"], row["absent"]) == ("Xã Cối", "")


def test_a_tally_says_all_that_is_wrong_in_the_order_of_the_file() -> None:
    rows = [Row(line, {}) for line in (2, 3, 4)]
    tally = Tally(rows)
    for row in reversed(rows[1:]):
        with tally.row(row):
            raise Refused("wrong", value=row.line)
    with pytest.raises(RowsRefused) as refused:
        tally.taken()
    assert str(refused.value) == "line 3, “3”: wrong\nline 4, “4”: wrong"
    assert refused.value.taken.text() == "read 3, taken 0, unchanged 0, refused 2"


def test_a_thousand_wrong_rows_are_not_all_told() -> None:
    refusals = [Refused("wrong").at_line(line) for line in range(1000)]
    lines = str(RowsRefused(refusals, read=1000)).splitlines()
    assert (len(lines), lines[-1]) == (101, "and 900 more")
