"""The calendar of an office, compiled once from dated rows so that every question to it is a look-up."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from motcua.foundation.worktime.rules import vietnam
from motcua.foundation.worktime.rules.records import (
    CountingRow,
    DayKind,
    DayRow,
    HoursRow,
    Layer,
    Session,
    Sessions,
    WrongRow,
)
from motcua.kernel.periods import HO_CHI_MINH
from motcua.kernel.refusals import Refused, gettext_noop

FIRST_YEAR = 2000
"""The five-day week came on 1999-10-02 (QĐ 188/1999/QĐ-TTg); the calendar made from defaults alone begins after it."""

LAST_YEAR = 2050

MINUTE = 60_000_000
"""A minute in microseconds, in which working time is kept so that it is exact."""

Stretches = tuple[tuple[int, int], ...]


class BeyondCalendar(Refused):
    """A day in a year that the calendar does not have."""


def microseconds(at: time | datetime) -> int:
    """Give the wall-clock time since midnight, in microseconds."""
    return ((at.hour * 60 + at.minute) * 60 + at.second) * 1_000_000 + at.microsecond


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Calendar:
    """
    The days and hours of one office over whole years, in one zone.

    Made by :meth:`compile` or :meth:`default`. A day is spoken of by its place: 0 is ``first``, ``origin`` its ordinal.
    ``counted`` holds the places of working days in order, ``counted_before[i]`` how many of them stand before place i,
    ``stretches[i]`` the hours of a day in microseconds since midnight, ``worked_before[i]`` their sum before it.
    """

    zone: ZoneInfo
    first: date
    origin: int
    days: Sequence[date]
    counted: Sequence[int]
    counted_before: Sequence[int]
    stretches: Sequence[Stretches]
    worked_before: Sequence[int]
    rows: dict[int, DayRow]
    counting: Sequence[CountingRow]

    @classmethod
    def default(
        cls, first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR, zone: ZoneInfo = HO_CHI_MINH
    ) -> "Calendar":
        """
        Give the country's calendar without a database: public holidays, sourced swaps, and illustrative hours.

        The first call for given years reads the package ``holidays`` (half a second) and later ones are free.
        """
        return _default(first_year, last_year, zone)

    @classmethod
    def compile(cls, layers: Iterable[Layer], *, first_year: int, last_year: int, zone: ZoneInfo) -> "Calendar":
        """
        Compile what the scopes say, from the widest to the nearest; where two speak of a day, the nearest wins.

        :raises WrongRow: if no hours or no way of counting are known, or a make-up day has no hours.
        """
        scopes = tuple(layers)
        first, last = date(first_year, 1, 1), date(last_year, 12, 31)
        days = _days(first, last)
        rows = _rows(scopes, first, last)
        week = _Week(scopes)

        stretches: list[Stretches] = []
        counts: list[bool] = []
        for place, day in enumerate(days):
            sessions, counted = week.on(day)
            if (row := rows.get(place)) is not None:
                sessions, counted = _exception(row, sessions, week)
            stretches.append(_stretches(sessions))
            counts.append(counted and bool(sessions))
        counted_places = [place for place, counted in enumerate(counts) if counted]
        if not counted_places:
            raise WrongRow(gettext_noop("the calendar has no working day"))
        return cls(
            zone=zone,
            first=first,
            origin=first.toordinal(),
            days=days,
            counted=array("i", counted_places),
            counted_before=array("i", accumulate(counts, initial=0)),
            stretches=tuple(stretches),
            worked_before=array("q", accumulate((sum(e - b for b, e in s) for s in stretches), initial=0)),
            rows=rows,
            counting=_counting(scopes, first),
        )

    @property
    def last(self) -> date:
        """Give the last day it knows."""
        return self.days[-1]

    def place(self, day: date) -> int:
        """Give the place of a day. :raises BeyondCalendar:"""
        place = day.toordinal() - self.origin
        if not 0 <= place < len(self.days):
            raise self.beyond(day.year)
        return place

    def beyond(self, year: int) -> BeyondCalendar:
        """Say that a year is missing, and how to add it."""
        return BeyondCalendar(
            gettext_noop("the calendar has no year %(year)s: it covers %(first)s to %(last)s"),
            expected=gettext_noop("add the year with “motcua calendar seed”, or give a day that it covers"),
            params={"year": year, "first": self.first.year, "last": self.last.year},
        )

    def local(self, at: datetime) -> datetime:
        """
        Give the wall-clock time of an instant in the calendar's zone, naive.

        :raises ValueError: if the instant has no zone. :raises BeyondCalendar: at the ends of time.
        """
        if at.tzinfo is None:
            raise ValueError("an instant without a zone")
        try:
            return at.astimezone(self.zone).replace(tzinfo=None)
        except OverflowError:
            raise self.beyond(at.year) from None

    def instant(self, place: int, microsecond: int) -> datetime:
        """Give the instant at a wall-clock time of a day, aware."""
        midnight = datetime.combine(self.days[place], time.min, self.zone)
        return midnight + timedelta(microseconds=microsecond)

    def is_working_day(self, day: date) -> bool:
        """Say whether terms in working days count it. :raises BeyondCalendar:"""
        place = self.place(day)
        return self.counted_before[place + 1] > self.counted_before[place]

    def hours(self, day: date) -> Sessions:
        """Give the hours in which the office works on a day, none where it does not. :raises BeyondCalendar:"""
        return tuple(Session(_time(opens), _time(closes)) for opens, closes in self.stretches[self.place(day)])

    def exceptions(self, year: int) -> tuple[DayRow, ...]:
        """Give the days of a year that are not as their week says, in order. :raises BeyondCalendar:"""
        if not self.first.year <= year <= self.last.year:
            raise self.beyond(year)
        return tuple(row for row in self.rows.values() if row.day.year == year)

    def closes(self, place: int) -> int:
        """Give when the work of a day ends, in microseconds since midnight. The day must have hours."""
        return self.stretches[place][-1][1]

    def worked(self, local: datetime) -> int:
        """Give the microseconds of working time up to a local time since the beginning. :raises BeyondCalendar:"""
        place, now = self.place(local), microseconds(local)
        total = self.worked_before[place]
        for begins, ends in self.stretches[place]:
            if now <= begins:
                break
            total += min(now, ends) - begins
        return total

    def when_worked(self, total: int) -> tuple[int, int]:
        """
        Give the place and the microsecond at which so much working time is first complete.

        An amount that is complete at the end of a session is complete then, not when the next begins.
        :raises BeyondCalendar: if the calendar ends before.
        """
        place = bisect_left(self.worked_before, total) - 1
        if place >= len(self.days):
            raise self.beyond(self.last.year + 1)
        left = total - self.worked_before[place]
        for begins, ends in self.stretches[place]:
            if left <= ends - begins:
                return place, begins + left
            left -= ends - begins
        raise AssertionError("the sums of the hours do not agree with the hours")

    def counted_on(self, day: date) -> CountingRow:
        """Give how terms are counted that begin on a day."""
        return self.counting[bisect_right(self.counting, day, key=lambda row: row.valid_from) - 1]


def _time(microsecond: int) -> time:
    minutes, rest = divmod(microsecond, MINUTE)
    return time(minutes // 60, minutes % 60, rest // 1_000_000)


@lru_cache(maxsize=8)
def _default(first_year: int, last_year: int, zone: ZoneInfo) -> Calendar:
    return Calendar.compile(
        [vietnam.layer(first_year, last_year)], first_year=first_year, last_year=last_year, zone=zone
    )


@lru_cache(maxsize=8)
def _days(first: date, last: date) -> Sequence[date]:
    return tuple(date.fromordinal(ordinal) for ordinal in range(first.toordinal(), last.toordinal() + 1))


def _rows(scopes: tuple[Layer, ...], first: date, last: date) -> dict[int, DayRow]:
    said: dict[date, DayRow] = {}
    for scope in scopes:
        latest = {row.day: row for row in scope.days}
        said.update((day, row) for day, row in latest.items() if row.kind is not DayKind.NONE)
    return {day.toordinal() - first.toordinal(): row for day, row in sorted(said.items()) if first <= day <= last}


class _Week:
    """The hours of ordinary days: for each weekday, the rows of all scopes with the strongest first."""

    def __init__(self, scopes: tuple[Layer, ...]) -> None:
        self.rows: dict[int, list[HoursRow]] = {weekday: [] for weekday in range(1, 8)}
        for scope in reversed(scopes):
            strength = [(row.valid_from, row.season is not None, place) for place, row in enumerate(scope.hours)]
            for *_, place in sorted(strength, reverse=True):
                self.rows[scope.hours[place].weekday].append(scope.hours[place])

    def on(self, day: date, weekday: int | None = None) -> tuple[Sessions, bool]:
        for row in self.rows[weekday or day.isoweekday()]:
            if row.holds(day):
                return row.sessions, row.counts
        return (), False


def _exception(row: DayRow, sessions: Sessions, week: _Week) -> tuple[Sessions, bool]:
    if row.kind is DayKind.OFF:
        return (), False
    weekday = row.swapped_with.isoweekday() if row.swapped_with else 1
    hours = row.sessions or sessions or week.on(row.day, weekday)[0]
    if not hours:
        raise WrongRow(
            gettext_noop("this working day has no hours"),
            field="day",
            value=row.day.isoformat(),
            expected=gettext_noop("write them as 07:30-11:30, 13:00-17:00"),
        )
    return hours, True


@lru_cache(maxsize=256)
def _stretches(sessions: tuple[Session, ...]) -> Stretches:
    return tuple((microseconds(session.opens), microseconds(session.closes)) for session in sessions)


def _counting(scopes: tuple[Layer, ...], first: date) -> list[CountingRow]:
    """Give the rows in force one after another: at each date on which one begins, that of the nearest scope."""
    begins = sorted({first, *(max(first, row.valid_from) for scope in scopes for row in scope.counting)})
    found = []
    for day in begins:
        for scope in reversed(scopes):
            held = [row for row in scope.counting if row.valid_from <= day]
            if held:
                found.append(max(reversed(held), key=lambda row: row.valid_from))
                break
        else:
            raise WrongRow(
                gettext_noop("no way of counting terms is known for this day"), field="day", value=day.isoformat()
            )
    return found
