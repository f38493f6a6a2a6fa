"""What may happen to a case, and what follows from it: from something said to the payload of an event."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from motcua.foundation.worktime.public import Term
from motcua.kernel.periods import end_of_day
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.public import Timeliness
from motcua.services.feedback.rules.case import CaseState
from motcua.services.feedback.rules.words import About, Channel, Classification, Kind, State, Verdict


class Due(NamedTuple):
    """A due time, and the last instant at which an answer is not overdue."""

    due_at: datetime
    judged_until: datetime


class WorkClock(Protocol):
    """The working time that a case is reckoned by; ``foundation.worktime`` gives it."""

    def due(self, start: datetime, term: Term) -> Due:
        """Give the due time of a whole term that starts now."""
        ...

    def moved(self, due: Due, stopped: datetime, resumed: datetime) -> Due:
        """Move a due time by the working time that the clock stood."""
        ...


@dataclass(frozen=True, slots=True)
class Terms:
    """What a case is held to: the terms of its channel, and the clock of the office that received it."""

    clock: WorkClock
    zone: ZoneInfo
    answer: Term
    forward: Term
    reopen_days: int
    waiting_stands: bool


@dataclass(frozen=True, slots=True)
class Step:
    """
    What someone says has happened.

    ``unit`` is the key of the receiving unit of a first step, else of the one that a case is forwarded to; ``named``
    says whether the sender's name is on record. ``said`` is kept beside the ledger, ``extra`` goes into the event.
    """

    kind: Kind
    at: datetime
    unit: str = ""
    channel: Channel | None = None
    about: About | None = None
    named: bool = False
    dossier: int | None = None
    classification: Classification | None = None
    joined_to: int | None = None
    verdict: Verdict | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


class OutOfOrder(Refused):
    """A thing was said to happen that cannot follow what went before."""


class WindowOver(Refused):
    """The time in which an unsatisfied sender may have a case reopened is over."""


class WindowOpen(Refused):
    """The sender may still be unsatisfied with the answer, so the case cannot be closed."""


class Unnamed(Refused):
    """A case without its sender's name cannot be taken as feedback."""


_BEFORE_ANSWER = frozenset({State.RECEIVED, State.CLASSIFIED, State.FORWARDED})
_AFTER_ANSWER = frozenset({State.ANSWERED, State.CLOSED})
FOLLOWS: Mapping[Kind, frozenset[State | None]] = {
    Kind.RECEIVED: frozenset({None}),
    Kind.CLASSIFIED: _BEFORE_ANSWER | {State.SET_APART},
    Kind.FORWARDED: frozenset({State.CLASSIFIED, State.FORWARDED}),
    Kind.SENDER_ASKED: _BEFORE_ANSWER,
    Kind.SENDER_TOLD: _BEFORE_ANSWER | {State.WAITING_SENDER},
    Kind.ANSWERED: frozenset({State.FORWARDED, State.WAITING_SENDER}),
    Kind.PUBLISHED: _AFTER_ANSWER,
    Kind.JUDGED: _AFTER_ANSWER,
    Kind.REOPENED: _AFTER_ANSWER,
    Kind.CLOSED: frozenset({State.ANSWERED}),
    Kind.SENDER_ERASED: frozenset(State),
    Kind.TOLD: frozenset({State.SET_APART}),
}
"""After which states each thing may happen; None is the beginning."""


def may_follow(state: CaseState | None, kind: Kind) -> bool:
    """Say whether a thing may happen to a case as it stands; a window in time is not asked here."""
    if (state.state if state else None) not in FOLLOWS[kind]:
        return False
    if state is None:
        return True
    if kind is Kind.ANSWERED:
        return state.forwarded_at is not None and state.interrupted in {None, State.FORWARDED}
    if kind is Kind.REOPENED:
        return state.verdict is Verdict.UNSATISFIED
    if kind is Kind.SENDER_ERASED:
        return not state.erased
    if kind is Kind.TOLD:
        return state.joined_to is not None
    return True


def judge(*, at: datetime, judged_until: datetime, stopped_at: datetime | None, zone: ZoneInfo) -> Timeliness:
    """
    Say whether an answer is early, on time or overdue, by the day, as the end of a dossier is.

    While the clock stands, it is judged as at the moment it stopped.
    """
    judged_at = stopped_at or at
    if judged_at > judged_until:
        return Timeliness.OVERDUE
    due_day = judged_until.astimezone(zone).date()
    return Timeliness.EARLY if judged_at.astimezone(zone).date() < due_day else Timeliness.ON_TIME


def decide(state: CaseState | None, step: Step, terms: Terms) -> dict[str, Any]:
    """
    Turn what someone says has happened into the payload of an event, with all that follows from it.

    :raises OutOfOrder: if it cannot follow what went before, or is earlier.
    :raises WindowOver: :raises WindowOpen: :raises Unnamed: as those say.
    """
    if not may_follow(state, step.kind):
        raise _out_of_order(state, step)
    if state is None:
        return {**step.extra, **_received(step, terms)}
    if step.at < state.last_at:
        raise OutOfOrder(
            gettext_noop("this would stand before what happened earlier"),
            field="at",
            value=step.at.isoformat(),
            expected=gettext_noop("give a time not before %(last)s"),
            params={"last": state.last_at.isoformat()},
        )
    return {**step.extra, **_consequences(state, step, terms)}


