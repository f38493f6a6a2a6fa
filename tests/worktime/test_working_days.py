"""Terms in working days, calendar days and months: by hand, by properties, and by a slow reckoning beside them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.foundation.worktime.public import (
    BeyondCalendar,
    Calendar,
    CountingStyle,
    Measure,
    Term,
    WrongTerm,
    deadline,
    deadlines,
    due,
    due_from_bare_date,
    restart,
    working_days,
)
from worktime import plain
from worktime.plain import INSTANTS, here

DAYS = st.dates(plain.FIRST, date(2026, 6, 30))
AMOUNTS = st.integers(1, 60)


def working(amount: int) -> Term:
    return Term(amount, Measure.WORKING_DAYS)


# Worked by hand over a wall calendar.
BY_HAND = [
    # A week without a holiday, received on each of its days.
    ("2022-03-07T08:00", 1, "2022-03-08"),
    ("2022-03-11T16:59", 1, "2022-03-14"),
    ("2022-03-12T09:00", 1, "2022-03-14"),
    ("2022-03-13T23:59", 5, "2022-03-18"),
    # Tết 2022: 31/1 to 4/2 off.
    ("2022-01-28T10:00", 1, "2022-02-07"),
    ("2022-01-27T10:00", 5, "2022-02-10"),
    # Tết 2025: 27/1 to 31/1 off.
    ("2025-01-24T10:00", 3, "2025-02-05"),
    # Tết 2026: 16/2 to 20/2 off; received on the eve.
    ("2026-02-13T15:00", 1, "2026-02-23"),
    ("2026-02-16T00:00", 2, "2026-02-24"),
    # Giỗ Tổ 2022 on a Sunday, taken on Monday 11/4.
    ("2022-04-08T09:00", 1, "2022-04-12"),
    # 30/4 and 1/5 of 2022 on a weekend, taken on 2/5 and 3/5.
    ("2022-04-29T09:00", 1, "2022-05-04"),
    # 30/4 to 1/5 of 2024, with 29/4 swapped for Saturday 4/5.
    ("2024-04-26T09:00", 5, "2024-05-07"),
    ("2024-04-26T09:00", 3, "2024-05-04"),
    ("2024-05-03T09:00", 1, "2024-05-04"),
    # 2025: 2/5 swapped for Saturday 26/4.
    ("2025-04-25T09:00", 1, "2025-04-26"),
    ("2025-04-29T09:00", 1, "2025-05-05"),
    # 2026: 2/1 swapped for Saturday 10/1.
    ("2025-12-31T09:00", 1, "2026-01-05"),
    ("2026-01-08T09:00", 2, "2026-01-10"),
    # 2/9 of 2026, with 31/8 swapped for Saturday 22/8.
    ("2026-08-28T09:30", 3, "2026-09-07"),
    ("2026-08-21T09:30", 1, "2026-08-22"),
    # 24/11 is a holiday from 2026 on, and was none before.
    ("2026-11-23T09:00", 1, "2026-11-25"),
    ("2025-11-21T09:00", 1, "2025-11-24"),
]


@pytest.mark.parametrize(("received", "amount", "expected"), BY_HAND)
def test_due_day_by_hand(country: Calendar, received: str, amount: int, expected: str) -> None:
    found = deadline(country, here(received), working(amount))

    assert found.due_at == here(f"{expected}T17:00")
    assert found.judged_until == here(f"{expected}T23:59:59.999999")


@given(received=INSTANTS, amount=AMOUNTS)
def test_agrees_with_stepping_day_by_day(country: Calendar, received: datetime, amount: int) -> None:
    assert due(country, received, working(amount))[0].date() == plain.due_day(received.date(), amount)


@given(received=INSTANTS, amount=AMOUNTS)
def test_counting_back_gives_the_term(country: Calendar, received: datetime, amount: int) -> None:
    until, _ = due(country, received, working(amount))
    assert working_days(country, received.date(), until.date()) == amount


@given(received=INSTANTS, later=st.timedeltas(timedelta(), timedelta(days=30)), amount=AMOUNTS)
def test_later_receipt_or_longer_term_is_never_due_earlier(
    country: Calendar, received: datetime, later: timedelta, amount: int
) -> None:
    first, _ = due(country, received, working(amount))
    assert due(country, received + later, working(amount))[0] >= first
    assert due(country, received, working(amount + 1))[0] > first


@given(
    received=INSTANTS, amount=st.integers(1, 24), measure=st.sampled_from(Measure), style=st.sampled_from(CountingStyle)
)
def test_never_due_on_a_rest_day(
    country: Calendar, received: datetime, amount: int, measure: Measure, style: CountingStyle
) -> None:
    term = Term(1 if measure is Measure.SAME_DAY else amount, measure)
    at, until = due(country, received, term, style=style)

    assert country.is_working_day(at.date())
    assert received < at <= until


@given(
    received=INSTANTS,
    amount=st.integers(1, 24),
    measure=st.sampled_from(Measure),
    shown=st.sampled_from(["UTC", "America/New_York", "Pacific/Kiritimati"]),
)
def test_zone_of_the_one_who_asks_changes_nothing(
    country: Calendar, received: datetime, amount: int, measure: Measure, shown: str
) -> None:
    term = Term(1 if measure is Measure.SAME_DAY else amount, measure)
    elsewhere = received.astimezone(plain.ZoneInfo(shown))

    assert deadline(country, elsewhere, term) == deadline(country, received, term)


@given(a=DAYS, b=DAYS, c=DAYS)
def test_working_days_add_up(country: Calendar, a: date, b: date, c: date) -> None:
    assert working_days(country, a, b) + working_days(country, b, c) == working_days(country, a, c)


def test_without_make_up_saturdays_a_deadline_comes_out_wrong(country: Calendar) -> None:
    """The control: a calendar of holidays alone misses the Saturday that makes up for 29 April 2024."""

    def weekdays_and_holidays(received: date, amount: int) -> date:
        for day in plain.days_after(received):
            amount -= day.isoweekday() <= 5 and plain.LISTED.get(day) != "off"
            if not amount:
                return day
        raise AssertionError

    received = here("2024-04-26T09:00")
    assert weekdays_and_holidays(received.date(), 5) == date(2024, 5, 8)
    assert due(country, received, working(5))[0].date() == date(2024, 5, 7)


@given(st.lists(st.tuples(DAYS, AMOUNTS), min_size=1, max_size=50))
def test_many_at_once_are_as_one_by_one(country: Calendar, asked: list[tuple[date, int]]) -> None:
    received, amounts = [day for day, _ in asked], [amount for _, amount in asked]

    one_by_one = [plain.due_day(day, amount) for day, amount in asked]
    assert deadlines(country, received, amounts) == one_by_one
    assert deadlines(country, received, amounts[0]) == [plain.due_day(day, amounts[0]) for day in received]


def test_many_at_once_of_none(country: Calendar) -> None:
    assert deadlines(country, [], []) == []


@pytest.mark.parametrize(
    ("received", "amount", "year"),
    [(date(1999, 12, 31), 1, 1999), (date(2051, 1, 1), 1, 2051), (date(2050, 12, 30), 5, 2051)],
)
def test_many_at_once_beyond_the_calendar(country: Calendar, received: date, amount: int, year: int) -> None:
    with pytest.raises(BeyondCalendar, match=f"no year {year}"):
        deadlines(country, [date(2024, 1, 1), received], [1, amount])
    with pytest.raises(BeyondCalendar, match=f"no year {year}"):
        deadline(country, datetime.combine(received, time(9), plain.HERE), working(amount))


def test_many_at_once_need_terms_of_a_day_or_more(country: Calendar) -> None:
    with pytest.raises(ValueError, match="less than a day"):
        deadlines(country, [date(2024, 1, 1)], 0)


@pytest.mark.parametrize(
    ("received", "amount", "expected"),
    [
        ("2022-03-07T09:00", 4, "2022-03-11"),  # the day of receipt does not count
        ("2022-03-07T09:00", 5, "2022-03-14"),  # a Saturday: the end of the next working day
        ("2022-03-07T09:00", 6, "2022-03-14"),  # a Sunday
        ("2022-01-25T09:00", 5, "2022-02-07"),  # within Tết
        ("2024-04-29T09:00", 5, "2024-05-04"),  # a Saturday that is worked
        ("2026-11-14T09:00", 10, "2026-11-25"),  # the new holiday
    ],
)
def test_calendar_days(country: Calendar, received: str, amount: int, expected: str) -> None:
    found = deadline(country, here(received), Term(amount, Measure.CALENDAR_DAYS))
    assert found.due_at == here(f"{expected}T17:00")
    assert found.judged_until == here(f"{expected}T23:59:59.999999")


@pytest.mark.parametrize(
    ("received", "amount", "expected"),
    [
        ("2022-03-07T09:00", 1, "2022-04-07"),
        ("2022-01-31T09:00", 1, "2022-02-28"),  # no such day: the last of the month
        ("2024-01-31T09:00", 1, "2024-02-29"),
        ("2022-11-30T09:00", 3, "2023-02-28"),
        ("2022-03-09T09:00", 1, "2022-04-12"),  # a Saturday, then Giỗ Tổ and its compensating day
        ("2022-12-15T09:00", 12, "2023-12-15"),
    ],
)
def test_months(country: Calendar, received: str, amount: int, expected: str) -> None:
    assert deadline(country, here(received), Term(amount, Measure.MONTHS)).due_at == here(f"{expected}T17:00")


def test_bare_day_lasts_to_its_end(country: Calendar) -> None:
    end = here("2022-03-08T23:59:59.999999")
    assert due_from_bare_date(country, date(2022, 3, 8)) == (here("2022-03-08T17:00"), end)


@pytest.mark.parametrize("day", [date(2022, 3, 12), date(1985, 1, 1), date(2100, 1, 1)])
def test_bare_day_on_which_nobody_works_is_taken_as_it_stands(country: Calendar, day: date) -> None:
    end = datetime.combine(day, time.max, plain.HERE)
    assert due_from_bare_date(country, day) == (end, end)


def test_restarted_term_counts_from_the_day_of_completion(country: Calendar) -> None:
    received, completed = here("2022-03-07T09:00"), here("2022-03-10T09:00")
    again = restart(country, completed, working(5))
    assert (
        again.due_at == deadline(country, completed, working(5)).due_at > deadline(country, received, working(5)).due_at
    )
    assert again.steps[0].kind == "restarted"


@pytest.mark.parametrize("amount", [0, -1, 36_501, 10**9])
def test_no_term(amount: int) -> None:
    with pytest.raises(WrongTerm, match="whole number from 1 to 36500"):
        working(amount)


def test_same_day_has_no_amount_but_one() -> None:
    with pytest.raises(WrongTerm, match="from 1 to 1"):
        Term(2, Measure.SAME_DAY)


@pytest.mark.parametrize(
    ("received", "year"),
    [("1999-12-31T09:00+07:00", 1999), ("2051-01-01T09:00+07:00", 2051), ("0001-01-01T00:00+14:00", 1)],
)
def test_year_that_the_calendar_lacks(country: Calendar, received: str, year: int) -> None:
    with pytest.raises(BeyondCalendar, match=rf"no year {year}: it covers 2000 to 2050; add the year"):
        deadline(country, datetime.fromisoformat(received), working(1))


@pytest.mark.parametrize("measure", [measure for measure in Measure if measure is not Measure.SAME_DAY])
def test_term_that_runs_past_the_calendar(country: Calendar, measure: Measure) -> None:
    with pytest.raises(BeyondCalendar, match="add the year"):
        deadline(country, here("2049-08-27T09:30"), Term(36_500, measure))


def test_instant_without_a_zone_is_a_defect(country: Calendar) -> None:
    with pytest.raises(ValueError, match="without a zone"):
        deadline(country, datetime(2026, 8, 28, 9, 30), working(1))  # noqa: DTZ001  the defect itself
