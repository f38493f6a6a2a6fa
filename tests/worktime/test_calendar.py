"""What a calendar is made of: the country's days, weeks by season and unit, half days, Saturday mornings."""

from datetime import date, datetime, time

import holidays
import pytest

from motcua.foundation.worktime.public import (
    Calendar,
    CountingStyle,
    DayKind,
    DayRow,
    Measure,
    Season,
    Term,
    WrongRow,
    deadline,
    read_season,
    read_sessions,
    working_minutes,
)
from motcua.foundation.worktime.rules import vietnam
from motcua.foundation.worktime.rules.records import CountingRow, HoursRow, Layer, write_sessions
from worktime import plain
from worktime.plain import here

LONG_AGO = date(1999, 10, 2)
HOURS = read_sessions("07:30-11:30, 13:00-17:00")
COUNTING = CountingRow(LONG_AGO, time(15), CountingStyle.CLOSE_OF_DAY, 480)
COUNTRY = Layer((), tuple(HoursRow(day, HOURS, LONG_AGO) for day in range(1, 6)), (COUNTING,))


def compiled(*layers: Layer) -> Calendar:
    return Calendar.compile(layers, first_year=2022, last_year=2022, zone=plain.HERE)


def office(*days: DayRow, hours: tuple[HoursRow, ...] = (), counting: tuple[CountingRow, ...] = ()) -> Layer:
    return Layer(days, hours, counting)


def hours_on(calendar: Calendar, day: date) -> int:
    start = datetime.combine(day, time(), plain.HERE)
    return working_minutes(calendar, start, datetime.combine(day, time.max, plain.HERE)) // 60


def test_agrees_with_the_list_of_days(country: Calendar) -> None:
    day = plain.FIRST
    while day <= plain.LAST:
        assert country.is_working_day(day) is plain.works(day), day
        day += plain.DAY


def test_agrees_with_the_package_but_for_what_is_sourced(country: Calendar) -> None:
    package = holidays.Vietnam(years=range(2020, 2027))
    sourced = {row.day: row.kind for row in vietnam.sourced(2020, 2026)}
    differs = set()
    day = plain.FIRST
    while day <= plain.LAST:
        ours = country.is_working_day(day)
        theirs = day in package.weekend_workdays or (day.isoweekday() <= 5 and day not in package)
        if ours is not theirs:
            differs.add(day)
        day += plain.DAY

    assert differs == {date(2026, 1, 2), date(2026, 1, 10)}
    assert {day: sourced[day] for day in differs} == {date(2026, 1, 2): "off", date(2026, 1, 10): "worked"}


def test_make_up_days_of_the_package_are_all_there() -> None:
    package = holidays.Vietnam(years=range(1999, 2052))
    worked = {row.day for row in vietnam.holidays(2000, 2050) if row.kind is DayKind.WORKED}
    assert worked == {day for day in package.weekend_workdays if 2000 <= day.year <= 2050}


def test_day_of_culture_begins_with_the_law_that_made_it(country: Calendar) -> None:
    named = [row.day for row in country.rows.values() if row.name == "Ngày Văn hóa Việt Nam"]
    assert min(named) == date(2026, 11, 24)
    assert len(named) == 2050 - 2026 + 1
    assert all("28/2026/QH16" in country.rows[country.place(day)].source for day in named)


def test_every_row_names_its_source_and_how_sure_it_is() -> None:
    known = vietnam.layer(2020, 2026)
    assert all(row.source and row.sure for row in (*known.days, *known.hours, *known.counting))
    assert {row.sure for row in known.hours} == {"illustrative"}


def test_every_source_of_a_day_has_a_title_in_both_languages() -> None:
    for source in {row.source for row in vietnam.layer(2020, 2027).days}:
        titles = {vietnam.titled(source, vietnamese=one) for one in (True, False)}
        assert len(titles) == 2
        assert source not in titles
    assert vietnam.titled("Công văn 1/UBND", vietnamese=False) == "Công văn 1/UBND"


