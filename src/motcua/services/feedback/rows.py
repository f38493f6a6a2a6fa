"""Between the state that the rules know and the row that the database keeps."""

from collections.abc import Collection, Mapping
from typing import Any

from motcua.foundation.units import public as units
from motcua.services.dossiers.public import Timeliness
from motcua.services.feedback import models
from motcua.services.feedback.models import Case
from motcua.services.feedback.rules.case import CaseState
from motcua.services.feedback.rules.sender import Sender
from motcua.services.feedback.rules.words import STREAM, About, Channel, Classification, State, Verdict

VERSION = 1
"""The version of this module's payloads in the ledger."""

ALIKE = (
    "number",
    "last_at",
    "named",
    "received_at",
    "forward_due_at",
    "due_at",
    "judged_until",
    "forwarded_at",
    "stopped_at",
    "answered_at",
    "was_late",
    "published_at",
    "reopened",
    "reopen_until",
    "closed_at",
    "erased",
    "outside",
)
WORDS = {
    "state": State,
    "channel": Channel,
    "about": About,
    "classification": Classification,
    "interrupted": State,
    "timeliness": Timeliness,
    "verdict": Verdict,
}
UNITS = ("receiving_unit", "holder")
IDS = ("dossier", "joined_to")


def columns_of(state: CaseState, *, units: Mapping[str, int]) -> dict[str, Any]:
    """Give the columns of a case's row; ``units`` are ids by key, for every unit that the state names."""
    columns: dict[str, Any] = {name: getattr(state, name) for name in ALIKE}
    for name in WORDS:
        word = getattr(state, name)
        columns[name] = word.value if word is not None else None
    for name in UNITS:
        columns[f"{name}_id"] = units[getattr(state, name)]
    for name in IDS:
        columns[f"{name}_id"] = getattr(state, name)
    return columns


def state_of(row: Case, *, units: Mapping[int, str]) -> CaseState:
    """Give the state that a row stands for; ``units`` are keys by id."""
    fields: dict[str, Any] = {name: getattr(row, name) for name in ALIKE}
    for name, words in WORDS.items():
        text = getattr(row, name)
        fields[name] = words(text) if text is not None else None
    for name in UNITS:
        fields[name] = units[getattr(row, f"{name}_id")]
    for name in IDS:
        fields[name] = getattr(row, f"{name}_id")
    return CaseState(**fields)


def known_states(rows: Collection[Case]) -> dict[int, CaseState]:
    """Give, by case, the state that its row stands for. One SQL query."""
    ids = {getattr(row, f"{name}_id") for row in rows for name in UNITS}
    keys = {unit_id: unit.key for unit_id, unit in units.by_id(ids).items()}
    return {row.pk: state_of(row, units=keys) for row in rows}


def stream_name(case_id: int) -> str:
    """Name the ledger's stream of a case."""
    return f"{STREAM}{case_id}"


def sender_of(case_id: int) -> Sender | None:
    """Give who sent a case, as far as told; None if nothing was, or it was erased. One SQL query."""
    row = models.Sender.objects.filter(case=case_id).first()
    if row is None:
        return None
    return Sender(row.name, row.phone, row.email, row.address, row.identity_number, row.caller)
