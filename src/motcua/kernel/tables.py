"""Rows of small files, as people write them: what a row says, what came of them, and all that is wrong with them."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop

_FORMULA = {"=", "+", "-", "@", "\t", "\r"}
"""What a cell begins with that a spreadsheet reckons out."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its line, from 1, and its cells by column; a cell that is not there is empty."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return " ".join(unicodedata.normalize("NFC", self.cells.get(column, "")).split())


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of the rows of a file."""

    read: int
    taken: int
    unchanged: int
    refused: int = 0

    def text(self, translate: Callable[[str], str] = str) -> str:
        """Say it in one line."""
        return translate(TAKEN) % {
            "read": self.read,
            "taken": self.taken,
            "unchanged": self.unchanged,
            "refused": self.refused,
        }


class RowsRefused(Refused):
    """Rows of a file were refused, and so nothing of it was taken. Its message has a line for each."""

    def __init__(self, refusals: Sequence[Refused], *, read: int) -> None:
        super().__init__(gettext_noop("rows of the file were refused"))
        self.refusals = tuple(refusals)
        self.taken = Taken(read, 0, 0, len({refusal.line for refusal in refusals}))

    def message(self, translate: Callable[[str], str] = str) -> str:
        """Say what is wrong with each row, the first hundred in full."""
        lines = [refusal.message(translate) for refusal in self.refusals[:100]]
        if len(self.refusals) > len(lines):
            lines.append(translate(MORE) % {"more": len(self.refusals) - len(lines)})
        return "\n".join(lines)


@dataclass(slots=True)
class Tally:
    """Counts the rows of a file as they are taken, and gathers what is wrong, so that all of it is said at once."""

    rows: Sequence[Row]
    unchanged: int = 0
    refusals: list[Refused] = field(default_factory=list)

    @contextmanager
    def row(self, row: Row) -> Iterator[None]:
        """Gather a refusal that is raised for a row, with its line."""
        try:
            yield
        except Refused as refusal:
            self.refusals.append(refusal.at_line(row.line))

    def taken(self) -> Taken:
        """Give what came of the rows. :raises RowsRefused: if any was refused."""
        if self.refusals:
            raise RowsRefused(sorted(self.refusals, key=_line), read=len(self.rows))
        return Taken(len(self.rows), len(self.rows) - self.unchanged, self.unchanged)


def heading(text: str) -> str:
    """Give the name that a cell of the first row stands for: in small letters, one underscore for each space."""
    return "_".join(unicodedata.normalize("NFC", text).lower().split())


def harmless(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula: where one might, an apostrophe stands before it."""
    return f"'{text}" if text[:1] in _FORMULA or _is_quoted(text) else text


def as_it_was(text: str) -> str:
    """Give a text without the apostrophe that :func:`harmless` put before it."""
    return text[1:] if _is_quoted(text) else text


def _is_quoted(text: str) -> bool:
    return text[:1] == "'" and text[1:2] in _FORMULA | {"'"}


def _line(refusal: Refused) -> Any:
    return refusal.line or 0


TAKEN = gettext_noop("read %(read)s, taken %(taken)s, unchanged %(unchanged)s, refused %(refused)s")
MORE = gettext_noop("and %(more)s more")
