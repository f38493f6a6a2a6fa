"""
What each indicator compiles to: a change of a definition shows in its snapshot, and so in review.

To take them anew: ``MOTCUA_SNAPSHOTS=write pytest tests/indicators/test_sql.py``, and read the difference.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import narwhals as nw
import pytest

from dossiers.plain import ZONE
from motcua.foundation.facts.engines.duckdb import SQL
from motcua.kernel.periods import Period
from motcua.reform.indicators.public import COUNTS, REGISTRY, Count, Practice
from motcua.reform.indicators.queries.sources import TABLES
from motcua.reform.indicators.queries.tallies import grouped
from motcua.reform.indicators.rules.moments import moment
from motcua.reform.indicators.rules.practice import PRACTICES

PERIOD = Period(date(2022, 1, 1), date(2022, 10, 14))
AT = moment(begins=PERIOD.begins(ZONE), ends=PERIOD.ends(ZONE), judged_at=PERIOD.ends(ZONE))
LOCAL = replace(PRACTICES[0], code="local", assisted="direct", ended_otherwise="on time")
SNAPSHOTS = Path(__file__).parent / "snapshots"
CASES: dict[str, tuple[tuple[Count, ...], Practice]] = {
    one.code: (one.of, PRACTICES[0]) for one in REGISTRY if one.population or not {*one.of} <= {*COUNTS}
} | {f"form-{one.code}": (COUNTS, one) for one in (PRACTICES[0], LOCAL)}


def compiled(counts: tuple[Count, ...], practice: Practice) -> Iterator[str]:
    """Give the SQL of some counts by unit, a query for each population and a line for each count."""
    connection = duckdb.connect()
    for table in TABLES.values():
        columns = ", ".join(f'"{column.name}" {SQL[column.type]}' for column in table.columns)
        connection.execute(f"CREATE TABLE {table.name} ({columns})")
    scan = lambda name: nw.from_native(connection.table(name))  # noqa: E731  it reads as what it is
    for group in grouped(counts, scan, AT, practice):
        sql = nw.to_native(group.frame).sql_query()
        for cut in (", CAST(", " FROM ", " WHERE ", " GROUP BY "):
            sql = sql.replace(cut, cut.replace(" ", "\n  ", 1))
        yield from (line.rstrip() for line in sql.split("\n"))


@pytest.mark.parametrize("name", CASES)
def test_the_sql_is_the_one_last_reviewed(name: str) -> None:
    sql = "\n".join(compiled(*CASES[name])) + "\n"
    path = SNAPSHOTS / f"{name}.sql"
    if os.environ.get("MOTCUA_SNAPSHOTS") == "write":
        path.write_text(sql, encoding="utf-8")
    assert sql == path.read_text(encoding="utf-8")


def test_no_definition_reckons_with_zones_or_adds_truth_values() -> None:
    for counts, practice in CASES.values():
        sql = "\n".join(compiled(counts, practice))
        assert "AT TIME ZONE" not in sql.upper()
        assert "TIMESTAMP WITH" not in sql.upper()
        assert sql.count("sum(") == sql.count("sum((CASE WHEN") + sql.count("sum(CAST(COALESCE(")


def test_every_snapshot_is_of_an_indicator() -> None:
    assert {path.stem for path in SNAPSHOTS.glob("*.sql")} == set(CASES)
