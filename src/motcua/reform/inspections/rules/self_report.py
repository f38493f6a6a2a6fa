"""The life of a self-report: a pure fold of its events, used live and in replay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any, Protocol

STREAM = "self_report/"
"""How the name of a stream begins; the id of the place follows."""
PREFIX = "self_report."


class Act(StrEnum):
    """What happens to a self-report; the ledger's kinds are these after ``self_report.``."""

    WRITTEN = "written"
    SENT = "sent"
    AMENDED = "amended"  # opened again for a new edition


class ReportStage(StrEnum):
    """How far a self-report has come."""

    DRAFT = "draft"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class SentFigure:
    """A figure as it was computed when the report was sent."""

    measure: str
    value: Fraction | None
    numerator: int
    denominator: int | None
    as_of: datetime
    facts: str

    def to_payload(self) -> dict[str, Any]:
        """Give it as JSON."""
        return {
            "measure": self.measure,
            "value": None if self.value is None else str(self.value),
            "numerator": self.numerator,
            "denominator": self.denominator,
            "as_of": self.as_of.isoformat(),
            "facts": self.facts,
        }

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> "SentFigure":
        """Read it from JSON."""
        value, as_of = payload["value"], datetime.fromisoformat(payload["as_of"])
        return cls(**{**payload, "value": None if value is None else Fraction(value), "as_of": as_of})


@dataclass(frozen=True, slots=True)
class RegisterState:
    """
    How a register of a unit stands in a period.

    :param records: how many are of the period; None, which is not zero, if there are none and nobody declared that.
    :param complete: whether it is declared complete for the whole period.
    :param present: how many of the documents that are owed stand there in time, and so on.
    """

    records: int | None
    complete: bool
    present: int
    late: int
    missing: int
    without_evidence: int

    def to_payload(self) -> dict[str, Any]:
        """Give it as JSON."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> "RegisterState":
        """Read it from JSON."""
        return cls(**payload)


@dataclass(frozen=True, slots=True)
class Said:
    """
    What the unit said of a line.

    :param number: the event that said it last.
    :param stated: the unit's own figure, as :func:`reporting.read_stated` writes it; empty where it takes the computed.
    :param texts: the names of the texts that stand beside: ``reason``, ``note``.
    :param files: the digests of what is attached.
    """

    number: int = 0
    stated: str = ""
    texts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


NOTHING = Said()


@dataclass(frozen=True, slots=True)
class ReportEdition:
    """A report as it was sent; ``event`` is the number of the event that sent it."""

    number: int
    event: int
    sent_at: datetime
    by: str
    due_on: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class SelfReportState:
    """A self-report after some of its events."""

    number: int = 0
    stage: ReportStage = ReportStage.DRAFT
    editions: tuple[ReportEdition, ...] = ()
    lines: Mapping[str, Said] = field(default_factory=dict)

    def said(self, code: str) -> Said:
        """Give what the unit said of a line."""
        return self.lines.get(code, NOTHING)


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


def fold(events: Iterable[Told]) -> SelfReportState:
    """Give the state after all events of a report."""
    state = SelfReportState()
    for event in events:
        act = Act(event.kind.removeprefix(PREFIX))
        state = apply(state, act, event.payload, by=event.actor, at=event.occurred_at)
    return state


def apply(state: SelfReportState, act: Act, payload: Mapping[str, Any], *, by: str, at: datetime) -> SelfReportState:
    """Give the state after one more event."""
    after = replace(state, number=state.number + 1)
    match act:
        case Act.WRITTEN:
            said = {code: _said(after.number, one) for code, one in payload["lines"].items()}
            return replace(after, lines={**state.lines, **said})
        case Act.SENT:
            due_on = date.fromisoformat(payload["due_on"]) if payload["due_on"] else None
            edition = ReportEdition(payload["edition"], after.number, at, by, due_on, payload["late"])
            return replace(after, stage=ReportStage.SENT, editions=(*state.editions, edition))
        case Act.AMENDED:
            return replace(after, stage=ReportStage.DRAFT)


def figures_sent(payload: Mapping[str, Any]) -> dict[str, SentFigure]:
    """Give the computed figures of a report that was sent, by line."""
    return {code: SentFigure.from_payload(one) for code, one in payload["figures"].items()}


def registers_sent(payload: Mapping[str, Any]) -> dict[str, RegisterState]:
    """Give how registers stood when a report was sent, by line."""
    return {code: RegisterState.from_payload(one) for code, one in payload["registers"].items()}


def _said(number: int, payload: Mapping[str, Any]) -> Said:
    return Said(number, payload["stated"], tuple(sorted(payload.get("texts", ()))), tuple(payload["files"]))
