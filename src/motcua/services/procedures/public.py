"""The catalogue of procedures: what each is called, how long it may take and what its clock does, as of any day."""

from motcua.services.procedures.queries import by_code, by_id, find, in_force
from motcua.services.procedures.rules import ClockPolicy, Procedure, UnknownProcedure

__all__ = [
    "ClockPolicy",
    "Procedure",
    "UnknownProcedure",
    "by_code",
    "by_id",
    "find",
    "in_force",
]
