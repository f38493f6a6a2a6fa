"""What hangs on a board: an index of procedures, and a sheet for each, with a code that leads to its page."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PostingTable:
    """A small table within a sheet. A row has as many cells as there are heads, or one: a head for those beneath it."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PostingPart:
    """One part of what is published of a procedure: paragraphs, one line each, and a table where it has one."""

    title: str
    paragraphs: tuple[str, ...] = ()
    table: PostingTable | None = None


@dataclass(frozen=True, slots=True)
class PostingSheet:
    """
    One procedure as it hangs. All texts are as the reader will see them.

    :param address: the page of the procedure, drawn as a QR code.
    """

    name: str
    code: str
    field: str
    decision: str
    parts: tuple[PostingPart, ...]
    address: str


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A procedure in the index; ``mark`` says what it lacks, and is empty where it is whole."""

    code: str
    name: str
    decision: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """
    All that hangs on the board of an office on a day.

    :param fields: the fields of administration with the procedures of each, in their order.
    :param feedback: where feedback on procedures is taken, a line each; it stands at the foot of every page.
    :param address: the page of the board, drawn as a QR code on the index.
    """

    office: str
    on: date
    fields: tuple[tuple[str, tuple[IndexLine, ...]], ...]
    feedback: tuple[str, ...]
    address: str
    with_index: bool = True
    sheets: tuple[PostingSheet, ...] = ()
