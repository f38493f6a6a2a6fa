"""
What the registers publish for measurement: one row a record that stands, and one a declaration that stands.

``planned`` and ``done`` are a whole and its part. What they are, each register's declaration says: posts in the scheme
and filled, people who need training and who took it, đồng estimated and disbursed, documents looked at and contrary.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from motcua.foundation.facts.public import Column, Columns, Cut, Table, Type, chunked, columns_of
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.reform.registers.lists import duties
from motcua.reform.registers.rules.content import Life
from motcua.reform.registers.rules.registry import REGISTERS
from motcua.reform.registers.rules.state import COMPLETION, RECORD, CompletionState, RecordState, fold, fold_completion
from motcua.reform.registers.rules.words import AsFact, Register

CHUNK = 2_000
"""How many streams are read from the ledger at once."""

_UNIT = "the unit, by its id in foundation.units"

RECORDS = Table(
    name="register_records",
    meaning="One row a record that stands; one that was withdrawn has none.",
    key="record",
    partition="effective_on",
    order=("register", "unit"),
    columns=(
        Column("record", Type.INT64, "the record, by its id"),
        Column("register", Type.TEXT, "the code of its register"),
        Column("reform_field", Type.TEXT, "the field of reform that the register belongs to"),
        Column("unit", Type.INT32, _UNIT),
        Column("level", Type.TEXT, "the level of government of the unit, or department"),
        Column("first_on", Type.DAY, "the first day of its period"),
        Column("last_on", Type.DAY, "the last day of its period"),
        Column("effective_on", Type.DAY, "since when it holds"),
        Column("ended_on", Type.DAY, "the first day on which it holds no longer", nullable=True),
        Column(
            "due_on",
            Type.DAY,
            "by when it was due: as the record says, else by the dated obligation; empty if neither says",
            nullable=True,
        ),
        Column("done_on", Type.DAY, "when it was issued, sent or done", nullable=True),
        Column("planned", Type.INT64, "the whole: a number or đồng, as the register declares", nullable=True),
        Column("done", Type.INT64, "its part", nullable=True),
        Column("condition", Type.TEXT, "good, degraded or short; of the quality system its stage", nullable=True),
        Column("kind", Type.TEXT, "the kind of record, as the register declares", nullable=True),
        Column("evidence", Type.INT16, "how many files stand beside it"),
        Column("public", Type.FLAG, "whether the public may see it"),
    ),
)

COMPLETIONS = Table(
    name="register_completions",
    meaning="One row a declaration that a register is complete for a period, unless a record came after it.",
    key="completion",
    partition="first_on",
    order=("register", "unit"),
    columns=(
        Column("completion", Type.INT64, "the declaration, by its id"),
        Column("register", Type.TEXT, "the code of the register"),
        Column("unit", Type.INT32, _UNIT),
        Column("first_on", Type.DAY, "the first day of the period"),
        Column("last_on", Type.DAY, "the last day of the period"),
        Column("declared_at", Type.INSTANT, "when it was declared"),
    ),
)


class RecordFacts:
    """The rows of records, as they follow from the ledger."""

    name = "register_records"
    version = 2
    tables = (RECORDS,)

    def changed(self, after: int) -> Iterator[Sequence[int]]:
        """Give the records with events from a position of the ledger on."""
        return _changed(after, RECORD)

    def rows(self, keys: Sequence[int], cut: Cut) -> Mapping[str, Columns]:
        """Give the rows of records, as they follow from the events within the cut."""
        folded = [(key, state) for key, events in _within(keys, cut, RECORD) if (state := fold(events))]
        known = units.by_key({state.unit for _, state in folded})
        rows = [_record(key, state, known[state.unit]) for key, state in folded if not state.withdrawn]
        return {RECORDS.name: columns_of(RECORDS, rows)}


class CompletionFacts:
    """The rows of declarations, as they follow from the ledger."""

    name = "register_completions"
    version = 1
    tables = (COMPLETIONS,)

    def changed(self, after: int) -> Iterator[Sequence[int]]:
        """Give the declarations with events from a position of the ledger on."""
        return _changed(after, COMPLETION)

    def rows(self, keys: Sequence[int], cut: Cut) -> Mapping[str, Columns]:
        """Give the rows of declarations, as they follow from the events within the cut."""
        folded = [(key, state) for key, events in _within(keys, cut, COMPLETION) if (state := fold_completion(events))]
        known = units.by_key({state.unit for _, state in folded})
        rows = [_completion(key, state, known[state.unit]) for key, state in folded if not state.superseded]
        return {COMPLETIONS.name: columns_of(COMPLETIONS, rows)}


FACTS = RecordFacts()
COMPLETION_FACTS = CompletionFacts()


def _changed(after: int, prefix: str) -> Iterator[Sequence[int]]:
    streams = ledger.streams_changed_after(after, prefix=prefix)
    return chunked((int(stream.removeprefix(prefix)) for stream in streams), CHUNK)


def _within(keys: Sequence[int], cut: Cut, prefix: str) -> Iterator[tuple[int, Iterable[ledger.Event]]]:
    events = (
        event
        for event in ledger.read_many([f"{prefix}{key}" for key in keys])
        if cut.takes(event.position, event.recorded_at)
    )
    for stream, group in groupby(events, key=lambda event: event.stream):
        yield int(stream.removeprefix(prefix)), group


def _record(record_id: int, state: RecordState, unit: units.Unit) -> tuple[Any, ...]:
    register = REGISTERS[state.register]
    return (
        record_id,
        register.code,
        register.field.value,
        unit.id,
        unit.level.value,
        state.period.first,
        state.period.last,
        state.effective_on,
        _day(register, state, AsFact.ENDED_ON),
        _day(register, state, AsFact.DUE_ON) or _owed(register, state, unit),
        _day(register, state, AsFact.DONE_ON),
        _value(register, state, AsFact.PLANNED),
        _value(register, state, AsFact.DONE),
        _value(register, state, AsFact.CONDITION),
        _value(register, state, AsFact.KIND),
        len(state.evidence),
        state.public,
    )


def _completion(completion_id: int, state: CompletionState, unit: units.Unit) -> tuple[Any, ...]:
    return completion_id, state.register, unit.id, state.period.first, state.period.last, state.declared_at


def _owed(register: Register, state: RecordState, unit: units.Unit) -> date | None:
    """Give the day by which the obligations ask for it; none for what replaces an earlier document."""
    if "replaces" in state.values:
        return None
    kind = str(state.values.get("kind", ""))
    life = Life(unit.valid_from, unit.valid_to)
    return duties().due_on(register, kind, unit.level, state.period, life)


def _value(register: Register, state: RecordState, role: AsFact) -> Any:
    column = register.as_fact(role)
    return state.values.get(column.name) if column else None


def _day(register: Register, state: RecordState, role: AsFact) -> date | None:
    value = _value(register, state, role)
    return date.fromisoformat(value) if value else None
