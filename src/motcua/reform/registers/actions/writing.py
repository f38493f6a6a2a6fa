"""How every act on a record is written: hold the shelf, append to the ledger, write the row, all or nothing."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units.public import Unit
from motcua.kernel.refusals import gettext_noop
from motcua.reform.registers.models import Completion, Evidence, Record, Shelf, Text
from motcua.reform.registers.rows import completion_state, no_record, record_columns, record_state
from motcua.reform.registers.rules.reading import tidy
from motcua.reform.registers.rules.state import (
    COMPLETION,
    RECORD,
    VERSION,
    CompletionState,
    Kind,
    RecordState,
    apply,
    apply_completion,
)
from motcua.reform.registers.rules.words import NotStated


@dataclass(frozen=True, slots=True)
class Salted:
    """A text that may name persons, its salt, and what stands for it in the ledger."""

    text: str
    salt: bytes
    commitment: str

    def row(self, record_id: int) -> Text:
        """Give the row in which it is kept beside a record."""
        return Text(record_id=record_id, commitment=self.commitment, text=self.text, salt=self.salt)


def salted(text: str) -> Salted:
    """Give a text a salt of its own."""
    salt = secrets.token_bytes(16)
    return Salted(text, salt, ledger.commitment(text, salt))


def stated(reason: str) -> str:
    """Give a reason on one line. :raises NotStated: if there is none."""
    if not tidy(reason):
        raise NotStated(gettext_noop("the reason must be stated"), field="reason")
    return tidy(reason)


@contextmanager
def opening(register: str, unit_id: int) -> Iterator[None]:
    """Begin a transaction in which nobody else changes this register of this unit. One SQL query, once three more."""
    with transaction.atomic():
        hold(register, unit_id)
        yield


def hold(register: str, unit_id: int) -> None:
    """Hold a register of a unit until the transaction ends."""
    shelf = Shelf.objects.select_for_update().filter(register=register, unit_id=unit_id)
    if not list(shelf):
        Shelf.objects.get_or_create(register=register, unit_id=unit_id)
        list(shelf.all())


def locked(record_id: int, *, shelf: bool = True) -> Record:
    """
    Give a record's row, held until the transaction ends. One SQL query, two more with its shelf.

    :param shelf: hold its register of its unit first, for acts that bear on other records.
    :raises UnknownRecord: if there is none, or it was withdrawn.
    """
    if shelf:
        place = Record.objects.filter(pk=record_id).values_list("register", "unit_id").first()
        if place is None:
            raise no_record(record_id)
        hold(*place)
    row = Record.objects.select_for_update().filter(pk=record_id).first()
    if row is None or row.withdrawn:
        raise no_record(record_id)
    return row


def write(
    row: Record,
    unit: Unit,
    kind: Kind,
    payload: Mapping[str, Any],
    *,
    evidence: list[Evidence] | None = None,
    by: str,
    at: datetime,
) -> None:
    """
    Append one more event of a record and bring its row up to it. Three SQL statements.

    :param evidence: what stands beside it, if that is known already; then two statements.
    """
    held = list(Evidence.objects.filter(record=row)) if evidence is None else evidence
    state = apply(record_state(row, unit=unit.key, evidence=held), kind, payload)
    append(row.pk, state, kind, payload, by=by, at=at)
    columns = record_columns(state)
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))


def append(
    record_id: int, state: RecordState, kind: Kind, payload: Mapping[str, Any], *, by: str, at: datetime
) -> None:
    """Append the event that brought a record into a state."""
    _append(f"{RECORD}{record_id}", state, kind, payload, by=by, at=at)


def append_completion(
    completion_id: int,
    state: CompletionState,
    kind: Kind,
    payload: Mapping[str, Any],
    *,
    by: str,
    at: datetime,
    occurred_at: datetime | None = None,
) -> None:
    """Append the event that brought a declaration into a state."""
    _append(f"{COMPLETION}{completion_id}", state, kind, payload, by=by, at=at, occurred_at=occurred_at)


def reopen(register: str, unit: Unit, days: Iterable[tuple[date, date]], *, by: str, at: datetime) -> None:
    """Mark the declarations superseded that speak of any of these days. One SQL query, two more a declaration."""
    for row in Completion.objects.filter(register=register, unit=unit.id, superseded=False).order_by("id"):
        if any(row.first_on <= last and first <= row.last_on for first, last in days):
            state = apply_completion(completion_state(row, unit=unit.key), Kind.REOPENED, at, {})
            append_completion(row.pk, state, Kind.REOPENED, {}, by=by, at=at)
            row.superseded, row.events = state.superseded, state.number
            row.save(update_fields=["superseded", "events"])


def _append(
    stream: str,
    state: RecordState | CompletionState,
    kind: Kind,
    payload: Mapping[str, Any],
    *,
    by: str,
    at: datetime,
    occurred_at: datetime | None = None,
) -> None:
    ledger.append(
        ledger.NewEvent(
            stream=stream,
            number=state.number,
            kind=kind.value,
            version=VERSION,
            occurred_at=occurred_at or at,
            actor=by,
            unit=state.unit,
            payload=payload,
        ),
        recorded_at=at,
    )
