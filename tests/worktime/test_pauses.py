"""A clock that stands: the due time moves by exactly the working time, and a pause rescues nobody."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.foundation.worktime.public import (
    Calendar,
    Deadline,
    Measure,
    Term,
    deadline,
    due_from_bare_date,
    shift,
    working_minutes,
)
from worktime import plain
from worktime.plain import INSTANTS, here

TERMS = st.one_of(
    st.builds(Term, st.integers(1, 40), st.just(Measure.WORKING_DAYS)),
    st.builds(Term, st.integers(1, 200), st.just(Measure.WORKING_HOURS)),
    st.just(Term(1, Measure.SAME_DAY)),
)
STANDING = st.timedeltas(timedelta(), timedelta(days=40))


def paused(calendar: Calendar, due: Deadline, stopped: datetime, resumed: datetime) -> Deadline:
    return shift(calendar, due.due_at, due.judged_until, stopped=stopped, resumed=resumed)


@pytest.mark.parametrize(
    ("stopped", "resumed", "expected"),
    [
        ("2022-03-08T09:00", "2022-03-10T09:00", "2022-03-16T17:00"),  # two whole days
        ("2022-03-08T09:00", "2022-03-08T11:00", "2022-03-15T09:30"),  # two hours
        ("2022-03-08T11:00", "2022-03-08T13:30", "2022-03-15T08:30"),  # over lunch: one hour
        ("2022-03-08T17:00", "2022-03-09T07:30", "2022-03-14T17:00"),  # a night is no working time
        ("2022-03-12T00:00", "2022-03-13T23:00", "2022-03-14T17:00"),  # nor is a weekend
        ("2022-03-14T20:00", "2022-03-15T17:00", "2022-03-15T17:00"),  # begun on the evening of the due day
    ],
)
def test_due_time_moves_by_the_working_time_that_the_clock_stood(
    country: Calendar, stopped: str, resumed: str, expected: str
) -> None:
    due = deadline(country, here("2022-03-07T10:00"), Term(5, Measure.WORKING_DAYS))
    moved = paused(country, due, here(stopped), here(resumed))

    assert due.due_at == here("2022-03-14T17:00")
    assert moved.due_at == here(expected)
    assert moved.judged_until == here(f"{expected[:10]}T23:59:59.999999")


def test_due_instant_stays_an_instant(country: Calendar) -> None:
    due = deadline(country, here("2022-03-07T10:00"), Term(8, Measure.WORKING_HOURS))
    moved = paused(country, due, here("2022-03-07T14:00"), here("2022-03-07T16:00"))
    assert moved.due_at == moved.judged_until == here("2022-03-08T13:30")


def test_bare_day_on_which_nobody_works_moves_too(country: Calendar) -> None:
    due_at, until = due_from_bare_date(country, here("2022-03-12T00:00").date())
    moved = shift(country, due_at, until, stopped=here("2022-03-08T07:30"), resumed=here("2022-03-08T17:00"))
    assert moved.due_at == here("2022-03-14T17:00")
    assert moved.judged_until == here("2022-03-14T23:59:59.999999")


@given(received=INSTANTS, term=TERMS, after=STANDING)
def test_pause_of_no_time_moves_nothing(country: Calendar, received: datetime, term: Term, after: timedelta) -> None:
    due = deadline(country, received, term)
    moved = paused(country, due, received + after, received + after)
    assert (moved.due_at, moved.judged_until) == (due.due_at, due.judged_until)


@given(received=INSTANTS, term=TERMS, after=STANDING, stood=STANDING)
def test_pause_adds_exactly_the_working_time_unless_it_came_too_late(
    country: Calendar, received: datetime, term: Term, after: timedelta, stood: timedelta
) -> None:
    due = deadline(country, received, term)
    stopped = received + after
    moved = paused(country, due, stopped, stopped + stood)

    if stopped > due.judged_until:
        assert (moved.due_at, moved.judged_until) == (due.due_at, due.judged_until)
    else:
        added = working_minutes(country, due.due_at, moved.due_at)
        assert abs(added - working_minutes(country, stopped, stopped + stood)) <= 1  # seconds fall between minutes
        assert (moved.due_at == moved.judged_until) is (due.due_at == due.judged_until)


@given(received=INSTANTS, term=TERMS, a=STANDING, b=STANDING, c=STANDING)
def test_pause_in_two_parts_is_as_the_whole(
    country: Calendar, received: datetime, term: Term, a: timedelta, b: timedelta, c: timedelta
) -> None:
    due = deadline(country, received, term)
    first = received + a
    if first > due.judged_until:
        return
    whole = paused(country, due, first, first + b + c)
    part = paused(country, due, first, first + b)
    # The second part begins where the first ends; it is judged against the moved due time.
    both = paused(country, part, min(first + b, part.judged_until), first + b + c)
    assert both.due_at >= whole.due_at
    if first + b <= part.judged_until:
        assert both.due_at == whole.due_at


def test_pause_begun_after_the_due_day_does_not_rescue(country: Calendar) -> None:
    due = deadline(country, here("2022-03-07T10:00"), Term(5, Measure.WORKING_DAYS))
    moved = paused(country, due, here("2022-03-15T00:00"), here("2022-03-25T17:00"))
    assert (moved.due_at, moved.judged_until) == (due.due_at, due.judged_until)
    assert [step.kind for step in moved.steps] == ["too_late", "due"]


def test_clock_cannot_run_on_before_it_stopped(country: Calendar) -> None:
    due = deadline(country, here("2022-03-07T10:00"), Term(5, Measure.WORKING_DAYS))
    with pytest.raises(ValueError, match="before it stopped"):
        paused(country, due, here("2022-03-09T10:00"), here("2022-03-08T10:00"))


@given(received=INSTANTS, term=TERMS, after=STANDING, stood=STANDING, shown=st.sampled_from(["UTC", "Asia/Tokyo"]))
def test_zone_of_the_one_who_asks_changes_nothing(
    country: Calendar, received: datetime, term: Term, after: timedelta, stood: timedelta, shown: str
) -> None:
    due = deadline(country, received, term)
    stopped, elsewhere = received + after, plain.ZoneInfo(shown)
    here_, there = (
        shift(
            country, at.astimezone(zone), until.astimezone(zone), stopped=a.astimezone(zone), resumed=b.astimezone(zone)
        )
        for zone in (plain.HERE, elsewhere)
        for at, until, a, b in [(due.due_at, due.judged_until, stopped, stopped + stood)]
    )
    assert here_ == there
