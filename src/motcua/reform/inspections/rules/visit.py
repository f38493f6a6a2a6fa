"""The words of a visit, and its life: a pure fold of its events, used live and in replay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from motcua.kernel.refusals import Refused, gettext_noop
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


class Answer(StrEnum):
    """What is said of a line."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"


ANSWER_TITLES: Mapping[Answer, str] = {
    Answer.YES: gettext_noop("met"),
    Answer.PARTLY: gettext_noop("partly met"),
    Answer.NO: gettext_noop("not met"),
    Answer.NOT_APPLICABLE: gettext_noop("does not apply"),
}


class FindingKind(StrEnum):
    """Whether a finding praises or blames."""

    GOOD = "good"
    LIMIT = "limit"


FINDING_TITLES: Mapping[FindingKind, str] = {
    FindingKind.GOOD: gettext_noop("good point"),
    FindingKind.LIMIT: gettext_noop("limit"),
}


class Severity(StrEnum):
    """How much a limit weighs."""

    MINOR = "minor"
    SERIOUS = "serious"
    GRAVE = "grave"


SEVERITY_TITLES: Mapping[Severity, str] = {
    Severity.MINOR: gettext_noop("minor"),
    Severity.SERIOUS: gettext_noop("serious"),
    Severity.GRAVE: gettext_noop("grave"),
}


class Cause(StrEnum):
    """What a limit comes from, of few kinds so that a year's can be added up."""

    DIRECTION = "direction"
    OFFICIALS = "officials"
    MEANS = "means"
    SYSTEMS = "systems"
    COORDINATION = "coordination"
    RULES = "rules"
    PEOPLE = "people"
    UNKNOWN = "unknown"


CAUSE_TITLES: Mapping[Cause, str] = {
    Cause.DIRECTION: gettext_noop("steering by the leaders"),
    Cause.OFFICIALS: gettext_noop("officials' skill or duty"),
    Cause.MEANS: gettext_noop("money, staff or equipment"),
    Cause.SYSTEMS: gettext_noop("software and connections"),
    Cause.COORDINATION: gettext_noop("coordination of agencies"),
    Cause.RULES: gettext_noop("rules that are missing or contradict each other"),
    Cause.PEOPLE: gettext_noop("habits and means of the people"),
    Cause.UNKNOWN: gettext_noop("not found out yet"),
}


class Aside(StrEnum):
    """Why a note of a device was kept beside the visit and changes nothing in it."""

    CLOSED = "closed"
    REFUSED = "refused"


class Side(StrEnum):
    """Who signs minutes."""

    TEAM = "team"
    UNIT = "unit"


class UnknownVisit(Refused):
    """The visit of this place has not begun."""


class VisitClosed(Refused):
    """The minutes are signed by both sides, and nothing changes any more."""


class NotAnAnswer(Refused):
    """This cannot be an answer to a line."""


class NotAFinding(Refused):
    """This cannot be a finding."""


class UnknownFinding(Refused):
    """There is no such finding, or it was withdrawn."""


class UnknownPhotograph(Refused):
    """There is no such photograph, or it was withdrawn."""


@dataclass(frozen=True, slots=True)
class Answered:
    """
    What counts of a line: of several answers the one captured last.

    :param number: of its event, as in all records here.
    :param looked: how many things were looked at on the spot; ``right`` how many of them were as they should be.
    """

    number: int
    answer: Answer
    looked: int | None
    right: int | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark; its text stands beside. :param line: empty for one on the visit as a whole."""

    number: int
    line: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Photograph:
    """
    A photograph; its caption stands beside.

    :param digest: under which it is kept, without what the camera wrote about place and owner.
    :param captured: the digest of the picture as it came from the camera, hashed at capture.
    """

    number: int
    line: str
    digest: str
    captured: str
    at: datetime
    by: str
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding; what it says stands beside. :param line: the line that it came from; empty if from none."""

    number: int
    line: str
    kind: FindingKind
    field: ReformField
    severity: Severity | None
    cause: Cause | None
    at: datetime
    by: str
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class NoteKept:
    """
    A note of a device that was taken.

    :param slow: seconds that the device's clock was behind the server's.
    :param aside: why it was set aside, if it was; it is kept, and people see to it.
    """

    uuid: str
    device: str
    hash: str
    number: int
    slow: int
    captured_at: datetime
    received_at: datetime
    aside: Aside | None


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
        case _:
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
