"""Periods as people name them, and the one that a period is set beside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from motcua.kernel.periods import Period


class Kind(StrEnum):
    """What a period is: a calendar month, a quarter, a year, or some days."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Span:
    """A period with its kind; ``number`` is that of the month or the quarter within its year, else 0."""

    kind: Kind
    number: int
    period: Period


def span(period: Period) -> Span:
    """Name a period."""
    whole = next((one for one in spans_of(period.first.year) if one.period == period), None)
    return whole or Span(Kind.DAYS, 0, period)


def spans_of(year: int) -> Iterator[Span]:
    """Give a year, its quarters and its months."""
    yield Span(Kind.YEAR, 0, Period(date(year, 1, 1), date(year, 12, 31)))
    for quarter in range(4):
        yield Span(Kind.QUARTER, quarter + 1, _months(year, 3 * quarter + 1, 3))
    for month in range(1, 13):
        yield Span(Kind.MONTH, month, _months(year, month, 1))


def before(period: Period) -> Period:
    """
    Give the period that one is set beside.

    Before a month, a quarter or a year it is the one before. Days from 1 January on are set beside the same days of the
    year before, since work has its seasons; other days beside as many days right before them.
    """
    match span(period).kind:
        case Kind.MONTH:
            return _months_to(period.first, 1)
        case Kind.QUARTER:
            return _months_to(period.first, 3)
        case Kind.YEAR:
            return _months_to(period.first, 12)
    if (period.first.month, period.first.day) == (1, 1) and period.first.year == period.last.year:
        leap = (period.last.month, period.last.day) == (2, 29)
        last = period.last.replace(year=period.last.year - 1, day=28 if leap else period.last.day)
        return Period(period.first.replace(year=period.first.year - 1), last)
    days = period.last - period.first
    last = period.first - timedelta(days=1)
    return Period(last - days, last)


def whole_months(period: Period, today: date) -> tuple[Period, ...]:
    """Give the months of a period that is made of whole ones, all over when a day began; else none."""
    whole = period.first.day == 1 and (period.last + timedelta(days=1)).day == 1 and period.last < today
    return tuple(period.months()) if whole else ()


def month_over(today: date) -> Period:
    """Give the latest month that was over when a day began."""
    return _months_to(today.replace(day=1), 1)


def _months(year: int, month: int, count: int) -> Period:
    after = (year * 12 + month - 1) + count
    return Period(date(year, month, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1))


def _months_to(first: date, count: int) -> Period:
    """Give so many months that end right before the first of a month."""
    begins = first.year * 12 + first.month - 1 - count
    return Period(date(begins // 12, begins % 12 + 1, 1), first - timedelta(days=1))
