"""Scoring units from their own figures: each component by its indicator, as the facts have it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from motcua.kernel.periods import Period
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import Computed, Facts
from motcua.reform.scorecards.rules.figures import Figures
from motcua.reform.scorecards.rules.scorecard import UNKNOWN, Figure, Result, Scorecard, evaluate


def computed_figures(
    facts: Facts,
    scorecard: Scorecard,
    *,
    units: Sequence[str],
    period: Period,
    now: datetime,
    own: bool = False,
) -> Figures:
    """
    Give what the indicators say of each unit, by component; what rests on none is left out.

    One scan for each population, and the SQL queries of ``indicators.compute_all``.

    :param own: leave out lower levels of government.
    """
    named = {one.code: one.indicator for one in scorecard.components() if one.indicator}
    codes = sorted(set(named.values()))
    answers = indicators.compute_all(facts, codes, units=units, period=period, now=now, own=own) if codes else {}
    return {
        unit: {code: _figure(answers[unit][indicator]) for code, indicator in named.items()}
        for unit in units
        if unit in answers
    }


def score(
    facts: Facts,
    scorecard: Scorecard,
    *,
    units: Sequence[str],
    period: Period,
    now: datetime,
    own: bool = False,
) -> list[Result]:
    """Score units from their own figures; what rests on no indicator has no data."""
    figures = computed_figures(facts, scorecard, units=units, period=period, now=now, own=own)
    nothing: Mapping[str, Figure] = {}
    return [evaluate(scorecard, figures.get(unit, nothing), unit=unit) for unit in units]


def _figure(computed: Computed) -> Figure:
    """Take the counts of an indicator; where it says that there is no data, so does the figure."""
    if computed.value is None and computed.denominator != 0:
        return UNKNOWN
    return Figure(computed.numerator, computed.denominator)
