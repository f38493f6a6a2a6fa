"""Reads of the calendars, which are compiled from their tables and kept while the tables stay as they are."""

from collections import defaultdict
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from motcua.foundation.units import public as units
from motcua.foundation.worktime import models
from motcua.foundation.worktime.rules.calendar import Calendar
from motcua.foundation.worktime.rules.records import (
    CountingRow,
    DayKind,
    DayRow,
    HoursRow,
    Layer,
    read_season,
    read_sessions,
)
from motcua.foundation.worktime.rules.words import CountingStyle

Scope = int | None
"""Whom a row speaks for: the id of a unit, or the country."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What the tables said at one stamp, with the calendars compiled from it so far."""

    stamp: str
    zone: ZoneInfo
    years: tuple[int, int]
    layers: dict[Scope, Layer]
    calendars: dict[tuple[Scope, ...], Calendar] = field(default_factory=dict)

    def calendar(self, scopes: tuple[Scope, ...]) -> Calendar:
        """Give the calendar of scopes from the widest to the nearest; compiled once."""
        if scopes not in self.calendars:
            first, last = self.years
            layers = [self.layers[scope] for scope in scopes]
            self.calendars[scopes] = Calendar.compile(layers, first_year=first, last_year=last, zone=self.zone)
        return self.calendars[scopes]


_edition: Edition | None = None


def calendar_for(unit_id: int | None) -> Calendar:
    """
    Give the calendar of a unit, or of the country: what the nearest of the unit and those above it says wins.

    Above are those of the unit's latest place in the tree. One SQL query while nothing changed, two if any unit has
    rows of its own; four more after a change. The stamp is compared on every call, so a change by another process, and
    one that was rolled back, are both seen. Without a seeded calendar it is :meth:`Calendar.default`.
    """
    edition = _current()
    if edition is None:
        return Calendar.default(zone=_zone())
    return edition.calendar((None, *reversed(_scopes(edition, unit_id))))


def covered_years() -> tuple[int, int] | None:
    """Give the first and the last year that the calendar covers; None if it was never seeded. One SQL query."""
    state = _state()
    return state and state[1:]


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def _state() -> tuple[str, int, int] | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT stamp, first_year, last_year FROM worktime_almanac")
        row: tuple[str, int, int] | None = cursor.fetchone()
    return row


def _current() -> Edition | None:
    global _edition
    state, zone = _state(), _zone()
    if state is None:
        return None
    stamp, *years = state
    if _edition is None or _edition.stamp != stamp or _edition.zone != zone:
        _edition = Edition(stamp, zone, (years[0], years[1]), layers())
    return _edition


def _scopes(edition: Edition, unit_id: int | None) -> list[Scope]:
    """Give those of a unit and the units above it that have rows of their own, the nearest first."""
    if unit_id is None or edition.layers.keys() <= {None}:
        return []
    known = units.history()
    found: list[Scope] = []
    above: int | None = unit_id
    while above is not None:
        if above in edition.layers:
            found.append(above)
        above = known.latest(above).parent_id
    return found


def layers() -> dict[Scope, Layer]:
    """Give what each scope says, in the order in which it was recorded. Three SQL queries."""
    days: dict[Scope, list[DayRow]] = defaultdict(list)
    for day in models.CalendarDay.objects.order_by("id"):
        days[day.unit_id].append(day_row(day))
    hours: dict[Scope, list[HoursRow]] = defaultdict(list)
    for hour in models.WorkingHours.objects.order_by("id"):
        hours[hour.unit_id].append(_hours_row(hour))
    counting: dict[Scope, list[CountingRow]] = defaultdict(list)
    for count in models.Counting.objects.order_by("id"):
        counting[count.unit_id].append(_counting_row(count))
    return {
        scope: Layer(tuple(days[scope]), tuple(hours[scope]), tuple(counting[scope]))
        for scope in {None, *days, *hours, *counting}
    }


def day_row(row: models.CalendarDay) -> DayRow:
    """Give what a row says of its day."""
    return DayRow(
        day=row.day,
        kind=DayKind(row.kind),
        name=row.name,
        name_en=row.name_en,
        swapped_with=row.swapped_with,
        sessions=read_sessions(row.sessions),
        source=row.source,
        sure=row.sure,
    )


def _hours_row(row: models.WorkingHours) -> HoursRow:
    return HoursRow(
        weekday=row.weekday,
        sessions=read_sessions(row.sessions),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        season=read_season(row.season_first, row.season_last) if row.season_first else None,
        counts=row.counts,
        source=row.source,
        sure=row.sure,
    )


def _counting_row(row: models.Counting) -> CountingRow:
    return CountingRow(
        valid_from=row.valid_from,
        cut_off=row.cut_off,
        style=CountingStyle(row.style),
        day_minutes=row.day_minutes,
        source=row.source,
        sure=row.sure,
    )
