"""Writing the files: rows are gathered by month beside the store, then each month that changed is written anew."""

import hashlib
import os
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from motcua.foundation.facts.manifest import File, Manifest, ordered
from motcua.foundation.facts.tables import Columns, Source, Table, Type

POLARS: Mapping[Type, pl.DataType] = {
    Type.INT8: pl.Int8(),
    Type.INT16: pl.Int16(),
    Type.INT32: pl.Int32(),
    Type.INT64: pl.Int64(),
    Type.TEXT: pl.String(),
    Type.INSTANT: pl.Datetime("us"),
    Type.DAY: pl.Date(),
    Type.FLAG: pl.Boolean(),
}
ROWS_IN_MEMORY = 400_000
"""How many gathered rows are held before they are put aside on disk."""

ROWS_IN_GROUP = 65_536
"""How many rows a reader can skip at once: small enough to skip much, large enough to compress well."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def schema(table: Table) -> pl.Schema:
    """Give the Polars schema of a table."""
    return pl.Schema({column.name: POLARS[column.type] for column in table.columns})


class Build:
    """
    The next state of some tables, while it is being made.

    Rows are added in any order; ``finish`` writes the files of the months that changed, with all rows of the changed
    keys replaced in the tables of their source and in no other, and gives the list of the files that there now are.
    Memory holds ``ROWS_IN_MEMORY`` rows, or one month of one table.
    """

    def __init__(self, tables: Sequence[Table], *, files: Path, scratch: Path) -> None:
        self.tables = {table.name: table for table in tables}
        self.files = files
        self.scratch = scratch
        self._gathered: defaultdict[tuple[str, str], list[pl.DataFrame]] = defaultdict(list)
        self._aside: defaultdict[tuple[str, str], list[Path]] = defaultdict(list)
        self._rows = 0
        self._keys: defaultdict[str, array[int]] = defaultdict(lambda: array("q"))

    def replace(self, source: Source, keys: Sequence[int], rows: Mapping[str, Columns]) -> None:
        """Take the rows that keys of a source now have; what they had before is dropped. A key may have none."""
        for table in source.tables:
            self._keys[table.name].extend(keys)
        for name, columns in rows.items():
            self.add(self.tables[name], _frame(self.tables[name], columns))

    def add(self, table: Table, frame: pl.DataFrame) -> None:
        """Take rows as a frame of the table's schema. :raises ValueError: if they are not what the table declares."""
        if not frame.height:
            return
        _check(table, frame)
        months = frame.with_columns(pl.col(table.partition).dt.truncate("1mo").alias(_MONTH))
        for (month,), part in months.partition_by(_MONTH, as_dict=True, include_key=False).items():
            assert hasattr(month, "strftime")  # noqa: S101 - the partition is never empty
            self._gathered[table.name, month.strftime("%Y-%m")].append(part)
        self._rows += frame.height
        if self._rows >= ROWS_IN_MEMORY:
            self._put_aside()

    def finish(self, before: Manifest | None) -> tuple[File, ...]:
        """Write what changed and give all files of the tables."""
        known = {(file.table, file.partition): file for file in before.files} if before else {}
        keys = {name: pl.Series(self._keys[name], dtype=pl.Int64).unique().sort() for name in self.tables}
        touched = {*self._gathered, *self._aside, *self._holding(keys, known)}
        made = [self._rewrite(table, month, keys[table], known.get((table, month))) for table, month in sorted(touched)]
        kept = [file for place, file in known.items() if place not in touched]
        return ordered([*kept, *(file for file in made if file is not None)])

    def _holding(
        self, changed: Mapping[str, pl.Series], known: Mapping[tuple[str, str], File]
    ) -> Iterator[tuple[str, str]]:
        """Find the files that hold rows of the changed keys of their tables, by their range of keys first."""
        for place, file in known.items():
            if place in self._gathered or place in self._aside:
                continue
            keys = changed[file.table]
            within = keys.filter(keys.is_between(file.first_key, file.last_key))
            if within.is_empty():
                continue
            key = self.tables[file.table].key
            held = pl.scan_parquet(self.files / file.name).filter(pl.col(key).is_in(within.implode())).head(1)
            if held.collect().height:
                yield place

    def _rewrite(self, name: str, month: str, keys: pl.Series, old: File | None) -> File | None:
        table = self.tables[name]
        parts = [pl.read_parquet(path) for path in self._aside.pop((name, month), [])]
        parts += self._gathered.pop((name, month), [])
        if old is not None:
            kept = pl.scan_parquet(self.files / old.name).filter(~pl.col(table.key).is_in(keys.implode()))
            parts.append(kept.collect())
        frame = pl.concat(parts).sort(*table.order, table.key, nulls_last=True)
        return self._write(table, month, frame) if frame.height else None

    def _write(self, table: Table, month: str, frame: pl.DataFrame) -> File:
        fresh = self.scratch / f"{table.name}-{month}.parquet"
        frame.write_parquet(fresh, compression="zstd", row_group_size=ROWS_IN_GROUP)
        with fresh.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            os.fsync(stream.fileno())
        name = f"{table.name}/{month}-{digest[:16]}.parquet"
        target = self.files / name
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.replace(target)
        key = frame.get_column(table.key)
        return File(
            table=table.name,
            partition=month,
            name=name,
            rows=frame.height,
            size=target.stat().st_size,
            sha256=digest,
            first_key=_whole(key.min()),
            last_key=_whole(key.max()),
        )

    def _put_aside(self) -> None:
        for (name, month), frames in self._gathered.items():
            aside = self._aside[name, month]
            path = self.scratch / f"{name}-{month}-{len(aside)}.aside"
            pl.concat(frames).write_parquet(path, compression="lz4", statistics=False)
            aside.append(path)
        self._gathered.clear()
        self._rows = 0


_MONTH = "month of the row"


def _frame(table: Table, columns: Columns) -> pl.DataFrame:
    if set(columns) != {column.name for column in table.columns}:
        raise ValueError(f"table {table.name}: got the columns {sorted(columns)}")
    return pl.DataFrame(
        [
            pl.Series(column.name, _instants(columns[column.name]), dtype=pl.Int64).cast(POLARS[column.type])
            if column.type is Type.INSTANT
            else pl.Series(column.name, columns[column.name], dtype=POLARS[column.type])
            for column in table.columns
        ]
    )


def _instants(values: Sequence[Any]) -> list[int | None]:
    return [None if value is None else (value - _EPOCH) // _MICROSECOND for value in values]


def _check(table: Table, frame: pl.DataFrame) -> None:
    if frame.schema != schema(table):
        raise ValueError(f"table {table.name}: got {frame.schema}")
    for column in table.columns:
        if not column.nullable and frame.get_column(column.name).null_count():
            key = frame.filter(pl.col(column.name).is_null()).get_column(table.key)[0]
            raise ValueError(f"table {table.name}: {column.name} is empty for {table.key} {key}")


def _whole(value: object) -> int:
    assert isinstance(value, int)  # noqa: S101 - keys are whole numbers
    return value
