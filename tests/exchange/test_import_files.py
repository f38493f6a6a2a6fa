"""A file is read for what it is, and what cannot be read is refused with its place and a remedy."""

import gzip
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from exchange.desk import HEADER, Desk, counts, on_record, one_life, rows
from motcua.kernel.refusals import Refused
from motcua.services.dossiers.exchange.readers import sources
from motcua.services.dossiers.exchange.readers.delimited import read_delimited
from motcua.services.dossiers.exchange.readers.eventlog import read_event_log
from motcua.services.dossiers.exchange.readers.sources import Format, recognise
from motcua.services.dossiers.exchange.readers.tables import Table

XES = '<?xml version="1.0" encoding="UTF-8"?>\n<log xmlns="http://www.xes-standard.org/">\n'
FIRST = "A-1,received,2022-03-01,12472,1.004222,post,,,"


def refusal(desk: Desk, content: str | bytes | Path, **how: str) -> str:
    """Import a file that cannot be read, and give what is said."""
    with pytest.raises(Refused) as refused:
        desk.take(content, **how)  # type: ignore[arg-type]  # told by name
    assert not on_record()
    return refused.value.message()


# What it is


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "this is a file of Excel 97-2003; save it as .xlsx or as “CSV UTF-8”"),
        (b"%PDF-1.7", "this is a file of PDF"),
        ("mã,sự kiện\n".encode("utf-16"), "looks like UTF-16; save it as “CSV UTF-8”"),
        ("mã,sự kiện\n".encode("utf-16-le"), "looks like UTF-16; save it as “CSV UTF-8”"),
        (gzip.compress(gzip.compress(rows(FIRST).encode())), "packed more than once; unpack it once"),
        (gzip.compress(rows(*one_life()).encode())[:-9], "the packed file is damaged or cut off; fetch it again"),
        (b"\x1f\x8b rest that is no gzip", "the packed file is damaged or cut off"),
        (b"PK\x03\x04 rest that is no archive", "the workbook is damaged"),
        (b"PAR1 rest that is no Parquet", "the Parquet file is damaged; write it again"),
    ],
)
def test_what_is_no_file_of_events_is_refused_with_a_remedy(desk: Desk, content: bytes, said: str) -> None:
    assert said in refusal(desk, content)


def test_a_folder_is_refused(desk: Desk, tmp_path: Path) -> None:
    assert "this is not a file" in refusal(desk, tmp_path)


def test_a_file_that_unpacks_to_far_too_much_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(rows(FIRST).encode() + b"A-2\n" * 50_000)
    assert "cells where the header names" in desk.refused(bomb)[0]  # control: the limit alone stops it below
    monkeypatch.setattr(sources, "MOST_UNPACKED", 100_000)
    assert "unpacks to more than 200 times its size" in refusal(desk, bomb)


def test_the_limit_of_unpacking_leaves_dense_files_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sources.most_unpacked(10) == sources.MOST_UNPACKED
    assert sources.most_unpacked(10 * sources.MOST_UNPACKED) == 2_000 * sources.MOST_UNPACKED


# CSV


def table(path: Path, header_line: int = 1) -> Table:
    return read_delimited(recognise(path), header_line=header_line)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_the_one_that_the_header_has_most_of(desk: Desk, delimiter: str) -> None:
    read = table(desk.write(f'"a,b;c"{delimiter}d{delimiter}e\n1{delimiter}2{delimiter}3\n'))
    assert read.columns == ["a,b;c", "d", "e"]
    assert [cells for _, cells, _ in read.rows] == [["1", "2", "3"]]


def test_lines_are_those_of_the_file_also_where_cells_hold_line_ends(desk: Desk) -> None:
    read = table(desk.write('a,b\n1,"x\ny"\n\n,\n2,z\n'))
    assert [(line, cells) for line, cells, _ in read.rows] == [(2, ["1", "x\ny"]), (6, ["2", "z"])]


