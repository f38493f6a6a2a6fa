"""The calendar in its tables: seeded, edited by dated rows, each act in the ledger, seen at once and by everyone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.foundation.worktime import models
from motcua.foundation.worktime import public as worktime
from motcua.foundation.worktime.rules import vietnam
from motcua.foundation.worktime.rules.records import DayRow
from worktime.plain import here

AT = datetime(2026, 1, 5, 8, tzinfo=UTC)
BY = "post/1"
GROUND = worktime.Ground("Thông báo 1/TB-UBND ngày 05/01/2026", "high")
DAY = worktime.Term(1, worktime.Measure.WORKING_DAYS)

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded() -> None:
    worktime.seed_calendar(first_year=2024, last_year=2027, at=AT)


@pytest.fixture
def province() -> units.Unit:
    """A province with a commune under it; see :func:`commune`."""
    return units.found(code="34", name="Tỉnh Mẫu", level=units.Level.PROVINCE, on=date(2020, 1, 1), by=BY, at=AT)


@pytest.fixture
def commune(province: units.Unit) -> units.Unit:
    return units.found(
        code="12472",
        name="Xã Mẫu",
        level=units.Level.COMMUNE,
        on=date(2020, 1, 1),
        by=BY,
        at=AT,
        parent_id=province.id,
    )


def off(day: date, unit: units.Unit | None = None) -> worktime.Calendar:
    """Give a day off."""
    return worktime.set_day(
        day=day,
        kind=worktime.DayKind.OFF,
        name="Nghỉ",
        ground=GROUND,
        by=BY,
        at=AT,
        unit_id=unit.id if unit else None,
    )


def is_off(day: date, unit: units.Unit | None = None) -> bool:
    return not worktime.calendar_for(unit.id if unit else None).is_working_day(day)


def told() -> list[tuple[str, str, dict[str, Any]]]:
    return [(event.kind, event.unit, dict(event.payload)) for event in ledger.read("calendar")]


def test_without_a_seeded_calendar_the_default_is_used() -> None:
    assert worktime.covered_years() is None
    assert worktime.calendar_for(None) is worktime.Calendar.default()


def test_seeding_makes_the_calendar_that_needs_no_database() -> None:
    added = worktime.seed_calendar(at=AT)
    ours, default = worktime.calendar_for(None), worktime.Calendar.default()

    assert worktime.covered_years() == (2000, 2050)
    assert added == models.CalendarDay.objects.count() == len(default.rows)
    assert (ours.rows, ours.counted, ours.worked_before) == (default.rows, default.counted, default.worked_before)
    assert models.WorkingHours.objects.filter(sure="illustrative").count() == 5


def test_seeding_again_changes_nothing() -> None:
    worktime.seed_calendar(at=AT)
    before = worktime.calendar_for(None)

    assert worktime.seed_calendar(at=AT) == 0
    assert worktime.calendar_for(None) is before
    assert [kind for kind, _, _ in told()] == ["calendar.seeded"]


@pytest.mark.usefixtures("seeded")
def test_seeding_more_years_leaves_no_gap() -> None:
    worktime.seed_calendar(first_year=2030, last_year=2030, at=AT)
    assert worktime.covered_years() == (2024, 2030)
    assert is_off(date(2028, 9, 2))
    assert [(kind, said["first_year"], said["last_year"]) for kind, _, said in told()] == [
        ("calendar.seeded", 2024, 2027),
        ("calendar.seeded", 2024, 2030),
    ]


@pytest.mark.usefixtures("seeded")
def test_seeding_leaves_a_day_that_a_person_has_set() -> None:
    worktime.set_day(day=date(2026, 1, 2), kind=worktime.DayKind.NONE, ground=GROUND, by=BY, at=AT)
    worktime.seed_calendar(last_year=2030, at=AT)
    assert not is_off(date(2026, 1, 2))


@pytest.mark.usefixtures("seeded")
def test_seeding_takes_over_what_the_sources_say_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """A year later the swap is known, and a day that was a mistake is not there any more."""
    known = vietnam.sourced
    swap = [
        vietnam.swapped_off(date(2027, 3, 1), date(2027, 3, 6), source="s", sure="high"),
        vietnam.make_up(date(2027, 3, 6), date(2027, 3, 1), source="s", sure="high"),
    ]
    monkeypatch.setattr(vietnam, "sourced", lambda a, b: (*known(a, b), *swap))
    assert worktime.seed_calendar(first_year=2024, last_year=2027, at=AT) == 2
    assert is_off(date(2027, 3, 1))
    assert not is_off(date(2027, 3, 6))

    monkeypatch.setattr(vietnam, "sourced", known)
    assert worktime.seed_calendar(first_year=2024, last_year=2027, at=AT) == 2
    assert not is_off(date(2027, 3, 1))
    assert worktime.seed_calendar(first_year=2024, last_year=2027, at=AT) == 0
    assert models.CalendarDay.objects.filter(day=date(2027, 3, 1)).count() == 2


@pytest.mark.usefixtures("seeded")
def test_swap_moves_deadlines_and_is_told_in_the_working() -> None:
    calendar = worktime.swap_days(off=date(2026, 11, 23), worked=date(2026, 11, 28), ground=GROUND, by=BY, at=AT)
    friday = here("2026-11-20T09:00")
    found = worktime.deadline(calendar, friday, DAY)
    assert found.due_at == here("2026-11-25T17:00")
    assert found.steps[3].source == GROUND.source
    assert worktime.deadline(calendar, here("2026-11-27T09:00"), DAY).due_at == here("2026-11-28T17:00")
    kind, unit, said = told()[-1]
    assert (kind, unit) == ("calendar.days_swapped", "")
    assert said["days"][0] == {
        "day": "2026-11-23",
        "kind": "off",
        "name": "Ngày nghỉ, làm bù vào 28/11/2026",
        "name_en": "Day off, made up for on 28/11/2026",
        "swapped_with": "2026-11-28",
        "source": GROUND.source,
        "sure": "high",
    }


@pytest.mark.usefixtures("seeded")
def test_edit_adds_a_row_and_keeps_the_one_before() -> None:
    day = date(2026, 3, 9)
    off(day)
    worktime.set_day(day=day, kind=worktime.DayKind.NONE, ground=GROUND, by=BY, at=AT)
    rows = models.CalendarDay.objects.filter(day=day).order_by("id")
    assert [(row.kind, row.recorded_by, row.recorded_at) for row in rows] == [("off", BY, AT), ("none", BY, AT)]
    assert not is_off(day)


@pytest.mark.usefixtures("seeded")
def test_half_day_of_one_unit_is_nobody_elses(province: units.Unit, commune: units.Unit) -> None:
    calendar = worktime.set_day(
        day=date(2026, 3, 10),
        kind=worktime.DayKind.WORKED,
        name="Hội làng",
        sessions=worktime.read_sessions("07:30-11:30"),
        ground=GROUND,
        by=BY,
        at=AT,
        unit_id=commune.id,
    )
    monday = here("2026-03-09T09:00")
    assert worktime.deadline(calendar, monday, DAY).due_at == here("2026-03-10T11:30")
    for other in (None, province.id):
        assert worktime.deadline(worktime.calendar_for(other), monday, DAY).due_at == here("2026-03-10T17:00")
    assert told()[-1][1] == commune.key


@pytest.mark.usefixtures("seeded")
def test_unit_keeps_the_calendar_of_those_above_it(province: units.Unit, commune: units.Unit) -> None:
    off(date(2026, 3, 9), province)
    assert is_off(date(2026, 3, 9), commune)
    assert not is_off(date(2026, 3, 9))
    worktime.set_day(
        day=date(2026, 3, 9),
        kind=worktime.DayKind.WORKED,
        name="Vẫn làm việc",
        ground=GROUND,
        by=BY,
        at=AT,
        unit_id=commune.id,
    )
    assert not is_off(date(2026, 3, 9), commune)
    assert is_off(date(2026, 3, 9), province)


@pytest.mark.usefixtures("seeded")
def test_saturday_mornings_of_a_province_in_summer(province: units.Unit, commune: units.Unit) -> None:
    worktime.set_hours(
        weekdays=[6],
        sessions=worktime.read_sessions("07:30-11:30"),
        valid_from=date(2026, 1, 1),
        season=worktime.read_season("04-16", "10-15"),
        counts=False,
        ground=GROUND,
        by=BY,
        at=AT,
        unit_id=province.id,
    )
    calendar = worktime.calendar_for(commune.id)
    hours = worktime.Term(1, worktime.Measure.WORKING_HOURS)
    assert worktime.deadline(calendar, here("2026-06-05T17:00"), hours).due_at == here("2026-06-06T08:30")
    assert worktime.deadline(calendar, here("2026-03-06T17:00"), hours).due_at == here("2026-03-09T08:30")
    assert not calendar.is_working_day(date(2026, 6, 6))
    assert told()[-1][2]["season"] == ["04-16", "10-15"]


@pytest.mark.usefixtures("seeded")
def test_province_chooses_how_it_counts(province: units.Unit, commune: units.Unit) -> None:
    worktime.set_counting(
        valid_from=date(2026, 3, 1),
        cut_off=time(16),
        style=worktime.CountingStyle.EXACT_HOURS,
        day_minutes=480,
        ground=GROUND,
        by=BY,
        at=AT,
        unit_id=province.id,
    )
    monday = here("2026-03-09T09:00")
    assert worktime.deadline(worktime.calendar_for(commune.id), monday, DAY).due_at == here("2026-03-10T09:00")
    assert worktime.deadline(worktime.calendar_for(None), monday, DAY).due_at == here("2026-03-10T17:00")


@pytest.mark.usefixtures("seeded")
def test_unchanged_calendar_costs_one_query_and_is_not_compiled_again(commune: units.Unit) -> None:
    first = worktime.calendar_for(commune.id)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert worktime.calendar_for(commune.id) is first is worktime.calendar_for(None)
    assert len(queries) == 2


@pytest.mark.usefixtures("seeded")
def test_edit_that_was_rolled_back_is_forgotten() -> None:
    day = date(2026, 3, 9)

    with transaction.atomic():
        assert not off(day).is_working_day(day)
        transaction.set_rollback(True)
    assert not is_off(day)
    off(date(2026, 3, 10))  # takes the ids and the number that the other had
    assert not is_off(day)
    assert is_off(date(2026, 3, 10))


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda: worktime.Ground(" "), "needs its decision"),
        (
            lambda: worktime.set_day(day=date(2026, 3, 9), kind=worktime.DayKind.OFF, ground=GROUND, by=BY, at=AT),
            "needs a name",
        ),
        (
            lambda: worktime.set_day(
                day=date(2026, 3, 9),
                kind=worktime.DayKind.OFF,
                name="Nghỉ",
                sessions=worktime.read_sessions("07:30-11:30"),
                ground=GROUND,
                by=BY,
                at=AT,
            ),
            "only a worked day has hours",
        ),
        (
            lambda: worktime.swap_days(off=date(2026, 3, 8), worked=date(2026, 3, 14), ground=GROUND, by=BY, at=AT),
            "2026-03-08.*nobody works",
        ),
        (
            lambda: worktime.swap_days(off=date(2026, 3, 9), worked=date(2026, 3, 10), ground=GROUND, by=BY, at=AT),
            "2026-03-10.*working day already",
        ),
        (lambda: off(date(2031, 3, 9)), "no year 2031"),
        (
            lambda: worktime.set_hours(
                weekdays=[0], sessions=(), valid_from=date(2026, 1, 1), ground=GROUND, by=BY, at=AT
            ),
            "not days of the week",
        ),
        (
            lambda: worktime.set_hours(
                weekdays=[1],
                sessions=(),
                valid_from=date(2026, 1, 2),
                valid_to=date(2026, 1, 1),
                ground=GROUND,
                by=BY,
                at=AT,
            ),
            "end before they begin",
        ),
        (
            lambda: worktime.set_hours(
                weekdays=range(1, 8), sessions=(), valid_from=date(2000, 1, 1), ground=GROUND, by=BY, at=AT
            ),
            "has no hours|no working day",
        ),
        (
            lambda: worktime.set_counting(
                valid_from=date(2026, 1, 1),
                cut_off=time(15),
                style=worktime.CountingStyle.CLOSE_OF_DAY,
                day_minutes=0,
                ground=GROUND,
                by=BY,
                at=AT,
            ),
            "so many minutes",
        ),
        (lambda: worktime.seed_calendar(first_year=2030, last_year=2029, at=AT), "years in order"),
        (lambda: worktime.seed_calendar(first_year=1990, at=AT), "from 2000 to 2099"),
        (lambda: worktime.seed_calendar(last_year=2100, at=AT), "from 2000 to 2099"),
    ],
)
def test_refused_edit_leaves_nothing_behind(edit: Callable[[], object], message: str) -> None:
    before, days = worktime.calendar_for(None), models.CalendarDay.objects.count()
    with pytest.raises((worktime.WrongRow, worktime.BeyondCalendar), match=message):
        edit()
    assert worktime.calendar_for(None).counted == before.counted
    assert models.CalendarDay.objects.count() == days
    assert len(told()) == 1


def test_calendar_must_be_there_to_be_edited() -> None:
    with pytest.raises(worktime.NotSeeded, match="motcua migrate"):
        off(date(2026, 3, 9))


@pytest.mark.usefixtures("seeded")
def test_what_a_row_says_comes_back_as_it_was() -> None:
    row = models.CalendarDay.objects.get(day=date(2026, 1, 10))
    assert worktime.calendar_for(None).rows[worktime.calendar_for(None).place(row.day)] == DayRow(
        date(2026, 1, 10),
        worktime.DayKind.WORKED,
        "Ngày làm bù cho 02/01/2026",
        "Make-up day for 02/01/2026",
        date(2026, 1, 2),
        (),
        "Thông báo 9441/TB-BNV; the day itself from memory: verify",
        "medium",
    )
