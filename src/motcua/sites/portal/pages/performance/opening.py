"""How these pages open: the question of an address, and what is shown for it from one state of the facts."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext

from motcua.foundation.facts.public import Facts
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reform.indicators import public as indicators
from motcua.reform.performance import public as performance
from motcua.reform.performance.public import Kind, Performance, Span
from motcua.sites.look.public import asking, clock, words

FRESH = 60
"""Seconds for which an answer is given again, though more was recorded since; it says from how many events it is."""

KEPT = 600
"""Seconds for which what was made is kept; another state of the facts is another key."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown, and the same for the period before, if the unit existed then."""

    made: Performance
    before: Performance | None


def now() -> datetime:
    """Give now, cut to the minute, so that what was counted is kept for the next reader."""
    return clock.now().replace(second=0, microsecond=0)


def shown(question: asking.Question) -> Shown:
    """
    Give what is shown for a question, at most ``FRESH`` seconds old: the ledger grows every second, and many may ask.

    No SQL query where it is at hand; else some fifty, nearly all of one stamp each, and reads of the facts.
    """
    key = f"performance:{question.query()}:{now().date()}"
    kept: Shown | None = cache.get(key)
    if kept is None:
        kept = _shown(question, facts())
        cache.set(key, kept, FRESH)
    return kept


def _shown(question: asking.Question, facts: Facts) -> Shown:
    at = now()
    made = _made(question, question.period, facts, at)
    made = replace(made, satisfaction=performance.satisfaction(made, now=clock.now()))
    earlier = performance.before(question.period)
    then = units.structure(earlier.last).units.get(question.unit.id)
    return Shown(made, _made(question.of(then), earlier, facts, at) if then else None)


def facts() -> Facts:
    """Give the facts that follow from all that was recorded."""
    return indicators.up_to_date(at=clock.now())


def _made(question: asking.Question, period: Period, facts: Facts, at: datetime) -> Performance:
    asked = replace(question, period=period)
    over = period.last < at.date()
    key = f"performance:{facts.id}:{asked.query()}:{'' if over else at.timestamp()}"
    kept: Performance | None = cache.get(key)
    if kept is None:
        kept = performance.make(facts, unit=question.unit.code, period=period, now=at, own=question.own)
        cache.set(key, kept, KEPT)
    return kept


def context(request: HttpRequest) -> tuple[asking.Asked, dict[str, Any]]:
    """Read the question of an address, with what every page of these shows. Two SQL queries."""
    asked = asking.read(request)
    return asked, {"section": "figures", "asked": asked, "part": "performance"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A period that one may go to at once."""

    name: str
    query: str
    on: bool


def choices(question: asking.Question, until: datetime) -> list[list[Choice]]:
    """Give the years, quarters and months that have begun, in three rows."""
    year = question.period.last.year
    spans = [one for one in performance.spans_of(year) if one.period.first <= until.date()]
    earlier = next(performance.spans_of(year - 1))
    rows: list[list[Span]] = [[earlier], [], []]
    for one in spans:
        rows[(Kind.YEAR, Kind.QUARTER, Kind.MONTH).index(one.kind)].append(one)
    return [
        [
            Choice(span_said(one), replace(question, period=one.period).query(), one.period == question.period)
            for one in row
        ]
        for row in rows
    ]


def whole_months(question: asking.Question) -> Choice | None:
    """Give the whole months within a period that holds others besides, or None: more may be shown of them."""
    months = list(question.period.months())
    whole = [one for one in months if one.first.day == 1 and (one.last + timedelta(days=1)).day == 1]
    if not whole or len(whole) == len(months):
        return None
    period = Period(whole[0].first, whole[-1].last)
    return Choice(span_said(performance.span(period)), replace(question, period=period).query(), on=False)


def span_said(span: Span) -> str:
    """Name a period: a month, a quarter, a year, or its days."""
    said = {"number": span.number, "roman": ("", "I", "II", "III", "IV")[span.number] if span.number < 5 else ""}
    said["year"] = span.period.first.year
    match span.kind:
        case Kind.MONTH:
            return gettext("month %(number)s of %(year)s") % said
        case Kind.QUARTER:
            return gettext("quarter %(roman)s of %(year)s") % said
        case Kind.YEAR:
            return gettext("the year %(year)s") % said
    return words.period(span.period.first, span.period.last)
