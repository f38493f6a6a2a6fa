"""Small files of rows, CSV or XLSX, read into memory as text: leading zeros stay, dates become ISO 8601."""

import csv
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.tables import Row, RowsRefused

_ZEROS = re.compile(r"0+")


def read_rows(path: Path, *, needed: Collection[str], known: Collection[str] = ()) -> list[Row]:
    """
    Read a file whose first row names its columns.

    :param needed: the columns that must be there.
    :param known: those that may.
    :raises Refused: if it is no such file, or its columns are not these.
    :raises RowsRefused: if rows have more or fewer cells than there are columns.
    """
    lines = _spreadsheet(path) if path.suffix.lower() in {".xlsx", ".xlsm"} else _text(path)
    filled = ((line, cells) for line, cells in lines if any(cell.strip() for cell in cells))
    line, header = next(filled, (1, []))
    columns = _columns(line, header, needed, known)
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


def _columns(line: int, header: list[str], needed: Collection[str], known: Collection[str]) -> list[str]:
    columns = ["_".join(cell.strip().lower().split()) for cell in header]
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


def _text(path: Path) -> Iterator[tuple[int, list[str]]]:
    raw = path.read_bytes()
    if raw[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"}:
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


def _spreadsheet(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise _not_readable(path) from None
    try:
        yield from _widened((line, [_cell(one) for one in row]) for line, row in enumerate(book.worksheets[0].rows, 1))
    finally:
        book.close()


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
