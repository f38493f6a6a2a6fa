"""The reducer: what a dossier is after each event. Used live and in replay, it reads nothing but its arguments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from motcua.services.dossiers.rules.words import (
    CITIZEN,
    Channel,
    Kind,
    Outcome,
    State,
    Timeliness,
    WaitsFor,
)

Payload = Mapping[str, Any]


class Happening(Protocol):
    """What the reducer needs of a recorded event; the ledger's events are such."""

    @property
    def kind(self) -> str: ...
    @property
    def occurred_at(self) -> datetime: ...
    @property
    def payload(self) -> Payload: ...


@dataclass(frozen=True, slots=True)
class DossierState:
    """
    A dossier after its last event.

    Units are keys of ``foundation.units``. ``due_at`` is the time that was promised, extensions included;
    ``judged_until`` is the last instant at which its end is not overdue in the figures. ``stopped_at`` is set while
    the clock stands; ``interrupted`` is the state, ``asked_by`` the unit, that a wait returns to. ``used`` is working
    time in minutes by holder, up to the last event; ``citizen`` is one of them. Payments are in đồng: ``fee_final`` is
    what is owed in all where it was fixed after the dossier was filed, ``fee_advance`` what was paid before that as an
    advance. ``returned_again`` counts how often a corrected result was handed over after the first. ``papers`` are
    those handed in, of which some were digitised and some taken from what the administration holds already.
    """

    state: State
    number: int
    last_at: datetime
    procedure: str
    field: str
    channel: Channel
    origin: Channel | None
    receiving_unit: str
    competent_unit: str
    holder: str
    code: str | None = None
    waits_for: WaitsFor | None = None
    interrupted: State | None = None
    asked_by: str | None = None
    submitted_at: datetime | None = None
    received_at: datetime | None = None
    term: tuple[int, str] | None = None
    due_first: datetime | None = None
    due_at: datetime | None = None
    judged_until: datetime | None = None
    stopped_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: Outcome | None = None
    timeliness: Timeliness | None = None
    returned_at: datetime | None = None
    returned_again: int = 0
    used: tuple[tuple[str, int], ...] = ()
    extensions: int = 0
    requests: int = 0
    repeated_requests: int = 0
    apologies: int = 0
    fee_paid: int | None = None
    fee_paid_online: int | None = None
    fee_advance: int | None = None
    fee_final: int | None = None
    papers: int | None = None
    papers_digitised: int | None = None
    papers_reused: int | None = None
    result_digital: bool | None = None
    imported: bool = False
    backdated: bool = False

    @property
    def holds(self) -> str:
        """Whose time runs now: the citizen while the office waits for the citizen, else the holding unit."""
        return CITIZEN if self.state is State.WAITING_CITIZEN else self.holder


def moment(payload: Payload, name: str) -> datetime | None:
    """Read an instant of a payload."""
    text = payload.get(name)
    return datetime.fromisoformat(text) if text else None


def _opened(kind: Kind, at: datetime, payload: Payload) -> DossierState:
    unit = payload["receiving_unit"]
    origin = payload.get("origin")
    return DossierState(
        state=State.DRAFT,
        number=0,
        last_at=at,
        procedure=payload["procedure"],
        field=payload["field"],
        channel=Channel(payload["channel"]),
        origin=Channel(origin) if origin else None,
        receiving_unit=unit,
        competent_unit=payload.get("competent_unit") or unit,
        holder=payload.get("holder") or unit,
        code=payload.get("code"),
        imported=bool(payload.get("imported")),
    )


