"""XLSX, row by row. What a cell shows is what is read: leading zeros stay, dates are dates, formulas are refused."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.exchange.readers.sources import Source, most_unpacked
from motcua.services.dossiers.exchange.readers.tables import Rows, Table, Unreadable

MOST_LINES = 1_048_576
MOST_DIGITS = 10**15
"""A spreadsheet keeps fifteen digits of a number; of a longer one the rest is lost."""

Sheet = Any
"""A sheet that is read as it streams; the types of the library know only the other kind."""

_AT_ONCE = 1000
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([^"]{1,40})"')
_BROKEN = (
    InvalidFileException,
    DefusedXmlException,
    SyntaxError,  # of whichever parser of XML the library uses
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    IndexError,
    AttributeError,
    TypeError,
    ValueError,
)
"""What the library raises for a workbook that is not one."""


class UnusableCell(Refused):
    """A cell shows something that is not its value."""


def read_workbook(source: Source, *, sheet: str, header_line: int, folder: Path) -> Table:
    """
    Read a sheet of a workbook as a table; the only one with anything in it unless ``sheet`` names another.

    :raises Unreadable: if it is damaged, would harm the reader, has merged cells, or leaves open which sheet is meant.
    """
    path = source.file(folder)
    _check_size(path)
    with ExitStack() as held:
        opened = held.enter_context(path.open("rb"))  # a path would be judged by its name
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library tells of drawings and the like, which carry no data
            try:
                book = load_workbook(opened, read_only=True, data_only=False, keep_links=False)
                held.callback(book.close)
                chosen = _choose(book, sheet)
            except _BROKEN as error:
                raise _broken(error) from None
        _refuse_merged(path, chosen)
        rows = _rows(chosen, header_line, held.pop_all())
        _, header, _ = next(rows)
        return Table(list(header), rows)


def _check_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            names = archive.namelist()
    except _BROKEN as error:
        raise _broken(error) from None
    if unpacked > most_unpacked(path.stat().st_size):
        raise Unreadable(
            gettext_noop("the workbook unpacks to %(bytes)s bytes, too many for its size"),
            value=path.name,
            expected=gettext_noop("save it as “CSV UTF-8” if you trust it"),
            params={"bytes": unpacked},
        )
    if not any(name.startswith("xl/") for name in names):
        raise Unreadable(
            gettext_noop("this is an archive, not an XLSX workbook"),
            value=path.name,
            expected=gettext_noop("unpack it, or save the table as .xlsx or “CSV UTF-8”"),
        )


def _choose(book: Workbook, name: str) -> Sheet:
    sheets: dict[str, Any] = {sheet.title: sheet for sheet in book.worksheets}
    if name:
        if name not in sheets:
            raise Unreadable(
                gettext_noop("the workbook has no such sheet"),
                field="sheet",
                value=name,
                expected=gettext_noop("name one of: %(sheets)s"),
                params={"sheets": ", ".join(sheets)},
            )
        return sheets[name]
    filled = {}
    for title, sheet in sheets.items():
        sheet.reset_dimensions()
        if any(cell.value is not None for row in sheet.iter_rows(max_row=100) for cell in row):
            filled[title] = sheet
    if len(filled) != 1:
        raise Unreadable(
            gettext_noop("the workbook has %(count)s sheets with something in them"),
            expected=gettext_noop("name one as `sheet` in a map: %(sheets)s"),
            params={"count": len(filled), "sheets": ", ".join(sheets)},
        )
    return next(iter(filled.values()))


def _refuse_merged(path: Path, sheet: Sheet) -> None:
    """Find merged cells, which would leave every cell but their first empty; the library does not tell of them here."""
    with zipfile.ZipFile(path) as archive, archive.open(sheet._worksheet_path) as stream:
        tail = b""
        while piece := stream.read(2**20):
            found = _MERGED.search(tail + piece)
            if found:
                raise Unreadable(
                    gettext_noop("cells are merged"),
                    field=sheet.title,
                    value=found[1].decode("ascii", errors="replace"),
                    expected=gettext_noop("unmerge them and fill each cell"),
                )
            tail = piece[-200:]


def _rows(sheet: Sheet, header_line: int, held: ExitStack) -> Rows:
    width = 0
    for line, cells in _lines(sheet, held):
        if line < header_line:
            continue
        texts, refusal = _texts(cells, width)
        if width:
            if any(texts):
                yield line, texts, refusal
            continue
        while texts and not texts[-1]:
            texts.pop()
        if line > header_line or not texts:
            break
        width = len(texts)
        yield line, texts, refusal
    if not width:
        raise Unreadable(
            gettext_noop("no names of columns stand here"),
            line=header_line,
            expected=gettext_noop("name the columns in the first line, or its number as `header_line` in a map"),
        )


def _lines(sheet: Sheet, held: ExitStack) -> Iterator[tuple[int, tuple[Any, ...]]]:
    sheet.reset_dimensions()  # what the file says of its own size is not to be trusted
    lines = enumerate(sheet.iter_rows(max_row=MOST_LINES), 1)
    with held:
        while some := _next(lines):
            yield from some


def _next(lines: Iterator[tuple[int, tuple[Any, ...]]]) -> list[tuple[int, tuple[Any, ...]]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return list(islice(lines, _AT_ONCE))
        except _BROKEN as error:
            raise _broken(error) from None


def _texts(cells: Iterable[Any], width: int) -> tuple[list[str], Refused | None]:
    texts: list[str] = []
    refusal: Refused | None = None
    for place, cell in enumerate(cells):
        if width and place >= width:
            if cell.value is not None and refusal is None:
                refusal = UnusableCell(
                    gettext_noop("the cell stands right of the last named column"),
                    value=cell.value,
                    expected=gettext_noop("name the column or empty the cell"),
                )
            continue
        try:
            texts.append(_text(cell))
        except UnusableCell as found:
            texts.append(str(cell.value))
            refusal = refusal or found
    texts.extend([""] * (width - len(texts)))
    return texts, refusal


def _text(cell: Any) -> str:
    """Give what a cell shows. :raises UnusableCell: for a formula, an error, a number that lost digits."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise UnusableCell(
            gettext_noop("the cell holds a formula"), value=value, expected=gettext_noop("paste it as a value")
        )
    if cell.data_type == "e":
        raise UnusableCell(
            gettext_noop("the cell shows an error"), value=value, expected=gettext_noop("put the value right")
        )
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return _moment(value, cell.number_format)
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    return str(value)


def _moment(value: datetime, shown_as: str) -> str:
    bare = _NOT_FORMAT.sub("", shown_as).lower()
    if value.time() == datetime.min.time() and "h" not in bare and "s" not in bare:
        return date.isoformat(value)
    return value.isoformat()


def _number(value: float, shown_as: str) -> str:
    if abs(value) >= MOST_DIGITS:
        raise UnusableCell(
            gettext_noop("the cell holds a number of more than fifteen digits, of which the last are lost"),
            value=value,
            expected=gettext_noop("format the column as text and type it again"),
        )
    if value != int(value):
        return repr(value)
    text = str(int(value))
    return text.zfill(len(shown_as)) if shown_as.strip("0") == "" else text


def _broken(error: Exception) -> Exception:
    if isinstance(error, Refused):
        return error
    if isinstance(error, DefusedXmlException) or isinstance(error.__cause__, DefusedXmlException):
        return Unreadable(
            gettext_noop("the workbook declares entities of its own, as attacks do"),
            expected=gettext_noop("save it again as .xlsx or as “CSV UTF-8”"),
        )
    return Unreadable(
        gettext_noop("the workbook is damaged"), expected=gettext_noop("save it again as .xlsx or as “CSV UTF-8”")
    )