def test_hours_by_season() -> None:
    """Winter and summer hours as Hải Dương had them, with a season that runs over the new year."""
    winter = HoursRow(1, read_sessions("07:30-12:00, 13:00-16:30"), LONG_AGO, season=read_season("11-01", "03-31"))
    summer = HoursRow(1, read_sessions("07:00-11:30, 13:30-17:00"), LONG_AGO, season=read_season("04-01", "10-31"))
    calendar = compiled(COUNTRY, office(hours=(winter, summer)))
    for received, expected in [
        ("2022-01-07T09:00", "2022-01-10T16:30"),
        ("2022-03-25T09:00", "2022-03-28T16:30"),
        ("2022-04-01T09:00", "2022-04-04T17:00"),
        ("2022-10-28T09:00", "2022-10-31T17:00"),
        ("2022-11-04T09:00", "2022-11-07T16:30"),
    ]:
        assert deadline(calendar, here(received), Term(1, Measure.WORKING_DAYS)).due_at == here(expected)


def test_saturday_morning_for_reception_has_hours_and_is_no_working_day() -> None:
    morning = HoursRow(6, read_sessions("07:30-11:30"), LONG_AGO, counts=False)
    calendar = compiled(COUNTRY, office(hours=(morning,)))

    assert not calendar.is_working_day(date(2022, 3, 12))
    assert hours_on(calendar, date(2022, 3, 12)) == 4
    friday = here("2022-03-11T09:00")
    assert deadline(calendar, friday, Term(1, Measure.WORKING_DAYS)).due_at == here("2022-03-14T17:00")
    assert deadline(calendar, friday, Term(8, Measure.WORKING_HOURS)).due_at == here("2022-03-12T09:00")


def test_saturday_morning_that_counts_is_a_working_day() -> None:
    calendar = compiled(COUNTRY, office(hours=(HoursRow(6, read_sessions("07:30-11:30"), LONG_AGO),)))
    due = deadline(calendar, here("2022-03-11T09:00"), Term(1, Measure.WORKING_DAYS))
    assert due.due_at == here("2022-03-12T11:30")


def test_half_day_counts_and_closes_early() -> None:
    half = DayRow(date(2022, 3, 8), DayKind.WORKED, "Nghỉ buổi chiều", sessions=read_sessions("07:30-11:30"))
    calendar = compiled(COUNTRY, office(half))
    monday = here("2022-03-07T09:00")

    due = deadline(calendar, monday, Term(1, Measure.WORKING_DAYS))
    assert due.due_at == here("2022-03-08T11:30")
    assert (due.steps[1].kind, due.steps[1].name) == ("counted", "Nghỉ buổi chiều")
    same_day = Term(1, Measure.SAME_DAY)
    assert deadline(calendar, here("2022-03-08T11:00"), same_day).due_at == here("2022-03-08T11:30")
    assert deadline(calendar, here("2022-03-08T11:30"), same_day).due_at == here("2022-03-09T17:00")


def test_make_up_day_has_the_hours_of_the_day_that_it_makes_up_for() -> None:
    friday = HoursRow(5, read_sessions("07:30-11:30"), LONG_AGO)
    swap = DayRow(date(2022, 3, 12), DayKind.WORKED, "Ngày làm bù", swapped_with=date(2022, 3, 18))
    calendar = compiled(COUNTRY, office(swap, hours=(friday,)))
    assert hours_on(calendar, date(2022, 3, 12)) == 4


def test_nearest_scope_wins_and_what_it_withdraws_falls_back() -> None:
    day = date(2022, 3, 8)
    country_off = office(DayRow(day, DayKind.OFF, "Nghỉ"))
    province_on = office(DayRow(day, DayKind.WORKED, "Vẫn làm việc"))
    withdrawn = office(DayRow(day, DayKind.OFF, "Nghỉ"), DayRow(day, DayKind.NONE))

    assert not compiled(COUNTRY, country_off).is_working_day(day)
    assert compiled(COUNTRY, country_off, province_on).is_working_day(day)
    assert not compiled(COUNTRY, country_off, province_on, country_off).is_working_day(day)
    assert compiled(COUNTRY, province_on, withdrawn).is_working_day(day)
    assert not compiled(COUNTRY, country_off, withdrawn).is_working_day(day)
    assert compiled(COUNTRY, withdrawn).is_working_day(day)


