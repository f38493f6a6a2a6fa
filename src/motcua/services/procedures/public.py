"""The catalogue of procedures: what each is called, how long it may take and what its clock does, as of any day."""

from motcua.services.procedures.actions import abolish, ensure, publish, take_procedures
from motcua.services.procedures.queries import by_code, by_id, find, in_force
from motcua.services.procedures.rules.lists import LIST_KNOWN, LIST_NEEDED
from motcua.services.procedures.rules.words import (
    DEFAULT_POLICY,
    UNCLASSIFIED,
    AlreadyChanged,
    ClockPolicy,
    FieldNamed,
    Procedure,
    UnknownProcedure,
    is_official,
)

__all__ = [
    "DEFAULT_POLICY",
    "LIST_KNOWN",
    "LIST_NEEDED",
    "UNCLASSIFIED",
    "AlreadyChanged",
    "ClockPolicy",
    "FieldNamed",
    "Procedure",
    "UnknownProcedure",
    "abolish",
    "by_code",
    "by_id",
    "ensure",
    "find",
    "in_force",
    "is_official",
    "publish",
    "take_procedures",
]
