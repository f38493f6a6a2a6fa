"""What a number looks like, and what a book is after each of its events."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from motcua.kernel.refusals import Refused, gettext_noop

PREFIX = "book."
MOST = 999_999
"""The highest number of a book."""


class NotAPattern(Refused):
    """No number could be written by this."""


class Happening(Protocol):
    """What the reducer needs of a recorded event; the ledger's events are such."""

    @property
    def kind(self) -> str: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class BookState:
    """
    A book after its last event.

    ``last`` is the last number that was given, ``annulled`` those that were given and do not count.
    """

    number: int
    name: str
    pattern: str
    year: int
    last: int
    annulled: frozenset[int] = frozenset()


def check_pattern(pattern: str) -> str:
    """
    Give a pattern back, as ``{n}/QĐ-UBND`` or ``{n}/{year}/GP``; the number stands in it once.

    :raises NotAPattern: if not, or if it asks for something else.
    """
    if pattern.count("{n}") == 1 and not set(re.findall(r"[{}]", pattern.replace("{n}", "").replace("{year}", ""))):
        return pattern
    raise NotAPattern(
        gettext_noop("numbers cannot be written by this"),
        field="pattern",
        value=pattern,
        expected=gettext_noop("write {n} once where the number stands, and {year} for the year: {n}/QĐ-UBND"),
    )


def written(pattern: str, *, number: int, year: int) -> str:
    """Give a number as it is written: below ten with a nought before it (NĐ 30/2020, appendix I)."""
    return pattern.replace("{n}", f"{number:02}").replace("{year}", str(year))


def apply(before: BookState | None, kind: str, payload: Mapping[str, Any]) -> BookState:
    """
    Give a book after one more event.

    :param before: None for the first event.
    """
    if before is None:
        return BookState(1, payload["name"], payload["pattern"], payload["year"], payload["last"])
    if kind == "taken":
        return replace(before, number=before.number + 1, last=before.last + payload["several"])
    return replace(before, number=before.number + 1, annulled=before.annulled | {payload["number"]})


def fold(events: Iterable[Happening]) -> BookState | None:
    """Give a book after all its events; None if there are none."""
    state: BookState | None = None
    for event in events:
        state = apply(state, event.kind.removeprefix(PREFIX), event.payload)
    return state
