"""
What people do to the calendar. Each act adds rows and never changes one, appends one event, and moves no past deadline.

An edit of which no calendar could be compiled is refused, and leaves nothing behind.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from motcua.foundation.worktime import models
from motcua.foundation.worktime.queries import calendar_for, day_row
from motcua.foundation.worktime.rules import vietnam
from motcua.foundation.worktime.rules.calendar import FIRST_YEAR, LAST_YEAR, Calendar
from motcua.foundation.worktime.rules.records import (
    DayKind,
    DayRow,
    Season,
    Sessions,
    WrongRow,
    write_sessions,
)
from motcua.foundation.worktime.rules.words import CountingStyle
from motcua.kernel.refusals import Refused, gettext_noop

STREAM = "calendar"
SEEDED_BY = "calendar/seed"


class NotSeeded(Refused):
    """The calendar covers no year yet."""


@dataclass(frozen=True, slots=True)
class Ground:
    """On what an edit stands: the decision or the place where it was read, and how sure it is."""

    source: str
    sure: str = ""

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise WrongRow(
                gettext_noop("a change of the calendar needs its decision or source"),
                field="source",
                expected=gettext_noop("write its number and date, or where it was read"),
            )


@transaction.atomic
def seed_calendar(
    *, first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR, at: datetime, by: str = SEEDED_BY
) -> int:
    """
    Bring the country's calendar of whole years up to what the package ``holidays`` and the sourced file say.

    Years between those asked for and those that stand are filled too. A day that a person has set stays as it is. The
    first seeding also brings the working week and the way of counting. Again without news it changes nothing.

    :return: how many rows were added.
    :raises WrongRow: if the years are in the wrong order, or before the five-day week.
    """
    if not FIRST_YEAR <= first_year <= last_year <= 2100:
        raise WrongRow(
            gettext_noop("the calendar cannot be made for these years"),
            field="years",
            value=f"{first_year}-{last_year}",
            expected=gettext_noop("give years in order, from %(first)s to 2100"),
            params={"first": FIRST_YEAR},
        )
    almanac = models.Almanac.objects.select_for_update().first()
    if almanac is not None:
        first_year, last_year = min(first_year, almanac.first_year), max(last_year, almanac.last_year)
    known = vietnam.layer(first_year, last_year)
    said = {row.day: row for row in models.CalendarDay.objects.filter(unit=None).order_by("id")}
    wanted = {row.day: row for row in known.days}
    news = [
        row
        for day, row in sorted(wanted.items())
        if day not in said or (said[day].recorded_by == by and day_row(said[day]) != row)
    ]
    news += [
        DayRow(day, DayKind.NONE, row.name, row.name_en, source=vietnam.SOURCE, sure="high")
        for day, row in said.items()
        if row.recorded_by == by and row.kind != DayKind.NONE and day not in wanted
    ]
    if almanac is not None and not news and (almanac.first_year, almanac.last_year) == (first_year, last_year):
        return 0
    _add_days(news, unit_id=None, at=at, by=by)
    if almanac is None:
        almanac = models.Almanac(events=0)
        models.WorkingHours.objects.bulk_create(
            models.WorkingHours(
                weekday=row.weekday,
                sessions=write_sessions(row.sessions),
                counts=row.counts,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                source=row.source,
                sure=row.sure,
                recorded_at=at,
                recorded_by=by,
            )
            for row in known.hours
        )
        models.Counting.objects.bulk_create(
            models.Counting(
                valid_from=row.valid_from,
                cut_off=row.cut_off,
                style=row.style,
                day_minutes=row.day_minutes,
                source=row.source,
                sure=row.sure,
                recorded_at=at,
                recorded_by=by,
            )
            for row in known.counting
        )
    almanac.first_year, almanac.last_year = first_year, last_year
    payload = {"first_year": first_year, "last_year": last_year, "days": [_told(row) for row in news]}
    _record(almanac, "seeded", payload, unit_id=None, at=at, by=by)
    return len(news)


@transaction.atomic
def set_day(
    *,
    day: date,
    kind: DayKind,
    ground: Ground,
    at: datetime,
    by: str,
    unit_id: int | None = None,
    name: str = "",
    name_en: str = "",
    sessions: Sessions = (),
) -> Calendar:
    """
    Say of one day that it is off, or worked in given hours, or that it is again as the wider scope and the week say.

    :return: the calendar after it, of the unit or of the country.
    :raises NotSeeded: if there is no calendar yet. :raises BeyondCalendar: if it lacks the year.
    :raises WrongRow: if a day off has hours, a worked day has none, or a day that is set has no name.
    """
    if (kind is DayKind.OFF and sessions) or (kind is not DayKind.NONE and not name.strip()):
        raise WrongRow(
            gettext_noop("a day off has no hours") if sessions else gettext_noop("the day needs a name"),
            field="day",
            value=day.isoformat(),
        )
    row = DayRow(day, kind, name, name_en, sessions=sessions, source=ground.source, sure=ground.sure)
    return _edit_days([row], "day_set", unit_id=unit_id, at=at, by=by)


@transaction.atomic
def swap_days(
    *,
    off: date,
    worked: date,
    ground: Ground,
    at: datetime,
    by: str,
    unit_id: int | None = None,
    sessions: Sessions = (),
) -> Calendar:
    """
    Swap a working day for a rest day (hoán đổi ngày làm việc): ``off`` is rested and ``worked`` makes up for it.

    The make-up day has the hours of the day that it makes up for, unless ``sessions`` are given.

    :return: the calendar after it.
    :raises NotSeeded: if there is no calendar yet. :raises BeyondCalendar: if it lacks a year.
    :raises WrongRow: if ``off`` is no working day, or ``worked`` is one already.
    """
    _seeded()
    calendar = calendar_for(unit_id)
    for day, wanted in ((off, True), (worked, False)):
        if calendar.is_working_day(day) is not wanted:
            raise WrongRow(
                gettext_noop("this is no working day that could be given off")
                if wanted
                else gettext_noop("this is a working day already and cannot make up for another"),
                field="off" if wanted else "worked",
                value=day.isoformat(),
            )
    told = {"source": ground.source, "sure": ground.sure}
    rows = [
        DayRow(
            off,
            DayKind.OFF,
            f"Ngày nghỉ (hoán đổi với {worked:%d/%m/%Y})",
            f"Day off (swapped with {worked:%d/%m/%Y})",
            worked,
            **told,
        ),
        DayRow(
            worked,
            DayKind.WORKED,
            f"Ngày làm bù cho {off:%d/%m/%Y}",
            f"Make-up day for {off:%d/%m/%Y}",
            off,
            sessions,
            **told,
        ),
    ]
    return _edit_days(rows, "days_swapped", unit_id=unit_id, at=at, by=by)


@transaction.atomic
def set_hours(
    *,
    weekdays: Sequence[int],
    sessions: Sessions,
    valid_from: date,
    ground: Ground,
    at: datetime,
    by: str,
    unit_id: int | None = None,
    valid_to: date | None = None,
    season: Season | None = None,
    counts: bool = True,
) -> Calendar:
    """
    Set the hours of weekdays (1 Monday to 7 Sunday) from a day on, perhaps for a season of every year.

    ``counts`` is false where only reception is open, as on Saturday mornings: such a day has hours and is no working day
    when terms count days.

    :return: the calendar after it.
    :raises NotSeeded: if there is no calendar yet. :raises WrongRow: if a weekday is none, or they end before they begin.
    """
    almanac = _seeded()
    if not weekdays or not {*weekdays} <= {*range(1, 8)}:
        raise WrongRow(
            gettext_noop("these are not days of the week"),
            field="weekdays",
            value=", ".join(map(str, weekdays)),
            expected=gettext_noop("write numbers from 1 (Monday) to 7 (Sunday)"),
        )
    if valid_to is not None and valid_to < valid_from:
        raise WrongRow(gettext_noop("the hours end before they begin"), field="valid_to", value=valid_to.isoformat())
    first, last = str(season).split("..") if season else ("", "")
    models.WorkingHours.objects.bulk_create(
        models.WorkingHours(
            unit_id=unit_id,
            weekday=weekday,
            sessions=write_sessions(sessions),
            counts=counts,
            valid_from=valid_from,
            valid_to=valid_to,
            season_first=first,
            season_last=last,
            source=ground.source,
            sure=ground.sure,
            recorded_at=at,
            recorded_by=by,
        )
        for weekday in sorted({*weekdays})
    )
    payload = {
        "weekdays": sorted({*weekdays}),
        "sessions": write_sessions(sessions),
        "counts": counts,
        "valid_from": valid_from.isoformat(),
        "valid_to": valid_to.isoformat() if valid_to else None,
        "season": str(season) if season else None,
        "source": ground.source,
    }
    _record(almanac, "hours_set", payload, unit_id=unit_id, at=at, by=by)
    return calendar_for(unit_id)


@transaction.atomic
def set_counting(
    *,
    valid_from: date,
    cut_off: time,
    style: CountingStyle,
    day_minutes: int,
    ground: Ground,
    at: datetime,
    by: str,
    unit_id: int | None = None,
) -> Calendar:
    """
    Set how terms are counted from a day on: the cut-off hour of same-day terms, the style, minutes of a working day.

    :return: the calendar after it.
    :raises NotSeeded: if there is no calendar yet. :raises WrongRow: if the minutes are not those of a day.
    """
    almanac = _seeded()
    if not 1 <= day_minutes <= 1440:
        raise WrongRow(
            gettext_noop("a working day does not have so many minutes"),
            field="day_minutes",
            value=day_minutes,
            expected=gettext_noop("give a whole number from 1 to 1440, as 480"),
        )
    models.Counting.objects.create(
        unit_id=unit_id,
        valid_from=valid_from,
        cut_off=cut_off,
        style=style,
        day_minutes=day_minutes,
        source=ground.source,
        sure=ground.sure,
        recorded_at=at,
        recorded_by=by,
    )
    payload = {
        "valid_from": valid_from.isoformat(),
        "cut_off": f"{cut_off:%H:%M}",
        "style": style.value,
        "day_minutes": day_minutes,
        "source": ground.source,
    }
    _record(almanac, "counting_set", payload, unit_id=unit_id, at=at, by=by)
    return calendar_for(unit_id)