def test_empty_cells_at_the_end_are_no_columns(desk: Desk) -> None:
    read = table(desk.write("a,b,,\n1,2,,\n3,4\n"))
    assert (read.columns, [cells for _, cells, _ in read.rows]) == (["a", "b"], [["1", "2"], ["3", "4"]])


def test_the_header_may_stand_further_down(desk: Desk) -> None:
    report = "BÁO CÁO;;\n;;\n" + rows(FIRST).replace(",", ";")
    assert "line 9: no names of columns stand here" in refusal(desk, report, by_map="header_line = 9")
    assert counts(desk.take(report, by_map="header_line = 3")) == (1, 1, 0, 0)


def test_another_encoding_is_refused_with_its_line(desk: Desk) -> None:
    legacy = rows(FIRST, "A-2,received,2022-03-01,12472,1.004222,post,,,thiê\u0301u").encode("cp1258")
    said = refusal(desk, legacy)
    assert said.startswith("line 3, “A-2,received,2022-03-01,12472,1.004222,post,,,thi")
    assert said.endswith("the text is not UTF-8; it looks like Windows-1258; save it as “CSV UTF-8”")


def test_a_quote_that_does_not_close_is_refused_with_its_line(desk: Desk) -> None:
    assert refusal(desk, rows(FIRST, 'A-2,"received')).startswith("line 3: the row cannot be parted into cells")


def test_a_row_of_another_width_is_refused_with_its_line(desk: Desk) -> None:
    said = desk.refused(rows(FIRST, "A-2,received,2022-03-01", FIRST + "x,y"))
    assert said[0].startswith("line 3: the row has 3 cells where the header names 9 columns")
    assert said[1].startswith("line 4: the row has 10 cells where the header names 9 columns")


def test_a_line_without_an_end_does_not_fill_the_memory(desk: Desk) -> None:
    assert "the row cannot be parted into cells" in refusal(desk, HEADER + "\n" + "x" * 9_000_000)


# XLSX


