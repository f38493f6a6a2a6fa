"""Who may do what with a recommendation, object by object."""

from dataclasses import dataclass
from datetime import date

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.reform.inspections.queries.recommendations import RecommendationView
from motcua.reform.registers import public as registers


@dataclass(frozen=True, slots=True)
class Reach:
    """
    What a post may do with a recommendation.

    :param sees: read it: both sides, whoever it was taken up to, and who oversees the unit.
    :param mends: report and lay evidence: who answers for the unit, or for this.
    :param answers: accept, reserve, name who answers, ask for time.
    :param follows_up: verify, close, escalate: who inspects or signs for the inspecting unit, and is not of the unit
        that has to act, unless that inspects itself.
    """

    sees: bool
    mends: bool
    answers: bool
    follows_up: bool


def answering(unit_id: int, *, on: date) -> frozenset[int]:
    """
    Give the units that answer for a recommendation to a unit: its government and departments.

    Once it has ended they are those of its successor, who answers for what was left undone. Two SQL queries.
    """
    place = units.structure(on).place(unit_id)
    return frozenset() if place is None else registers.own_government(place, on=on)


def reach(actor: Actor | None, one: RecommendationView, *, own: frozenset[int]) -> Reach:
    """Say what a post may do with a recommendation. :param own: the units that answer for it, of :func:`answering`."""
    if actor is None:
        return Reach(sees=False, mends=False, answers=False, follows_up=False)
    inspecting = one.inspected_by.id
    inspects = any(may(actor, act, units=[inspecting]) for act in (Act.PLAN_INSPECTIONS, Act.SIGN_INSPECTIONS))
    answers = actor.unit_id in own and may(actor, Act.ANSWER_INSPECTIONS, units=own)
    mends = answers or (actor.unit_id in own and actor.key == one.state.owner)
    oversees = any(may(actor, act, units=own) for act in (Act.ANSWER_INSPECTIONS, Act.SIGN_INSPECTIONS))
    return Reach(
        sees=mends or inspects or oversees,
        mends=mends,
        answers=answers,
        follows_up=inspects and (inspecting in own or actor.unit_id not in own),
    )