def test_later_hours_win_and_a_row_that_ended_says_nothing() -> None:
    ended = HoursRow(1, read_sessions("08:00-12:00"), date(2022, 3, 1), date(2022, 3, 31))
    later = HoursRow(1, read_sessions("08:00-10:00"), date(2022, 6, 1))
    calendar = compiled(COUNTRY, office(hours=(later, ended)))
    mondays = [date(2022, 2, 28), date(2022, 3, 28), date(2022, 4, 4), date(2022, 6, 6)]
    assert [hours_on(calendar, day) for day in mondays] == [8, 4, 8, 2]


def test_of_rows_about_one_thing_the_one_recorded_last_wins() -> None:
    first, second = (HoursRow(1, read_sessions(text), LONG_AGO) for text in ("08:00-10:00", "08:00-12:00"))
    assert hours_on(compiled(COUNTRY, office(hours=(first, second))), date(2022, 3, 7)) == 4
    assert hours_on(compiled(COUNTRY, office(hours=(second, first))), date(2022, 3, 7)) == 2


def test_way_of_counting_is_dated_and_follows_the_nearest_scope() -> None:
    exact = CountingRow(date(2022, 6, 1), time(10), CountingStyle.EXACT_HOURS, 420)
    calendar = compiled(COUNTRY, office(counting=(exact,)))
    days, same_day = Term(1, Measure.WORKING_DAYS), Term(1, Measure.SAME_DAY)

    assert deadline(calendar, here("2022-05-31T09:00"), days).due_at == here("2022-06-01T17:00")
    assert deadline(calendar, here("2022-06-01T09:00"), days).due_at == here("2022-06-02T08:00")
    assert deadline(calendar, here("2022-05-31T11:00"), same_day).due_at == here("2022-05-31T17:00")
    assert deadline(calendar, here("2022-06-01T11:00"), same_day).due_at == here("2022-06-02T17:00")


def test_zone_with_summer_time_keeps_the_hours_on_the_wall() -> None:
    zone = plain.ZoneInfo("Europe/Berlin")
    calendar = Calendar.compile([COUNTRY], first_year=2022, last_year=2022, zone=zone)
    friday = datetime(2022, 3, 25, 16, 0, tzinfo=zone)  # the clocks went forward that Sunday
    due = deadline(calendar, friday, Term(2, Measure.WORKING_HOURS))
    assert due.due_at == datetime(2022, 3, 28, 8, 30, tzinfo=zone)


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        (Layer(counting=(COUNTING,)), "no working day"),
        (Layer(hours=COUNTRY.hours), "no way of counting"),
        (
            Layer(
                (DayRow(date(2022, 3, 12), DayKind.WORKED, "Làm việc"),),
                (HoursRow(2, HOURS, LONG_AGO),),
                (COUNTING,),
            ),
            "2022-03-12.*has no hours",
        ),
    ],
)
def test_no_calendar_can_be_made_of_this(layer: Layer, message: str) -> None:
    with pytest.raises(WrongRow, match=message):
        compiled(layer)


@pytest.mark.parametrize("text", ["", "07:30-11:30", "07:30-11:30, 13:00-17:00"])
def test_hours_are_written_as_they_are_read(text: str) -> None:
    assert write_sessions(read_sessions(text)) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("07:30", "not hours"),
        ("7-11", "not hours"),
        ("07:30-25:00", "not hours"),
        ("11:30-07:30", "end before they begin"),
        ("07:30-07:30", "end before they begin"),
        ("07:30-11:30, 11:00-17:00", "overlap"),
    ],
)
def test_what_hours_are_not(text: str, message: str) -> None:
    with pytest.raises(WrongRow, match=message):
        read_sessions(text)


def test_season_is_written_as_it_is_read() -> None:
    assert read_season("04-16", "10-15").written() == ("04-16", "10-15")
    assert date(2024, 2, 29) in read_season("02-29", "02-29")
    assert date(2022, 7, 1) not in Season((11, 1), (3, 31))
    with pytest.raises(WrongRow, match="not a day of the year"):
        read_season("02-30", "03-31")
