"""Polars: the embedded engine, and the default."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from motcua.foundation.facts.tables import Table
from motcua.foundation.facts.writing import schema


class Polars:
    """Reads in streams, so that memory does not grow with the files."""

    def scan(self, table: Table, paths: Sequence[Path]) -> nw.LazyFrame[Any]:
        if not paths:
            return nw.from_native(pl.LazyFrame(schema=schema(table)))
        return nw.from_native(pl.scan_parquet(list(paths), schema=schema(table)))

    def collect(self, *frames: nw.LazyFrame[Any]) -> list[dict[str, list[Any]]]:
        computed = pl.collect_all([nw.to_native(frame) for frame in frames], engine="streaming")
        return [frame.to_dict(as_series=False) for frame in computed]


def make(name: str) -> Polars:
    """Give the engine."""
    return Polars()
