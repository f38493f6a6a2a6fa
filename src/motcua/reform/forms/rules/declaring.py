"""A form, declared: its columns, what its lines are, and the identities between columns, each with its source."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

from motcua.kernel.refusals import Refused, gettext_noop


class Rows(StrEnum):
    """What the lines of a form are."""

    FIELD = "field"
    UNIT = "unit"
    DOSSIER = "dossier"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages."""

    vi: str
    en: str

    def in_language(self, language: str | None) -> str:
        """Give it in a language, ``vi`` or any other."""
        return self.vi if (language or "vi").startswith("vi") else self.en


SURE = {
    "sourced": gettext_noop("read in the text"),
    "secondary": gettext_noop("seen in a secondary print"),
    "memory": gettext_noop("from memory"),
    "reading": gettext_noop("our reading"),
    "inference": gettext_noop("inferred"),
    "illustrative": gettext_noop("illustrative"),
}
"""How sure a source is."""


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column of a form, by its number on paper.

    :param block: the head above it, shared with its neighbours.
    :param count: the code of the count that fills it; without one, and without ``sum_of``, it is filled by hand.
    :param sum_of: the columns that it adds up.
    :param holds: in a list of dossiers, what it says of each; empty for what is written by hand on paper.
    """

    number: int
    title: Words
    block: Words | None = None
    count: str = ""
    sum_of: tuple[int, ...] = ()
    holds: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """What must hold in every line: a column is the sum of others."""

    code: str
    whole: int
    parts: tuple[int, ...]
    source: Words
    sure: str

    @property
    def text(self) -> str:
        """Write it as the form does: ``(3) = (4) + (5) + (6)``."""
        return f"({self.whole}) = " + " + ".join(f"({part})" for part in self.parts)


@dataclass(frozen=True, slots=True)
class Carry:
    """What must hold from one period to the next: a column of this one is a column of the one before."""

    code: str
    this: int
    before: int
    source: Words
    sure: str

    @property
    def text(self) -> str:
        """Write it: ``(6) = (11) of the period before``."""
        return f"({self.this}) = ({self.before})⁻¹"


@dataclass(frozen=True, slots=True)
class Form:
    """
    A form, as it is in force from a day on.

    :param own: the unit's own one-stop shop alone, without the governments below it.
    :param gathers: the form whose sheets from below it adds up, empty if it adds up none.
    :param illustrative: ours or an office's, not a text's.
    """

    code: str
    number: str
    title: Words
    rows: Rows
    own: bool
    gathers: str
    valid_from: date
    valid_to: date | None
    source: Words
    sure: str
    illustrative: bool
    columns: tuple[Column, ...]
    identities: tuple[Identity, ...]
    carry: Carry | None

    @property
    def counted(self) -> bool:
        """Say whether facts fill every column; else a person does."""
        return self.rows is not Rows.DOSSIER and all(column.count or column.sum_of for column in self.columns)

    @property
    def by_hand(self) -> tuple[Column, ...]:
        """Give the columns that a person who enters the form fills in; sums follow from them."""
        return tuple(column for column in self.columns if not column.sum_of)

    def place(self, number: int) -> int:
        """Give where a column stands among the columns."""
        return next(place for place, column in enumerate(self.columns) if column.number == number)

    def in_force(self, on: date) -> bool:
        """Say whether it is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def summed(self, values: Sequence[int]) -> tuple[int, ...]:
        """Give the values of a line with its sums put in."""
        filled = dict(zip((column.number for column in self.columns), values, strict=True))
        return tuple(
            sum(filled[part] for part in column.sum_of) if column.sum_of else filled[column.number]
            for column in self.columns
        )


class UnknownForm(Refused):
    """No form of this code is in force on this day."""


class ByHand(Refused):
    """Facts do not fill this form, or not by this way."""


class TwiceDeclared(Refused):
    """Two forms of one code are in force on one day."""


class Forms:
    """All forms that the installation knows. :raises TwiceDeclared:"""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._forms = tuple(forms)
        for place, one in enumerate(self._forms):
            for other in self._forms[place + 1 :]:
                if one.code == other.code and (one.in_force(other.valid_from) or other.in_force(one.valid_from)):
                    raise TwiceDeclared(
                        gettext_noop("two forms of this code are in force on one day"),
                        field="code",
                        value=one.code,
                        expected=gettext_noop("give yours another code, or let one end before the other begins"),
                    )

    def __iter__(self) -> Iterator[Form]:
        return iter(self._forms)

    def in_force(self, on: date) -> tuple[Form, ...]:
        """Give the forms in force on a day, in the order in which they are declared."""
        return tuple(one for one in self._forms if one.in_force(on))

    def find(self, code: str, *, on: date) -> Form:
        """Give the form of a code, in capitals or not, that is in force on a day. :raises UnknownForm:"""
        known = self.in_force(on)
        for one in known:
            if one.code.casefold() == code.strip().casefold():
                return one
        near = get_close_matches(code.strip(), [one.code for one in known], n=3, cutoff=0.6)
        raise UnknownForm(
            gettext_noop("no form of this code is in force on %(day)s"),
            field="form",
            value=code,
            expected=gettext_noop("write one of %(codes)s"),
            params={"day": on.isoformat(), "codes": ", ".join(near or [one.code for one in known])},
        )
