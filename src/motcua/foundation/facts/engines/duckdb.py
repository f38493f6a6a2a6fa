"""DuckDB: the second embedded engine, which checks the first."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw

from motcua.foundation.facts.tables import Table, Type

SQL: Mapping[Type, str] = {
    Type.INT8: "TINYINT",
    Type.INT16: "SMALLINT",
    Type.INT32: "INTEGER",
    Type.INT64: "BIGINT",
    Type.TEXT: "VARCHAR",
    Type.INSTANT: "TIMESTAMP",
    Type.DAY: "DATE",
    Type.FLAG: "BOOLEAN",
}


class DuckDB:
    """Reads through one connection in memory, which knows no files but those it is given."""

    def __init__(self) -> None:
        self._connection = duckdb.connect(":memory:")

    def scan(self, table: Table, paths: Sequence[Path]) -> nw.LazyFrame[Any]:
        if not paths:
            empty = ", ".join(f'CAST(NULL AS {SQL[column.type]}) AS "{column.name}"' for column in table.columns)
            return nw.from_native(self._connection.sql(f"SELECT {empty} WHERE false"))
        return nw.from_native(self._connection.read_parquet([str(path) for path in paths]))

    def collect(self, *frames: nw.LazyFrame[Any]) -> list[dict[str, list[Any]]]:
        return [self._columns(nw.to_native(frame)) for frame in frames]

    @staticmethod
    def _columns(relation: duckdb.DuckDBPyRelation) -> dict[str, list[Any]]:
        rows = relation.fetchall()
        values = zip(*rows, strict=True) if rows else ([] for _ in relation.columns)
        return {name: list(each) for name, each in zip(relation.columns, values, strict=True)}


def make(name: str) -> DuckDB:
    """Give the engine."""
    return DuckDB()
