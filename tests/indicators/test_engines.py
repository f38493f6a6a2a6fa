"""Every indicator gives the same figures, and the same rows, on Polars and on DuckDB."""

import random
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from dossiers.plain import ZONE
from indicators.town import HISTORY
from indicators.worked import facts, in_town
from motcua.foundation.facts.public import Column, Table, Type
from motcua.kernel.periods import Period
from motcua.reform.indicators.public import PARTS, REGISTRY, SOURCES, By, compute, compute_all, rows_behind
from motcua.reform.registers.public import REGISTERS

NOW = datetime(2024, 1, 1, tzinfo=UTC)
UNITS = [*HISTORY.kinds]
CODES = [one.code for one in REGISTRY.in_force(date(2023, 12, 31))]
WORDS = {
    "channel": ["online", "online_assisted", "counter", "post", "national_portal", "interlinked"],
    "origin": ["online", "online_assisted", "counter"],
    "timeliness": ["early", "on_time", "overdue"],
    "outcome": ["granted", "refused", "withdrawn", "stopped"],
    "level_new": ["information", "partial", "full"],
    "state": ["processing", "waiting_citizen", "ready"],
    "filed_by": ["citizen", "clerk"],
    "closed_by": ["clerk", "leader"],
    "verdict": ["satisfied", "unsatisfied"],
    "element": ["access", "procedures", "officials", "results", "feedback", "overall"],
    "register": sorted(REGISTERS),
    "condition": ["good", "degraded", "short"],
    "kind": ["iso_9001_2015", "none"],
}


def made_up(chance: random.Random, table: Table, count: int) -> list[dict[str, Any]]:
    """Make up rows of a table that are of its types and need not make sense; instants fall on the bounds of days."""
    rows = [{column.name: _cell(chance, column) for column in table.columns} for _ in range(count)]
    for number, row in enumerate(rows, 1):
        row[table.key] = number
        if row.get("closed_at", "") is None:
            row |= {name: None for name in ("closed_on", "outcome", "timeliness") if name in row}
    return rows


def _cell(chance: random.Random, column: Column) -> Any:
    if column.nullable and chance.random() < 0.3:
        return None
    if column.name in {"unit", "receiving_unit", "competent_unit", "holder"}:
        return chance.choice(UNITS)
    day = date(2023, 2, 20) + timedelta(days=chance.randint(0, 50))
    match column.type:
        case Type.TEXT:
            return chance.choice(WORDS.get(column.name, ["a", "b"]))
        case Type.FLAG:
            return chance.random() < 0.5
        case Type.DAY:
            return day
        case Type.INSTANT:
            midnight = datetime.combine(day, datetime.min.time(), tzinfo=ZONE)
            return midnight + chance.choice([timedelta(0), timedelta(hours=9), timedelta(days=1, microseconds=-1)])
        case _:
            return chance.randint(0, 4)


@settings(max_examples=6)
@given(seed=st.integers(0, 10_000), count=st.integers(0, 60), days=st.integers(0, 40))
def test_every_indicator_is_the_same_on_both_engines(seed: int, count: int, days: int) -> None:
    chance = random.Random(seed)  # noqa: S311  made-up rows need no secret
    world = {table.name: made_up(chance, table, count) for source in SOURCES for table in source.tables}
    period = Period(date(2023, 3, 1), date(2023, 3, 1) + timedelta(days=days))
    asked = {"period": period, "now": NOW}
    code = chance.choice(CODES)
    with tempfile.TemporaryDirectory() as folder, in_town():
        answers = []
        for engine in ("polars", "duckdb"):
            made = facts(Path(folder) / engine, world, by=engine)
            figures = compute_all(made, CODES, units=["34", "338", "12472"], **asked)
            rows = {part: rows_behind(made, code, unit="34", part=part, **asked) for part in PARTS}
            answers.append((figures, rows, compute(made, code, unit="34", by=By.UNIT, **asked)))
        assert answers[0] == answers[1]
    figures = answers[0][0]["34"]
    event(f"indicators with a figure: {sum(one.numerator > 0 for one in figures.values()) // 10 * 10} or more")
