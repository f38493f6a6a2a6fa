"""The life of a visit: a pure fold of its events, used live and in replay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from motcua.reform.inspections.rules.minutes import UNWRITTEN, Manner, MinutesState, Side, Signed
from motcua.reform.inspections.rules.sampling import Checked, Draw, Drawn, Sample, Stratum
from motcua.reform.inspections.rules.visit import (
    Answer,
    Answered,
    Aside,
    Cause,
    Finding,
    FindingKind,
    NoteKept,
    Photograph,
    Remark,
    Severity,
)
from motcua.reform.registers.public import ReformField

PREFIX = "visit."


class Act(StrEnum):
    """What happens in a visit; the ledger's kinds are these after ``visit.``."""

    BEGUN = "begun"
    ANSWERED = "answered"
    REMARKED = "remarked"
    PHOTOGRAPHED = "photographed"
    PHOTOGRAPH_WITHDRAWN = "photograph_withdrawn"
    FOUND = "found"
    FINDING_WITHDRAWN = "finding_withdrawn"
    SET_ASIDE = "set_aside"
    DRAW_ANNOUNCED = "draw_announced"
    SAMPLED = "sampled"
    DOSSIER_CHECKED = "dossier_checked"
    MINUTES_DRAFTED = "minutes_drafted"
    MINUTES_SIGNED = "minutes_signed"


@dataclass(frozen=True, slots=True)
class VisitState:
    """A visit after some of its events."""

    number: int = 0
    checklist: str = ""
    digest: str = ""
    begun_at: datetime | None = None
    answers: Mapping[str, Answered] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    photographs: tuple[Photograph, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[NoteKept, ...] = ()
    draw: Draw | None = None
    sample: Sample | None = None
    checks: Mapping[str, Checked] = field(default_factory=dict)
    minutes: MinutesState = UNWRITTEN
    closed_at: datetime | None = None


One = TypeVar("One", Photograph, Finding)


class Told(Protocol):
    """An event as the ledger gives it."""

    @property
    def number(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def occurred_at(self) -> datetime: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def actor(self) -> str: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...


def fold(events: Iterable[Told]) -> VisitState:
    """Give the state after all events of a visit."""
    state = VisitState()
    for event in events:
        state = apply(state, event)
    return state


def apply(state: VisitState, event: Told) -> VisitState:
    """Give the state after one more event."""
    said, number, at = event.payload, event.number, event.occurred_at
    after = replace(state, number=number, notes=(*state.notes, *_note(event)))
    match Act(event.kind.removeprefix(PREFIX)):
        case Act.BEGUN:
            return replace(after, checklist=said["checklist"], digest=said["digest"], begun_at=at)
        case Act.ANSWERED:
            line = said["line"]
            new = Answered(number, Answer(said["answer"]), said["looked"], said["right"], at, event.actor)
            counts = latest(state.answers.get(line), new)
            return replace(after, answers={**state.answers, line: counts})
        case Act.REMARKED:
            return replace(after, remarks=(*state.remarks, Remark(number, said["line"], at, event.actor)))
        case Act.PHOTOGRAPHED:
            one = Photograph(number, said["line"], said["digest"], said["captured"], at, event.actor)
            return replace(after, photographs=(*state.photographs, one))
        case Act.PHOTOGRAPH_WITHDRAWN:
            return replace(after, photographs=tuple(_gone(one, said["photograph"]) for one in state.photographs))
        case Act.FOUND:
            return replace(after, findings=(*state.findings, _finding(event)))
        case Act.FINDING_WITHDRAWN:
            return replace(after, findings=tuple(_gone(one, said["finding"]) for one in state.findings))
        case Act.DRAW_ANNOUNCED:
            return replace(after, draw=Draw(number, said["size"], at))
        case Act.SAMPLED:
            return replace(after, sample=_sample(event))
        case Act.DOSSIER_CHECKED:
            checked = Checked(number, said["right"], at, event.actor)
            return replace(after, checks={**state.checks, said["dossier"]: checked})
        case Act.MINUTES_DRAFTED:
            return replace(after, minutes=MinutesState(number, at, event.actor))
        case Act.MINUTES_SIGNED:
            signed = (
                Signed(number, Side(side), Manner(said["manner"]), said["scan"], at, event.actor)
                for side in said["sides"]
            )
            minutes = replace(state.minutes, signed=(*state.minutes.signed, *signed))
            return replace(after, minutes=minutes, closed_at=at if minutes.complete else None)
        case Act.SET_ASIDE:
            return after


def latest(stands: Answered | None, new: Answered) -> Answered:
    """Give which of two answers to a line counts: the one captured later; of one instant, the one received later."""
    return new if stands is None or new.at >= stands.at else stands


def _finding(event: Told) -> Finding:
    said = event.payload
    return Finding(
        event.number,
        said["line"],
        FindingKind(said["kind"]),
        ReformField(said["field"]),
        Severity(said["severity"]) if said["severity"] else None,
        Cause(said["cause"]) if said["cause"] else None,
        event.occurred_at,
        event.actor,
    )


def _sample(event: Told) -> Sample:
    said = event.payload
    return Sample(
        number=event.number,
        seed=said["seed"],
        size=said["checkpoint"]["size"],
        root=said["checkpoint"]["root"],
        population=said["population"],
        digest=said["digest"],
        strata=tuple(Stratum(one["field"], one["late"], one["of"], one["drawn"]) for one in said["strata"]),
        dossiers=tuple(Drawn(one["code"], one["field"], one["late"]) for one in said["dossiers"]),
        at=event.occurred_at,
        by=event.actor,
    )


def _gone(one: One, number: int) -> One:
    return replace(one, withdrawn=True) if one.number == number else one


def _note(event: Told) -> Iterable[NoteKept]:
    said = event.payload.get("note")
    if said:
        yield NoteKept(
            said["uuid"],
            said["device"],
            said["hash"],
            event.number,
            said["slow"],
            datetime.fromisoformat(said["captured_at"]),
            event.recorded_at,
            Aside(event.payload["aside"]) if event.kind == PREFIX + Act.SET_ASIDE else None,
        )
