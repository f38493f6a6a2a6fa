"""Small files of rows, CSV or XLSX, read into memory as text: leading zeros stay, dates become ISO 8601."""

import csv
import re
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.tables import Row, RowsRefused, heading

_ZEROS = re.compile(r"0+")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]+\d+:[A-Z]+\d+)["']""")
LARGEST = 200
"""A workbook may unpack to so many megabytes."""

_UNREADABLE = (InvalidFileException, zipfile.BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, OSError)
"""What is raised for a workbook that is none, or is damaged; a parser of XML raises a SyntaxError."""

_OLD = b"\xd0\xcf\x11\xe0"
"""What files of Excel 97-2003 begin with, and workbooks that are locked with a password."""


def read_rows(
    path: Path,
    *,
    needed: Collection[str],
    known: Collection[str] = (),
    also: Mapping[str, str] | None = None,
    content: bytes | None = None,
) -> list[Row]:
    """
    Read a file whose first row names its columns.

    :param needed: the columns that must be there.
    :param known: those that may.
    :param also: other names of columns, as :func:`tables.heading` gives them, with the columns they stand for.
    :param content: what is in the file, if it was sent and does not lie on the disk.
    :raises Refused: if it is no such file, or its columns are not these.
    :raises RowsRefused: if rows have more or fewer cells than there are columns.
    """
    raw = path.read_bytes() if content is None else content
    if raw[:4] == _OLD:
        raise Refused(
            gettext_noop("the file is of Excel 97-2003, or locked with a password"),
            value=path.name,
            expected=gettext_noop("open it and save it as XLSX, without a password"),
        )
    lines = _spreadsheet(path, raw) if path.suffix.lower() in {".xlsx", ".xlsm"} else _text(path, raw)
    filled = ((line, cells) for line, cells in lines if any(cell.strip() for cell in cells))
    line, header = next(filled, (1, []))
    columns = _columns(line, [(also or {}).get(heading(cell), heading(cell)) for cell in header], needed, known)
    rows, refusals = [], []
    for line, cells in filled:
        if len(cells) != len(columns):
            refusals.append(
                Refused(
                    gettext_noop("the row has %(cells)s cells, and there are %(columns)s columns"),
                    expected=gettext_noop("put a cell that holds a comma or a line break in quotation marks"),
                    line=line,
                    params={"cells": len(cells), "columns": len(columns)},
                )
            )
        rows.append(Row(line, dict(zip(columns, cells, strict=False))))
    if refusals:
        raise RowsRefused(refusals, read=len(rows))
    return rows


def _columns(line: int, columns: list[str], needed: Collection[str], known: Collection[str]) -> list[str]:
    for name in needed:
        if name not in columns:
            raise Refused(
                gettext_noop("the file has no column %(name)s"),
                expected=gettext_noop("name the columns in the first row: %(columns)s"),
                line=line,
                params={"name": name, "columns": ", ".join([*needed, *(f"[{one}]" for one in known)])},
            )
    for name in columns:
        if name not in {*needed, *known} or columns.count(name) > 1:
            near = get_close_matches(name, [*needed, *known], n=1)
            raise Refused(
                gettext_noop("this column is not known")
                if columns.count(name) == 1
                else gettext_noop("this column stands there twice"),
                field=name,
                expected=gettext_noop("perhaps %(near)s is meant")
                if near and columns.count(name) == 1
                else gettext_noop("name the columns in the first row: %(columns)s"),
                line=line,
                params={
                    "near": near[0] if near else "",
                    "columns": ", ".join([*needed, *(f"[{one}]" for one in known)]),
                },
            )
    return columns


def _text(path: Path, raw: bytes) -> Iterator[tuple[int, list[str]]]:
    if raw[:4] == b"PK\x03\x04":
        raise _not_readable(path)
    encoding = "utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(
            gettext_noop("the file is not UTF-8"),
            expected=gettext_noop("save it as “CSV UTF-8”"),
            line=raw[: error.start].count(b"\n") + 1,
        ) from None
    header = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=header.count), strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            raise Refused(
                gettext_noop("the row cannot be read"),
                expected=gettext_noop("close every quotation mark"),
                line=line,
            ) from None
        if cells is None:
            return
        yield line, cells
        line = reader.line_num + 1


def _spreadsheet(path: Path, raw: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(BytesIO(raw)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST * 1024 * 1024:
                raise Refused(
                    gettext_noop("the workbook unpacks to more than %(largest)s MB"),
                    value=path.name,
                    expected=gettext_noop("take out what is not part of the table, or split it"),
                    params={"largest": LARGEST},
                )
        book = openpyxl.load_workbook(BytesIO(raw), read_only=True, data_only=True)
        try:
            sheet = book.worksheets[0]
            if merged := _merged(sheet):
                raise Refused(
                    gettext_noop("cells are merged"),
                    field=merged,
                    expected=gettext_noop("take them apart, and write into each what it says"),
                )
            yield from _widened((line, [_cell(one) for one in row]) for line, row in enumerate(sheet.rows, 1))
        finally:
            book.close()
    except _UNREADABLE:
        raise _not_readable(path) from None


def _merged(sheet: Any) -> str:
    """Name the first cells of a sheet that are merged; nothing if none are."""
    tail = b""
    with sheet._get_source() as xml:
        while chunk := xml.read(1 << 20):
            if found := _MERGED.search(tail + chunk):
                return found[1].decode()
            tail = chunk[-200:]
    return ""


def _widened(lines: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Give each row as many cells as the first has: a sheet leaves out empty cells at the end, or has too many."""
    width = 0
    for line, cells in lines:
        while cells and not cells[-1]:
            cells.pop()
        width = width or len(cells)
        yield line, cells + [""] * (width - len(cells))


def _cell(cell: Any) -> str:
    """Give a cell as it is shown: a number under the format 00000 keeps its zeros."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and _ZEROS.fullmatch(cell.number_format or ""):
        return str(value).zfill(len(cell.number_format))
    return str(value)


def _not_readable(path: Path) -> Refused:
    return Refused(
        gettext_noop("the file cannot be read"),
        value=path.name,
        expected=gettext_noop("save it as XLSX or as “CSV UTF-8”"),
    )
