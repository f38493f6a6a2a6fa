"""The life of a recommendation: a pure fold of its events, used live and in replay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections.rules.watching import Seen, Watch

STREAM = "recommendation/"
"""How the name of a stream begins; the id of the recommendation follows."""
PREFIX = "recommendation."


class Remedy(StrEnum):
    """What a recommendation asks for."""

    MEND = "mend"
    PREVENT = "prevent"


REMEDY_TITLES: Mapping[Remedy, str] = {
    Remedy.MEND: gettext_noop("mend what was found"),
    Remedy.PREVENT: gettext_noop("prevent that it happens again"),
}


class Act(StrEnum):
    """What happens to a recommendation; the ledger's kinds are these after ``recommendation.``."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    RESERVED = "reserved"
    UPHELD = "upheld"
    WITHDRAWN = "withdrawn"
    ASSIGNED = "assigned"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_GRANTED = "extension_granted"
    EXTENSION_REFUSED = "extension_refused"
    EVIDENCED = "evidenced"
    REPORTED = "reported"
    VERIFIED = "verified"
    RETURNED = "returned"
    ESCALATED = "escalated"
    CLOSED = "closed"
    REOPENED = "reopened"
    SEEN = "seen"  # its figure has come to be well after it was closed


class Standing(StrEnum):
    """How far a recommendation has come."""

    PROPOSED = "proposed"  # the unit has not answered
    RESERVED = "reserved"  # the unit holds another view
    OPEN = "open"  # to be mended
    REPORTED = "reported"  # the unit says that it is done
    VERIFIED = "verified"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


STANDING_TITLES: Mapping[Standing, str] = {
    Standing.PROPOSED: gettext_noop("awaits the unit's answer"),
    Standing.RESERVED: gettext_noop("the unit has reservations"),
    Standing.OPEN: gettext_noop("being mended"),
    Standing.REPORTED: gettext_noop("reported as done, to be verified"),
    Standing.VERIFIED: gettext_noop("verified"),
    Standing.CLOSED: gettext_noop("closed"),
    Standing.WITHDRAWN: gettext_noop("withdrawn"),
}

UNDONE = frozenset({Standing.PROPOSED, Standing.RESERVED, Standing.OPEN})
"""Where the unit has yet to act; past its day, it is overdue."""
ENDED = frozenset({Standing.CLOSED, Standing.WITHDRAWN})


class UnknownRecommendation(Refused):
    """There is no such recommendation."""


@dataclass(frozen=True, slots=True)
class RecommendationState:
    """
    A recommendation after some of its events.

    :param unit: who is to act, by its key.
    :param statement: the key of the statement of the conclusion that it was made from.
    :param field: the field of reform, by its value.
    :param findings: the findings that it answers, by id.
    :param due_first: the term that the conclusion set; ``due_on`` is the one that holds now.
    :param owner: the post that answers for it, by its key; empty until the unit names one.
    :param accepted: whether the unit accepted it; None until it has answered.
    :param asked_until: the term that the unit asks for; None if nothing is asked.
    :param reported_on: the local day on which the unit reported it as done; None while it has not, or not truly.
    :param escalated: the units that it was taken up to, by key, the first one first.
    :param reopened: how often it was opened again.
    :param seen: what the watch saw last when something followed from it.
    """

    number: int
    inspection: int
    unit: str
    statement: str
    text: str
    field: str
    findings: tuple[int, ...]
    kind: Remedy
    due_first: date
    due_on: date
    proposed_at: datetime
    watch: Watch | None = None
    standing: Standing = Standing.PROPOSED
    accepted: bool | None = None
    answered_by: str = ""
    answered_at: datetime | None = None
    owner: str = ""
    asked_until: date | None = None
    reported_by: str = ""
    reported_on: date | None = None
    verified_by: str = ""
    verified_at: datetime | None = None
    closed_at: datetime | None = None
    evidence: tuple[str, ...] = ()
    escalated: tuple[str, ...] = ()
    reopened: int = 0
    seen: Seen | None = None

    @property
    def over(self) -> bool:
        """Say whether nothing is to be done about it any more."""
        return self.standing in ENDED

    def overdue(self, on: date) -> bool:
        """Say whether the unit should have reported before a day."""
        return self.standing in UNDONE and self.due_on < on

    @property
    def in_time(self) -> bool | None:
        """Say whether it was reported as done within its term; None while it is not verified."""
        if self.reported_on is None or self.standing not in {Standing.VERIFIED, Standing.CLOSED}:
            return None
        return self.reported_on <= self.due_on


