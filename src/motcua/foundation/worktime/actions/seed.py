"""The country's calendar is made, or brought up to what is known now."""

from datetime import datetime

from django.db import transaction

from motcua.foundation.worktime import models
from motcua.foundation.worktime.actions.recording import Edit, told
from motcua.foundation.worktime.queries import day_row
from motcua.foundation.worktime.rules import vietnam
from motcua.foundation.worktime.rules.calendar import FIRST_YEAR, LAST_YEAR
from motcua.foundation.worktime.rules.records import DayKind, DayRow, Layer, WrongRow, write_sessions
from motcua.kernel.refusals import gettext_noop

SEEDED_BY = "calendar/seed"
LAST_KNOWN_YEAR = 2099
"""The last year of the package's lunar calendar."""


@transaction.atomic
def seed_calendar(*, first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR, at: datetime) -> int:
    """
    Bring the country's calendar of whole years up to what the package ``holidays`` and the sourced file say.

    Years between those asked for and those that stand are filled too. What a person has said of a day stays. The first
    time, the working week and the way of counting come with it. Where there is nothing new, nothing is written.

    :return: how many rows of days were added.
    :raises WrongRow: if the years are not in order, or not ones that the sources know.
    """
    if not FIRST_YEAR <= first_year <= last_year <= LAST_KNOWN_YEAR:
        raise WrongRow(
            gettext_noop("no calendar can be made of these years"),
            field="years",
            value=f"{first_year}-{last_year}",
            expected=gettext_noop("give years in order, from %(first)s to %(last)s"),
            params={"first": FIRST_YEAR, "last": LAST_KNOWN_YEAR},
        )
    almanac = models.Almanac.objects.select_for_update().first()
    if almanac is not None:
        first_year, last_year = min(first_year, almanac.first_year), max(last_year, almanac.last_year)
    known = vietnam.layer(first_year, last_year)
    edit = Edit(None, SEEDED_BY, at)
    news = _news(known)
    if almanac is None:
        almanac = models.Almanac(events=0)
        _add_week(edit, known)
    elif not news and (first_year, last_year) == (almanac.first_year, almanac.last_year):
        return 0
    almanac.first_year, almanac.last_year = first_year, last_year
    edit.add_days(news)
    edit.record(
        almanac,
        "seeded",
        {"first_year": first_year, "last_year": last_year, "days": [told(row) for row in news]},
    )
    return len(news)


def _news(known: Layer) -> list[DayRow]:
    """Give what the sources say otherwise than the last seeding did; days that a person has set are left to them."""
    standing = {row.day: row for row in models.CalendarDay.objects.filter(unit=None).order_by("id")}
    ours = {day: day_row(row) for day, row in standing.items() if row.recorded_by == SEEDED_BY}
    wanted = {row.day: row for row in known.days}
    news = [row for day, row in wanted.items() if ours.get(day) != row and (day in ours or day not in standing)]
    gone = [
        DayRow(day, DayKind.NONE, row.name, row.name_en, source=row.source, sure=row.sure)
        for day, row in ours.items()
        if day not in wanted and row.kind is not DayKind.NONE
    ]
    return sorted(news + gone, key=lambda row: row.day)


def _add_week(edit: Edit, known: Layer) -> None:
    models.WorkingHours.objects.bulk_create(
        models.WorkingHours(
            weekday=row.weekday,
            sessions=write_sessions(row.sessions),
            counts=row.counts,
            valid_from=row.valid_from,
            **edit.stamped(source=row.source, sure=row.sure),
        )
        for row in known.hours
    )
    models.Counting.objects.bulk_create(
        models.Counting(
            valid_from=row.valid_from,
            cut_off=row.cut_off,
            style=row.style,
            day_minutes=row.day_minutes,
            **edit.stamped(source=row.source, sure=row.sure),
        )
        for row in known.counting
    )
