"""A day is made other than its week says: off, worked, half, or swapped with another."""

from datetime import date, datetime

from django.db import transaction

from motcua.foundation.worktime.actions.recording import Edit, Ground, almanac_to_edit, told
from motcua.foundation.worktime.queries import calendar_for
from motcua.foundation.worktime.rules import vietnam
from motcua.foundation.worktime.rules.calendar import Calendar
from motcua.foundation.worktime.rules.records import DayKind, DayRow, Sessions, WrongRow
from motcua.kernel.refusals import gettext_noop


@transaction.atomic
def set_day(
    *,
    day: date,
    kind: DayKind,
    ground: Ground,
    by: str,
    at: datetime,
    unit_id: int | None = None,
    name: str = "",
    name_en: str = "",
    sessions: Sessions = (),
) -> Calendar:
    """
    Say that a day is off, or worked, perhaps in hours of its own; or withdraw what was said of it.

    :param name: what the day is called in Vietnamese; only a withdrawal needs none.
    :return: the calendar after it.
    :raises WrongRow: if it has no name, has hours though nobody works, or is worked and has no hours.
    :raises NotSeeded: if there is no calendar yet. :raises BeyondCalendar: if it lacks the year.
    """
    almanac = almanac_to_edit()
    calendar_for(unit_id).place(day)
    if kind is not DayKind.NONE and not name.strip():
        raise WrongRow(
            gettext_noop("the day needs a name"),
            field="name",
            expected=gettext_noop("write what people will read in the working of a deadline"),
        )
    if kind is not DayKind.WORKED and sessions:
        raise WrongRow(gettext_noop("only a worked day has hours"), field="sessions", value=day.isoformat())
    row = DayRow(day, kind, name, name_en, sessions=sessions, source=ground.source, sure=ground.sure)
    edit = Edit(unit_id, by, at)
    edit.add_days([row])
    return edit.record(almanac, "day_set", told(row))


@transaction.atomic
def swap_days(
    *,
    off: date,
    worked: date,
    ground: Ground,
    by: str,
    at: datetime,
    unit_id: int | None = None,
    sessions: Sessions = (),
) -> Calendar:
    """
    Give a working day off and work on a rest day for it (hoán đổi ngày làm việc).

    :param sessions: the hours of the make-up day; without them it has those of the day that it makes up for.
    :return: the calendar after it.
    :raises WrongRow: if the one is no working day, or the other is one.
    :raises NotSeeded: if there is no calendar yet. :raises BeyondCalendar: if it lacks a year.
    """
    almanac = almanac_to_edit()
    before = calendar_for(unit_id)
    if not before.is_working_day(off):
        raise WrongRow(
            gettext_noop("nobody works on this day, so it cannot be given off"), field="off", value=off.isoformat()
        )
    if before.is_working_day(worked):
        raise WrongRow(
            gettext_noop("this is a working day already, so it cannot make up for another"),
            field="worked",
            value=worked.isoformat(),
        )
    rows = [
        vietnam.swapped_off(off, worked, source=ground.source, sure=ground.sure),
        vietnam.make_up(worked, off, sessions=sessions, source=ground.source, sure=ground.sure),
    ]
    edit = Edit(unit_id, by, at)
    edit.add_days(rows)
    return edit.record(almanac, "days_swapped", {"days": [told(row) for row in rows]})