def _consequences(state: CaseState, step: Step, terms: Terms) -> dict[str, Any]:
    match step.kind:
        case Kind.CLASSIFIED:
            return _classified(state, step)
        case Kind.FORWARDED:
            return {"holder": step.unit, "late": state.forwarded_at is None and step.at > state.forward_due_at}
        case Kind.SENDER_ASKED:
            return {"stopped_at": step.at.isoformat() if terms.waiting_stands else None}
        case Kind.SENDER_TOLD:
            return {"named": state.named or step.named, **_written(_after_wait(state, step, terms))}
        case Kind.ANSWERED:
            return _answered(state, step, terms)
        case Kind.JUDGED if step.verdict is not None:
            return {"verdict": step.verdict.value}
        case Kind.REOPENED:
            return _reopened(state, step, terms)
        case Kind.CLOSED:
            return _closed(state, step, terms)
    return {}


def _received(step: Step, terms: Terms) -> dict[str, Any]:
    if step.channel is None or step.about is None or not step.unit:
        raise Refused(gettext_noop("the first event of a case names its unit, its channel and what it is about"))
    payload: dict[str, Any] = {
        "channel": step.channel.value,
        "about": step.about.value,
        "receiving_unit": step.unit,
        "named": step.named,
        "forward_due_at": terms.clock.due(step.at, terms.forward).judged_until.isoformat(),
        **_written(terms.clock.due(step.at, terms.answer)),
    }
    return payload if step.dossier is None else {**payload, "dossier": step.dossier}


def _classified(state: CaseState, step: Step) -> dict[str, Any]:
    word = step.classification
    if word is None:
        raise Refused(gettext_noop("say what the case is"), field="classification")
    if word is Classification.FEEDBACK and not state.named:
        raise Unnamed(
            gettext_noop("the sender's name is not on record"),
            field="classification",
            expected=gettext_noop("ask for it and write it down, or take the case as an anonymous tip-off"),
        )
    if (word is Classification.DUPLICATE) != (step.joined_to is not None):
        raise Refused(gettext_noop("a duplicate, and nothing else, names the case that it repeats"), field="joined_to")
    payload: dict[str, Any] = {"classification": word.value}
    return payload if step.joined_to is None else {**payload, "joined_to": step.joined_to}


def _after_wait(state: CaseState, step: Step, terms: Terms) -> Due:
    due = Due(state.due_at, state.judged_until)
    if state.stopped_at is None or state.stopped_at > state.judged_until:
        return due
    return terms.clock.moved(due, state.stopped_at, step.at)


def _answered(state: CaseState, step: Step, terms: Terms) -> dict[str, Any]:
    timeliness = (
        Timeliness.OVERDUE
        if state.was_late
        else judge(at=step.at, judged_until=state.judged_until, stopped_at=state.stopped_at, zone=terms.zone)
    )
    last_day = step.at.astimezone(terms.zone).date() + timedelta(days=terms.reopen_days)
    return {"timeliness": timeliness.value, "reopen_until": end_of_day(last_day, terms.zone).isoformat()}


def _reopened(state: CaseState, step: Step, terms: Terms) -> dict[str, Any]:
    if state.reopen_until is None or step.at > state.reopen_until:
        raise WindowOver(
            gettext_noop("the time in which this case can be reopened is over"),
            field="at",
            value=step.at.isoformat(),
            expected=gettext_noop("let it be sent as a new case"),
        )
    return _written(terms.clock.due(step.at, terms.answer))


def _closed(state: CaseState, step: Step, terms: Terms) -> dict[str, Any]:
    if state.verdict is not Verdict.SATISFIED and state.reopen_until is not None and step.at <= state.reopen_until:
        raise WindowOpen(
            gettext_noop("until the end of %(last)s the sender may have it reopened"),
            field="at",
            value=step.at.isoformat(),
            expected=gettext_noop("close it after that, or when the sender is satisfied"),
            params={"last": state.reopen_until.astimezone(terms.zone).date().isoformat()},
        )
    return {}


def _written(due: Due) -> dict[str, Any]:
    return {"due_at": due.due_at.isoformat(), "judged_until": due.judged_until.isoformat()}


def _out_of_order(state: CaseState | None, step: Step) -> OutOfOrder:
    return OutOfOrder(
        gettext_noop("“%(kind)s” cannot happen to a case that is “%(state)s”"),
        field="event",
        value=step.kind.value,
        expected=gettext_noop("what may follow is: %(next)s"),
        params={
            "kind": step.kind.value,
            "state": state.state.value if state else "-",
            "next": ", ".join(kind.value for kind in Kind if may_follow(state, kind)) or "-",
        },
    )
