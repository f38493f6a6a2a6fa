"""How a module declares the rules that law or an office may change: tables of records, each from a day on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

SINCE = "valid_from"
"""The column of every record that says from which day on it holds."""

GROUND = ("source", "sure")
"""The columns that say by which document a record holds, and how sure that is."""

Record = Mapping[str, Any]
Records = Mapping[str, Sequence[Record]]
"""The records of a set, by the name of their table."""


class Kind(StrEnum):
    """What stands in a column."""

    WHOLE = "whole"
    SWITCH = "switch"
    CHOICE = "choice"
    SEVERAL = "several"  # choices, in their order
    WORDS = "words"  # short words, none of them empty
    LINE = "line"
    TEXT = "text"
    NESTED = "nested"  # records within the record: shown, and changed by a release alone


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column of a table.

    :param title: as people read it; marked for translation, as all titles here are.
    :param least: the least whole number, ``most`` the greatest; of words and lines, ``most`` is the number of letters.
    :param choices: what may be chosen, by the value that is kept.
    :param may_lack: whether it may be empty, or left out of a record that comes with the program.
    :param silent: whether it is for the program alone, and no page shows it.
    """

    name: str
    title: str
    kind: Kind = Kind.WHOLE
    least: int = 0
    most: int = 1_000
    choices: Mapping[str, str] = field(default_factory=dict)
    may_lack: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """
    A table of dated records: each holds from its first day until the next one of the same key.

    :param key: the columns that tell for what a record holds; none if one record holds for all.
    :param grounded: whether records carry their source.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    grounded: bool = True

    def of(self, record: Record) -> tuple[Any, ...]:
        """Give for what a record holds."""
        return tuple(record[name] for name in self.key)

    @property
    def may_differ(self) -> bool:
        """Say whether a record may say anything but what it says."""
        return any(len(one.choices) != 1 for one in self.columns)

    @property
    def is_open(self) -> bool:
        """Say whether records may hold for something that nobody thought of yet."""
        return any(not one.choices for one in self.columns if one.name in self.key)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """
    Rules that are changed together.

    :param code: as people and the ledger name it; never changed.
    :param decides: one sentence on what is decided by it.
    :param package: the package in whose folder ``data`` the ``file`` lies that comes with the program.
    :param said: what records say of their source in English, marked for translation; all else is cited as it is.
    :param open: whether an installation adds records of its own; the others change with a release.
    """

    code: str
    title: str
    decides: str
    package: str
    file: str
    tables: tuple[Table, ...]
    said: tuple[str, ...] = ()
    open: bool = True

    def table(self, name: str) -> Table:
        """Give a table by its name. :raises KeyError:"""
        found = next((one for one in self.tables if one.name == name), None)
        if found is None:
            raise KeyError(name)
        return found


def in_force(table: Table, records: Sequence[Record], on: date) -> tuple[Record, ...]:
    """Give the records of a table that hold on a day: for each key the latest that has begun."""
    held: dict[tuple[Any, ...], Record] = {}
    for record in sorted(records, key=lambda one: one[SINCE]):
        if record[SINCE] <= on:
            held[table.of(record)] = record
    return tuple(held.values())
