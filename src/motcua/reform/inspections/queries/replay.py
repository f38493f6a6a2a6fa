"""The proof that the rows say what the ledger says: everything of inspections made again from its events."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar

from motcua.foundation.ledger import public as ledger
from motcua.reform.inspections.models import Inspection, Member, Place, Plan
from motcua.reform.inspections.queries.inspection_rows import plan_state_of, plan_stream, state_of, stream_name
from motcua.reform.inspections.queries.recommendation_replay import replay_recommendations
from motcua.reform.inspections.queries.replay_conclusion import replay_conclusions
from motcua.reform.inspections.queries.replay_visit import replay_visit
from motcua.reform.inspections.queries.self_reports import replay_self_reports
from motcua.reform.inspections.rules import life, planning
from motcua.reform.inspections.rules.differences import Difference, differences

Row = TypeVar("Row", Place, Member)


def replay_all() -> list[Difference]:
    """Make everything of inspections again from its events, and set it against the rows."""
    return [one for replay in _REPLAYS for one in replay()]


def replay_inspections() -> list[Difference]:
    """Make every inspection again from its events. Five SQL queries for five hundred."""
    places = _by_inspection(Place.objects.order_by("pk"))
    members = _by_inspection(Member.objects.order_by("pk"))
    stored = {
        stream_name(row.pk): state_of(row, places.get(row.pk, []), members.get(row.pk, []))
        for row in Inspection.objects.order_by("pk")
    }
    made = {
        stream: life.fold(events)
        for stream, events in groupby(ledger.read_many(stored.keys()), key=lambda event: event.stream)
    }
    return [
        one
        for stream, state in stored.items()
        for one in differences(stream, state, made.get(stream, life.InspectionState()))
    ]


def replay_plans() -> list[Difference]:
    """Make every plan again from its events. Two SQL queries for five hundred."""
    stored = {plan_stream(row.pk): plan_state_of(row) for row in Plan.objects.order_by("pk")}
    made = {
        stream: planning.fold(events)
        for stream, events in groupby(ledger.read_many(stored.keys()), key=lambda event: event.stream)
    }
    return [
        one
        for stream, state in stored.items()
        for one in differences(stream, state, made.get(stream, planning.PlanState()))
    ]


def _by_inspection(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.inspection_id, []).append(row)
    return found


_REPLAYS: tuple[Callable[[], list[Difference]], ...] = (
    replay_inspections,
    replay_plans,
    replay_conclusions,
    replay_recommendations,
    replay_self_reports,
    replay_visit,
)
"""Each builder's part; a stream that is not made again here is not proved."""
