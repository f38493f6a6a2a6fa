"""The week of an office, and how it counts terms, change from a day on."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.db import transaction

from motcua.foundation.worktime import models
from motcua.foundation.worktime.actions.recording import Edit, Ground, almanac_to_edit
from motcua.foundation.worktime.rules.calendar import Calendar
from motcua.foundation.worktime.rules.records import Season, Sessions, WrongRow, write_sessions
from motcua.foundation.worktime.rules.words import CountingStyle
from motcua.kernel.refusals import gettext_noop


@transaction.atomic
def set_hours(
    *,
    weekdays: Collection[int],
    sessions: Sessions,
    valid_from: date,
    ground: Ground,
    by: str,
    at: datetime,
    unit_id: int | None = None,
    valid_to: date | None = None,
    season: Season | None = None,
    counts: bool = True,
) -> Calendar:
    """
    Set the hours of weekdays (1 Monday to 7 Sunday) from a day on; no sessions means that nobody works.

    :param season: the part of every year for which they hold; they win over hours without one.
    :param counts: whether such a day is a working day when terms count days; not where only reception is open.
    :return: the calendar after it.
    :raises WrongRow: if a number is no weekday, the hours end before they begin, or no working day is left.
    :raises NotSeeded: if there is no calendar yet.
    """
    almanac = almanac_to_edit()
    days = sorted({*weekdays})
    if not days or days[0] < 1 or days[-1] > 7:
        raise WrongRow(
            gettext_noop("these are not days of the week"),
            field="weekdays",
            value=", ".join(map(str, days)),
            expected=gettext_noop("write numbers from 1 (Monday) to 7 (Sunday)"),
        )
    if valid_to is not None and valid_to < valid_from:
        raise WrongRow(
            gettext_noop("the hours would end before they begin"),
            field="valid_to",
            value=valid_to.isoformat(),
            expected=gettext_noop("give a day on or after %(first)s"),
            params={"first": valid_from.isoformat()},
        )
    season_first, season_last = season.written() if season else ("", "")
    edit = Edit(unit_id, by, at)
    models.WorkingHours.objects.bulk_create(
        models.WorkingHours(
            weekday=weekday,
            sessions=write_sessions(sessions),
            counts=counts,
            valid_from=valid_from,
            valid_to=valid_to,
            season_first=season_first,
            season_last=season_last,
            **edit.stamped(source=ground.source, sure=ground.sure),
        )
        for weekday in days
    )
    payload = {
        "weekdays": days,
        "sessions": write_sessions(sessions),
        "counts": counts,
        "valid_from": valid_from.isoformat(),
        "valid_to": valid_to.isoformat() if valid_to else None,
        "season": [season_first, season_last] if season else None,
        "source": ground.source,
        "sure": ground.sure,
    }
    return edit.record(almanac, "hours_set", payload)


@transaction.atomic
def set_counting(
    *,
    valid_from: date,
    cut_off: time,
    style: CountingStyle,
    day_minutes: int,
    ground: Ground,
    by: str,
    at: datetime,
    unit_id: int | None = None,
) -> Calendar:
    """
    Set how terms are counted from a day on.

    :param cut_off: a same-day term received after it ends on the next working day; local wall clock.
    :param day_minutes: the minutes of a standard working day, which the exact style multiplies.
    :return: the calendar after it.
    :raises WrongRow: if no day has so many minutes. :raises NotSeeded: if there is no calendar yet.
    """
    almanac = almanac_to_edit()
    if not 1 <= day_minutes <= 1440:
        raise WrongRow(
            gettext_noop("no working day has so many minutes"),
            field="day_minutes",
            value=day_minutes,
            expected=gettext_noop("give a whole number from 1 to 1440, as 480"),
        )
    edit = Edit(unit_id, by, at)
    models.Counting.objects.create(
        valid_from=valid_from,
        cut_off=cut_off,
        style=style,
        day_minutes=day_minutes,
        **edit.stamped(source=ground.source, sure=ground.sure),
    )
    payload = {
        "valid_from": valid_from.isoformat(),
        "cut_off": cut_off.isoformat(timespec="minutes"),
        "style": style.value,
        "day_minutes": day_minutes,
        "source": ground.source,
        "sure": ground.sure,
    }
    return edit.record(almanac, "counting_set", payload)
