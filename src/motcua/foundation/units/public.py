"""Offices as a tree over time: who bore a code on a day, what stood below it, and who answers for it once it ended."""

from motcua.foundation.units.queries import by_id, by_key, find, history, structure
from motcua.foundation.units.rules.history import History, Structure
from motcua.foundation.units.rules.words import BEGINNING, Level, Unit, UnknownUnit

__all__ = [
    "BEGINNING",
    "History",
    "Level",
    "Structure",
    "Unit",
    "UnknownUnit",
    "by_id",
    "by_key",
    "find",
    "history",
    "structure",
]
