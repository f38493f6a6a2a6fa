"""The indicators: all of them with the figures of a unit, and each by itself with all that it takes to check it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.kernel.periods import Period
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import REGISTRY, By, Computed, Measure, NotBrokenDown
from motcua.sites.look.public import asking, charts, clock, saying, staff
from motcua.sites.oversight import fields
from motcua.sites.oversight.figure import Figure, figure
from motcua.sites.oversight.opening import opened
from motcua.sites.oversight.uses import uses

MONTHS = 12
"""So many months a trend goes back where the period has but one; and the most that it shows."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A field of the reform with the figures that belong to it."""

    key: str
    name: str | Promise
    figures: tuple[Figure, ...]


@require_safe
@staff(Act.SEE_FIGURES)
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the indicators in force, field by field, each with the figure of a unit. Fifteen SQL queries."""
    question, context = opened(request, actor)
    status = 400 if context["asked"].problems else 200
    if question is None:
        return render(request, "oversight/none.html", context, status=status)
    now = clock.now()
    facts = indicators.up_to_date(at=now)
    found = list(fields.by_field(REGISTRY.in_force(question.period.last)))
    codes = [one.code for field in found for one in field.indicators]
    computed = indicators.compute_all(
        facts, codes, units=[question.unit.code], period=question.period, now=now, own=question.own
    )[question.unit.code]
    context |= {
        "fields": [
            Listed(field.key, field.name, tuple(figure(computed[one.code], question) for one in field.indicators))
            for field in found
        ],
        "count": len(codes),
    }
    return render(request, "oversight/indicators/list.html", context, status=status)


@require_safe
@staff(Act.SEE_FIGURES)
def indicator(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """
    Show an indicator of a unit: figure, formula, trend, breakdowns, definition and law. Twenty SQL queries at most.

    :raises UnknownIndicator: if none of this code is in force on the last day of the period.
    """
    question, context = opened(request, actor)
    status = 400 if context["asked"].problems else 200
    if question is None:
        return render(request, "oversight/none.html", context, status=status)
    now = clock.now()
    facts = indicators.up_to_date(at=now)
    computed = indicators.compute(
        facts, code, unit=question.unit.code, period=question.period, now=now, own=question.own
    )
    one = computed.indicator
    field, name = ("", "") if one.signal else fields.field_of(one)
    context |= {
        "figure": figure(computed, question),
        "formula": gettext(one.formula),
        "source": gettext(one.source),
        "up": f"{reverse('signals' if one.signal else 'indicators')}?{question.query()}",
        "up_name": gettext("Signals") if one.signal else gettext("Indicators"),
        "asks": gettext(one.signal) if one.signal else "",
        "field": field,
        "field_name": name,
        "trend": _trend(facts, code, question, now),
        "splits": [split for by in SPLITS if (split := _split(facts, code, question, now, by))],
        "uses": uses(one, question),
        "statements": [gettext(said) for said in computed.statements],
        "as_of": computed.as_of,
        "known_at": now,
        "events": facts.snapshot.manifest.mark.size,
        "facts": facts.id,
    }
    return render(request, "oversight/indicators/page.html", context, status=status)


@dataclass(frozen=True, slots=True)
class Trend:
    """A figure month by month: as a line, or as columns where it is no share. ``points`` are the lines of its table."""

    points: tuple[charts.Point, ...]
    line: charts.Line | None
    parts: tuple[charts.Part, ...]
    heads: tuple[str, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Split:
    """A breakdown, the worst first; ``left_out`` lines are not shown."""

    what: str | Promise
    title: str | Promise
    figures: tuple[Figure, ...]
    left_out: int


SPLITS: dict[By, tuple[str | Promise, str | Promise]] = {
    By.FIELD: (gettext_lazy("Field"), gettext_lazy("By field")),
    By.UNIT: (gettext_lazy("Unit"), gettext_lazy("By unit")),
}
MOST_LINES = 40


def _trend(facts: indicators.Facts, code: str, question: asking.Question, now: datetime) -> Trend | None:
    """Give the months of the period, or the year that ends with it where they are but one; nothing without two."""
    periods = list(question.period.months())[-MONTHS:]
    if len(periods) < 2:
        last = question.period.last
        periods = list(Period((last.replace(day=1) - timedelta(days=31 * (MONTHS - 1))).replace(day=1), last).months())
    made = indicators.trend(facts, code, unit=question.unit.code, periods=periods, now=now, own=question.own)
    points = [_month(period, computed, replace(question, period=period), periods) for period, computed in made]
    if sum(point.value is not None for point in points) < 2:
        return None
    measure = next(computed.indicator.measure for _, computed in made if computed)
    drawn = measure not in {Measure.NUMBER, Measure.DONG}
    return Trend(
        points=tuple(points),
        line=charts.line(points) if drawn else None,
        parts=() if drawn else tuple(map(_column, points)),
        heads=(gettext("Denominator"), gettext("Numerator"), gettext("Figure")) if drawn else (gettext("Figure"),),
        unit=str(saying.UNITS[measure]),
    )


def _month(period: Period, computed: Computed | None, question: asking.Question, among: list[Period]) -> charts.Point:
    first = period.first
    label = gettext("month %(month)s") % {"month": f"{first:%m/%Y}"}
    mark = f"{first.month}/{first:%y}" if among[0].first.year != among[-1].first.year else str(first.month)
    if computed is None:
        return charts.Point(label, None, mark=mark)
    shown = figure(computed, question)
    counts = [(shown.whole.count, shown.whole.url), (shown.part.count, shown.part.url)] if shown.whole else []
    return saying.point(label, computed, url=shown.url, mark=mark, counts=tuple(counts))


def _column(point: charts.Point) -> charts.Part:
    """Give the column of a point; where nothing is known it has no height and says so."""
    unknown = point.value is None
    return charts.Part(point.mark, 0 if unknown else int(point.value or 0), "1", point.url, "–" if unknown else "")


def _split(facts: indicators.Facts, code: str, question: asking.Question, now: datetime, by: By) -> Split | None:
    """Break a figure down; nothing where its rows do not have this, or are all of one."""
    try:
        made = indicators.compute(
            facts, code, unit=question.unit.code, period=question.period, now=now, own=question.own, by=by
        )
    except NotBrokenDown:
        return None
    if len(made.lines) < 2:
        return None
    sign = -1 if made.indicator.better == "lower" or made.denominator is None else 1
    lines = sorted(
        made.lines, key=lambda line: (line.computed.value is None, sign * (line.computed.value or 0), line.name)
    )
    what, title = SPLITS[by]
    return Split(
        what,
        title,
        tuple(figure(line.computed, question, name=line.name, group=(by, line.key)) for line in lines[:MOST_LINES]),
        max(len(lines) - MOST_LINES, 0),
    )
