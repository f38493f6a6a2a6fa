"""Records as people see them, with their evidence and their history; and whether a number may be stated."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.foundation.ledger import public as ledger
from motcua.kernel.periods import Period
from motcua.reform.registers.models import Completion, Evidence, Record, Text
from motcua.reform.registers.rows import no_record
from motcua.reform.registers.rules.state import RECORD, Kind
from motcua.reform.registers.rules.words import Value


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A file beside a record: since when it holds, and when it was attached."""

    digest: str
    name: str
    effective_on: date
    attached_at: datetime


@dataclass(frozen=True, slots=True)
class RecordView:
    """
    A record as it stands.

    :param values: by column; personal texts among them, unless they were erased.
    :param events: how many events its history has.
    """

    id: int
    register: str
    unit_id: int
    period: Period
    effective_on: date
    responsible: str
    public: bool
    values: Mapping[str, Value]
    evidence: tuple[EvidenceView, ...]
    withdrawn: bool
    events: int


@dataclass(frozen=True, slots=True)
class CompletionView:
    """A declaration that a register is complete for a period; superseded once a record of those days came after it."""

    id: int
    register: str
    unit_id: int
    period: Period
    declared_at: datetime
    superseded: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of a record: what happened, when, by whom, why, what it says, and the leaf that proves it."""

    number: int
    kind: Kind
    occurred_at: datetime
    recorded_at: datetime
    actor: str
    reason: str
    payload: Mapping[str, Any]
    leaf: bytes


def records(register: str | None, units: int | Collection[int], period: Period | None = None) -> list[RecordView]:
    """
    Give the records of units that are of any day of a period, by unit, register and first day. Three SQL queries.

    :param register: its code; all registers if none is named.
    :param units: the id of one unit, or several.
    :param period: any time if none is named.
    """
    asked = Record.objects.filter(unit__in=[units] if isinstance(units, int) else units, withdrawn=False)
    if register is not None:
        asked = asked.filter(register=register)
    if period is not None:
        asked = asked.filter(first_on__lte=period.last, last_on__gte=period.first)
    return views(asked.order_by("unit_id", "register", "first_on", "id"))


def find(record_id: int) -> RecordView:
    """Give a record, also one that was withdrawn. Three SQL queries. :raises UnknownRecord: if there is none."""
    found = views(Record.objects.filter(pk=record_id))
    if not found:
        raise no_record(record_id)
    return found[0]


def history(record_id: int) -> list[Happened]:
    """Give the events of a record in order. Two SQL queries."""
    texts = dict(Text.objects.filter(record=record_id).values_list("commitment", "text"))
    return [
        Happened(
            number=event.number,
            kind=Kind(event.kind),
            occurred_at=event.occurred_at,
            recorded_at=event.recorded_at,
            actor=event.actor,
            reason=texts.get(event.payload.get("reason", ""), ""),
            payload=event.payload,
            leaf=event.leaf,
        )
        for event in ledger.read(f"{RECORD}{record_id}")
    ]


def completions(register: str | None, unit_id: int, period: Period | None = None) -> list[CompletionView]:
    """Give what was declared complete, superseded declarations too, by register and first day. One SQL query."""
    asked = Completion.objects.filter(unit=unit_id)
    if register is not None:
        asked = asked.filter(register=register)
    if period is not None:
        asked = asked.filter(first_on__lte=period.last, last_on__gte=period.first)
    return [
        CompletionView(
            row.pk, row.register, row.unit_id, Period(row.first_on, row.last_on), row.declared_at, row.superseded
        )
        for row in asked.order_by("register", "first_on", "id")
    ]


def is_complete(register: str, unit_id: int, period: Period) -> bool:
    """Say whether every day of a period is declared complete, and nothing came after. One SQL query."""
    standing = [one.period for one in completions(register, unit_id, period) if not one.superseded]
    missing = period.first
    for declared in standing:
        if declared.first > missing:
            return False
        missing = max(missing, date.fromordinal(declared.last.toordinal() + 1))
    return missing > period.last


def number_of(register: str, unit_id: int, period: Period) -> int | None:
    """
    Count the records of a period; None, which is not zero, if there are none and nobody declared it complete.

    Two SQL queries.
    """
    found = Record.objects.filter(
        register=register,
        unit=unit_id,
        withdrawn=False,
        first_on__lte=period.last,
        last_on__gte=period.first,
    ).count()
    return found if found or is_complete(register, unit_id, period) else None


def views(rows: Iterable[Record]) -> list[RecordView]:
    """Give rows as people see them. Two SQL queries beside that of the rows."""
    held = list(rows)
    ids = [row.pk for row in held]
    texts = {
        (text.record_id, text.commitment): text.text
        for text in Text.objects.filter(record__in=ids).only("record_id", "commitment", "text")
    }
    evidence: dict[int, list[EvidenceView]] = {}
    for one in Evidence.objects.filter(record__in=ids).order_by("effective_on", "id"):
        evidence.setdefault(one.record_id, []).append(
            EvidenceView(one.digest, one.name, one.effective_on, one.attached_at)
        )
    return [
        RecordView(
            id=row.pk,
            register=row.register,
            unit_id=row.unit_id,
            period=Period(row.first_on, row.last_on),
            effective_on=row.effective_on,
            responsible=row.responsible,
            public=row.public,
            values=row.values
            | {name: texts[row.pk, held] for name, held in row.texts.items() if (row.pk, held) in texts},
            evidence=tuple(evidence.get(row.pk, ())),
            withdrawn=row.withdrawn,
            events=row.events,
        )
        for row in held
    ]
