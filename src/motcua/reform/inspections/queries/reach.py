"""
Who may see and do what in an inspection, object by object: plain predicates over what was read.

The side that inspects is the inspecting unit and those above it, and the team for its mandate's time. The side that is
inspected is a place's own government. A post that is neither sees nothing.
"""

from collections.abc import Collection
from datetime import date

from motcua.foundation.accounts.public import ROLES, Act, Actor, Role, may
from motcua.foundation.units import public as units
from motcua.reform.inspections.queries.inspections import (
    InspectionLine,
    InspectionView,
    PlaceView,
    inspections,
    visit_years,
)
from motcua.reform.inspections.queries.plans import PlanView, plans
from motcua.reform.inspections.rules.words import Part
from motcua.reform.registers.public import own_government

Inspected = InspectionView | InspectionLine


def open_to(
    actor: Actor, *, on: date, year: int | None = None, since: int | None = None, plan_id: int | None = None
) -> list[InspectionLine]:
    """
    Give the inspections that a post may see, the latest visit first. Seven SQL queries.

    :param year: only those with a visit in it. :param since: only those with a visit from that year on, and those that
        go on. :param plan_id: only those opened by this plan.
    """
    own = own_government(actor.unit_id, on=on)
    found = inspections(_concerned(actor, own), post_ids=[actor.post_id], year=year, since=since, plan_id=plan_id)
    return [one for one in found if _sees(actor, one, one.places, own, on)]


def years_open_to(actor: Actor, *, on: date) -> list[int]:
    """Give the years before this one of which there are inspections that concern a post. Two SQL queries."""
    years = visit_years(_concerned(actor, own_government(actor.unit_id, on=on)), post_ids=[actor.post_id])
    return [one for one in years if one < on.year]


def _concerned(actor: Actor, own: frozenset[int]) -> frozenset[int]:
    """Give the units whose inspections may concern a post: its own government's, and those that it oversees."""
    overseen = (actor.reach[role] for role in actor.roles & (ROLES[Act.PLAN_INSPECTIONS] | ROLES[Act.SIGN_INSPECTIONS]))
    return own.union(*overseen)


def plans_open_to(actor: Actor, *, year: int | None = None, since: int | None = None) -> list[PlanView]:
    """Give the plans that a post may see, the latest year first: of units that it oversees. Six SQL queries."""
    roles = actor.roles & (ROLES[Act.PLAN_INSPECTIONS] | ROLES[Act.SIGN_INSPECTIONS])
    return plans(frozenset().union(*(actor.reach[role] for role in roles)), year=year, since=since)


def may_see_plan(actor: Actor | None, plan: PlanView) -> bool:
    """Say whether a post may see a plan: it oversees the unit whose plan it is."""
    return any(may(actor, act, units=[plan.unit.id]) for act in (Act.PLAN_INSPECTIONS, Act.SIGN_INSPECTIONS))


def may_plan(actor: Actor | None, unit_id: int, *, on: date) -> bool:
    """Say whether a post may draft plans and open inspections for a unit: of its own government. One SQL query."""
    return _own(actor, Act.PLAN_INSPECTIONS, unit_id, on)


def plans_for(actor: Actor, *, on: date) -> tuple[units.Unit, ...]:
    """
    Give the units in whose name a post may plan and open inspections, the usual one first. Two SQL queries.

    All are of its own government. Usual is the highest office that it stands in, as a department for its divisions;
    else the government.
    """
    structure = units.structure(on)
    if actor.unit_id not in structure.units:
        return ()
    line = (*reversed(structure.above(actor.unit_id)), structure.units[actor.unit_id])
    own = own_government(actor.unit_id, on=on)
    may_be = (one for one in line if one.id in own and may(actor, Act.PLAN_INSPECTIONS, units=[one.id]))
    return tuple(sorted(may_be, key=lambda one: one.level is not units.Level.DEPARTMENT))


def may_order(actor: Actor | None, unit_id: int, *, on: date) -> bool:
    """
    Say whether a post may issue plans and decide inspections for a unit: it leads it, and is of its government.

    Who drafts does not sign, unless the post leads too. One SQL query.
    """
    leads = actor is not None and unit_id in actor.reach.get(Role.LEADER, frozenset())
    return leads and _own(actor, Act.SIGN_INSPECTIONS, unit_id, on)


def in_team(actor: Actor | None, inspection: Inspected, *, on: date) -> bool:
    """Say whether a post is in the team, on a day of its mandate."""
    within = inspection.mandate is not None and on in inspection.mandate
    return actor is not None and within and actor.post_id in inspection.posts


def may_see(actor: Actor | None, inspection: Inspected, *, on: date) -> bool:
    """Say whether a post may see an inspection: the side that inspects, or one of the inspected. One SQL query."""
    return actor is not None and _sees(actor, inspection, inspection.places, own_government(actor.unit_id, on=on), on)


def may_see_place(actor: Actor | None, inspection: Inspected, place: PlaceView, *, on: date) -> bool:
    """
    Say whether a post may see what an inspection has of one place: who inspects, or the place's own government.

    The inspected see it from the notice on; where none was given, from the day of the visit. One SQL query.
    """
    return actor is not None and _sees(actor, inspection, (place,), own_government(actor.unit_id, on=on), on)


def may_inspect(actor: Actor | None, inspection: InspectionView, *, on: date) -> bool:
    """
    Say whether a post may visit, find and write: the team, or the inspecting unit's own, while the mandate lasts.

    The inspecting unit's own posts may write on until the inspection is closed: a conclusion comes after the visits.
    """
    if not inspection.live or inspection.mandate is None or on < inspection.mandate.first:
        return False
    own = actor is not None and may(actor, Act.PLAN_INSPECTIONS, units=[inspection.unit.id])
    return own or in_team(actor, inspection, on=on)


def may_sign(actor: Actor | None, inspection: InspectionView, *, on: date) -> bool:
    """Say whether a post may sign the conclusion: the head of the team, or a leader of the inspecting unit."""
    if actor is None or not inspection.live or inspection.mandate is None or on < inspection.mandate.first:
        return False
    head = any(one.post_id == actor.post_id and one.part is Part.LEADER for one in inspection.members)
    return head or inspection.unit.id in actor.reach.get(Role.LEADER, frozenset())


def may_answer(actor: Actor | None, place: PlaceView, *, on: date) -> bool:
    """Say whether a post may answer for the inspected: it is of the place's own government. One SQL query."""
    return _own(actor, Act.ANSWER_INSPECTIONS, place.unit.id, on)


def _sees(actor: Actor, inspection: Inspected, places: Collection[PlaceView], own: frozenset[int], on: date) -> bool:
    """Say whether a post inspects or oversees who does, or answers for one of some places that was told."""
    inspects = may(actor, Act.PLAN_INSPECTIONS, units=[inspection.unit.id])
    if inspects or may(actor, Act.SIGN_INSPECTIONS, units=[inspection.unit.id]) or in_team(actor, inspection, on=on):
        return True
    return any(
        place.unit.id in own
        and _told(inspection, place, on)
        and may(actor, Act.ANSWER_INSPECTIONS, units=[place.unit.id])
        for place in places
    )


def _told(inspection: Inspected, place: PlaceView, on: date) -> bool:
    """Say whether the inspected know: notice was given, or they were visited, unless it was called off before."""
    return inspection.notified is not None or (place.visit_on <= on and not inspection.cancelled)


def _own(actor: Actor | None, act: Act, unit_id: int, on: date) -> bool:
    if actor is None or not may(actor, act, units=[unit_id]):
        return False
    return unit_id in own_government(actor.unit_id, on=on)
