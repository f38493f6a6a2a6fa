"""The other system's file: what it may look like, and what is refused, with its line."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from motcua.kernel.refusals import Refused
from motcua.kernel.tables import RowsRefused
from motcua.reform.reconciliation.public import TheirFile, WrongFile, read_file

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
Write = Callable[..., TheirFile]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(text: str, name: str = "theirs.csv") -> TheirFile:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_file(path, zone=ZONE)

    return write


def test_a_list_is_read_with_vietnamese_heads_days_and_words(written: Write) -> None:
    said = written(
        "Mã hồ sơ;Ngày nhận;Ngày hẹn trả;Ngày hoàn thành;Kênh;Tình trạng\n"
        "0001;07/03/2022 09:30;18/03/2022;;Trực tuyến;Quá hạn\n"
    )
    (one,) = said.dossiers or ()
    assert (one.code, one.line, one.channel, one.standing) == ("0001", 2, "online", "resolved.overdue")
    assert one.received == datetime(2022, 3, 7, 9, 30, tzinfo=ZONE)
    assert (one.due_bare, one.says_end, one.finished) == (True, True, None)


def test_counts_are_read_by_column_or_code(written: Write) -> None:
    said = written("figure,count\n(3),10.095\n7,9894\npending.total,201\n".replace("10.095", '"10.095"'))
    assert said.counts == {"received.total": 10095, "resolved.total": 9894, "pending.total": 201}


def test_a_workbook_keeps_zeros_and_days(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["code", "received"])
    sheet.append(["000123", date(2022, 3, 7)])
    book.save(tmp_path / "theirs.xlsx")
    (one,) = read_file(tmp_path / "theirs.xlsx", zone=ZONE).dossiers or ()
    assert (one.code, one.received) == ("000123", datetime(2022, 3, 7, tzinfo=ZONE))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,due\nA,31/02/2022\nB,hôm qua\n", ["line 2, due", "line 3, due"]),
        ("code\nA\nA\n", ["line 3, code, “A”: this dossier stands there already, in line 2"]),
        ("code,channel\n,online\nA,fax\n", ["line 2, code: the code is empty", "line 3, channel, “fax”"]),
        ("figure,count\n3,-1\n4,1.5\n", ["line 2, count, “-1”: this is not a count", "line 3, count, “1.5”"]),
        ("figure,count\n14,1\n3,1\n(3),1\n", ["line 2, figure, “14”", "line 4, figure, “(3)”"]),
    ],
)
def test_rows_that_are_wrong_are_all_told(written: Write, text: str, said: list[str]) -> None:
    with pytest.raises(RowsRefused) as refused:
        written(text)
    lines = refused.value.message().splitlines()
    assert len(lines) == len(said)
    assert all(line.startswith(one) for line, one in zip(lines, said, strict=True))


def test_a_sheet_with_merged_cells_is_refused_with_the_place(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["code", "received"])
    sheet.append(["A", None])
    sheet.merge_cells("A2:B2")
    book.save(tmp_path / "theirs.xlsx")
    with pytest.raises(WrongFile, match="A2:B2: the sheet has merged cells; unmerge them"):
        read_file(tmp_path / "theirs.xlsx", zone=ZONE)


def test_an_old_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "theirs.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(Refused, match="save it as XLSX"):
        read_file(path, zone=ZONE)


@pytest.mark.parametrize("text", ["code\n", "received,due\n2022-03-01,2022-03-02\n", "nonsense,code\nA,B\n", ""])
def test_a_file_of_something_else_is_refused(written: Write, text: str) -> None:
    with pytest.raises(Refused):
        written(text)
