"""The words of a visit, its records, and what is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.registers.public import ReformField


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
