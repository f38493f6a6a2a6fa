"""Who may do what with a recommendation, object by object."""

from datetime import date

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.reform.inspections.queries.recommendations import RecommendationView
from motcua.reform.registers import public as registers

_INSPECTING = (Act.PLAN_INSPECTIONS, Act.SIGN_INSPECTIONS)
"""What marks who follows up for an inspecting unit; to be a member of another's team is not enough."""


def answering(unit_id: int, *, on: date) -> frozenset[int]:
    """
    Give the units that answer for a recommendation to a unit: its government and departments.

    Once it has ended they are those of its successor, who answers for what was left undone. Two SQL queries.
    """
    place = units.structure(on).place(unit_id)
    return frozenset() if place is None else registers.own_government(place, on=on)


def may_mend(actor: Actor | None, one: RecommendationView, *, on: date) -> bool:
    """Say whether a post may report and lay evidence: who answers for the unit, or for this. Two SQL queries."""
    if actor is None:
        return False
    own = answering(one.unit.id, on=on)
    return actor.unit_id in own and (actor.key == one.state.owner or may(actor, Act.ANSWER_INSPECTIONS, units=own))


def may_answer_for(actor: Actor | None, one: RecommendationView, *, on: date) -> bool:
    """Say whether a post may accept, reserve, name who answers and ask for time. Two SQL queries."""
    if actor is None:
        return False
    own = answering(one.unit.id, on=on)
    return actor.unit_id in own and may(actor, Act.ANSWER_INSPECTIONS, units=own)


def may_follow_up(actor: Actor | None, one: RecommendationView, *, on: date) -> bool:
    """
    Say whether a post may verify, close and escalate: who inspects or signs for the inspecting unit.

    Never one of the unit that has to act, unless the unit inspects itself. Two SQL queries.
    """
    if actor is None or not _inspects(actor, one.inspected_by.id):
        return False
    itself = one.inspected_by.id in answering(one.unit.id, on=on)
    return itself or actor.unit_id not in answering(one.unit.id, on=on)


def may_see_recommendation(actor: Actor | None, one: RecommendationView, *, on: date) -> bool:
    """Say whether a post may read it: both sides, whoever it was taken up to, and those above the unit."""
    if actor is None:
        return False
    above = (Act.ANSWER_INSPECTIONS, Act.SIGN_INSPECTIONS)
    return (
        may_mend(actor, one, on=on)
        or _inspects(actor, one.inspected_by.id)
        or any(may(actor, act, units=[one.unit.id]) for act in above)
    )


def _inspects(actor: Actor, unit_id: int) -> bool:
    return any(may(actor, act, units=[unit_id]) for act in _INSPECTING)
