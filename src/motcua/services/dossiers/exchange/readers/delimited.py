"""CSV, parted by commas, semicolons or tabs; UTF-8, with or without its mark."""

import csv
import io
from functools import partial

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.exchange.readers.sources import Source
from motcua.services.dossiers.exchange.readers.tables import Rows, Table, Unreadable

DELIMITERS = (",", ";", "\t")
_LONGEST_LINE = 4 * 2**20


class RowOfAnotherWidth(Refused):
    """A row has more or fewer cells than the header names."""


def read_delimited(source: Source, *, header_line: int) -> Table:
    """Read a text file as a table. :raises Unreadable: if it is not UTF-8 or its quotes do not close."""
    delimiter = _sniff(source.head, header_line)
    rows = _rows(source, delimiter, header_line)
    _, header, _ = next(rows)
    return Table(list(header), rows, delimiter=delimiter)


def _sniff(head: bytes, header_line: int) -> str:
    """Tell what parts the columns: of the delimiters, the one that the header has most of outside quotes."""
    lines = head.decode("utf-8-sig", errors="replace").splitlines()[header_line - 1 : header_line]
    bare = "".join(lines[0].split('"')[::2]) if lines else ""
    return max(DELIMITERS, key=bare.count)


def _rows(source: Source, delimiter: str, header_line: int) -> Rows:
    with io.TextIOWrapper(source.stream(), encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(iter(partial(text.readline, _LONGEST_LINE), ""), delimiter=delimiter, strict=True)
        last = 0
        width = 0
        try:
            for cells in reader:
                line = last + 1
                last = reader.line_num
                if width:
                    if len(cells) != width:
                        if not any(cells):
                            continue
                        if len(cells) < width or any(cells[width:]):
                            yield line, (cells + [""] * width)[:width], _another_width(len(cells), width)
                            continue
                        del cells[width:]
                    elif not cells[0] and not any(cells):
                        continue
                    yield line, cells, None
                elif line >= header_line:
                    while cells and not cells[-1].strip():
                        cells.pop()
                    width = len(cells)
                    if not width:
                        raise _no_header(header_line)
                    yield line, [cell.strip() for cell in cells], None
        except UnicodeDecodeError:
            raise _not_utf8(source) from None
        except csv.Error as error:
            raise Unreadable(
                gettext_noop("the row cannot be parted into cells (%(why)s)"),
                line=last + 1,
                expected=gettext_noop("close every quote, and double a quote within a quoted cell"),
                params={"why": error},
            ) from None
    if not width:
        raise _no_header(header_line)


def _no_header(header_line: int) -> Unreadable:
    return Unreadable(
        gettext_noop("no names of columns stand here"),
        line=header_line,
        expected=gettext_noop("name the columns in the first line, or its number as `header_line` in a map"),
    )


def _another_width(count: int, width: int) -> RowOfAnotherWidth:
    return RowOfAnotherWidth(
        gettext_noop("the row has %(count)s cells where the header names %(width)s columns"),
        expected=gettext_noop("quote a cell that holds the delimiter"),
        params={"count": count, "width": width},
    )


def _not_utf8(source: Source) -> Unreadable:
    """Find the line that is not UTF-8, and show it as the older Vietnamese code page would."""
    number, line = 0, b""
    with source.stream() as stream:
        for number, line in enumerate(stream, 1):  # noqa: B007 - the last ones are what is sought
            if not _is_utf8(line):
                break
    return Unreadable(
        gettext_noop("the text is not UTF-8; it looks like Windows-1258"),
        line=number,
        value=line.decode("cp1258", errors="replace").strip(),
        expected=gettext_noop("save it as “CSV UTF-8”"),
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
