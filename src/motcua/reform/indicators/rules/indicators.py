"""Indicators: declared records that turn counts into a figure of which one can ask how it was made."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction
from itertools import permutations
from typing import Literal

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.indicators.rules.populations import Count
from motcua.reform.indicators.rules.practice import Practice, Setting


class Measure(StrEnum):
    """What a figure is measured in."""

    PERCENT = "percent"
    NUMBER = "number"
    DAYS = "days"
    DONG = "dong"
    RATIO = "ratio"


Sure = Literal["text", "reading", "secondary source", "illustrative"]
"""How well a source says so: the text of the law was read; our reading of it; told by others; made up for a start."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """
    A figure: what is counted, of what population.

    A changed legal definition is a new record with a later ``valid_from``; none is ever edited.

    :param formula: how it is reckoned, in words or by the numbers of the form's columns; marked for translation.
    :param counts: what makes the numerator; no row is in two of them.
    :param population: the same for the denominator; empty for a figure that is no share, as a number or an amount.
    :param better: where it should go; None where neither is better.
    :param source: what it rests on; marked for translation. ``sure`` says how well.
    :param settings: the settings that shape it, to be printed beside it.
    :param registers: those that must be declared complete for the period before a zero is stated.
    :param signal: a question to check, never guilt: what is asked of those who answer for the rows.
    """

    code: str
    title: str
    formula: str
    counts: tuple[Count, ...]
    valid_from: date
    source: str
    sure: Sure
    population: tuple[Count, ...] = ()
    better: Literal["higher", "lower"] | None = None
    measure: Measure = Measure.PERCENT
    valid_to: date | None = None
    settings: frozenset[Setting] = frozenset()
    registers: tuple[str, ...] = ()
    signal: str = ""

    def __post_init__(self) -> None:
        shares = self.measure in {Measure.PERCENT, Measure.DAYS, Measure.RATIO}
        if not self.counts or shares != bool(self.population) or (self.valid_to or self.valid_from) < self.valid_from:
            raise ValueError(
                f"{self.code}: a share needs a population, a number has none; an end comes after its beginning"
            )

    @property
    def of(self) -> tuple[Count, ...]:
        """Give all counts that it is made of."""
        return tuple(dict.fromkeys((*self.population, *self.counts)))

    def numerator(self, value: Callable[[str], int]) -> int:
        """Add up what it counts, each count asked for by its code."""
        return sum(value(count.code) for count in self.counts)

    def denominator(self, value: Callable[[str], int]) -> int | None:
        """Add up its population; None for a figure that is no share."""
        return sum(value(count.code) for count in self.population) if self.population else None

    def value(self, numerator: int, denominator: int | None, practice: Practice) -> Fraction | None:
        """Give the figure, exact. Where there is no population there is no figure, which is not zero."""
        if denominator is None:
            return Fraction(numerator)
        if not denominator:
            return None
        if self.measure is Measure.DAYS:
            return Fraction(numerator, denominator * practice.working_day)
        return Fraction(100 * numerator if self.measure is Measure.PERCENT else numerator, denominator)

    def in_force(self, on: date) -> bool:
        """Say whether it is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class UnknownIndicator(Refused):
    """No indicator of this code is in force on this day."""


class Registry:
    """
    All indicators that the program knows, each listed by hand.

    :raises ValueError: for a code whose records overlap, or a code of a count that two counts bear.
    """

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self._records = tuple(indicators)
        for one, other in permutations(self._records, 2):
            if other.code == one.code and one.in_force(other.valid_from):
                raise ValueError(f"two records of {one.code} are in force on {other.valid_from}")
        counts: dict[str, Count] = {}
        for count in (count for one in self._records for count in one.of):
            if counts.setdefault(count.code, count) is not count:
                raise ValueError(f"two counts bear the code {count.code}")

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self._records)

    def in_force(self, on: date) -> tuple[Indicator, ...]:
        """Give the indicators in force on a day, in the order of the registry."""
        return tuple(one for one in self._records if one.in_force(on))

    def find(self, code: str, *, on: date) -> Indicator:
        """Give the record of a code that is in force on a day. :raises UnknownIndicator: with the nearest codes."""
        for one in self._records:
            if one.code == code and one.in_force(on):
                return one
        codes = [one.code for one in self.in_force(on)]
        near = get_close_matches(code.strip().lower(), codes, n=3, cutoff=0.5)
        raise UnknownIndicator(
            gettext_noop("no indicator of this code is in force on %(day)s"),
            field="indicator",
            value=code,
            expected=gettext_noop("near it are %(codes)s")
            if near
            else gettext_noop("“motcua indicators list” lists those that are"),
            params={"day": on.isoformat(), "codes": ", ".join(near)},
        )