def sheet(write: Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], None]) -> bytes:
    """Make a workbook with the header and one good row, and what else ``write`` puts there."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    page = book.add_worksheet("Một cửa")
    page.write_row(0, 0, HEADER.split(","))
    page.write_row(1, 0, FIRST.split(","))
    write(book, page)
    book.close()
    return target.getvalue()


def test_a_cell_that_holds_a_formula_is_refused(desk: Desk) -> None:
    book = sheet(lambda _, page: page.write_formula("C2", '=HYPERLINK("http://x","2022-03-01")', None, "2022-03-01"))
    assert desk.refused(book)[0].startswith("line 2, “=HYPERLINK(")
    assert desk.refused(book)[0].endswith("the cell holds a formula; paste it as a value")


def test_a_cell_that_shows_an_error_is_refused(desk: Desk) -> None:
    def broken(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write_number(1, 2, 99_999_999, book.add_format({"num_format": "dd/mm/yyyy"}))

    assert desk.refused(sheet(broken))[0].endswith("the cell shows an error; put the value right")


def test_a_number_that_lost_digits_is_refused(desk: Desk) -> None:
    book = sheet(lambda _, page: page.write_number("A2", 123456789012345678))
    assert "more than fifteen digits, of which the last are lost" in desk.refused(book)[0]


def test_a_cell_right_of_the_columns_is_refused(desk: Desk) -> None:
    assert "right of the last named column" in desk.refused(sheet(lambda _, page: page.write("L2", "x")))[0]


def test_merged_cells_are_refused(desk: Desk) -> None:
    book = sheet(lambda _, page: page.merge_range("A3:A4", "A-2"))
    assert refusal(desk, book) == "Một cửa, “A3:A4”: cells are merged; unmerge them and fill each cell"


def test_days_and_times_are_read_as_they_are_shown(desk: Desk) -> None:
    def dated(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write_datetime(
            "C2", datetime.fromisoformat("2022-03-01T08:30"), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        )
        day = book.add_format({"num_format": '"ngày" dd "tháng" mm "năm" yyyy'})
        page.write_datetime("G2", datetime.fromisoformat("2022-03-04"), day)
        midnight = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        page.write_row(2, 0, ["A-2", "received", "2022-03-01", "12472", "1.004222", "post"])
        page.write_datetime("G3", datetime.fromisoformat("2022-03-04"), midnight)

    desk.take(sheet(dated))
    due = {code: row["judged_until"].isoformat() for code, row in on_record().items()}
    assert due == {"A-1": "2022-03-04T16:59:59.999999+00:00", "A-2": "2022-03-03T17:00:00+00:00"}


def test_of_several_filled_sheets_one_must_be_named(desk: Desk) -> None:
    book = sheet(lambda book, _: book.add_worksheet("Ghi chú").write("A1", "x"))
    assert "2 sheets with something in them; name one as `sheet` in a map" in refusal(desk, book)
    assert counts(desk.take(book, by_map='sheet = "Một cửa"')) == (1, 1, 0, 0)


def test_an_empty_sheet_beside_does_not_matter_and_an_unknown_one_is_refused(desk: Desk) -> None:
    book = sheet(lambda book, _: book.add_worksheet("Sheet2"))
    said = refusal(desk, book, by_map='sheet = "Motcua"')
    assert said == "sheet, “Motcua”: the workbook has no such sheet; name one of: Một cửa, Sheet2"
    assert counts(desk.take(book)) == (1, 1, 0, 0)


def test_an_archive_that_unpacks_to_far_too_much_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    book = sheet(lambda _, page: page.write_row("A3", ["x" * 30_000]))
    monkeypatch.setattr(sources, "MOST_UNPACKED", 1_000)
    monkeypatch.setattr(sources, "MOST_RATIO", 2)
    assert "too many for its size; save it as “CSV UTF-8” if you trust it" in refusal(desk, book)


def tampered(book: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Give a workbook with one of its parts changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
    return target.getvalue()


def test_a_workbook_with_entities_of_its_own_is_refused(desk: Desk) -> None:
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet'
    for part in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
        tag = b"<worksheet" if "sheet1" in part else b"<sst"
        book = tampered(
            sheet(lambda _, page: None),
            part,
            lambda text, tag=tag: text.replace(tag, entities.replace(b"<worksheet", tag), 1),
        )
        assert "declares entities of its own, as attacks do" in refusal(desk, book)


def test_a_sheet_that_claims_rows_without_end_is_read_to_the_last_that_can_be(desk: Desk) -> None:
    book = tampered(
        sheet(lambda _, page: None),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace(b"</sheetData>", b'<row r="2000000000"><c r="A2000000000"/></row></sheetData>'),
    )
    assert counts(desk.take(book)) == (1, 1, 0, 0)


def test_a_damaged_workbook_is_refused(desk: Desk) -> None:
    book = sheet(lambda _, page: None)
    for content in (
        tampered(book, "xl/worksheets/sheet1.xml", lambda text: text[:-30]),
        tampered(book, "xl/workbook.xml", lambda _: b"<"),
        book[: len(book) // 2],
    ):
        assert "the workbook is damaged; save it again" in refusal(desk, content)


def test_another_archive_is_refused(desk: Desk) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("events.csv", rows(FIRST))
    assert "this is an archive, not an XLSX workbook; unpack it" in refusal(desk, target.getvalue())


# Parquet


def test_parquet_numbers_days_and_times_are_read_as_meant(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "events"
    frame = pl.DataFrame(
        {
            "code": [220301, 220302],
            "event": pl.Series(["received", "received"], dtype=pl.Categorical),
            "at": pl.Series(["2022-03-01T01:30", "2022-03-01T01:30"]).str.to_datetime(time_unit="ns", time_zone="UTC"),
            "unit": [12472.0, 12472.0],
            "procedure": ["1.004222", "1.004222"],
            "channel": ["post", "post"],
            "due": pl.Series([date(2022, 3, 4), None]),
        }
    )
    frame.write_parquet(file)
    assert counts(desk.take(file)) == (2, 2, 0, 0)
    assert on_record()["220301"]["judged_until"].isoformat() == "2022-03-04T16:59:59.999999+00:00"
    assert {row["received_at"].isoformat() for row in on_record().values()} == {"2022-03-01T01:30:00+00:00"}


def test_a_parquet_column_of_lists_is_refused(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "events"
    pl.DataFrame({"code": [["A-1"]], "event": ["received"], "at": ["2022-03-01"]}).write_parquet(file)
    assert refusal(desk, file) == "code: the column holds List(String); write it as texts"


def test_parquet_is_refused_at_its_row(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "events"
    pl.DataFrame({"code": ["A-1", "A-2"], "event": ["received", "no"], "at": ["2022-03-01"] * 2}).write_parquet(file)
    assert desk.refused(file)[1].startswith("line 2, event, “no”: this event is not known")


# XES


def log(desk: Desk, body: str, *, traces: bool = False) -> Table:
    path = desk.write(XES + body + "</log>", "log")
    return read_event_log(recognise(path), wanted=["code"], a_row_is_a_trace=traces)


TRACES = """<global scope="trace"><string key="concept:name" value="UNKNOWN"/></global>
<trace>
 <string key="concept:name" value="case-1"><string key="meta" value="nested"/></string>
 <date key="enddate" value="2022-03-04T00:00:00+07:00"/>
 <event>
  <string key="concept:name" value="a &amp; b"><int key="inner" value="1"/></string>
 </event>
 <event><string key="concept:name" value="c"/></event>
