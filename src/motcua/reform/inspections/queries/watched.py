"""What the watches of recommendations see: figures of the units that answer for them today."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from motcua.foundation.units import public as units
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import Computed, Facts
from motcua.reform.inspections.models.recommendation import Recommendation
from motcua.reform.inspections.queries.figures import live
from motcua.reform.inspections.queries.recommendation_rows import state_of
from motcua.reform.inspections.rules.figures import FigureRef
from motcua.reform.inspections.rules.recommendation import RecommendationState, Standing
from motcua.reform.inspections.rules.watching import Seen


@dataclass(frozen=True, slots=True)
class Watched:
    """A recommendation with a watch, and the unit that it was made to."""

    id: int
    unit_id: int
    state: RecommendationState


@dataclass(frozen=True, slots=True)
class Look:
    """What a watch sees: the figure that it looks at, computed."""

    ref: FigureRef
    computed: Computed

    @property
    def seen(self) -> Seen:
        """Give what is kept of it."""
        one = self.computed
        days = self.ref.period
        return Seen(one.value, one.numerator, one.denominator, days.first, days.last, one.as_of, one.facts)


def figure_of(state: RecommendationState, unit_id: int, *, on: date) -> FigureRef | None:
    """
    Give the figure that a recommendation watches as it is on a day; None if it watches none, or none is in force.

    It is of the unit that answers for the recommendation's today: its successor, once it has ended. One SQL query.
    """
    place = units.structure(on).place(unit_id)
    if state.watch is None or place is None:
        return None
    if all(one.code != state.watch.indicator for one in indicators.REGISTRY.in_force(on)):
        return None
    days = state.watch.period(on, since=timezone.localdate(state.proposed_at))
    code = units.structure(on).units[place].code
    return FigureRef(state.watch.indicator, code, days.first, days.last, own=state.watch.own)


def watched_now(state: RecommendationState, unit_id: int, *, facts: Facts, at: datetime) -> Look | None:
    """Look at what a recommendation watches; None if it watches nothing. One scan of the facts."""
    ref = figure_of(state, unit_id, on=timezone.localdate(at))
    return Look(ref, live([ref], now=at, facts=facts)[ref]) if ref else None


def closed_and_watched() -> list[Watched]:
    """Give the closed recommendations that watch a figure. Two SQL queries."""
    rows = list(Recommendation.objects.filter(standing=Standing.CLOSED.value, watch__isnull=False).order_by("pk"))
    known = units.by_id({row.unit_id for row in rows})
    return [Watched(row.pk, row.unit_id, state_of(row, known[row.unit_id].key)) for row in rows]
