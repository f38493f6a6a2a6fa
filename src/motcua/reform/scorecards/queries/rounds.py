"""Reads of the rounds: which there are, how each unit stands in one, and everything that was said of a score."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q

from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.scorecards.models import Remark, Round, Score
from motcua.reform.scorecards.rows import state_of
from motcua.reform.scorecards.rules.deciding import Deadlines
from motcua.reform.scorecards.rules.life import ScoreState
from motcua.reform.scorecards.rules.ranking import Ranked, rank
from motcua.reform.scorecards.rules.reading import read_scorecard
from motcua.reform.scorecards.rules.scorecard import Scorecard


class UnknownRound(Refused):
    """There is no such round, or the unit is not scored in it."""


@dataclass(frozen=True, slots=True)
class UnitScore:
    """A unit in a round."""

    id: int
    unit: units.Unit
    state: ScoreState


@dataclass(frozen=True, slots=True)
class ScoringRound:
    """A round with the scores of its units, by their code."""

    id: int
    scorecard: Scorecard
    unit: units.Unit
    period: Period
    deadlines: Deadlines
    opened_at: datetime
    closed_at: datetime | None
    scores: tuple[UnitScore, ...]

    def score(self, unit_id: int) -> UnitScore:
        """Give the score of a unit. :raises UnknownRound: if it is not scored here."""
        for one in self.scores:
            if one.unit.id == unit_id:
                return one
        raise UnknownRound(gettext_noop("this unit is not scored in this round"), field="unit", value=unit_id)

    def ranking(self) -> tuple[Ranked, ...]:
        """Rank the units by what counts, ties as ties; those not verified yet have no place."""
        return rank((one.unit.code, one.state.total(self.scorecard)) for one in self.scores)


@dataclass(frozen=True, slots=True)
class Said:
    """What was written of a component: a note, a reason or an answer."""

    component: str
    about: str
    author: str
    at: datetime
    text: str


@lru_cache(maxsize=64)
def card_of(text: str) -> Scorecard:
    """Give the scorecard that a round keeps. It was checked when the round was opened."""
    return read_scorecard(text, name="", indicators=None, registers=None)


def rounds(unit_ids: Collection[int]) -> list[ScoringRound]:
    """Give the rounds that some units opened or are scored in, the latest first. Three SQL queries."""
    scored = Score.objects.filter(round=OuterRef("pk"), unit__in=unit_ids)
    rows = Round.objects.filter(Q(unit__in=unit_ids) | Exists(scored)).order_by("-opened_at", "-pk")
    return _rounds(list(rows))


def scoring_round(round_id: int) -> ScoringRound:
    """Give a round. Three SQL queries. :raises UnknownRound: if there is none."""
    row = Round.objects.filter(pk=round_id).first()
    if row is None:
        raise UnknownRound(gettext_noop("there is no such round"), field="round", value=round_id)
    return _rounds([row])[0]


def said_of(score_id: int) -> list[Said]:
    """Give everything that was written of a score, the earliest first. One SQL query."""
    rows = Remark.objects.filter(score=score_id).order_by("number", "component")
    return [Said(row.component, row.about, row.author, row.at, row.text) for row in rows]


def _rounds(rows: list[Round]) -> list[ScoringRound]:
    scores = list(Score.objects.filter(round__in=rows))
    known = units.by_id({row.unit_id for row in rows} | {score.unit_id for score in scores})
    return [_round(row, [one for one in scores if one.round_id == row.pk], known) for row in rows]


def _round(row: Round, scores: list[Score], known: Mapping[int, units.Unit]) -> ScoringRound:
    of = (UnitScore(one.pk, known[one.unit_id], state_of(one)) for one in scores)
    return ScoringRound(
        id=row.pk,
        scorecard=card_of(row.text),
        unit=known[row.unit_id],
        period=Period(row.first, row.last),
        deadlines=Deadlines(row.submit_until, row.verify_until, row.answer_until),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        scores=tuple(sorted(of, key=lambda one: one.unit.code)),
    )
