"""An inspection is opened, decided, made known to the inspected, changed, called off, and closed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reform.inspections.actions.inspection_writing import locked, one_at_a_time, write
from motcua.reform.inspections.actions.mandates import settle
from motcua.reform.inspections.actions.planning import known_plan
from motcua.reform.inspections.models import Inspection, Member, Place
from motcua.reform.inspections.queries import teams
from motcua.reform.inspections.queries.inspections import is_concluded
from motcua.reform.inspections.queries.terms import terms
from motcua.reform.inspections.rules import deciding
from motcua.reform.inspections.rules.deciding import NewMember, NewPlace
from motcua.reform.inspections.rules.life import (
    Act,
    InspectionState,
    Seated,
    Visit,
    said_members,
    said_period,
    said_visit,
)
from motcua.reform.inspections.rules.words import Kind
from motcua.reform.registers.public import ReformField


@transaction.atomic
def open_inspection(
    *,
    unit_id: int,
    kind: Kind,
    title: str,
    purpose: str,
    period: Period,
    fields: Collection[ReformField],
    places: Sequence[NewPlace],
    members: Sequence[NewMember],
    plan_id: int | None = None,
    by: str,
    at: datetime,
) -> int:
    """
    Open an inspection, and give its id.

    The mandate of a planned one begins with its decision; that of an unannounced one or of one's own divisions today.

    :param unit_id: who inspects; the places stand below its government.
    :raises WrongPlace: :raises WrongTeam: :raises ConflictOfInterest: :raises Clash:
    """
    title = deciding.check_text(title, field="title", most=300)
    purpose = deciding.check_text(purpose, field="purpose", most=4000)
    deciding.check_fields(fields)
    today = timezone.localdate(at)
    deciding.check_days(places, today=today)
    deciding.check_team(members)
    own, below = teams.beneath(unit_id, on=today)
    deciding.check_places(kind, places, below=below, own=own)
    one_at_a_time()
    if plan_id is not None:
        known_plan(plan_id, unit_id)
    seated = teams.seated([one.post_id for one in members], on=today)
    _check_people(kind, unit_id, places, [one.post_id for one in members], today=today)
    row = Inspection(unit_id=unit_id, first=period.first, last=period.last, kind=kind.value, opened_at=at)
    row.plan_id = plan_id
    row.save(force_insert=True)
    kept = [Place(inspection=row, unit_id=one.unit_id, visit_on=one.visit_on, mode=one.mode.value) for one in places]
    for one in kept:
        one.save(force_insert=True)
    keys = {one.id: one.key for one in units.by_id({one.unit_id for one in places}).values()}
    team = {f"post/{one.post_id}": Seated(seated[one.post_id].key, one.part) for one in members}
    payload: dict[str, Any] = {
        "kind": kind.value,
        "title": title,
        "purpose": purpose,
        "period": said_period(period),
        "fields": [one.value for one in ReformField if one in fields],
        "plan": plan_id,
        "places": [
            said_visit(stored.pk, Visit(keys[one.unit_id], one.visit_on, one.mode))
            for stored, one in zip(kept, places, strict=True)
        ],
        "members": said_members(team),
    }
    if kind is not Kind.PLANNED:
        last = max(one.visit_on for one in places)
        payload["mandate"] = said_period(deciding.mandate(today, last, terms(today)))
    after = write(row, InspectionState(), Act.OPENED, payload, by=by, at=at)
    _seat(row, team)
    settle(row.pk, InspectionState(), after, by=by, at=at)
    return row.pk


@transaction.atomic
def decide(*, inspection_id: int, number: str, on: date, by: str, at: datetime) -> None:
    """
    Decide an inspection by a paper; the mandate of its team begins on that day, unless it has begun.

    :raises NotNow: once it was decided, or with a day after the first visit.
    """
    row, state = locked(inspection_id)
    number = deciding.check_text(number, field="number", most=64)
    deciding.check_decision(state, on=on)
    payload: dict[str, Any] = {"number": number, "on": on.isoformat()}
    if state.mandate is None:
        payload["mandate"] = said_period(deciding.mandate(on, state.last_visit, terms(on)))
    after = write(row, state, Act.DECIDED, payload, by=by, at=at)
    settle(row.pk, state, after, by=by, at=at)


@transaction.atomic
def notify(*, inspection_id: int, number: str, on: date, by: str, at: datetime) -> None:
    """
    Give notice to the inspected by a paper.

    :raises TooLate: if fewer days than the settings ask for remain until the first visit.
    :raises NotNow: before the decision, a second time, or if the inspection is unannounced.
    """
    row, state = locked(inspection_id)
    number = deciding.check_text(number, field="number", most=64)
    deciding.check_notice(state, terms(on), on=on)
    write(row, state, Act.NOTIFIED, {"number": number, "on": on.isoformat()}, by=by, at=at)


@transaction.atomic
def change_team(*, inspection_id: int, members: Sequence[NewMember], by: str, at: datetime) -> None:
    """
    Change who is in the team; whoever leaves it reaches nothing any more from today on.

    :raises WrongTeam: :raises ConflictOfInterest: :raises Clash: :raises NotNow: once it is closed or called off.
    """
    one_at_a_time()
    row, state = locked(inspection_id)
    deciding.check_live(state)
    deciding.check_team(members)
    today = timezone.localdate(at)
    seated = teams.seated([one.post_id for one in members], on=today)
    posts = [one.post_id for one in members]
    _check_people(state.kind, row.unit_id, _places_of(state), posts, today=today, but=row.pk)
    team = {f"post/{one.post_id}": Seated(seated[one.post_id].key, one.part) for one in members}
    after = write(row, state, Act.TEAM_CHANGED, {"members": said_members(team)}, by=by, at=at)
    _seat(row, team)
    settle(row.pk, state, after, by=by, at=at)


@transaction.atomic
def move_visits(*, inspection_id: int, days: Mapping[int, date], by: str, at: datetime) -> None:
    """
    Move visits to other days, told by place; the mandate follows.

    :raises Clash: :raises TooLate: if notice was given and would now be too late.
    :raises NotNow: into the past, before the decision, if no day changes, or once it is closed or called off.
    """
    one_at_a_time()
    row, state = locked(inspection_id)
    deciding.check_live(state)
    today = timezone.localdate(at)
    after = replace(state, places=deciding.moved(state, days))
    known = units.by_key({after.places[one].unit for one in days})
    moved = [NewPlace(known[after.places[one].unit].id, day, after.places[one].mode) for one, day in days.items()]
    deciding.check_days(moved, today=today)
    deciding.check_moved(after, terms(today))
    posts = [int(key.removeprefix("post/")) for key in state.members]
    deciding.check_clashes(moved, posts, teams.taken(moved, posts, but=row.pk))
    payload: dict[str, Any] = {
        "places": [{"id": one, "visit_on": day.isoformat()} for one, day in sorted(days.items())]
    }
    if state.mandate is not None:
        payload["mandate"] = said_period(deciding.mandate(state.mandate.first, after.last_visit, terms(today)))
    after = write(row, state, Act.VISITS_MOVED, payload, by=by, at=at)
    for one, day in days.items():
        Place.objects.filter(pk=one).update(visit_on=day)
    settle(row.pk, state, after, by=by, at=at)


@transaction.atomic
def cancel(*, inspection_id: int, reason: str, by: str, at: datetime) -> None:
    """
    Call an inspection off; the mandate of its team ends today.

    :raises NotNow: once its conclusion was signed, or it is closed or called off.
    """
    row, state = locked(inspection_id)
    deciding.check_cancelling(state, concluded=is_concluded(inspection_id))
    reason = deciding.check_text(reason, field="reason", most=2000)
    after = write(row, state, Act.CANCELLED, {}, by=by, at=at, reason=reason)
    settle(row.pk, state, after, by=by, at=at)


@transaction.atomic
def close(*, inspection_id: int, by: str, at: datetime) -> None:
    """
    Close an inspection: nothing in it changes any more; what was recommended is followed on.

    :raises NotNow: before its conclusion was signed, or once it is closed or called off.
    """
    row, state = locked(inspection_id)
    deciding.check_closing(state, concluded=is_concluded(inspection_id))
    write(row, state, Act.CLOSED, {}, by=by, at=at)


def _check_people(
    kind: Kind,
    unit_id: int,
    places: Collection[NewPlace],
    posts: Collection[int],
    *,
    today: date,
    but: int | None = None,
) -> None:
    """Check that nobody is in conflict, or in two inspections on one day."""
    inspected = teams.inspected(kind, unit_id, places, on=today)
    held = teams.held(posts, on=today, years=terms(today).conflict_years)
    names = {one.id: one.name for one in units.by_id(inspected).values()}
    deciding.check_conflicts(held, inspected, names)
    deciding.check_clashes(places, posts, teams.taken(places, posts, but=but))


def _places_of(state: InspectionState) -> list[NewPlace]:
    known = units.by_key({place.unit for place in state.places.values()})
    return [NewPlace(known[place.unit].id, place.visit_on, place.mode) for place in state.places.values()]


def _seat(row: Inspection, team: Mapping[str, Seated]) -> None:
    """Bring the rows of the team to what it is."""
    known = units.by_key({one.unit for one in team.values()})
    Member.objects.filter(inspection=row).delete()
    Member.objects.bulk_create(
        Member(
            inspection=row,
            post_id=int(key.removeprefix("post/")),
            unit_id=known[one.unit].id,
            part=one.part.value,
        )
        for key, one in team.items()
    )
