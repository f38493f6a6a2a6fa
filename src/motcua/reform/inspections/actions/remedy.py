"""What the unit does with a recommendation: it accepts or reserves, names who answers for it, mends and reports."""

from collections.abc import Collection
from datetime import date, datetime

from motcua.foundation.accounts import public as accounts
from motcua.foundation.files import public as files
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections.actions.recommendation_record import record
from motcua.reform.inspections.queries.mending import answering
from motcua.reform.inspections.rules import remedying
from motcua.reform.inspections.rules.recommendation import Act, RecommendationState
from motcua.reform.inspections.rules.remedying import FILE, RECORD
from motcua.reform.registers import public as registers


class NotOfTheUnit(Refused):
    """A post, or what is named as evidence, is not of the unit that has to act."""


def accept_recommendation(*, recommendation_id: int, owner_id: int, by: str, at: datetime) -> RecommendationState:
    """
    Accept a recommendation, and name the post that answers for it; what was reserved may be accepted later.

    :param owner_id: a post of the unit, or of a department of it.
    :raises NotAtThisStage: :raises NotOfTheUnit:
    """
    return record(
        Act.ACCEPTED,
        recommendation_id,
        lambda state, row, on: remedying.accepted(state, owner=_owner(owner_id, row.unit_id, on=on)),
        by=by,
        at=at,
    )


def reserve(*, recommendation_id: int, reason: str, by: str, at: datetime) -> RecommendationState:
    """Hold another view of a recommendation, and say which. :raises NotAtThisStage: :raises NotSaid:"""
    return record(
        Act.RESERVED,
        recommendation_id,
        lambda state, _row, _on: remedying.reserved(state, reason=reason),
        text=reason,
        by=by,
        at=at,
    )


def assign(*, recommendation_id: int, owner_id: int, by: str, at: datetime) -> RecommendationState:
    """Name another post that answers for it. :raises NotAtThisStage: :raises NotOfTheUnit:"""
    return record(
        Act.ASSIGNED,
        recommendation_id,
        lambda state, row, on: remedying.assigned(state, owner=_owner(owner_id, row.unit_id, on=on)),
        by=by,
        at=at,
    )


def ask_extension(*, recommendation_id: int, until: date, reason: str, by: str, at: datetime) -> RecommendationState:
    """Ask for a later term, before the one that holds is over. :raises NotAtThisStage: :raises WrongDay:"""
    return record(
        Act.EXTENSION_ASKED,
        recommendation_id,
        lambda state, _row, on: remedying.extension_asked(state, until=until, on=on, reason=reason),
        text=reason,
        by=by,
        at=at,
    )


def add_evidence(*, recommendation_id: int, evidence: Collection[str], by: str, at: datetime) -> RecommendationState:
    """
    Lay files and records beside a recommendation.

    :param evidence: ``file/`` and a SHA-256, ``record/`` and an id; of the unit.
    :raises NotAtThisStage: :raises NotSaid: :raises NotOfTheUnit:
    """

    def decide(state: RecommendationState, unit_id: int, on: date) -> remedying.Payload:
        said = remedying.evidenced(state, evidence=evidence)
        _there(said["evidence"], unit_id, on=on)
        return said

    return record(Act.EVIDENCED, recommendation_id, lambda state, row, on: decide(state, row.unit_id, on), by=by, at=at)


def report_done(
    *, recommendation_id: int, said: str, evidence: Collection[str] = (), by: str, at: datetime
) -> RecommendationState:
    """
    Report a recommendation as done: in words, with evidence beside them or already there.

    :raises NotAtThisStage: :raises NotSaid: :raises NotOfTheUnit:
    """

    def decide(state: RecommendationState, unit_id: int, on: date) -> remedying.Payload:
        payload = remedying.reported(state, said=said, evidence=evidence, on=on)
        _there(payload["evidence"], unit_id, on=on)
        return payload

    return record(
        Act.REPORTED,
        recommendation_id,
        lambda state, row, on: decide(state, row.unit_id, on),
        text=said,
        by=by,
        at=at,
    )


def _owner(post_id: int, unit_id: int, *, on: date) -> str:
    """Check that a post is the unit's and held, and give its key. Three SQL queries."""
    own = answering(unit_id, on=on).units
    if post_id not in {one.id for one in accounts.posts_in(own, on=on)}:
        raise NotOfTheUnit(
            gettext_noop("this post is not of the unit, or nobody holds it"),
            field="owner",
            value=post_id,
            expected=gettext_noop("choose a post of the unit that somebody holds"),
        )
    return f"post/{post_id}"


def _there(evidence: Collection[str], unit_id: int, *, on: date) -> None:
    """Check that what is named as evidence is the unit's: files it handed in, records. Three SQL queries a record."""
    digests = [one.removeprefix(FILE) for one in evidence if one.startswith(FILE)]
    kept = {digest for digest, one in files.kept(digests, unit_id=unit_id).items() if one.name} if digests else set()
    own = answering(unit_id, on=on).units
    for reference in evidence:
        if reference.startswith(FILE):
            there = reference.removeprefix(FILE) in kept
        else:
            there = _is_record(int(reference.removeprefix(RECORD)), own)
        if not there:
            raise NotOfTheUnit(
                gettext_noop("the unit keeps no such evidence"),
                field="evidence",
                value=reference,
                expected=gettext_noop("hand the file in, or name a record of the unit's own registers"),
            )


def _is_record(record_id: int, own: frozenset[int]) -> bool:
    try:
        found = registers.find(record_id)
    except registers.UnknownRecord:
        return False
    return found.unit_id in own and not found.withdrawn
