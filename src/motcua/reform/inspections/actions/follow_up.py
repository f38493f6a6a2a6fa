"""What the inspecting side does with a recommendation until it is over."""

from datetime import date, datetime, timedelta

from motcua.foundation.accounts import public as accounts
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.public import Facts
from motcua.reform.inspections.actions.recommendation_record import record
from motcua.reform.inspections.queries.terms import terms
from motcua.reform.inspections.queries.watched import watched_now
from motcua.reform.inspections.rules import remedying
from motcua.reform.inspections.rules.recommendation import Act, RecommendationState
from motcua.reform.inspections.rules.remedying import NotAtThisStage


def uphold(*, recommendation_id: int, reason: str, by: str, at: datetime) -> RecommendationState:
    """Let a recommendation stand against the unit's reservation, and say why. :raises NotAtThisStage:"""
    return record(
        Act.UPHELD,
        recommendation_id,
        lambda state, _row, _on: remedying.upheld(state, reason=reason),
        text=reason,
        by=by,
        at=at,
    )


def take_back(*, recommendation_id: int, reason: str, by: str, at: datetime) -> RecommendationState:
    """Take a recommendation back, and say why. :raises NotAtThisStage:"""
    return record(
        Act.WITHDRAWN,
        recommendation_id,
        lambda state, _row, _on: remedying.withdrawn(state, reason=reason),
        text=reason,
        by=by,
        at=at,
    )


def grant_extension(
    *, recommendation_id: int, until: date, reason: str = "", by: str, at: datetime
) -> RecommendationState:
    """Give the unit that asked a later term: the day it asked for, or another. :raises NotAtThisStage:"""
    return record(
        Act.EXTENSION_GRANTED,
        recommendation_id,
        lambda state, _row, _on: remedying.extension_granted(state, until=until),
        text=reason,
        by=by,
        at=at,
    )


def refuse_extension(*, recommendation_id: int, reason: str, by: str, at: datetime) -> RecommendationState:
    """Let the term stay that the unit asked to change, and say why. :raises NotAtThisStage:"""
    return record(
        Act.EXTENSION_REFUSED,
        recommendation_id,
        lambda state, _row, _on: remedying.extension_refused(state, reason=reason),
        text=reason,
        by=by,
        at=at,
    )


def confirm_done(*, recommendation_id: int, note: str = "", by: str, at: datetime) -> RecommendationState:
    """
    Say that one has looked and it is done.

    :raises SameHands: if the post, or whoever holds it, reported it.
    :raises NotAtThisStage: unless it was reported.
    """

    def decide(state: RecommendationState, on: date) -> remedying.Payload:
        return remedying.verified(state, by=by, reported_it=_reported_it(state, by, on=on))

    return record(Act.VERIFIED, recommendation_id, lambda state, _row, on: decide(state, on), text=note, by=by, at=at)


def send_back(*, recommendation_id: int, reason: str, by: str, at: datetime) -> RecommendationState:
    """Say that one has looked and it is not done, and what is missing. :raises NotAtThisStage:"""
    return record(
        Act.RETURNED,
        recommendation_id,
        lambda state, _row, _on: remedying.returned(state, reason=reason),
        text=reason,
        by=by,
        at=at,
    )


def escalate(*, recommendation_id: int, reason: str, by: str, at: datetime) -> RecommendationState:
    """Take a recommendation up to the next unit above that it has not come to yet. :raises NotAtThisStage:"""

    def decide(state: RecommendationState, unit_id: int, on: date) -> remedying.Payload:
        return remedying.escalated(state, to=_next_above(state, unit_id, on=on), reason=reason, on=on)

    return record(
        Act.ESCALATED,
        recommendation_id,
        lambda state, row, on: decide(state, row.unit_id, on),
        text=reason,
        by=by,
        at=at,
    )


def close_recommendation(
    *, recommendation_id: int, facts: Facts, reason: str = "", by: str, at: datetime
) -> RecommendationState:
    """
    Close a recommendation that was verified; what its watch sees now is kept with it.

    :param reason: needed where the figure says otherwise, or is not known.
    :raises FigureSaysOtherwise: :raises NotAtThisStage:
    """

    def decide(state: RecommendationState, unit_id: int) -> remedying.Payload:
        found = watched_now(state, unit_id, facts=facts, at=at)
        return remedying.closed(state, seen=found.seen if found else None, reason=reason)

    return record(
        Act.CLOSED,
        recommendation_id,
        lambda state, row, _on: decide(state, row.unit_id),
        text=reason,
        by=by,
        at=at,
    )


def reopen_recommendation(*, recommendation_id: int, reason: str, by: str, at: datetime) -> RecommendationState:
    """Open a closed recommendation again, and say why. :raises NotAtThisStage:"""
    return record(
        Act.REOPENED,
        recommendation_id,
        lambda state, _row, on: remedying.reopened(
            state, reason=reason, due_on=on + timedelta(days=terms(on).remedy_report_days)
        ),
        text=reason,
        by=by,
        at=at,
    )


def _reported_it(state: RecommendationState, by: str, *, on: date) -> bool:
    """Say whether the person in a post held, on the day of the report, the post that reported. Two SQL queries."""
    post = by.removeprefix("post/")
    if state.reported_on is None or not post.isdecimal():
        return False
    then = state.reported_on
    seats = accounts.seats_of([int(post)], on=on, since=then).get(int(post), ())
    return any(
        f"post/{seat.post_id}" == state.reported_by and seat.first <= then and (seat.last is None or then <= seat.last)
        for seat in seats
    )


def _next_above(state: RecommendationState, unit_id: int, *, on: date) -> str:
    structure = units.structure(on)
    place = structure.place(unit_id)
    for one in structure.above(place) if place is not None else ():
        if one.key not in state.escalated:
            return one.key
    raise NotAtThisStage(
        gettext_noop("there is no unit above that it has not come to yet"),
        field="to",
        expected=gettext_noop("ask the highest one for its answer"),
    )
