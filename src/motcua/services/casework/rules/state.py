"""The reducer: what the work on a dossier is after each event. Used live and in replay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from motcua.services.casework.rules.words import PREFIX, Kind, Part

Payload = Mapping[str, Any]


class Happening(Protocol):
    """What the reducer needs of a recorded event; the ledger's events are such."""

    @property
    def kind(self) -> str: ...
    @property
    def occurred_at(self) -> datetime: ...
    @property
    def actor(self) -> str: ...
    @property
    def payload(self) -> Payload: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where the work stands: the step, the unit, since when and until when, who has it, who put it there."""

    step: str
    unit: str
    since: datetime
    due: datetime | None
    main: str | None
    moved_by: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A consent that was asked of a second person; ``number`` is that of the event, beside which stands what for."""

    about: str
    asked_by: str
    number: int


@dataclass(frozen=True, slots=True)
class Branch:
    """
    A part of the dossier that a step opened at another unit, and where it stands there.

    :param number: counts the branches of the dossier, from 1.
    :param of: the step that opened it.
    :param unit: empty where the agency does not use this system; ``outside`` names it, ``reference`` is its number.
    :param answered_at: when it came back; None while it is out.
    """

    number: int
    part: str
    of: str
    step: str
    unit: str
    outside: str
    opened_at: datetime
    since: datetime
    due: datetime | None
    main: str | None = None
    reference: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waits:
    """The next step was decided on while a branch that it needs was out; the work goes there by itself."""

    to: str
    unit: str
    post: str | None
    by: str


@dataclass(frozen=True, slots=True)
class CaseState:
    """
    The work on a dossier after its last event.

    ``seats`` are pairs of part and post beside the main handler, who stands in ``place``; ``before`` is where the last
    move came from, and None where there is nothing to take back; ``agency_due`` is until when another agency answers.
    """

    number: int
    case: str
    place: Place
    before: Place | None = None
    seats: tuple[tuple[Part, str], ...] = ()
    asking: Asking | None = None
    agency_due: datetime | None = None
    branches: tuple[Branch, ...] = ()
    waits: Waits | None = None

    def branch(self, number: int) -> Branch | None:
        """Give a branch by its number."""
        return next((one for one in self.branches if one.number == number), None)


def apply(before: CaseState | None, kind: str, at: datetime, actor: str, payload: Payload) -> CaseState:
    """
    Give the work after one more event. It trusts the event, which was decided on before it was recorded.

    :param before: None for the first event.
    :param kind: the word of the event, without the ledger's prefix.
    """
    word = Kind(kind)
    if before is None:
        place = _place(payload, at, actor)
        return CaseState(number=1, case=payload.get("case", ""), place=place, branches=_opened(payload, (), at))
    known = replace(before, number=before.number + 1, before=before.before if word is Kind.OPINED else None)
    match word:
        case Kind.MOVED:
            place, out = _place(payload, at, actor), (*before.branches, *_opened(payload, before.branches, at))
            return replace(known, place=place, before=before.place, asking=None, branches=out, waits=None)
        case Kind.TAKEN_BACK if before.before is not None:
            begun = (before.place.step, before.place.since)
            kept = tuple(one for one in before.branches if (one.of, one.opened_at) != begun)
            return replace(known, place=replace(before.before, since=at), branches=kept, waits=None)
        case Kind.ASSIGNED:
            part, post = Part(payload["part"]), payload["post"]
            if part is Part.MAIN:
                return replace(known, place=replace(before.place, main=post))
            return replace(known, seats=(*(seat for seat in before.seats if seat != (part, post)), (part, post)))
        case Kind.RELEASED:
            part, post = Part(payload["part"]), payload["post"]
            if part is Part.MAIN:
                return replace(known, place=replace(before.place, main=None))
            return replace(known, seats=tuple(seat for seat in before.seats if seat != (part, post)))
        case Kind.CONSENT_ASKED:
            return replace(known, asking=Asking(payload["about"], actor, known.number))
        case Kind.CONSENTED | Kind.DECLINED:
            return replace(known, asking=None)
        case Kind.AGENCY_ASKED:
            due = payload.get("due")
            return replace(known, agency_due=datetime.fromisoformat(due) if due else None)
        case Kind.AGENCY_ANSWERED:
            return replace(known, agency_due=None)
        case Kind.BRANCH_MOVED | Kind.BRANCH_NAMED | Kind.BRANCH_SENT | Kind.BRANCH_ANSWERED:
            after = (_branch_after(one, word, at, payload) for one in before.branches)
            return replace(known, branches=tuple(after))
        case Kind.WAITED:
            return replace(known, waits=Waits(payload["to"], payload["unit"], payload["post"], actor))
    return known


def _opened(payload: Payload, before: tuple[Branch, ...], at: datetime) -> tuple[Branch, ...]:
    return tuple(
        Branch(
            number=number,
            part=one["part"],
            of=payload["step"],
            step=one["step"],
            unit=one["unit"],
            outside=one["outside"],
            opened_at=at,
            since=at,
            due=datetime.fromisoformat(one["due"]) if one["due"] else None,
        )
        for number, one in enumerate(payload.get("branches", ()), len(before) + 1)
    )


def _branch_after(branch: Branch, word: Kind, at: datetime, payload: Payload) -> Branch:
    if branch.number != payload["branch"]:
        return branch
    if word is Kind.BRANCH_NAMED:
        return replace(branch, main=payload["post"])
    if word is Kind.BRANCH_SENT:
        return replace(branch, reference=payload["reference"])
    if word is Kind.BRANCH_ANSWERED:
        return replace(branch, answered_at=at)
    due = payload["due"]
    return replace(
        branch,
        step=payload["step"],
        unit=payload["unit"],
        since=at,
        due=datetime.fromisoformat(due) if due else None,
        main=payload["post"],
    )


def _place(payload: Payload, at: datetime, actor: str) -> Place:
    due = payload.get("due")
    return Place(
        step=payload["step"],
        unit=payload["unit"],
        since=at,
        due=datetime.fromisoformat(due) if due else None,
        main=payload.get("main"),
        moved_by=payload.get("moved_by", actor),
    )


def fold(events: Iterable[Happening]) -> CaseState | None:
    """Give the work after all its events, in their order; None if there are none."""
    state: CaseState | None = None
    for event in events:
        state = apply(state, event.kind.removeprefix(PREFIX), event.occurred_at, event.actor, event.payload)
    return state
