"""What every reader gives."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from motcua.kernel.refusals import Refused

Row = tuple[int, Sequence[str], Refused | None]
"""A row: the line it stands on, its texts in the order of the columns, and what is wrong with it as a row."""

Rows = Generator[Row, None, None]

MOST_ROWS = 50_000_000
"""No file may have more; a hostile one could fill the disk."""


@dataclass(frozen=True, slots=True)
class Table:
    """
    A file as rows of texts.

    ``columns`` may grow while the rows of an event log are read; a row is then as long as the columns known by then.
    ``open_ended`` says that columns which nobody asked for are usual and mean nothing, as in an event log.
    ``delimiter`` is what the file parts its columns with, for files that are written to go with it.
    """

    columns: list[str]
    rows: Rows
    open_ended: bool = False
    delimiter: str = ","


class Unreadable(Refused):
    """The file is not what it claims to be, is damaged, or would harm the reader."""