def _changes(before: DossierState, kind: Kind, at: datetime, payload: Payload) -> dict[str, Any]:
    """Give the fields that an event changes. Whether it may happen was decided before it was recorded."""
    match kind:
        case Kind.FORWARDED:
            state = State.PROCESSING if before.state is State.ACCEPTED else before.state
            return {"state": state, "holder": payload["holder"]}
        case Kind.RECEIVED:
            due_at = moment(payload, "due_at")
            term = payload["term"]
            return {
                "state": State.ACCEPTED,
                "code": payload["code"],
                "received_at": at,
                "term": (term[0], term[1]),
                "due_first": due_at,
                "due_at": due_at,
                "judged_until": moment(payload, "judged_until"),
                "waits_for": None,
                "interrupted": None,
            }
        case Kind.FINISHED | Kind.REFUSED | Kind.WITHDRAWN | Kind.STOPPED:
            ended, outcome = _ENDS[kind]
            timeliness = payload.get("timeliness")
            return {
                "state": ended,
                "holder": before.receiving_unit,
                "closed_at": at,
                "outcome": outcome,
                "result_digital": payload.get("result_digital"),
                "timeliness": Timeliness(timeliness) if timeliness else None,
                "waits_for": None,
                "interrupted": None,
                "asked_by": None,
                "stopped_at": None,
            }
        case Kind.RETURNED:
            return {"state": State.RETURNED if before.state is State.READY else before.state, "returned_at": at}
        case Kind.RETURNED_AGAIN:
            return {"returned_again": before.returned_again + 1}
        case Kind.SUPPLEMENT_REQUESTED:
            return {
                "state": State.WAITING_CITIZEN,
                "waits_for": WaitsFor.PAPERS,
                "interrupted": before.state,
                "stopped_at": moment(payload, "stopped_at"),
                "requests": before.requests + 1,
                "repeated_requests": before.repeated_requests + bool(payload.get("repeated")),
            }
        case Kind.PAUSED:
            return {
                "state": State.WAITING_CITIZEN,
                "waits_for": WaitsFor(payload["waits_for"]),
                "interrupted": before.state,
                "stopped_at": moment(payload, "stopped_at"),
            }
        case Kind.CONSULTED:
            return {
                "state": State.WAITING_AGENCY,
                "holder": payload["holder"],
                "interrupted": before.state,
                "asked_by": before.holder,
                "stopped_at": moment(payload, "stopped_at"),
            }
        case Kind.SUPPLEMENTED | Kind.RESUMED | Kind.ANSWERED:
            return {
                "state": before.interrupted,
                "holder": before.asked_by or before.holder,
                "waits_for": None,
                "interrupted": None,
                "asked_by": None,
                "stopped_at": None,
                "due_at": moment(payload, "due_at"),
                "judged_until": moment(payload, "judged_until"),
            }
        case Kind.EXTENDED:
            return {
                "due_at": moment(payload, "due_at"),
                "judged_until": moment(payload, "judged_until"),
                "extensions": before.extensions + 1,
                "apologies": before.apologies + 1,
            }
        case Kind.APOLOGISED:
            return {"apologies": before.apologies + 1}
        case Kind.PAID:
            return _moved(before, payload["amount"], payload)
        case Kind.REFUNDED:
            return _moved(before, -payload["amount"], payload)
        case Kind.FEE_FIXED:
            return {"fee_final": payload["fee_final"]}
        case Kind.PAPERS_NOTED:
            return {
                "papers": payload["papers"],
                "papers_digitised": payload["digitised"],
                "papers_reused": payload["reused"],
            }
        case Kind.CORRECTED:
            term = payload.get("term")
            return {
                "procedure": payload.get("procedure", before.procedure),
                "field": payload.get("field", before.field),
                "term": (term[0], term[1]) if term else before.term,
                "due_first": moment(payload, "due_at") or before.due_first,
                "due_at": moment(payload, "due_at") or before.due_at,
                "judged_until": moment(payload, "judged_until") or before.judged_until,
            }
        case Kind.COMPETENCE_NAMED:
            return {"competent_unit": payload["competent_unit"]}
        case Kind.DECIDED:
            return {"state": State.DECIDED}
        case Kind.SUBMITTED:
            return {"state": State.SUBMITTED, "submitted_at": at}
        case Kind.REFUSED_INTAKE:
            return {"state": State.REFUSED_INTAKE, "waits_for": None, "interrupted": None}
        case Kind.DRAFTED:
            return {"state": State.DRAFT}
        case Kind.APPLICANT_ERASED:
            return {}


def _moved(before: DossierState, amount: int, payload: Payload) -> dict[str, Any]:
    """Give what was paid after one more payment, or after one was given back."""
    moved = {
        "fee_paid": (before.fee_paid or 0) + amount,
        "fee_paid_online": (before.fee_paid_online or 0) + (amount if payload["online"] else 0),
    }
    return moved | ({"fee_advance": (before.fee_advance or 0) + amount} if payload.get("advance") else {})


_ENDS = {
    Kind.FINISHED: (State.READY, Outcome.GRANTED),
    Kind.REFUSED: (State.REFUSED, Outcome.REFUSED),
    Kind.WITHDRAWN: (State.WITHDRAWN, Outcome.WITHDRAWN),
    Kind.STOPPED: (State.STOPPED, Outcome.STOPPED),
}


def used_by(state: DossierState, worked: int) -> dict[str, int]:
    """Give the working minutes by holder, with those since the last event put to whose time ran."""
    used = dict(state.used)
    if worked:
        used[state.holds] = used.get(state.holds, 0) + worked
    return used


def apply(before: DossierState | None, kind: str, at: datetime, payload: Payload) -> DossierState:
    """
    Give the dossier after one more event.

    It trusts the event, which was decided on before it was recorded, and never reckons: due times, working minutes
    and timeliness stand in the payload, so that a replay needs no calendar and gives what was said at the time.

    :param before: None for the first event.
    :param kind: the word of the event, without the ledger's prefix ``dossier.``.
    """
    word = Kind(kind)
    known = before if before is not None else _opened(word, at, payload)
    changes = _changes(known, word, at, payload)
    worked = payload.get("worked")
    if worked:
        changes["used"] = tuple(used_by(known, worked).items())
    if payload.get("backdated"):
        changes["backdated"] = True
    return replace(known, number=known.number + 1, last_at=at, **changes)


PREFIX = "dossier."
"""What the ledger's kinds of this module begin with."""


def fold(events: Iterable[Happening]) -> DossierState | None:
    """Give the dossier after all its events, in their order; None if there are none."""
    state: DossierState | None = None
    for event in events:
        state = apply(state, event.kind.removeprefix(PREFIX), event.occurred_at, event.payload)
    return state
