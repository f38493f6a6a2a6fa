"""Periods of whole days, and how days and instants are read."""

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.periods import HO_CHI_MINH, Period, end_of_day, read_day, read_instant, start_of_day
from motcua.kernel.refusals import Refused

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first = draw(DAYS)
    return Period(first, first + timedelta(days=draw(st.integers(0, 800))))


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Refused, match="give a day on or after 2022-10-14") as refused:
        Period(date(2022, 10, 14), date(2022, 10, 13))
    assert refused.value.field == "to"


def test_it_runs_from_midnight_to_the_midnight_after_its_last_day() -> None:
    period = Period(date(2022, 1, 1), date(2022, 10, 14))
    assert period.begins(HO_CHI_MINH) == datetime(2021, 12, 31, 17, tzinfo=UTC)
    assert period.ends(HO_CHI_MINH) == datetime(2022, 10, 14, 17, tzinfo=UTC)
    assert date(2022, 10, 14) in period
    assert date(2022, 10, 15) not in period


@given(periods())
def test_its_months_are_the_whole_of_it_without_gap_or_overlap(period: Period) -> None:
    months = list(period.months())
    assert months[0].first == period.first
    assert months[-1].last == period.last
    for one, following in pairwise(months):
        assert following.first == one.last + timedelta(days=1)
        assert following.first.day == 1


@given(DAYS)
def test_a_day_ends_a_microsecond_before_the_next_begins(day: date) -> None:
    following = start_of_day(day + timedelta(days=1), HO_CHI_MINH)
    assert end_of_day(day, HO_CHI_MINH) + timedelta(microseconds=1) == following


@given(DAYS)
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert read_day(f" {day.isoformat()} ", field="from") == day


@pytest.mark.parametrize("text", ["", "14/10/2022", "2022-02-30", "tomorrow", "2022-10-14T09:30"])
def test_what_is_no_day_is_refused_with_what_would_be_right(text: str) -> None:
    with pytest.raises(Refused, match="write YYYY-MM-DD"):
        read_day(text, field="from")


def test_an_instant_without_a_zone_is_of_the_zone_given() -> None:
    at = read_instant("2022-10-14T09:30", field="at", zone=HO_CHI_MINH)
    assert at == datetime(2022, 10, 14, 2, 30, tzinfo=UTC)
    assert read_instant("2022-10-14", field="at", zone=HO_CHI_MINH) == start_of_day(date(2022, 10, 14), HO_CHI_MINH)


def test_an_instant_with_a_zone_keeps_it() -> None:
    at = read_instant("2022-10-14T09:30+01:00", field="at", zone=HO_CHI_MINH)
    assert at == datetime(2022, 10, 14, 9, 30, tzinfo=timezone(timedelta(hours=1)))


def test_what_is_no_instant_is_refused() -> None:
    with pytest.raises(Refused, match="2022-10-14T09:30"):
        read_instant("half past nine", field="at", zone=HO_CHI_MINH)
