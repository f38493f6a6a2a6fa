"""What is another number now than was cited, and why, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.utils.translation import gettext, ngettext

from motcua.foundation.facts.public import Facts
from motcua.reform.indicators.public import BY_CODE, REGISTRY, Measure
from motcua.reform.performance import public as performance
from motcua.reform.performance.public import Changed, Moved, Performance, Restated
from motcua.sites.look.public import saying, words
from motcua.sites.portal.pages.performance.laying import TITLES

MOST = 40
"""So many numbers are told one by one."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is another one now: where, what, then, now."""

    where: str
    what: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Said:
    """
    What differs, in words. ``more`` numbers are not told; ``moved`` says which dossiers are counted otherwise.

    :param since: how many events the ledger has more.
    """

    since: int
    numbers: tuple[Number, ...]
    more: int
    moved: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Say whether all is as it was."""
        return not self.numbers


def said(found: Restated) -> Said:
    """Say what differs between what was cited and what is known now."""
    return _said(found.numbers, found.moved, found.since, found.then)


def beside(then: Performance, facts: Facts, *, now: datetime) -> Said:
    """Set what was frozen beside what is known now, without asking which dossiers moved."""
    after = performance.make(facts, unit=then.unit, period=then.period, now=now, own=then.own, as_of=then.as_of)
    return _said(performance.changed(then, after), (), after.events - then.events, then)


def _said(numbers: Sequence[Changed], moved: Sequence[Moved], since: int, then: Performance) -> Said:
    return Said(
        since,
        tuple(_number(one, then) for one in numbers[:MOST]),
        max(len(numbers) - MOST, 0),
        tuple(map(_moved, moved)),
    )


def _number(one: Changed, then: Performance) -> Number:
    where = one.name if one.by == "whole" else f"{TITLES[one.by]}: {one.name}"
    if one.code in performance.CELLS:
        return Number(where, gettext(BY_CODE[one.code].title), *(_count(side) for side in (one.then, one.now)))
    defined = REGISTRY.find(one.code, on=then.period.last)
    return Number(where, gettext(defined.title), *(_value(defined.measure, side) for side in (one.then, one.now)))


def _count(value: Fraction | None) -> str:
    return words.number(int(value)) if value is not None else "–"


def _value(measure: Measure, value: Fraction | None) -> str:
    if value is None:
        return "–"
    if measure is Measure.PERCENT:
        return words.percent(value.numerator, value.denominator * 100, 2)
    return saying.with_unit(measure, value, None, None)


def _moved(one: Moved) -> str:
    """Say how many dossiers are counted otherwise, and how."""
    told = ngettext("%(n)s dossier: %(then)s, now %(now)s", "%(n)s dossiers: %(then)s, now %(now)s", one.dossiers)
    return told % {"n": words.number(one.dossiers), "then": _as(one.then), "now": _as(one.now)}


def _as(counted: Sequence[str]) -> str:
    """Say as what dossiers are counted: how they stand, else how they came."""
    parts = [one for one in counted if not one.startswith("received.") and not one.endswith(".total")]
    parts = parts or [one for one in counted if one.startswith("received.") and not one.endswith(".total")]
    if not parts:
        return gettext("not counted")
    return words.join([gettext(BY_CODE[one].title).lower() for one in parts])
