"""Who may see and do what in a round, thing by thing."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext

from motcua.foundation.accounts.public import Act, Actor, home, may
from motcua.foundation.units import public as units
from motcua.reform.scorecards import public as scorecards
from motcua.reform.scorecards.public import ScoringRound, UnitScore


def frame(actor: Actor) -> dict[str, Any]:
    """Give what every page of the oversight shows. One SQL query."""
    return {"section": "oversight", "actor": actor, "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name}


def found(round_id: int) -> ScoringRound:
    """Give a round. Three SQL queries. :raises Http404: if there is none."""
    try:
        return scorecards.scoring_round(round_id)
    except scorecards.UnknownRound as unknown:
        raise Http404 from unknown


def sees_all(actor: Actor, one: ScoringRound) -> bool:
    """Say whether a post sees all units of a round: it oversees who opened it, or takes part and it is closed."""
    within = [score.unit.id for score in one.scores]
    closed = one.closed_at is not None and may(actor, Act.SEE_FIGURES, units=within)
    return closed or may(actor, Act.SEE_FIGURES, units=[one.unit.id])


def visible(actor: Actor, one: ScoringRound) -> tuple[UnitScore, ...]:
    """Give the scores of a round that a post may see. :raises PermissionDenied: if there is none."""
    if sees_all(actor, one):
        return one.scores
    seen = tuple(score for score in one.scores if may(actor, Act.SEE_FIGURES, units=[score.unit.id]))
    if not seen:
        raise PermissionDenied(gettext("No unit that your post oversees is scored in this round."))
    return seen


def seen(actor: Actor, one: ScoringRound, unit_id: int) -> UnitScore:
    """Give the score of a unit. :raises Http404: if it has none. :raises PermissionDenied: if it may not be seen."""
    try:
        score = one.score(unit_id)
    except scorecards.UnknownRound as unknown:
        raise Http404 from unknown
    if score not in visible(actor, one):
        raise PermissionDenied(gettext("The score of %(unit)s is not open to your post.") % {"unit": score.unit.name})
    return score


def may_score(actor: Actor, one: ScoringRound, score: UnitScore) -> bool:
    """Say whether a post may score: for the unit it works for alone, while the round is open."""
    own = home(actor, Act.SCORE) == score.unit.id and may(actor, Act.SCORE, units=[score.unit.id])
    return own and one.closed_at is None


def may_verify(actor: Actor, one: ScoringRound, score: UnitScore) -> bool:
    """Say whether a post may verify: it acts for the unit that opened the round or one above it, never for its own."""
    own = {actor.unit_id, home(actor, Act.VERIFY_SCORES)}
    above = may(actor, Act.VERIFY_SCORES, units=[one.unit.id]) and score.unit.id not in own
    return above and one.closed_at is None


def may_close(actor: Actor, one: ScoringRound) -> bool:
    """Say whether a post may close a round."""
    return one.closed_at is None and may(actor, Act.VERIFY_SCORES, units=[one.unit.id])


def ensure(allowed: bool, said: str) -> None:
    """Let a post on. :raises PermissionDenied: if it is not allowed."""
    if not allowed:
        raise PermissionDenied(said)
