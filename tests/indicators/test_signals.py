"""Signals ask about cases that were planted in fictional units, and leave honest offices alone."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dossiers.plain import ZONE
from indicators.town import DISTRICT, NORTH, WEST
from indicators.worked import facts, in_town
from motcua.kernel.periods import Period
from motcua.reform.indicators.public import REGISTRY, Facts, asks, compute, compute_all, rows_behind, thresholds_on
from motcua.reform.indicators.rules.signals import THRESHOLDS

MARCH = Period(date(2023, 3, 1), date(2023, 3, 31))
NOW = datetime(2024, 1, 1, tzinfo=UTC)
SIGNALS = [one.code for one in REGISTRY if one.signal]
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
Rows = dict[str, list[dict[str, Any]]]


def honest(seed: int, unit: int, *, dossiers: int = 300) -> Rows:
    """
    Make up a month of an honest office.

    It works from 8 to 17; it finishes most well before the due time, which is at 17:00, some on the last afternoon; a
    leader signs batches of up to eight; pauses come at any time of the term; entries follow within hours, but for a
    day without network; most come online, from the citizens, and some from three clerks who help.
    """
    chance = random.Random(seed)  # noqa: S311  made-up offices need no secret
    rows: Rows = {"dossiers": [], "dossier_spans": []}
    first = unit * 10_000
    for number in range(first, first + dossiers):
        day = datetime(2023, 3, chance.randint(1, 14), tzinfo=ZONE)
        received = day + 8 * HOUR + chance.randint(0, 500) * MINUTE
        term = chance.randint(3, 15)
        due = day + term * DAY + 17 * HOUR
        closed = day + chance.choices([term, chance.randint(1, term)], [15, 85])[0] * DAY
        closed += 8 * HOUR + chance.choices([chance.randint(0, 500), 520], [95, 5])[0] * MINUTE
        if chance.random() < 0.2:
            closed = closed.replace(hour=16, minute=chance.choice([0, 20, 40]))
        by = chance.choices(["citizen", "clerk-1", "clerk-2", "clerk-3", None], [70, 9, 9, 9, 3])[0]
        rows["dossiers"].append(
            {
                "dossier": number,
                "receiving_unit": unit,
                "received_at": received,
                "received_recorded_at": received + chance.choices([0 * HOUR, 3 * HOUR, 30 * HOUR], [90, 7, 3])[0],
                "due_first": due,
                "due_last": due,
                "closed_at": closed,
                "closed_by": f"{unit}-{chance.choice(['clerk-1', 'clerk-2', 'leader'])}",
                "timeliness": "early" if closed.date() < due.date() else "on_time",
                "outcome": "granted",
                "channel": chance.choices(["online", "counter"], [97, 3])[0],
                "filed_by": by,
            }
        )
        if chance.random() < 0.3:
            start = received + chance.uniform(0.05, 0.95) * (due - received)
            rows["dossier_spans"].append(
                {
                    "dossier": number,
                    "receiving_unit": unit,
                    "start_at": start,
                    "received_on": received.date(),
                    "state": "waiting_citizen",
                    "due_at": due,
                    "judged_until": due.replace(hour=23, minute=59),
                }
            )
    return rows


def planted(code: str, rows: Rows) -> set[int]:
    """Make twenty dossiers of an office pretty in one way, and give them."""
    some = rows["dossiers"][:: len(rows["dossiers"]) // 40][:40]
    for place, row in enumerate(some):
        if code == "signals.bursts_before_due":
            row["due_last"] = datetime(2023, 3, 15 + place // 10, 17, tzinfo=ZONE)
            row["closed_at"] = row["due_last"] - (place % 10) * MINUTE
        elif code == "signals.closed_at_once":
            row["closed_by"] = "one-post"
            row["closed_at"] = datetime(2023, 3, 20 + place // 20, 16, 40, place % 20, tzinfo=ZONE)
        elif code == "signals.paused_before_due":
            span = {"dossier": row["dossier"], "receiving_unit": row["receiving_unit"], "state": "waiting_citizen"}
            due = {"due_at": row["due_last"], "judged_until": row["due_last"], "received_on": row["received_at"].date()}
            rows["dossier_spans"].append(span | due | {"start_at": row["due_last"] - HOUR})
        elif code == "signals.entered_late":
            row["received_recorded_at"] = row["received_at"] + 5 * DAY
    if code == "signals.online_untold":
        some = rows["dossiers"]
        for row in some:
            row |= {"channel": "online", "filed_by": "one-post"}
    return {row["dossier"] for row in some}


def gathered(*offices: Rows) -> Rows:
    return {table: [row for office in offices for row in office[table]] for table in ("dossiers", "dossier_spans")}


def asking(made: Facts, unit: str) -> set[str]:
    """Give the signals that ask about a unit."""
    computed = compute_all(made, SIGNALS, units=[unit], period=MARCH, now=NOW, own=True)[unit]
    return {code for code, one in computed.items() if asks(one, MARCH.last)}


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("code", SIGNALS)
def test_a_planted_case_is_asked_about_and_its_neighbour_is_not(code: str, engine: str, tmp_path: Path) -> None:
    suspect = honest(1, NORTH)
    rows = planted(code, suspect)
    made = facts(tmp_path, gathered(suspect, honest(2, DISTRICT)), by=engine)
    with in_town():
        assert asking(made, "12472") == {code}
        assert asking(made, "338") == set()
        asked = {"unit": "12472", "period": MARCH, "now": NOW}
        found = {row.id for row in rows_behind(made, code, **asked)}
        whole = {row.id for row in rows_behind(made, code, part="population", **asked)}
        assert compute(made, code, **asked).numerator == len(rows_behind(made, code, **asked))
    assert found <= whole
    assert len(found & rows) >= 0.9 * min(len(rows), len(found))
    assert len(found - rows) <= 0.25 * len(found)


def test_honest_offices_raise_no_signal(tmp_path: Path) -> None:
    raised = 0
    with in_town():
        for seed in range(40):
            made = facts(tmp_path / str(seed), gathered(honest(seed, DISTRICT), honest(seed + 100, WEST)))
            raised += len(asking(made, "338")) + len(asking(made, "12586"))
    assert raised == 0


def test_a_signal_asks_only_above_its_base_rate_and_from_some_rows_on(tmp_path: Path) -> None:
    suspect = honest(1, NORTH, dossiers=300)
    planted("signals.entered_late", suspect)
    made = facts(tmp_path, gathered(suspect))
    with in_town():
        computed = compute(made, "signals.entered_late", unit="12472", period=MARCH, now=NOW)
    limits = thresholds_on(MARCH.last)
    assert computed.value
    assert computed.value > limits.base["signals.entered_late"]
    few = replace(computed, numerator=9, denominator=9)
    assert asks(computed, MARCH.last)
    assert not asks(few, MARCH.last)


def test_thresholds_are_dated_and_name_every_signal() -> None:
    for one in THRESHOLDS:
        assert set(one.base) == set(SIGNALS)
        assert one.source
    assert len({one.valid_from for one in THRESHOLDS}) == len(THRESHOLDS)
