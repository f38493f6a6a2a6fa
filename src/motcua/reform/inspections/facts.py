"""
What inspections publish for measurement: one row a place, one a finding that stands, one a recommendation.

All follow from the ledger alone. An inspection that was called off has no row, nor has a finding that was withdrawn.
Beside them stands which units are whose to inspect, as the tree of offices is known now.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils import timezone

from motcua.foundation.facts.public import Column, Columns, Cut, Table, Type, chunked, columns_of
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.reform.inspections.models import Place
from motcua.reform.inspections.rules import life, recommendation, visit_life
from motcua.reform.inspections.rules.life import InspectionState
from motcua.reform.inspections.rules.recommendation import RecommendationState
from motcua.reform.inspections.rules.visit_life import VisitState

CHUNK = 1_000
"""How many streams are read from the ledger at once."""
VISIT = "visit/"
UNIT = "unit/"

_UNIT = "the unit, by its id in foundation.units"

PLACES = Table(
    name="inspection_places",
    meaning="One row a unit that an inspection looks at, unless the inspection was called off.",
    key="inspection",
    partition="visit_on",
    order=("place",),
    columns=(
        Column("inspection", Type.INT64, "the inspection, by its id"),
        Column("place", Type.INT64, "the place, by its id"),
        Column("unit", Type.INT32, f"who is inspected: {_UNIT}"),
        Column("inspecting_unit", Type.INT32, f"who inspects: {_UNIT}"),
        Column("government", Type.INT32, "the government that who inspects is of, on the day of the visit"),
        Column("kind", Type.TEXT, "planned, unannounced or self"),
        Column("mode", Type.TEXT, "on_site or by_report"),
        Column("visit_on", Type.DAY, "the day of the visit"),
        Column("opened_at", Type.INSTANT, "when the inspection was opened"),
        Column("visited_at", Type.INSTANT, "when the visit began", nullable=True),
        Column("good", Type.INT16, "how many good points were found"),
        Column("limits", Type.INT16, "how many limits were found"),
    ),
)

UNITS_BELOW = Table(
    name="units_below",
    meaning="One row for each stretch of days in which a unit stood directly below a government, which may inspect it.",
    key="below",
    partition="since",
    order=("since",),
    columns=(
        Column("below", Type.INT32, f"who may be inspected: {_UNIT}"),
        Column("unit", Type.INT32, f"the government above: {_UNIT}"),
        Column("since", Type.DAY, "the first day of the stretch"),
        Column("until", Type.DAY, "its last day; empty while it lasts", nullable=True),
    ),
)

FINDINGS = Table(
    name="inspection_findings",
    meaning="One row a finding of a visit, unless it was withdrawn.",
    key="inspection",
    partition="found_on",
    order=("place", "number"),
    columns=(
        Column("inspection", Type.INT64, "the inspection, by its id"),
        Column("place", Type.INT64, "the place, by its id"),
        Column("number", Type.INT32, "its number in the visit"),
        Column("unit", Type.INT32, f"who is inspected: {_UNIT}"),
        Column("line", Type.TEXT, "the line of the checklist that it came from; empty if from none", nullable=True),
        Column("kind", Type.TEXT, "good or limit"),
        Column("reform_field", Type.TEXT, "the field of reform"),
        Column("severity", Type.TEXT, "minor, serious or grave", nullable=True),
        Column("cause", Type.TEXT, "what it comes from, of few kinds", nullable=True),
        Column("found_at", Type.INSTANT, "when it was found"),
        Column("found_on", Type.DAY, "the local day of found_at"),
    ),
)

RECOMMENDATIONS = Table(
    name="recommendations",
    meaning="One row a recommendation, as it stands now.",
    key="recommendation",
    partition="proposed_on",
    order=("unit",),
    columns=(
        Column("recommendation", Type.INT64, "the recommendation, by its id"),
        Column("inspection", Type.INT64, "the inspection, by its id"),
        Column("unit", Type.INT32, f"who is to act: {_UNIT}"),
        Column("reform_field", Type.TEXT, "the field of reform"),
        Column("kind", Type.TEXT, "mend or prevent"),
        Column("standing", Type.TEXT, "proposed, reserved, open, reported, verified, closed or withdrawn"),
        Column("watched", Type.FLAG, "whether a figure is watched"),
        Column("proposed_at", Type.INSTANT, "when it was made"),
        Column("proposed_on", Type.DAY, "the local day of proposed_at"),
        Column("due_on", Type.DAY, "by when it is to be reported as done"),
        Column("reported_on", Type.DAY, "when it was reported as done; empty again once sent back", nullable=True),
        Column("verified_at", Type.INSTANT, "when it was verified; empty again once opened again", nullable=True),
        Column("closed_at", Type.INSTANT, "when it was closed; empty again once opened again", nullable=True),
        Column("reopened", Type.INT16, "how often it was opened again"),
        Column("escalated", Type.INT16, "how often it was taken up to a unit above"),
    ),
)


class InspectionFacts:
    """The rows of places and findings, as they follow from the ledger."""

    name = "inspections"
    version = 2
    tables = (PLACES, FINDINGS)

    def changed(self, after: int) -> Iterator[Sequence[int]]:
        """Give the inspections with events from a position of the ledger on, or with events of their visits."""
        own = [_number(stream, life.STREAM) for stream in ledger.streams_changed_after(after, prefix=life.STREAM)]
        visited = [_number(stream, VISIT) for stream in ledger.streams_changed_after(after, prefix=VISIT)]
        for places in chunked(visited, CHUNK):
            own.extend(Place.objects.filter(pk__in=places).values_list("inspection_id", flat=True))
        return chunked(dict.fromkeys(own), CHUNK)

    def rows(self, keys: Sequence[int], cut: Cut) -> Mapping[str, Columns]:
        """Give the rows of inspections, as they follow from the events within the cut."""
        opened = {
            _number(stream, life.STREAM): life.fold(events)
            for stream, events in _within([f"{life.STREAM}{key}" for key in keys], cut)
        }
        opened = {key: state for key, state in opened.items() if not state.cancelled}
        streams = [f"{VISIT}{place}" for state in opened.values() for place in state.places]
        visits = {_number(stream, VISIT): visit_life.fold(events) for stream, events in _within(streams, cut)}
        known = units.by_key(
            {state.unit for state in opened.values()}
            | {place.unit for state in opened.values() for place in state.places.values()}
        )
        history = units.history()
        places: list[tuple[Any, ...]] = []
        findings: list[tuple[Any, ...]] = []
        for key, state in opened.items():
            for place, visit in ((one, visits.get(one, VisitState())) for one in state.places):
                places.append(_place(key, state, place, visit, known, history))
                findings.extend(_findings(key, known[state.places[place].unit].id, place, visit))
        return {PLACES.name: columns_of(PLACES, places), FINDINGS.name: columns_of(FINDINGS, findings)}


class RecommendationFacts:
    """The rows of recommendations, as they follow from the ledger."""

    name = "recommendations"
    version = 1
    tables = (RECOMMENDATIONS,)

    def changed(self, after: int) -> Iterator[Sequence[int]]:
        """Give the recommendations with events from a position of the ledger on."""
        streams = ledger.streams_changed_after(after, prefix=recommendation.STREAM)
        return chunked((_number(stream, recommendation.STREAM) for stream in streams), CHUNK)

    def rows(self, keys: Sequence[int], cut: Cut) -> Mapping[str, Columns]:
        """Give the rows of recommendations, as they follow from the events within the cut."""
        folded = [
            (_number(stream, recommendation.STREAM), state)
            for stream, events in _within([f"{recommendation.STREAM}{key}" for key in keys], cut)
            if (state := recommendation.fold(events))
        ]
        known = units.by_key({state.unit for _, state in folded})
        rows = [_recommendation(key, state, known[state.unit].id) for key, state in folded]
        return {RECOMMENDATIONS.name: columns_of(RECOMMENDATIONS, rows)}


class UnitsBelowFacts:
    """The rows of units directly below governments, as the tree is known now."""

    name = "units_below"
    version = 1
    tables = (UNITS_BELOW,)

    def changed(self, after: int) -> Iterator[Sequence[int]]:
        """Give the units with events from a position of the ledger on."""
        return chunked((_number(stream, UNIT) for stream in ledger.streams_changed_after(after, prefix=UNIT)), CHUNK)

    def rows(self, keys: Sequence[int], _cut: Cut) -> Mapping[str, Columns]:
        """Give the rows of units. One SQL query while the tree is unchanged."""
        history = units.history()
        rows = [
            (one.unit_id, one.parent_id, one.valid_from, one.valid_to)
            for key in keys
            for one in history.standings.get(key, ())
            if one.parent_id is not None and history.kinds[one.parent_id][1] is not units.Level.DEPARTMENT
        ]
        return {UNITS_BELOW.name: columns_of(UNITS_BELOW, rows)}


INSPECTION_FACTS = InspectionFacts()
RECOMMENDATION_FACTS = RecommendationFacts()
UNITS_BELOW_FACTS = UnitsBelowFacts()


def _number(stream: str, prefix: str) -> int:
    return int(stream.removeprefix(prefix))


def _within(streams: Sequence[str], cut: Cut) -> Iterator[tuple[str, Iterable[ledger.Event]]]:
    events = (event for event in ledger.read_many(streams) if cut.takes(event.position, event.recorded_at))
    return groupby(events, key=lambda event: event.stream)


def _place(
    key: int,
    state: InspectionState,
    place: int,
    visit: VisitState,
    known: Mapping[str, units.Unit],
    history: units.History,
) -> tuple[Any, ...]:
    of = state.places[place]
    kinds = [one.kind.value for one in visit.findings if not one.withdrawn]
    return (
        key,
        place,
        known[of.unit].id,
        known[state.unit].id,
        _government(known[state.unit].id, history.structure(of.visit_on)),
        state.kind.value,
        of.mode.value,
        of.visit_on,
        state.opened_at,
        visit.begun_at,
        kinds.count("good"),
        kinds.count("limit"),
    )


def _government(unit_id: int, structure: units.Structure) -> int:
    """Give the government that a unit is of; itself where it is of none, or does not live on the day."""
    if unit_id not in structure.units:
        return unit_id
    line = (structure.units[unit_id], *structure.above(unit_id))
    return next((one.id for one in line if one.level is not units.Level.DEPARTMENT), unit_id)


def _findings(key: int, unit: int, place: int, visit: VisitState) -> Iterator[tuple[Any, ...]]:
    for one in visit.findings:
        if not one.withdrawn:
            yield (
                key,
                place,
                one.number,
                unit,
                one.line or None,
                one.kind.value,
                one.field.value,
                one.severity.value if one.severity else None,
                one.cause.value if one.cause else None,
                one.at,
                _day(one.at),
            )


def _recommendation(key: int, state: RecommendationState, unit: int) -> tuple[Any, ...]:
    return (
        key,
        state.inspection,
        unit,
        state.field,
        state.kind.value,
        state.standing.value,
        state.watch is not None,
        state.proposed_at,
        _day(state.proposed_at),
        state.due_on,
        state.reported_on,
        state.verified_at,
        state.closed_at,
        state.reopened,
        len(state.escalated),
    )


def _day(at: datetime) -> date:
    return timezone.localdate(at)
