"""An entry of a list as it is written in a form of its own: fields, boxes to tick, and the rows of its table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from motcua.foundation.worktime.public import Measure, Term
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.procedures.public import Asked
from motcua.sites.desk.pages.filling import Choices, Entries, Field

Chosen = Mapping[str, Sequence[str]]
"""What was ticked, by the name of the group."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """A group of boxes to tick: each with its value, what it is called, and whether it is ticked."""

    name: str
    label: str | Promise
    boxes: Sequence[tuple[str, str | Promise, bool]]
    hint: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as a row of its table: by which word it is found again, and what its cells say."""

    key: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """
    A part of what is asked.

    :param field: the field that a refusal of the whole names when it speaks of this part.
    :param lines: its entries as rows; ``heads`` are the heads of their columns.
    :param fields: the form of an entry, empty or of the one of this key; ``ticks`` its boxes.
    :param write: put the entry that was filled in where the one of a key stood; without a key, at its place.
    :param take_out: take the entry of a key out.
    """

    word: str
    field: str
    name: str | Promise
    add: str | Promise
    heads: tuple[str | Promise, ...]
    lines: Callable[[Asked], list[Line]]
    fields: Callable[[Asked, str], Sequence[Field]]
    ticks: Callable[[Asked, str], Sequence[Ticks]]
    write: Callable[[Asked, str, Entries, Chosen], Asked]
    take_out: Callable[[Asked, str], Asked]


def names(known: Mapping[str, str | Promise]) -> Choices:
    """Give the choices of a list of words."""
    return list(known.items())


def yes_no(value: bool) -> str:
    """Say yes or no."""
    return gettext("yes") if value else gettext("no")


def place_field(ones: Sequence[Any], key: str) -> Field:
    """Ask at which place an entry stands in its list."""
    place = next((at for at, one in enumerate(ones, 1) if one.code == key), len(ones) + 1)
    return Field("place", gettext_lazy("Place in the list"), kind="number", needed=True, size="w-12", first=str(place))


def code_field(first: str) -> Field:
    """Ask for the code of an entry."""
    hint = gettext_lazy("Short, without diacritics, as giay-chung-sinh; it stays when the name changes.")
    return Field("code", gettext_lazy("Code"), hint=hint, needed=True, size="w-20", first=first)


def needed_number(entries: Entries, name: str) -> int:
    """Read a number that must be there. :raises Refused:"""
    number = entries.number(name)
    if number is None:
        raise Refused(
            gettext_noop("this is not a whole number"), field=name, expected=gettext_noop("write digits alone")
        )
    return number


def one_of(ones: Sequence[Any], key: str) -> Any:
    """Give the entry of a code, or nothing."""
    return next((one for one in ones if one.code == key), None)


def read_term(given: Entries) -> Term | None:
    """Read a term that may be left out. :raises Refused:"""
    amount, measure = given.number("amount"), given["measure"]
    if measure == Measure.SAME_DAY.value:
        return Term(1, Measure.SAME_DAY)
    if amount is None and not measure:
        return None
    if amount is None or not measure:
        raise Refused(gettext_noop("a term is a number and what it counts"), field="amount" if measure else "measure")
    return Term(amount, Measure(measure))
