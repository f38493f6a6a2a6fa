"""Terms in working hours, the exact style, and same-day terms: to the minute, over lunch, nights and holidays."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.foundation.worktime.public import (
    BeyondCalendar,
    Calendar,
    CountingStyle,
    Measure,
    Term,
    deadline,
    due,
    working_minutes,
)
from worktime import plain
from worktime.plain import INSTANTS, here

MINUTES = INSTANTS.map(lambda at: at.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("received", "hours", "expected"),
    [
        ("2022-03-07T08:00", 3, "2022-03-07T11:00"),
        ("2022-03-07T08:00", 4, "2022-03-07T13:30"),  # lunch from 11:30 to 13:00 does not count
        (
            "2022-03-07T07:30",
            4,
            "2022-03-07T11:30",
        ),  # complete at the end of the morning, not when the afternoon begins
        ("2022-03-07T12:00", 4, "2022-03-07T17:00"),  # received at lunch
        ("2022-03-07T16:00", 2, "2022-03-08T08:30"),
        ("2022-03-07T20:00", 8, "2022-03-08T17:00"),  # outside hours: from the next working day (NĐ 45/2020)
        ("2022-03-07T05:00", 8, "2022-03-07T17:00"),
        ("2022-03-11T16:30", 1, "2022-03-14T08:00"),  # over a weekend
        ("2024-04-26T16:00", 9, "2024-05-02T17:00"),  # over a swap and two holidays
        ("2024-05-03T16:00", 2, "2024-05-04T08:30"),  # into a make-up Saturday
        ("2022-03-07T09:15:30.000500", 8, "2022-03-08T09:15:30.000500"),
    ],
)
def test_hours_by_hand(country: Calendar, received: str, hours: int, expected: str) -> None:
    found = deadline(country, here(received), Term(hours, Measure.WORKING_HOURS))
    assert found.due_at == found.judged_until == here(expected)


@settings(max_examples=40)
@given(received=MINUTES, hours=st.integers(1, 12))
def test_agrees_with_stepping_minute_by_minute(country: Calendar, received: datetime, hours: int) -> None:
    at, _ = due(country, received, Term(hours, Measure.WORKING_HOURS))
    assert at == plain.after_minutes(received, hours * 60)


@settings(max_examples=40)
@given(a=MINUTES, lasting=st.timedeltas(timedelta(), timedelta(days=9)))
def test_minutes_agree_with_counting_them(country: Calendar, a: datetime, lasting: timedelta) -> None:
    b = a + timedelta(minutes=lasting // plain.MINUTE)
    assert working_minutes(country, a, b) == plain.minutes_between(a, b) == -working_minutes(country, b, a)


@given(received=INSTANTS, hours=st.integers(1, 500))
def test_counting_back_gives_the_hours(country: Calendar, received: datetime, hours: int) -> None:
    at, _ = due(country, received, Term(hours, Measure.WORKING_HOURS))
    assert working_minutes(country, received, at) == hours * 60


@given(received=INSTANTS, a=st.integers(1, 100), b=st.integers(1, 100))
def test_hours_add_up(country: Calendar, received: datetime, a: int, b: int) -> None:
    halfway, _ = due(country, received, Term(a, Measure.WORKING_HOURS))
    whole, _ = due(country, received, Term(a + b, Measure.WORKING_HOURS))
    assert due(country, halfway, Term(b, Measure.WORKING_HOURS))[0] == whole


@given(a=INSTANTS, b=INSTANTS, c=INSTANTS)
def test_minutes_add_up_even_when_instants_fall_between_them(
    country: Calendar, a: datetime, b: datetime, c: datetime
) -> None:
    assert working_minutes(country, a, b) + working_minutes(country, b, c) == working_minutes(country, a, c)


@pytest.mark.parametrize(
    ("received", "days", "expected"),
    [
        ("2026-08-28T09:30", 3, "2026-09-07T09:30"),
        ("2022-03-07T09:30", 1, "2022-03-08T09:30"),
        ("2022-03-07T12:00", 1, "2022-03-08T11:30"),
        ("2022-03-12T10:00", 1, "2022-03-14T17:00"),  # a rest day: the whole of the next working day
        ("2024-04-26T10:00", 3, "2024-05-04T10:00"),
    ],
)
def test_exact_style_multiplies_the_hours_of_a_day(country: Calendar, received: str, days: int, expected: str) -> None:
    found = deadline(country, here(received), Term(days, Measure.WORKING_DAYS), style=CountingStyle.EXACT_HOURS)
    assert found.due_at == found.judged_until == here(expected)


@given(received=INSTANTS, days=st.integers(1, 60))
def test_the_styles_differ_by_less_than_a_day(country: Calendar, received: datetime, days: int) -> None:
    """Neither style gives a citizen a working day more than the other."""
    term = Term(days, Measure.WORKING_DAYS)
    close, _ = due(country, received, term, style=CountingStyle.CLOSE_OF_DAY)
    exact, _ = due(country, received, term, style=CountingStyle.EXACT_HOURS)
    assert exact <= close
    assert working_minutes(country, exact, close) <= 480


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2022-03-07T06:00", "2022-03-07T17:00"),  # before the doors open
        ("2022-03-07T14:59", "2022-03-07T17:00"),
        ("2022-03-07T15:00", "2022-03-07T17:00"),  # not after 15:00
        ("2022-03-07T15:00:00.000001", "2022-03-08T17:00"),
        ("2022-03-11T15:30", "2022-03-14T17:00"),
        ("2022-03-12T09:00", "2022-03-14T17:00"),  # a rest day
        ("2022-01-28T16:00", "2022-02-07T17:00"),  # the last afternoon before Tết
        ("2024-05-04T10:00", "2024-05-04T17:00"),  # a make-up Saturday
    ],
)
def test_same_day_until_the_cut_off(country: Calendar, received: str, expected: str) -> None:
    found = deadline(country, here(received), Term(1, Measure.SAME_DAY))
    assert found.due_at == found.judged_until == here(expected)


def test_hours_that_run_past_the_calendar(country: Calendar) -> None:
    with pytest.raises(BeyondCalendar, match="no year 2051"):
        deadline(country, here("2050-12-30T16:00"), Term(10, Measure.WORKING_HOURS))


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        ("2022-03-07", "07:30-11:30, 13:00-17:00"),
        ("2022-03-12", ""),
        ("2024-04-29", ""),  # swapped
        ("2024-05-04", "07:30-11:30, 13:00-17:00"),  # the make-up Saturday
    ],
)
def test_the_hours_of_a_day_are_told(country: Calendar, day: str, hours: str) -> None:
    assert ", ".join(str(session) for session in country.hours(date.fromisoformat(day))) == hours


def test_the_hours_of_a_day_beyond_the_calendar_are_refused(country: Calendar) -> None:
    with pytest.raises(BeyondCalendar):
        country.hours(date(1901, 1, 1))
