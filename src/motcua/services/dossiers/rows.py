"""Between the state that the rules know and the row that the database keeps."""

from collections.abc import Mapping
from typing import Any

from motcua.services.dossiers.models import Dossier
from motcua.services.dossiers.rules.state import DossierState
from motcua.services.dossiers.rules.words import Channel, Outcome, State, Timeliness, WaitsFor

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
    "extensions",
    "requests",
    "repeated_requests",
    "apologies",
    "imported",
    "backdated",
)
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
