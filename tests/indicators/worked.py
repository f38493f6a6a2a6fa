"""Worked examples: facts written as tables that a person can read, with what each row is counted as beside it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dossiers.plain import ZONE
from indicators.town import DISTRICT, HISTORY
from motcua.foundation.facts.public import NOTHING, Facts, Store, Table, Type, engine
from motcua.foundation.facts.writing import schema
from motcua.foundation.units import public as units
from motcua.reform.indicators.public import SOURCES
from motcua.reform.indicators.queries.sources import TABLES

YEAR = 2023
NEVER = datetime(9999, 12, 31, tzinfo=UTC)
LONG_AGO, LATER = datetime(2000, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)

USUAL: Mapping[str, Mapping[str, Any]] = {
    "dossiers": {"channel": "counter", "due_first": LATER, "due_last": LATER, "procedure": 71, "field": "ho-tich"},
    "dossier_spans": {"pending": True, "end_at": NEVER, "late_from": LATER, "due_at": LATER, "judged_until": LATER},
    "dossier_notes": {"channel": "counter", "procedure": 71, "field": "ho-tich"},
    "offers": {"procedure": 71, "offered_from": date(2020, 1, 1)},
    "feedback_cases": {"counted": True},
    "register_records": {
        "first_on": date(2023, 1, 1),
        "last_on": date(2023, 12, 31),
        "effective_on": date(2023, 1, 1),
    },
}
"""What a row is where an example does not say."""

EMPTY: Mapping[Type, Any] = {
    Type.TEXT: "",
    Type.FLAG: False,
    Type.INSTANT: LONG_AGO,
    Type.DAY: date(2023, 1, 1),
    Type.INT8: 0,
    Type.INT16: 0,
    Type.INT32: 0,
    Type.INT64: 0,
}


@dataclass(frozen=True)
class Example:
    """The rows of some tables, and for each indicator the rows that are in its population and that it counts."""

    rows: dict[str, list[dict[str, Any]]]
    marks: dict[str, dict[str, set[tuple[str, int]]]]
    figures: dict[str, tuple[int, int | None]]


def read(text: str) -> Example:
    """
    Read tables: a line ``table: columns | indicators``, then a line a row, cells apart by two spaces or more.

    Beside the bar stands how a row is counted: ``p`` of the population, ``c`` of what is counted, ``.`` not at all.
    ``-`` is empty; times are of 2023, ``03-01 09:00`` or ``03-01``. Figures are ``code = counted / population``.
    """
    figures: dict[str, tuple[int, int | None]] = {}
    rows: dict[str, list[dict[str, Any]]] = {}
    marks: dict[str, dict[str, set[tuple[str, int]]]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("#"):
            continue
        if "=" in line:
            code, counted, *whole = re.split(r" [=/] ", line)
            figures[code] = int(counted), int(whole[0]) if whole else None
            continue
        left, _, right = (part.strip() for part in line.partition("|"))
        if ":" in left.split()[0]:
            name, _, heads = left.partition(":")
            table, columns, codes = TABLES[name], heads.split(), right.split()
            for code in codes:
                marks.setdefault(code, {"p": set(), "c": set()})
            continue
        number = len(rows.setdefault(table.name, [])) + 1
        said = {
            column: _value(table, column, cell) for column, cell in zip(columns, re.split(r"\s{2,}", left), strict=True)
        }
        rows[table.name].append(said)
        for code, mark in zip(codes, right.split(), strict=True):
            for part in set(mark) & {"p", "c"}:
                marks[code][part].add((table.name, said.get(table.key, number)))
    return Example(rows, marks, figures)


def _value(table: Table, column: str, cell: str) -> Any:
    (type_,) = (one.type for one in table.columns if one.name == column)
    if cell == "-":
        return None
    if type_ is Type.INSTANT:
        return datetime.fromisoformat(f"{YEAR}-{cell.replace(' ', 'T')}").replace(tzinfo=ZONE)
    if type_ is Type.DAY:
        return date.fromisoformat(f"{YEAR}-{cell}")
    return {"yes": True, "no": False}[cell] if type_ is Type.FLAG else cell if type_ is Type.TEXT else int(cell)


def frame(table: Table, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Fill in what the rows do not say, and give them as a frame of the table."""
    whole = [
        {column.name: None if column.nullable else EMPTY[column.type] for column in table.columns}
        | {table.key: number}
        | {name: DISTRICT for name in ("unit", "receiving_unit", "competent_unit") if _has(table, name)}
        | USUAL.get(table.name, {})
        | row
        for number, row in enumerate(rows, 1)
    ]
    for row in whole:
        for day, at in (("received_on", "received_at"), ("answered_on", "answered_at"), ("closed_on", "closed_at")):
            if _has(table, day) and _has(table, at) and row[at] is not None:
                row[day] = row[at].astimezone(ZONE).date()
    for column in table.columns:
        if column.type is Type.INSTANT:
            for row in whole:
                at = row[column.name]
                row[column.name] = at and at.astimezone(UTC).replace(tzinfo=None)
    return pl.DataFrame(whole, schema=schema(table))


def _has(table: Table, name: str) -> bool:
    return any(column.name == name for column in table.columns)


def facts(folder: Path, rows: Mapping[str, Sequence[Mapping[str, Any]]], *, by: str = "polars") -> Facts:
    """Put rows into a store of their own and give it as an engine sees it."""

    def fill(build: Any) -> None:
        for name, each in rows.items():
            build.add(TABLES[name], frame(TABLES[name], each))

    return Facts(Store(folder, SOURCES, zone=str(ZONE)).write(fill, mark=NOTHING), engine(by))


@contextmanager
def in_town() -> Iterator[None]:
    """Put the units of the town in the place of the database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(units, "history", lambda: HISTORY)
        yield
