"""The reducer: what a case is after each event. Used live and in replay, it reads nothing but its arguments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from motcua.services.dossiers.public import Timeliness
from motcua.services.feedback.rules.words import PREFIX, About, Channel, Classification, Kind, Outcome, State, Verdict

Payload = Mapping[str, Any]

OUTCOMES = {
    None: Outcome.UNJUDGED,
    Verdict.SATISFIED: Outcome.SOLVED,
    Verdict.UNSATISFIED: Outcome.UNSOLVED,
}


class Happening(Protocol):
    """What the reducer needs of a recorded event; the ledger's events are such."""

    @property
    def kind(self) -> str: ...
    @property
    def occurred_at(self) -> datetime: ...
    @property
    def payload(self) -> Payload: ...


@dataclass(frozen=True, slots=True)
class CaseState:
    """
    A case after its last event.

    Units are keys of ``foundation.units``; ``holder`` answers for the case now. ``dossier`` and ``joined_to`` are ids.
    ``due_at`` is when the answer is due, ``judged_until`` the last instant at which it is not overdue; ``stopped_at``
    is set while that clock stands, and ``interrupted`` is the state that a wait returns to. ``was_late``: an answer
    before the last reopening was overdue. ``reopen_until``: until then an unsatisfied sender may have it reopened.
    ``outside`` is its number in the system that it came from.
    """

    state: State
    number: int
    last_at: datetime
    channel: Channel
    about: About
    receiving_unit: str
    holder: str
    received_at: datetime
    forward_due_at: datetime
    due_at: datetime
    judged_until: datetime
    named: bool
    dossier: int | None = None
    classification: Classification | None = None
    joined_to: int | None = None
    forwarded_at: datetime | None = None
    interrupted: State | None = None
    stopped_at: datetime | None = None
    answered_at: datetime | None = None
    timeliness: Timeliness | None = None
    was_late: bool = False
    published_at: datetime | None = None
    verdict: Verdict | None = None
    reopened: int = 0
    reopen_until: datetime | None = None
    closed_at: datetime | None = None
    erased: bool = False
    outside: str | None = None

    @property
    def counted(self) -> bool:
        """
        Whether it stands in the figures of feedback.

        A case that nobody has classified does: leaving it so hides nothing.
        """
        return self.classification in {None, Classification.FEEDBACK}

    @property
    def outcome(self) -> Outcome:
        """Give what became of the answer. A verdict holds until the sender says otherwise, a new answer or not."""
        if self.answered_at is None:
            return Outcome.REOPENED
        return OUTCOMES[self.verdict]


def moment(payload: Payload, name: str) -> datetime | None:
    """Read an instant of a payload."""
    text = payload.get(name)
    return datetime.fromisoformat(text) if text else None


def _opened(at: datetime, payload: Payload) -> CaseState:
    return CaseState(
        state=State.RECEIVED,
        number=1,
        last_at=at,
        channel=Channel(payload["channel"]),
        about=About(payload["about"]),
        receiving_unit=payload["receiving_unit"],
        holder=payload["receiving_unit"],
        received_at=at,
        forward_due_at=datetime.fromisoformat(payload["forward_due_at"]),
        due_at=datetime.fromisoformat(payload["due_at"]),
        judged_until=datetime.fromisoformat(payload["judged_until"]),
        named=payload["named"],
        dossier=payload.get("dossier"),
        outside=payload.get("outside"),
    )


def _changes(before: CaseState, kind: Kind, at: datetime, payload: Payload) -> dict[str, Any]:
    """Give the fields that an event changes. Whether it may happen was decided before it was recorded."""
    match kind:
        case Kind.CLASSIFIED:
            return _classified(before, Classification(payload["classification"]), payload, at)
        case Kind.FORWARDED:
            return {"state": State.FORWARDED, "holder": payload["holder"], "forwarded_at": before.forwarded_at or at}
        case Kind.SENDER_ASKED:
            return {
                "state": State.WAITING_SENDER,
                "interrupted": before.state,
                "stopped_at": moment(payload, "stopped_at"),
            }
        case Kind.SENDER_TOLD:
            return {
                "state": before.interrupted or before.state,
                "interrupted": None,
                "stopped_at": None,
                "named": payload["named"],
                "due_at": moment(payload, "due_at"),
                "judged_until": moment(payload, "judged_until"),
            }
        case Kind.ANSWERED:
            return {
                "state": State.ANSWERED,
                "interrupted": None,
                "stopped_at": None,
                "answered_at": at,
                "timeliness": Timeliness(payload["timeliness"]),
                "reopen_until": moment(payload, "reopen_until"),
            }
        case Kind.PUBLISHED:
            return {"published_at": before.published_at or at}
        case Kind.JUDGED:
            return {"verdict": Verdict(payload["verdict"])}
        case Kind.REOPENED:
            return {
                "state": State.FORWARDED,
                "reopened": before.reopened + 1,
                "was_late": before.timeliness is Timeliness.OVERDUE,
                "answered_at": None,
                "timeliness": None,
                "reopen_until": None,
                "closed_at": None,
                "due_at": moment(payload, "due_at"),
                "judged_until": moment(payload, "judged_until"),
            }
        case Kind.CLOSED:
            return {"state": State.CLOSED, "closed_at": at}
        case Kind.SENDER_ERASED:
            return {"erased": True}
        case Kind.RECEIVED | Kind.TOLD:
            return {}


def _classified(before: CaseState, word: Classification, payload: Payload, at: datetime) -> dict[str, Any]:
    changes = {"classification": word, "joined_to": payload.get("joined_to")}
    if word is not Classification.FEEDBACK:
        return {**changes, "state": State.SET_APART, "closed_at": at}
    return {**changes, "state": State.FORWARDED if before.forwarded_at else State.CLASSIFIED, "closed_at": None}


def apply(before: CaseState | None, kind: str, at: datetime, payload: Payload) -> CaseState:
    """
    Give the case after one more event. It trusts the event and never reckons: what follows stands in the payload.

    :param before: None for the first event.
    :param kind: the word of the event, without the ledger's prefix ``feedback.``.
    """
    if before is None:
        return _opened(at, payload)
    return replace(before, number=before.number + 1, last_at=at, **_changes(before, Kind(kind), at, payload))


def fold(events: Iterable[Happening]) -> CaseState | None:
    """Give the case after all its events, in their order; None if there are none."""
    state: CaseState | None = None
    for event in events:
        state = apply(state, event.kind.removeprefix(PREFIX), event.occurred_at, event.payload)
    return state