</trace>
<trace><string key="concept:name" value="case-2"/></trace>
"""


def test_an_event_has_its_own_attributes_and_those_of_its_trace(desk: Desk) -> None:
    read = log(desk, TRACES)
    found = [(line, dict(zip(read.columns, cells, strict=False))) for line, cells, _ in read.rows]
    same = {"code": "", "case:concept:name": "case-1", "case:enddate": "2022-03-04T00:00:00+07:00"}
    assert found == [(7, same | {"concept:name": "a & b"}), (10, same | {"concept:name": "c"})]


def test_a_trace_may_be_a_row(desk: Desk) -> None:
    read = log(desk, TRACES, traces=True)
    found = [(line, dict(zip(read.columns, cells, strict=False))) for line, cells, _ in read.rows]
    assert found == [
        (4, {"code": "", "concept:name": "case-1", "enddate": "2022-03-04T00:00:00+07:00"}),
        (12, {"code": "", "concept:name": "case-2", "enddate": ""}),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (XES + "<trace>", "line 3: the event log is not well-formed XML (no element found)"),
        (XES + "<trace></log>", "line 3: the event log is not well-formed XML (mismatched tag)"),
        ("<html></html>", "line 1, “html”: this is XML, but no event log; the outermost element of XES is `log`"),
        (
            '<?xml version="1.0"?>\n<!DOCTYPE log [<!ENTITY a "aaaaaaaaaa">]><log>&a;</log>',
            "line 2: the event log declares a document type, as attacks do",
        ),
        (
            '<!DOCTYPE log SYSTEM "file:///etc/passwd"><log/>',
            "line 1: the event log declares a document type, as attacks do",
        ),
        ("<log>" + "<trace>" * 200, "elements stand in each other more than 100 deep"),
        ("<log><trace><string key='" + "x" * 9_000_000, "one element is longer than 4194304 bytes"),
    ],
)
def test_an_event_log_that_is_none_or_would_harm_is_refused(desk: Desk, content: str, said: str) -> None:
    assert said in refusal(desk, content)


def test_xes_is_told_from_other_formats_by_its_content(desk: Desk) -> None:
    assert recognise(desk.write("\ufeff\n <log/>", "log.csv")).format is Format.XES
