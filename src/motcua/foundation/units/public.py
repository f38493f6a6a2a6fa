"""Offices as a tree over time: who bore a code on a day, what stood below it, and who answers for it once it ended."""

from motcua.foundation.units.actions.contacts import tell_contact
from motcua.foundation.units.actions.tree import (
    dissolve,
    ensure,
    found,
    merge,
    move,
    rename,
    reorganise,
    take_units,
)
from motcua.foundation.units.queries import by_id, by_key, contacts, find, history, structure
from motcua.foundation.units.rules.contact import Contact, flaws_of_contact
from motcua.foundation.units.rules.history import History, Structure
from motcua.foundation.units.rules.lists import LIST_KNOWN, LIST_NEEDED, AnotherName
from motcua.foundation.units.rules.reorganisation import REORGANISATION_KNOWN, REORGANISATION_NEEDED
from motcua.foundation.units.rules.words import (
    BEGINNING,
    ChangedLater,
    CodeInUse,
    Level,
    Misplaced,
    NotInBeing,
    StillNeeded,
    Unit,
    UnknownUnit,
)

__all__ = [
    "BEGINNING",
    "LIST_KNOWN",
    "LIST_NEEDED",
    "REORGANISATION_KNOWN",
    "REORGANISATION_NEEDED",
    "AnotherName",
    "ChangedLater",
    "CodeInUse",
    "Contact",
    "History",
    "Level",
    "Misplaced",
    "NotInBeing",
    "StillNeeded",
    "Structure",
    "Unit",
    "UnknownUnit",
    "by_id",
    "by_key",
    "contacts",
    "dissolve",
    "ensure",
    "find",
    "flaws_of_contact",
    "found",
    "history",
    "merge",
    "move",
    "rename",
    "reorganise",
    "structure",
    "take_units",
    "tell_contact",
]
