"""Between the state that the rules know and the row that the database keeps."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from motcua.foundation.units import public as units
from motcua.services.dossiers.clocks import local_zone
from motcua.services.dossiers.models import Dossier
from motcua.services.dossiers.rules.state import DossierState
from motcua.services.dossiers.rules.words import Channel, Outcome, State, Timeliness, WaitsFor
from motcua.services.procedures import public as procedures

ALIKE = (
    "code",
    "number",
    "last_at",
    "field",
    "submitted_at",
    "received_at",
    "due_first",
    "due_at",
    "judged_until",
    "stopped_at",
    "closed_at",
    "returned_at",
    "returned_again",
    "extensions",
    "requests",
    "repeated_requests",
    "apologies",
    "fee_paid",
    "fee_paid_online",
    "fee_advance",
    "fee_final",
    "papers",
    "papers_digitised",
    "papers_reused",
    "result_digital",
    "imported",
    "backdated",
)
VERSION = 1
"""The version of this module's payloads in the ledger."""

WORDS = {
    "state": State,
    "channel": Channel,
    "origin": Channel,
    "waits_for": WaitsFor,
    "interrupted": State,
    "outcome": Outcome,
    "timeliness": Timeliness,
}
UNITS = ("receiving_unit", "competent_unit", "holder", "asked_by")


def named(code: str) -> dict[str, str]:
    """Give the column that a dossier is found by: its code; before it has one, ``request:`` and its request key."""
    return {"request_key": code.removeprefix("request:")} if code.startswith("request:") else {"code": code}


def columns_of(state: DossierState, *, units: Mapping[str, int], procedures: Mapping[str, int]) -> dict[str, Any]:
    """
    Give the columns of a dossier's row.

    :param units: ids by unit key, for every unit that the state names.
    :param procedures: ids by procedure code.
    """
    columns: dict[str, Any] = {name: getattr(state, name) for name in ALIKE}
    for name in WORDS:
        word = getattr(state, name)
        columns[name] = word.value if word is not None else None
    for name in UNITS:
        key = getattr(state, name)
        columns[f"{name}_id"] = units[key] if key is not None else None
    columns["procedure_id"] = procedures[state.procedure]
    columns["term_amount"], columns["term_measure"] = state.term or (None, None)
    columns["used"] = [list(pair) for pair in state.used]
    return columns


def state_of(row: Dossier, *, units: Mapping[int, str], procedures: Mapping[int, str]) -> DossierState:
    """Give the state that a row stands for; ``units`` are keys by id, ``procedures`` codes by id."""
    fields: dict[str, Any] = {name: getattr(row, name) for name in ALIKE}
    for name, words in WORDS.items():
        text = getattr(row, name)
        fields[name] = words(text) if text is not None else None
    for name in UNITS:
        unit_id = getattr(row, f"{name}_id")
        fields[name] = units[unit_id] if unit_id is not None else None
    return DossierState(
        **fields,
        procedure=procedures[row.procedure_id],
        term=(row.term_amount, row.term_measure) if row.term_amount is not None and row.term_measure else None,
        used=tuple((holder, minutes) for holder, minutes in row.used),
    )


def stream_name(dossier_id: int) -> str:
    """Name the ledger's stream of a dossier."""
    return f"dossier/{dossier_id}"


def procedure_of(row: Dossier) -> procedures.Procedure:
    """Give the procedure of a dossier as it stood on the day of receipt. One SQL query, two if it changed since."""
    return procedures_of([row])[row.pk]


def procedures_of(rows: Collection[Dossier]) -> dict[int, procedures.Procedure]:
    """Give, by dossier, its procedure as of the day of receipt. One SQL query, one more a version that has passed."""
    latest = procedures.by_id({row.procedure_id for row in rows})
    found: dict[int, procedures.Procedure] = {}
    passed: dict[tuple[str, date], procedures.Procedure] = {}
    for row in rows:
        procedure = latest[row.procedure_id]
        on = (row.received_at or row.submitted_at or row.last_at).astimezone(local_zone()).date()
        if procedure.valid_from > on:
            key = (procedure.code, on)
            procedure = passed[key] = passed.get(key) or procedures.find(procedure.code, on=on)
        found[row.pk] = procedure
    return found


def known_state(row: Dossier) -> DossierState:
    """Give the state that a row stands for. Two SQL queries."""
    return known_states([row])[row.pk]


def known_states(rows: Collection[Dossier]) -> dict[int, DossierState]:
    """Give, by dossier, the state that its row stands for. Two SQL queries."""
    keys = keys_of(*rows)
    codes = {one: known.code for one, known in procedures.by_id({row.procedure_id for row in rows}).items()}
    return {row.pk: state_of(row, units=keys, procedures=codes) for row in rows}


def keys_of(*rows: Dossier) -> dict[int, str]:
    """Give the keys of the units that rows name, by id. One SQL query."""
    ids = {unit_id for row in rows for name in UNITS if (unit_id := getattr(row, f"{name}_id")) is not None}
    return {unit_id: unit.key for unit_id, unit in units.by_id(ids).items()}
