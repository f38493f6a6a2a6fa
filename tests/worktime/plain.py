"""The slow and obvious reckoning that the compiled calendar is held to: a day, or a minute, at a time, from a list."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST, LAST = date(2020, 1, 1), date(2026, 12, 31)
"""The years that the list of days covers."""

INSTANTS = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001  hypothesis adds the zone
    datetime(2026, 6, 30),  # noqa: DTZ001
    timezones=st.just(HERE),
)
"""From the first day of the list on, with room left for a term."""

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
SESSIONS = ((time(7, 30), time(11, 30)), (time(13, 0), time(17, 0)))


def listed() -> dict[date, str]:
    """Read the list: holidays of the package, with sourced swaps over them."""
    with (Path(__file__).parent / "vn_2020_2026.csv").open(encoding="utf-8", newline="") as file:
        return {date.fromisoformat(row["date"]): row["kind"] for row in csv.DictReader(file)}


LISTED = listed()


def here(text: str) -> datetime:
    """Read a local time, as 2026-08-28T09:30."""
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


def works(day: date) -> bool:
    return LISTED[day] == "worked" if day in LISTED else day.isoweekday() <= 5


def days_after(day: date) -> Iterator[date]:
    while True:
        day += DAY
        yield day


def due_day(received: date, amount: int) -> date:
    """Step to the n-th working day after a day."""
    for day in days_after(received):
        amount -= works(day)
        if not amount:
            return day
    raise AssertionError


def at_work(minute: datetime) -> bool:
    """Say whether the minute that begins then is one of work."""
    return works(minute.date()) and any(opens <= minute.time() < closes for opens, closes in SESSIONS)


def after_minutes(received: datetime, amount: int) -> datetime:
    """Step minute by minute until so many minutes have been worked."""
    at = received
    while amount:
        amount -= at_work(at)
        at += MINUTE
    return at


def minutes_between(a: datetime, b: datetime) -> int:
    """Count the minutes of work one by one."""
    return sum(at_work(a + n * MINUTE) for n in range((b - a) // MINUTE))
