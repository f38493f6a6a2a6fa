"""
What the declared counts compile to: a change of a definition shows in the snapshot, and so in review.

To take it anew: ``MOTCUA_SNAPSHOTS=write pytest tests/indicators/test_sql.py``, and read the difference.
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
from motcua.reform.indicators.rules.counts import HANDLED, PENDING, Population, measures, moment
from motcua.reform.indicators.rules.practice import PRACTICES, Practice
from motcua.services.dossiers.public import FACTS

PERIOD = Period(date(2022, 1, 1), date(2022, 10, 14))
LOCAL = replace(PRACTICES[0], code="local", assisted="direct", ended_otherwise="on time")
SNAPSHOTS = Path(__file__).parent / "snapshots"


def compiled(population: Population, practice: Practice) -> Iterator[str]:
    """Give the SQL of a population's counts, a line for each."""
    connection = duckdb.connect()
    (table,) = (table for table in FACTS.tables if table.name == population.table)
    columns = ", ".join(f'"{column.name}" {SQL[column.type]}' for column in table.columns)
    connection.execute(f"CREATE TABLE {table.name} ({columns})")
    at = moment(begins=PERIOD.begins(ZONE), ends=PERIOD.ends(ZONE), judged_at=PERIOD.ends(ZONE))
    frame = nw.from_native(connection.table(table.name)).filter(population.where(at))
    sql = nw.to_native(frame.select(**measures(population, at, practice))).sql_query()
    yield from (
        sql.replace(", CAST(", ",\n  CAST(").replace(" FROM ", "\nFROM ").replace(" WHERE ", "\nWHERE ").split("\n")
    )


@pytest.mark.parametrize("practice", [PRACTICES[0], LOCAL], ids=lambda practice: practice.code)
@pytest.mark.parametrize("population", [HANDLED, PENDING], ids=lambda population: population.table)
def test_counts_compile_to_what_was_reviewed(population: Population, practice: Practice) -> None:
    sql = "\n".join(line.rstrip() for line in compiled(population, practice)) + "\n"
    file = SNAPSHOTS / f"{population.table}-{practice.code}.sql"
    if os.environ.get("MOTCUA_SNAPSHOTS") == "write":
        file.write_text(sql, encoding="utf-8")
    assert sql == file.read_text(encoding="utf-8")


def test_no_definition_reckons_with_zones_or_adds_truth_values() -> None:
    for population in (HANDLED, PENDING):
        sql = "\n".join(compiled(population, PRACTICES[0]))
        assert "AT TIME ZONE" not in sql.upper()
        assert "TIMESTAMP WITH" not in sql.upper()
        assert sql.count("sum(") == sql.count("sum((CASE WHEN")
