"""The cast of the facts: a ledger kept in a list, and a source whose rows follow from it."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from motcua.foundation.facts.public import (
    NOTHING,
    Column,
    Columns,
    Cut,
    Facts,
    Mark,
    Snapshot,
    Store,
    Table,
    Type,
    chunked,
    columns_of,
    engine,
)

NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)

PARCELS = Table(
    name="parcels",
    meaning="One row a parcel.",
    key="parcel",
    partition="sent_on",
    order=("weight",),
    columns=(
        Column("parcel", Type.INT64, "the parcel"),
        Column("sent_on", Type.DAY, "the day it was sent"),
        Column("weight", Type.INT32, "grams, after all corrections"),
        Column("label", Type.TEXT, "what stands on it", nullable=True),
        Column("weighed_at", Type.INSTANT, "when it was last weighed"),
        Column("heavy", Type.FLAG, "over a kilogram"),
    ),
)
WEIGHINGS = Table(
    name="weighings",
    meaning="One row a weighing.",
    key="parcel",
    partition="sent_on",
    order=("weighed_at", "number"),
    columns=(
        Column("parcel", Type.INT64, "the parcel"),
        Column("number", Type.INT16, "the number of the weighing"),
        Column("sent_on", Type.DAY, "the day it was sent"),
        Column("weighed_at", Type.INSTANT, "when"),
        Column("weight", Type.INT32, "grams"),
    ),
)


@dataclass(frozen=True)
class Weighed:
    """One event: a parcel was weighed, lost (no weight), or is said to have been sent on another day."""

    parcel: int
    sent_on: date
    weight: int | None
    recorded_at: datetime = NOON


@dataclass
class Book:
    """A ledger and the source on it; both are what the store asks for."""

    events: list[Weighed] = field(default_factory=list)
    name: str = "parcels"
    version: int = 1
    tables: tuple[Table, ...] = (PARCELS, WEIGHINGS)
    chunk: int = 3
    read: list[int] = field(default_factory=list)

    def weigh(self, parcel: int, sent_on: date, weight: int | None = 500, recorded_at: datetime = NOON) -> None:
        self.events.append(Weighed(parcel, sent_on, weight, recorded_at))

    def head(self) -> Mark:
        return Mark(len(self.events), self.last_leaf(len(self.events))) if self.events else NOTHING

    def last_leaf(self, size: int) -> str:
        if size > len(self.events):
            return ""
        return hashlib.sha256(repr(self.events[:size]).encode()).hexdigest()

    def changed(self, after: int) -> Iterator[Sequence[int]]:
        return chunked(dict.fromkeys(event.parcel for event in self.events[after:]), self.chunk)

    def rows(self, keys: Sequence[int], cut: Cut) -> Mapping[str, Columns]:
        self.read.extend(keys)
        parcels: list[tuple[Any, ...]] = []
        weighings: list[tuple[Any, ...]] = []
        for key in keys:
            events = [
                (at + 1, event)
                for at, event in enumerate(self.events)
                if event.parcel == key and cut.takes(at, event.recorded_at)
            ]
            if not events or events[-1][1].weight is None:
                continue
            at, last = events[-1]
            weight = sum(event.weight or 0 for _, event in events)
            weighed = NOON + timedelta(seconds=at)
            label = None if key % 3 == 0 else f"số {key}"
            parcels.append((key, last.sent_on, weight, label, weighed, weight > 1000))
            weighings += [
                (key, number, last.sent_on, NOON + timedelta(seconds=at), event.weight or 0)
                for number, (at, event) in enumerate(events, 1)
            ]
        return {"parcels": columns_of(PARCELS, parcels), "weighings": columns_of(WEIGHINGS, weighings)}


def rows_of(snapshot: Snapshot, table: Table, engine_name: str = "polars") -> list[tuple[Any, ...]]:
    """Give all rows of a table, sorted, with their instants aware."""
    facts = Facts(snapshot, engine(engine_name))
    (columns,) = facts.collect(facts.scan(table))
    return sorted((tuple(map(_aware, row)) for row in zip(*columns.values(), strict=True)), key=repr)


def _aware(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value


def contents(snapshot: Snapshot) -> dict[str, list[tuple[Any, ...]]]:
    """Give all rows of all tables."""
    return {table.name: rows_of(snapshot, table) for table in (PARCELS, WEIGHINGS)}


@pytest.fixture
def book() -> Book:
    """A ledger of seven weighings of five parcels in three months."""
    book = Book()
    for parcel, day in enumerate([date(2026, 1, 5), date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 9)], 1):
        book.weigh(parcel, day, 400 * parcel)
    book.weigh(2, date(2026, 1, 31), 300)
    book.weigh(5, date(2026, 2, 14), 100)
    book.weigh(5, date(2026, 2, 14), None)
    return book


@pytest.fixture
def store(tmp_path: Path) -> Callable[..., Store]:
    """Open a store on a book."""

    def open_store(book: Book, folder: str = "facts", zone: str = "Asia/Ho_Chi_Minh", **kwargs: Any) -> Store:
        return Store(tmp_path / folder, [book], zone=zone, **kwargs)

    return open_store
