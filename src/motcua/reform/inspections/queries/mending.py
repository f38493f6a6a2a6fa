"""Who may do what with a recommendation, object by object."""

from collections.abc import Collection
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


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers for a recommendation today: the unit itself or its successor, none if there is none; with its own."""

    head: int | None
    units: frozenset[int]


def answering(unit_id: int, *, on: date) -> Answering:
    """
    Say who answers for a recommendation to a unit: its government and departments.

    Once it has ended they are those of its successor, who answers for what was left undone. Two SQL queries.
    """
    head = units.structure(on).place(unit_id)
    return Answering(head, frozenset() if head is None else registers.own_government(head, on=on))


def answered_by(unit_ids: Collection[int], *, on: date) -> frozenset[int]:
    """Give the units, living or ended, that some units answer for on a day: themselves and those that they follow."""
    structure = units.structure(on)
    return frozenset(one for one in units.history().kinds if structure.place(one) in unit_ids)


def reach(actor: Actor | None, one: RecommendationView, *, by: Answering) -> Reach:
    """Say what a post may do with a recommendation. :param by: who answers for it, of :func:`answering`."""
    if actor is None:
        return Reach(sees=False, mends=False, answers=False, follows_up=False)
    inspecting, whole = one.inspected_by.id, [] if by.head is None else [by.head]
    inspects = any(may(actor, act, units=[inspecting]) for act in (Act.PLAN_INSPECTIONS, Act.SIGN_INSPECTIONS))
    answers = actor.unit_id in by.units and may(actor, Act.ANSWER_INSPECTIONS, units=whole)
    mends = answers or (actor.unit_id in by.units and actor.key == one.state.owner)
    oversees = any(may(actor, act, units=whole) for act in (Act.ANSWER_INSPECTIONS, Act.SIGN_INSPECTIONS))
    return Reach(
        sees=mends or inspects or oversees,
        mends=mends,
        answers=answers,
        follows_up=inspects and (inspecting in by.units or actor.unit_id not in by.units),
    )
