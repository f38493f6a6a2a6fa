"""Between the states of inspections and plans and their rows."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reform.inspections.models import Inspection, Member, Place, Plan
from motcua.reform.inspections.rules import life, planning
from motcua.reform.inspections.rules.life import InspectionState, Numbered, Seated, Visit
from motcua.reform.inspections.rules.planning import PlanState, Target
from motcua.reform.inspections.rules.words import Kind, Mode, Part

VERSION = 1
"""The version of these payloads."""


def stream_name(inspection_id: int) -> str:
    """Name the ledger's stream of an inspection."""
    return f"{life.STREAM}{inspection_id}"


def plan_stream(plan_id: int) -> str:
    """Name the ledger's stream of a plan."""
    return f"{planning.STREAM}{plan_id}"


def state_of(row: Inspection, places: Iterable[Place], members: Iterable[Member]) -> InspectionState:
    """Give the state that the rows of an inspection hold. One SQL query."""
    places, members = list(places), list(members)
    known = units.by_id({row.unit_id, *(one.unit_id for one in places), *(one.unit_id for one in members)})
    return InspectionState(
        number=row.events,
        unit=known[row.unit_id].key,
        kind=Kind(row.kind),
        title=row.title,
        purpose=row.purpose,
        period=Period(row.first, row.last),
        fields=tuple(row.fields),
        plan=row.plan_id,
        places={one.pk: Visit(known[one.unit_id].key, one.visit_on, Mode(one.mode)) for one in places},
        members={f"post/{one.post_id}": Seated(known[one.unit_id].key, Part(one.part)) for one in members},
        opened_at=row.opened_at,
        decided=_numbered(row.decided_number, row.decided_on),
        notified=_numbered(row.notified_number, row.notified_on),
        mandate=mandate_of(row),
        cancelled=row.cancelled,
        closed_at=row.closed_at,
    )


def mandate_of(row: Inspection) -> Period | None:
    """Give the days of an inspection's mandate."""
    if row.mandate_first is None or row.mandate_last is None:
        return None
    return Period(row.mandate_first, row.mandate_last)


def columns_of(state: InspectionState) -> dict[str, Any]:
    """Give the columns of a row that holds a state, but for its unit; places and members have rows of their own."""
    return {
        "events": state.number,
        "plan_id": state.plan,
        "kind": state.kind.value,
        "title": state.title,
        "purpose": state.purpose,
        "first": state.period.first,
        "last": state.period.last,
        "fields": list(state.fields),
        "opened_at": state.opened_at,
        "decided_number": state.decided.number if state.decided else "",
        "decided_on": state.decided.on if state.decided else None,
        "notified_number": state.notified.number if state.notified else "",
        "notified_on": state.notified.on if state.notified else None,
        "mandate_first": state.mandate.first if state.mandate else None,
        "mandate_last": state.mandate.last if state.mandate else None,
        "cancelled": state.cancelled,
        "closed_at": state.closed_at,
    }


def plan_state_of(row: Plan) -> PlanState:
    """Give the state that the row of a plan holds. One SQL query."""
    return PlanState(
        number=row.events,
        unit=units.by_id([row.unit_id])[row.unit_id].key,
        year=row.year,
        title=row.title,
        purpose=row.purpose,
        period=Period(row.first, row.last),
        fields=tuple(row.fields),
        targets=tuple(Target.from_payload(one) for one in row.targets),
        members=_seated(row.members),
        issued=_numbered(row.issued_number, row.issued_on),
        amended=row.amended,
    )


def plan_columns(state: PlanState) -> dict[str, Any]:
    """Give the columns of a row that holds the state of a plan, but for its unit."""
    return {
        "events": state.number,
        "year": state.year,
        "title": state.title,
        "purpose": state.purpose,
        "first": state.period.first,
        "last": state.period.last,
        "fields": list(state.fields),
        **planning.said_content(state.targets, state.members),
        "issued_number": state.issued.number if state.issued else "",
        "issued_on": state.issued.on if state.issued else None,
        "amended": state.amended,
    }


def _seated(said: Iterable[Mapping[str, str]]) -> dict[str, Seated]:
    return {one["post"]: Seated(one["unit"], Part(one["part"])) for one in said}


def _numbered(number: str, on: date | None) -> Numbered | None:
    return Numbered(number, on) if on is not None else None
