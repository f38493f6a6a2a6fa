"""How records and declarations fold from their events: one function each, used live and in replay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from motcua.kernel.periods import Period
from motcua.reform.registers.rules.content import Content
from motcua.reform.registers.rules.words import Register, Value

RECORD, COMPLETION = "register/", "completion/"
"""What the names of the ledger's streams begin with; the id of the record, or of the declaration, follows."""

VERSION = 1
"""The version of this module's payloads."""


class Kind(StrEnum):
    """What happens to a record, and to a declaration that a register is complete."""

    RECORDED = "register.recorded"
    CORRECTED = "register.corrected"
    WITHDRAWN = "register.withdrawn"
    EVIDENCE_ATTACHED = "register.evidence_attached"
    EVIDENCE_DETACHED = "register.evidence_detached"
    DECLARED_COMPLETE = "register.declared_complete"
    REOPENED = "register.reopened"  # a record of those days came, or changed, after the declaration


class Told(Protocol):
    """What a fold needs of an event."""

    @property
    def kind(self) -> str:
        """What happened."""
        ...

    @property
    def occurred_at(self) -> datetime:
        """When."""
        ...

    @property
    def payload(self) -> dict[str, Any]:
        """What is said of it."""
        ...


@dataclass(frozen=True, slots=True)
class RecordState:
    """
    A record after its last event.

    :param number: how many events it has had.
    :param unit: the key of the unit that it is of.
    :param values: what may stand in the ledger, by column.
    :param texts: the commitments that stand for what may name persons, by column.
    :param evidence: the digests of its files, each with the day since when it holds.
    """

    number: int
    register: str
    unit: str
    period: Period
    effective_on: date
    responsible: str
    public: bool
    values: Mapping[str, Value]
    texts: Mapping[str, str]
    evidence: Mapping[str, date]
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class CompletionState:
    """A declaration after its last event; superseded once a record of those days came or changed after it."""

    number: int
    register: str
    unit: str
    period: Period
    declared_at: datetime
    superseded: bool = False


def said(content: Content, register: Register, texts: Mapping[str, str]) -> dict[str, Any]:
    """Give what the ledger holds of a record's content: commitments in place of what may name persons."""
    open_columns = {column.name for column in register.columns if not column.personal}
    return {
        "first_on": content.period.first.isoformat(),
        "last_on": content.period.last.isoformat(),
        "effective_on": content.effective_on.isoformat(),
        "responsible": content.responsible,
        "public": content.public,
        "values": {name: value for name, value in content.values.items() if name in open_columns},
        "texts": dict(texts),
    }


def apply(state: RecordState | None, kind: Kind, payload: Mapping[str, Any]) -> RecordState:
    """Give a record after one more event."""
    if state is None:
        return RecordState(
            number=1, register=payload["register"], unit=payload["unit"], evidence={}, **_content_of(payload)
        )
    after = replace(state, number=state.number + 1)
    match kind:
        case Kind.CORRECTED:
            return replace(after, **_content_of(payload))
        case Kind.WITHDRAWN:
            return replace(after, withdrawn=True)
        case Kind.EVIDENCE_ATTACHED:
            held = date.fromisoformat(payload["effective_on"])
            return replace(after, evidence={**state.evidence, payload["digest"]: held})
        case Kind.EVIDENCE_DETACHED:
            left = {digest: day for digest, day in state.evidence.items() if digest != payload["digest"]}
            return replace(after, evidence=left)
    raise ValueError(kind)


def fold(events: Iterable[Told]) -> RecordState | None:
    """Give a record as its events, in order, make it; None if there are none."""
    state = None
    for event in events:
        state = apply(state, Kind(event.kind), event.payload)
    return state


def apply_completion(
    state: CompletionState | None, kind: Kind, at: datetime, payload: Mapping[str, Any]
) -> CompletionState:
    """Give a declaration after one more event."""
    if state is None:
        return CompletionState(
            number=1,
            register=payload["register"],
            unit=payload["unit"],
            period=_period_of(payload),
            declared_at=at,
        )
    if kind is not Kind.REOPENED:
        raise ValueError(kind)
    return replace(state, number=state.number + 1, superseded=True)


def fold_completion(events: Iterable[Told]) -> CompletionState | None:
    """Give a declaration as its events, in order, make it; None if there are none."""
    state = None
    for event in events:
        state = apply_completion(state, Kind(event.kind), event.occurred_at, event.payload)
    return state


def _content_of(payload: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "period": _period_of(payload),
        "effective_on": date.fromisoformat(payload["effective_on"]),
        "responsible": payload["responsible"],
        "public": payload["public"],
        "values": payload["values"],
        "texts": payload["texts"],
    }


def _period_of(payload: Mapping[str, Any]) -> Period:
    return Period(date.fromisoformat(payload["first_on"]), date.fromisoformat(payload["last_on"]))
