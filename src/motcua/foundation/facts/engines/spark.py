"""Spark: a cluster over the same files on shared storage. Needs ``motcua[spark]`` and Java."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import narwhals as nw
from pyspark.sql import SparkSession
from pyspark.sql import types as spark

from motcua.foundation.facts.tables import Table, Type

SPARK: Mapping[Type, Any] = {
    Type.INT8: spark.ByteType(),
    Type.INT16: spark.ShortType(),
    Type.INT32: spark.IntegerType(),
    Type.INT64: spark.LongType(),
    Type.TEXT: spark.StringType(),
    Type.INSTANT: spark.TimestampNTZType(),
    Type.DAY: spark.DateType(),
    Type.FLAG: spark.BooleanType(),
}


class Spark:
    """Reads through a session of its own, in which an instant without a zone stays without one."""

    def __init__(self, master: str) -> None:
        self._session = (
            SparkSession.builder.appName("motcua")
            .master(master)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.timestampType", "TIMESTAMP_NTZ")
            .getOrCreate()
        )

    def scan(self, table: Table, paths: Sequence[Path]) -> nw.LazyFrame[Any]:
        schema = spark.StructType(
            [spark.StructField(column.name, SPARK[column.type], column.nullable) for column in table.columns]
        )
        read = self._session.read.schema(schema)
        native = read.parquet(*map(str, paths)) if paths else self._session.createDataFrame([], schema)
        frame: nw.LazyFrame[Any] = nw.from_native(native)
        return frame

    def collect(self, *frames: nw.LazyFrame[Any]) -> list[dict[str, list[Any]]]:
        return [self._columns(nw.to_native(frame)) for frame in frames]

    @staticmethod
    def _columns(frame: Any) -> dict[str, list[Any]]:
        rows = frame.collect()
        values = zip(*rows, strict=True) if rows else ([] for _ in frame.columns)
        return {name: list(each) for name, each in zip(frame.columns, values, strict=True)}


def make(name: str) -> Spark:
    """Give the engine of a cluster, ``spark://host:port``, or of this machine, ``spark://local[2]``."""
    return Spark(name.removeprefix("spark://") if name.startswith("spark://local") else name)
