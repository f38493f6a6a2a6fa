"""Between the states that the rules know and the rows that the database keeps."""

from typing import Any

from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import gettext_noop
from motcua.reform.registers.models import Completion, Evidence, Record
from motcua.reform.registers.rules.content import Life
from motcua.reform.registers.rules.state import CompletionState, RecordState
from motcua.reform.registers.rules.words import UnknownRecord


def record_columns(state: RecordState) -> dict[str, Any]:
    """Give the columns of a record's row, without its unit and its evidence."""
    return {
        "register": state.register,
        "first_on": state.period.first,
        "last_on": state.period.last,
        "effective_on": state.effective_on,
        "responsible": state.responsible,
        "public": state.public,
        "values": dict(state.values),
        "texts": dict(state.texts),
        "withdrawn": state.withdrawn,
        "events": state.number,
    }


def record_state(row: Record, *, unit: str, evidence: list[Evidence]) -> RecordState:
    """Give a record as its row says it stands. No SQL query."""
    return RecordState(
        number=row.events,
        register=row.register,
        unit=unit,
        period=Period(row.first_on, row.last_on),
        effective_on=row.effective_on,
        responsible=row.responsible,
        public=row.public,
        values=row.values,
        texts=row.texts,
        evidence={one.digest: one.effective_on for one in evidence},
        withdrawn=row.withdrawn,
    )


def completion_state(row: Completion, *, unit: str) -> CompletionState:
    """Give a declaration as its row says it stands. No SQL query."""
    return CompletionState(
        number=row.events,
        register=row.register,
        unit=unit,
        period=Period(row.first_on, row.last_on),
        declared_at=row.declared_at,
        superseded=row.superseded,
    )


def life_of(unit_id: int) -> tuple[units.Unit, Life]:
    """Give a unit and the days of its life. One SQL query. :raises UnknownUnit: if there is none of this id."""
    unit = units.by_id([unit_id]).get(unit_id)
    if unit is None:
        raise units.UnknownUnit(gettext_noop("there is no such unit"), field="unit", value=unit_id)
    return unit, Life(unit.valid_from, unit.valid_to)


def no_record(record_id: int) -> UnknownRecord:
    """Give the refusal of a record that is not there, or no longer."""
    return UnknownRecord(
        gettext_noop("there is no such record, or it was withdrawn"), field="record", value=str(record_id)
    )
