"""The words of a reconciliation: the two accounts of a dossier, the rules that may tell them apart, what is found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from motcua.kernel.refusals import gettext_noop

Counted = tuple[str, ...]
"""The counts that a dossier is in: how it came, and how it stands; empty where it is not counted."""

CAME = ("received.online", "received.direct", "received.carried_over")
STANDS = ("resolved.early", "resolved.on_time", "resolved.overdue", "pending.in_time", "pending.overdue")
TOTALS = ("received.total", "resolved.total", "pending.total")
FIGURES = (
    *("received.total", *CAME),
    *("resolved.total", *STANDS[:3]),
    *("pending.total", *STANDS[3:]),
)
"""The counts that are set side by side, in the order of form II.06: columns 3 to 13."""


class Rule(StrEnum):
    """Why a dossier is counted otherwise there than here."""

    ASSISTED = "assisted"
    INTERLINKED = "interlinked"
    EXTENSION = "extension"
    PAUSE = "pause"
    COLLECTED = "collected"
    END_OF_DAY = "end_of_day"
    TO_THE_MINUTE = "to_the_minute"
    MAKE_UP_DAY = "make_up_day"
    HOLIDAY = "holiday"
    ENDED_OTHERWISE = "ended_otherwise"
    ONLY_HERE = "only_here"
    ONLY_THERE = "only_there"
    OTHER_UNIT = "other_unit"
    NOT_ACCEPTED = "not_accepted"
    BOUNDARY = "boundary"
    OTHER_CHANNEL = "other_channel"
    OTHER_RECEIPT = "other_receipt"
    OTHER_DUE = "other_due"
    OTHER_END = "other_end"
    OTHER_STANDING = "other_standing"


RULES: Mapping[Rule, str] = {
    Rule.ASSISTED: gettext_noop("An officer filed it online for the citizen: online here, direct there."),
    Rule.INTERLINKED: gettext_noop("It is interlinked: here by the channel it first came by, there as direct."),
    Rule.EXTENSION: gettext_noop("There an extension moves the due time that is judged by; here it does not."),
    Rule.PAUSE: gettext_noop("There the first due time is kept; here a pause or a restart moved it."),
    Rule.COLLECTED: gettext_noop("There time ends when the citizen collects the result; here when it is ready."),
    Rule.END_OF_DAY: gettext_noop("There the due day is judged to its end; here to the due time."),
    Rule.TO_THE_MINUTE: gettext_noop("There the due time is judged to the minute; here the due day to its end."),
    Rule.MAKE_UP_DAY: gettext_noop("There the calendar lacks a make-up day that is worked here."),
    Rule.HOLIDAY: gettext_noop("There the calendar lacks a day off that is kept here."),
    Rule.ENDED_OTHERWISE: gettext_noop("Withdrawn or stopped: there always on time, here by the closing time."),
    Rule.ONLY_HERE: gettext_noop("It stands here and not in their list."),
    Rule.ONLY_THERE: gettext_noop("It stands in their list, and no dossier of this code is known here."),
    Rule.OTHER_UNIT: gettext_noop("Here it belongs to another unit."),
    Rule.NOT_ACCEPTED: gettext_noop("Here it was filed and not accepted, so it does not count yet."),
    Rule.BOUNDARY: gettext_noop("By one of the two it lies outside the period."),
    Rule.OTHER_CHANNEL: gettext_noop("The channel is recorded otherwise."),
    Rule.OTHER_RECEIPT: gettext_noop("The day of receipt is recorded otherwise."),
    Rule.OTHER_DUE: gettext_noop("The due day is recorded otherwise."),
    Rule.OTHER_END: gettext_noop("The day of the result is recorded otherwise."),
    Rule.OTHER_STANDING: gettext_noop("The days agree and the standing does not: their rule is not among ours."),
}
"""What each rule says; marked for translation."""


@dataclass(frozen=True, slots=True)
class Span:
    """
    The period of a reconciliation: its first instant, the first after it, the instant of judgement; all aware.

    Days are those of ``zone``.
    """

    begins: datetime
    ends: datetime
    judged_at: datetime
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Account:
    """
    What is held of a dossier for counting it.

    :param judged_until: the last instant at which an end is not overdue; None if it is not known.
    :param closed_at: None while it is open.
    :param stopped_at: since when its clock stands.
    """

    received_at: datetime
    judged_until: datetime | None
    closed_at: datetime | None
    online: bool
    stopped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ours:
    """
    A dossier as it stands here.

    :param promised: the due time after extensions; ``due_first`` the one given at receipt.
    :param off: the weekdays off from receipt to some days after the due day; ``make_up`` the days worked at weekends.
    :param whole: its history was read, so that what is None did not happen.
    """

    code: str
    account: Account
    counted: Counted
    channel: str
    origin: str | None = None
    promised: datetime | None = None
    due_first: datetime | None = None
    returned_at: datetime | None = None
    outcome: str | None = None
    off: frozenset[date] = field(default_factory=frozenset)
    make_up: frozenset[date] = field(default_factory=frozenset)
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Theirs:
    """
    A dossier as the other system lists it; what its file does not say is None.

    :param says_end: its file tells when dossiers end, so that one without an end is open.
    :param standing: one of ``STANDS``, if the file says how it stands.
    """

    line: int
    code: str
    received: datetime | None = None
    due: datetime | None = None
    due_bare: bool = True
    finished: datetime | None = None
    says_end: bool = False
    channel: str | None = None
    standing: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A dossier that the two count otherwise, and the rules that tell them apart, the likeliest first."""

    code: str
    ours: Counted
    theirs: Counted
    rules: tuple[Rule, ...]
    here: Ours | None
    there: Theirs | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One count, here and there."""

    code: str
    ours: int
    theirs: int

    @property
    def apart(self) -> int:
        """Give by how much they have more than we have."""
        return self.theirs - self.ours


@dataclass(frozen=True, slots=True)
class Effect:
    """What a figure of ours would be under a rule of theirs; ``closes`` says that it then equals theirs."""

    figure: str
    rule: Rule
    would_be: int
    closes: bool
