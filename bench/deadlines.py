"""
Deadlines in working days: a million at once, and one by one with their working, against stepping a day at a time.

All in one process and one run, over the same random days of receipt (2020 to 2025) and terms (1 to 30 working days).
The arms must agree before a figure is printed. Time is that of the processor, so that neighbours do not count. No
database is used. Bounds: 1,000,000 a second at once, 20,000 a second
one by one; the program exits 1 below either.
"""

import argparse
import gc
import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")

import django

django.setup()

from motcua.foundation.worktime.public import Calendar, Measure, Term, deadline, deadlines, due  # noqa: E402  set up first

AT_ONCE, ONE_BY_ONE = 1_000_000, 20_000
"""Bounds, in deadlines a second."""

DAY = timedelta(days=1)
Result = TypeVar("Result")


def main() -> None:
    """Measure, compare, print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--many", type=int, default=1_000_000, help="how many at once; a twentieth one by one")
    many = arguments.parse_args().many
    one_by_one = max(many // 20, 1)

    calendar = Calendar.default()
    zone = calendar.zone
    chance = random.Random(1)
    first = date(2020, 1, 1)
    received = [first + timedelta(days=chance.randrange(6 * 365)) for _ in range(many)]
    amounts = [chance.randint(1, 30) for _ in range(many)]
    instants = [datetime(day.year, day.month, day.day, 9, 30, tzinfo=zone) for day in received[:one_by_one]]
    terms = [Term(amount, Measure.WORKING_DAYS) for amount in amounts[:one_by_one]]
    off = {row.day for row in calendar.rows.values() if row.kind == "off"}
    worked = {row.day for row in calendar.rows.values() if row.kind == "worked"}

    def step(day: date, amount: int) -> date:
        """Reckon as one would first write it."""
        while amount:
            day += DAY
            amount -= day in worked or (day.weekday() < 5 and day not in off)
        return day

    def told() -> list[tuple[date, int]]:
        """Reckon one after another with the working, of which the day and the number of steps are kept."""
        found = (deadline(calendar, *pair) for pair in zip(instants, terms, strict=True))
        return [(one.due_at.date(), len(one.steps)) for one in found]

    naive, naive_rate = rate(lambda: [step(*pair) for pair in zip(received[:one_by_one], amounts, strict=False)])
    bulk, bulk_rate = rate(lambda: deadlines(calendar, received, amounts))
    bare, bare_rate = rate(lambda: [due(calendar, *pair) for pair in zip(instants, terms, strict=True)])
    worked_out, told_rate = rate(told)
    assert bulk[:one_by_one] == naive == [at.date() for at, _ in bare] == [day for day, _ in worked_out]

    steps = sum(steps for _, steps in worked_out) / one_by_one
    for name, found in [
        ("stepping day by day", naive_rate),
        ("at once", bulk_rate),
        ("one by one", bare_rate),
        (f"one by one with its working ({steps:.0f} steps)", told_rate),
    ]:
        print(f"{name:<42} {found:12,.0f} /s   ratio {found / naive_rate:6.2f}")
    if bulk_rate < AT_ONCE or told_rate < ONE_BY_ONE:
        sys.exit(1)


def rate(work: Callable[[], list[Result]]) -> tuple[list[Result], float]:
    """Give what the work gives, and how many of them a second: the median of three runs."""
    runs = []
    for _ in range(3):
        gc.collect()
        start = time.process_time()
        results = work()
        runs.append(len(results) / (time.process_time() - start))
    return results, sorted(runs)[1]


if __name__ == "__main__":
    main()
