"""What may be done to a score, and when: each function checks one act and gives the payload of its event."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.scorecards.rules.clauses import Kind
from motcua.reform.scorecards.rules.figures import check, check_points
from motcua.reform.scorecards.rules.life import ScoreState, Stage
from motcua.reform.scorecards.rules.scorecard import Component, Figure, Scorecard

RECORD, FILE = "record/", "file/"
"""How a reference to evidence begins: to a record of a register, to a file."""
_EVIDENCE = re.compile(r"record/\d{1,18}|file/[0-9a-f]{64}", re.ASCII)

Payload = dict[str, Any]
T = TypeVar("T")


class NotNow(Refused):
    """The score stands where this can no longer be done, or not yet."""


class NothingSaid(Refused):
    """An act says nothing, or leaves out what it must say."""


class UnknownComponent(Refused):
    """The scorecard has no component of this code, or none that this can be said of."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit's own points of a component; ``figure`` is what they were counted from, if anything was."""

    points: Decimal | None
    figure: Figure = field(default_factory=Figure)
    note: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verified points of a component; the reason must be stated where they are not the unit's own."""

    points: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The last days on which a unit submits, the unit above verifies, and a unit answers."""

    submit_until: date
    verify_until: date
    answer_until: date

    def __post_init__(self) -> None:
        if not self.submit_until <= self.verify_until <= self.answer_until:
            raise Refused(
                gettext_noop("the deadlines are upside down"),
                field="verify_until",
                value=self.verify_until.isoformat(),
                expected=gettext_noop("first the units submit, then they are verified, then they answer"),
            )


def scored(card: Scorecard, state: ScoreState, entries: Mapping[str, Entry]) -> Payload:
    """Say what a unit gives itself. :raises NotNow: once it has submitted. :raises UnknownComponent: for a survey's."""
    if state.stage is not Stage.OPEN:
        raise NotNow(
            gettext_noop("the score was submitted and is no longer edited"),
            field="score",
            expected=gettext_noop("answer the verification instead"),
        )
    said = {}
    for code, entry in _something(entries).items():
        component = _component(card, code)
        if component.clause.kind is Kind.SURVEY:
            raise UnknownComponent(
                gettext_noop("the points of a survey are said by the surveyed"),
                field=code,
                expected=gettext_noop("leave it to the survey"),
            )
        if entry.points is not None:
            check_points(component, entry.points, field=code)
        figure = check(component, entry.figure)
        said[code] = {
            "points": None if entry.points is None else str(entry.points),
            "numerator": figure.numerator,
            "denominator": figure.denominator,
            "evidence": [read_evidence(one, field=code) for one in entry.evidence],
        }
    return {"entries": said}


def submitted(card: Scorecard, state: ScoreState, *, on: date, until: date) -> Payload:
    """Say that a unit hands its score in. :raises NothingSaid: while components have no points of their own."""
    if state.stage is not Stage.OPEN:
        raise NotNow(gettext_noop("the score was submitted already"), field="score")
    missing = [one.code for one in own_components(card) if state.line(one.code).own is None]
    if missing:
        raise NothingSaid(
            gettext_noop("%(count)s components have no points yet: %(codes)s"),
            field="score",
            expected=gettext_noop("give points to each, 0 where there are none"),
            params={"count": len(missing), "codes": ", ".join(missing[:5]) + ("…" if len(missing) > 5 else "")},
        )
    return {"late": on > until}


def verified(card: Scorecard, state: ScoreState, verdicts: Mapping[str, Verdict], *, on: date, until: date) -> Payload:
    """
    Say what the unit above takes over, or puts in place of it.

    :raises NotNow: before the unit has submitted, unless its time is over.
    :raises NothingSaid: for other points than the unit's own without a reason.
    """
    if state.stage is Stage.OPEN and on <= until:
        raise NotNow(
            gettext_noop("the unit has not submitted yet, and may until %(day)s"),
            field="score",
            expected=gettext_noop("wait until then"),
            params={"day": until},
        )
    said = {}
    for code, verdict in _something(verdicts).items():
        component = _component(card, code)
        if component.clause.kind is Kind.SURVEY:
            raise UnknownComponent(gettext_noop("the points of a survey are not verified"), field=code)
        accepted = check_points(component, verdict.points, field=code) == state.line(code).own
        if not accepted and not verdict.reason.strip():
            raise NothingSaid(
                gettext_noop("the reason must be stated where the points are not the unit's own"),
                field=code,
                value=verdict.points,
                expected=gettext_noop("write the reason, or accept the unit's points"),
            )
        said[code] = {"points": str(verdict.points), "accepted": accepted}
    known = said.keys() | {code for code, line in state.lines.items() if line.verified is not None}
    return {"entries": said, "complete": known >= {one.code for one in own_components(card)}}


def surveyed(card: Scorecard, counts: Mapping[str, Figure]) -> Payload:
    """Say what a survey found, satisfied answers of all; the clause turns it into points."""
    said = {}
    for code, figure in _something(counts).items():
        component = _component(card, code)
        if component.clause.kind is not Kind.SURVEY:
            raise UnknownComponent(gettext_noop("this component is not scored by a survey"), field=code)
        points = component.score(check(component, figure))
        said[code] = {
            "numerator": figure.numerator,
            "denominator": figure.denominator,
            "points": None if points is None else str(points),
        }
    return {"entries": said}


def answered(card: Scorecard, state: ScoreState, answers: Mapping[str, str], *, on: date, until: date) -> Payload:
    """Say that a unit answers its verification. :raises NotNow: before there is one, or after the deadline."""
    if on > until:
        raise NotNow(gettext_noop("the time to answer ended on %(day)s"), field="answer", params={"day": until})
    for code, text in _something(answers).items():
        _component(card, code)
        if state.line(code).verified is None:
            raise NotNow(gettext_noop("this component is not verified yet"), field=code)
        if not text.strip():
            raise NothingSaid(gettext_noop("the answer is empty"), field=code)
    return {"entries": {code: {} for code in answers}}


def own_components(card: Scorecard) -> list[Component]:
    """Give the components that a unit scores itself: all but the surveys'."""
    return [one for one in card.components() if one.clause.kind is not Kind.SURVEY]


def read_evidence(text: str, *, field: str) -> str:
    """Read a reference to evidence: a register's record, or a file by its SHA-256. :raises Refused:"""
    reference = text.strip().lower()
    if not _EVIDENCE.fullmatch(reference):
        raise Refused(
            gettext_noop("this is no reference to evidence"),
            field=field,
            value=text,
            expected=gettext_noop("write record/ and the number of a record, or file/ and the SHA-256 of a file"),
        )
    return reference


def _component(card: Scorecard, code: str) -> Component:
    for one in card.components():
        if one.code == code:
            return one
    raise UnknownComponent(gettext_noop("the scorecard has no component of this code"), field="code", value=code)


def _something(said: Mapping[str, T]) -> Mapping[str, T]:
    if not said:
        raise NothingSaid(gettext_noop("nothing is said"), field="score")
    return said
