"""The proof that the rows say what the ledger says: every record and declaration made again from its events."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.reform.registers.models import Completion, Evidence, Record
from motcua.reform.registers.rows import completion_state, record_state
from motcua.reform.registers.rules.state import COMPLETION, RECORD, CompletionState, RecordState, fold, fold_completion


@dataclass(frozen=True, slots=True)
class Difference:
    """A stream whose row is not what its events say."""

    stream: str
    stored: RecordState | CompletionState
    replayed: RecordState | CompletionState | None


def replay_all() -> list[Difference]:
    """Make every record and declaration again from its events; give those whose row differs."""
    return [*_records(), *_completions()]


def _records() -> Iterator[Difference]:
    rows = {f"{RECORD}{row.pk}": row for row in Record.objects.all()}
    keys = {unit_id: unit.key for unit_id, unit in units.by_id({row.unit_id for row in rows.values()}).items()}
    evidence: dict[int, list[Evidence]] = {}
    for one in Evidence.objects.all():
        evidence.setdefault(one.record_id, []).append(one)
    replayed = {stream: fold(events) for stream, events in _told(rows)}
    for stream, row in rows.items():
        stored = record_state(row, unit=keys[row.unit_id], evidence=evidence.get(row.pk, []))
        if stored != replayed.get(stream):
            yield Difference(stream, stored, replayed.get(stream))


def _completions() -> Iterator[Difference]:
    rows = {f"{COMPLETION}{row.pk}": row for row in Completion.objects.all()}
    keys = {unit_id: unit.key for unit_id, unit in units.by_id({row.unit_id for row in rows.values()}).items()}
    replayed = {stream: fold_completion(events) for stream, events in _told(rows)}
    for stream, row in rows.items():
        stored = completion_state(row, unit=keys[row.unit_id])
        if stored != replayed.get(stream):
            yield Difference(stream, stored, replayed.get(stream))


def _told(streams: dict[str, Record] | dict[str, Completion]) -> Iterator[tuple[str, Iterator[ledger.Event]]]:
    return groupby(ledger.read_many(list(streams)), key=lambda event: event.stream)
