"""What a fact table is: named, typed columns with their meaning; a key; the month that its rows are kept by."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

Columns = Mapping[str, Sequence[Any]]
"""Rows as columns: the name of each column with its values, all of one length."""


class Type(StrEnum):
    """
    The types that every engine agrees on.

    An ``instant`` is handed over aware and kept in UTC to the microsecond; a ``day`` is the local day of the
    installation's zone, so that no engine ever reckons with zones.
    """

    INT8 = "int8"
    INT16 = "int16"
    INT32 = "int32"
    INT64 = "int64"
    TEXT = "text"
    INSTANT = "instant"
    DAY = "day"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type, what it means, and whether it may be empty."""

    name: str
    type: Type
    meaning: str
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """
    A declared fact table.

    :param key: the integer column that says whose rows these are; all rows of a key are written together.
    :param partition: the day column whose month decides the file that a row is kept in.
    :param order: the columns that rows are sorted by within a file, so that a reader can skip what it does not need;
        together with the key they leave no two rows equal.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: str
    partition: str
    order: tuple[str, ...]

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        unknown = {self.key, self.partition, *self.order} - set(names)
        if unknown or len(set(names)) != len(names):
            raise ValueError(f"table {self.name}: columns {sorted(unknown) or names} are unknown or declared twice")


@dataclass(frozen=True, slots=True)
class Cut:
    """
    How far the ledger is read: how many of its events, in their order, and of these the ones recorded by an instant.

    ``recorded_until`` is aware; None means all.
    """

    size: int
    recorded_until: datetime | None = None

    def takes(self, position: int | None, recorded_at: datetime) -> bool:
        """Say whether an event lies within the cut. One without a position is not sequenced yet and lies outside."""
        if position is None or position >= self.size:
            return False
        return self.recorded_until is None or recorded_at <= self.recorded_until


class Source(Protocol):
    """What a module's ``facts.py`` provides: its tables, and the rows that follow from the ledger."""

    @property
    def name(self) -> str:
        """A stable name."""
        ...

    @property
    def version(self) -> int:
        """A number that is raised when the same events come to mean other rows."""
        ...

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, all with the same key."""
        ...

    def changed(self, after: int) -> Iterator[Sequence[int]]:
        """Give the keys with events from a position on, in chunks whose rows fit in memory together."""
        ...

    def rows(self, keys: Sequence[int], cut: Cut) -> Mapping[str, Columns]:
        """Give the rows of these keys, by table, as they follow from the events within the cut."""
        ...


def chunked(keys: Iterable[int], size: int) -> Iterator[list[int]]:
    """Cut a stream of keys into lists of at most ``size``."""
    chunk: list[int] = []
    for key in keys:
        chunk.append(key)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def columns_of(table: Table, rows: Collection[Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """Turn rows, each in the order of the table's columns, into columns."""
    values = list(zip(*rows, strict=True)) if rows else [()] * len(table.columns)
    return {column.name: each for column, each in zip(table.columns, values, strict=True)}