class Told(Protocol):
    """An event as the ledger gives it."""

    @property
    def kind(self) -> str: ...
    @property
    def occurred_at(self) -> datetime: ...
    @property
    def actor(self) -> str: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...


def fold(events: Iterable[Told]) -> RecommendationState | None:
    """Give the state after all events of a recommendation; None without any."""
    state: RecommendationState | None = None
    for event in events:
        state = apply(state, Act(event.kind.removeprefix(PREFIX)), event.occurred_at, event.actor, event.payload)
    return state


def apply(
    state: RecommendationState | None, act: Act, at: datetime, by: str, payload: Mapping[str, Any]
) -> RecommendationState:
    """Give the state after one more event; the first one proposes."""
    if state is None:
        return _proposed(at, payload)
    return replace(state, number=state.number + 1, **_changes(state, act, at, by, payload))


def _proposed(at: datetime, payload: Mapping[str, Any]) -> RecommendationState:
    due_on = date.fromisoformat(payload["due_on"])
    return RecommendationState(
        number=1,
        inspection=payload["inspection"],
        unit=payload["unit"],
        statement=payload["statement"],
        text=payload["text"],
        field=payload["field"],
        findings=tuple(payload["findings"]),
        kind=Remedy(payload["kind"]),
        due_first=due_on,
        due_on=due_on,
        proposed_at=at,
        watch=Watch.from_payload(payload["watch"]) if payload["watch"] else None,
    )


def _changes(state: RecommendationState, act: Act, at: datetime, by: str, payload: Mapping[str, Any]) -> dict[str, Any]:
    match act:
        case Act.ACCEPTED:
            answer = {"accepted": True, "answered_by": by, "answered_at": at}
            return {"standing": Standing.OPEN, "owner": payload["owner"], **answer}
        case Act.RESERVED:
            return {"standing": Standing.RESERVED, "accepted": False, "answered_by": by, "answered_at": at}
        case Act.UPHELD:
            return {"standing": Standing.OPEN}
        case Act.WITHDRAWN:
            return {"standing": Standing.WITHDRAWN, "asked_until": None}
        case Act.ASSIGNED:
            return {"owner": payload["owner"]}
        case Act.EXTENSION_ASKED:
            return {"asked_until": date.fromisoformat(payload["until"])}
        case Act.EXTENSION_GRANTED:
            return {"due_on": date.fromisoformat(payload["until"]), "asked_until": None}
        case Act.EXTENSION_REFUSED:
            return {"asked_until": None}
        case Act.EVIDENCED:
            return {"evidence": (*state.evidence, *payload["evidence"])}
        case Act.REPORTED:
            said = {"reported_by": by, "reported_on": date.fromisoformat(payload["on"]), "asked_until": None}
            return {"standing": Standing.REPORTED, "evidence": (*state.evidence, *payload["evidence"]), **said}
        case Act.VERIFIED:
            return {"standing": Standing.VERIFIED, "verified_by": by, "verified_at": at}
        case Act.RETURNED:
            return {"standing": Standing.OPEN, **_UNDONE}
        case Act.ESCALATED:
            return {"escalated": (*state.escalated, payload["to"])}
        case Act.SEEN:
            return {"seen": _seen(payload)}
        case Act.CLOSED:
            return {"standing": Standing.CLOSED, "closed_at": at, "seen": _seen(payload)}
        case _:
            due_on = date.fromisoformat(payload["due_on"])
            again = {"reopened": state.reopened + 1, "due_on": due_on, "seen": _seen(payload), "closed_at": None}
            return {"standing": Standing.OPEN, **_UNDONE, **again}


_UNDONE = {"reported_by": "", "reported_on": None, "verified_by": "", "verified_at": None}


def _seen(payload: Mapping[str, Any]) -> Seen | None:
    return Seen.from_payload(payload["seen"]) if payload["seen"] else None
