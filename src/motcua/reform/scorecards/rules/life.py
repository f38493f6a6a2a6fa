"""The life of a unit's score in a round: a pure fold of its events, used live and in replay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol

from motcua.reform.scorecards.rules.clauses import Kind
from motcua.reform.scorecards.rules.points import NONE
from motcua.reform.scorecards.rules.scorecard import Component, Figure, Scorecard

PREFIX = "scorecard."


class Act(StrEnum):
    """What happens to a score; the ledger's kinds are these after ``scorecard.``."""

    SCORED = "scored"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    SURVEYED = "surveyed"
    ANSWERED = "answered"


class Stage(StrEnum):
    """How far a score has come."""

    OPEN = "open"
    SUBMITTED = "submitted"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class Line:
    """
    What stands beside one component: the unit's own points, the verified ones, the survey's. Each may be unknown.

    :param figure: what the unit's own points were counted from, if anything was.
    :param evidence: references as :func:`deciding.read_evidence` reads them.
    :param accepted: whether the own points were taken over; none while nobody has verified.
    :param answered: whether the unit has answered the verification.
    """

    own: Decimal | None = None
    figure: Figure = field(default_factory=Figure)
    evidence: tuple[str, ...] = ()
    verified: Decimal | None = None
    accepted: bool | None = None
    surveyed: Decimal | None = None
    survey: Figure = field(default_factory=Figure)
    answered: bool = False

    def final(self, component: Component) -> Decimal | None:
        """Give the points that count: the survey's where the surveyed say it, else the verified ones."""
        return self.surveyed if component.clause.kind is Kind.SURVEY else self.verified


EMPTY = Line()


@dataclass(frozen=True, slots=True)
class ScoreState:
    """A score after some of its events."""

    number: int = 0
    stage: Stage = Stage.OPEN
    submitted_at: datetime | None = None
    late: bool = False
    lines: Mapping[str, Line] = field(default_factory=dict)

    def line(self, code: str) -> Line:
        """Give what stands beside a component."""
        return self.lines.get(code, EMPTY)

    def total(self, scorecard: Scorecard) -> Decimal | None:
        """Add up what counts; none until everything that must be verified is."""
        if self.stage is not Stage.VERIFIED:
            return None
        return sum((self.line(one.code).final(one) or NONE for one in scorecard.components()), NONE)


class Told(Protocol):
    """An event as the ledger gives it."""

    @property
    def kind(self) -> str: ...
    @property
    def occurred_at(self) -> datetime: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...


def fold(events: Iterable[Told]) -> ScoreState:
    """Give the state after all events of a score."""
    state = ScoreState()
    for event in events:
        state = apply(state, Act(event.kind.removeprefix(PREFIX)), event.occurred_at, event.payload)
    return state


def apply(state: ScoreState, act: Act, at: datetime, payload: Mapping[str, Any]) -> ScoreState:
    """Give the state after one more event."""
    after = replace(state, number=state.number + 1)
    if act is Act.SUBMITTED:
        return replace(after, stage=Stage.SUBMITTED, submitted_at=at, late=payload["late"])
    lines = dict(state.lines)
    for code, entry in payload["entries"].items():
        lines[code] = _after(act, state.line(code), entry)
    complete = act is Act.VERIFIED and payload["complete"]
    return replace(after, lines=lines, stage=Stage.VERIFIED if complete else state.stage)


def _after(act: Act, line: Line, entry: Mapping[str, Any]) -> Line:
    match act:
        case Act.SCORED:
            figure = Figure(entry["numerator"], entry["denominator"])
            return replace(line, own=_points(entry["points"]), figure=figure, evidence=tuple(entry["evidence"]))
        case Act.VERIFIED:
            return replace(line, verified=_points(entry["points"]), accepted=entry["accepted"])
        case Act.SURVEYED:
            figure = Figure(entry["numerator"], entry["denominator"])
            return replace(line, surveyed=_points(entry["points"]), survey=figure)
        case _:
            return replace(line, answered=True)


def _points(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
