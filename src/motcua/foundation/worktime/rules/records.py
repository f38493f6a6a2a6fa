"""What a calendar is compiled from: dated rows, each with its source and how sure it is. A change is a new row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import pairwise

from motcua.foundation.worktime.rules.words import CountingStyle
from motcua.kernel.refusals import Refused, gettext_noop


class DayKind(StrEnum):
    """
    What a dated row says of its day.

    NONE withdraws what the same scope said before, so that the wider scope or the week decides again.
    """

    OFF = "off"
    WORKED = "worked"
    NONE = "none"


class WrongRow(Refused):
    """A row that a calendar cannot be made of."""


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """
    A stretch of a day in which the office works, local wall clock.

    :raises WrongRow: if it does not end after it begins.
    """

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.closes <= self.opens:
            raise WrongRow(
                gettext_noop("the hours end before they begin"),
                field="sessions",
                value=str(self),
                expected=gettext_noop("write them as 07:30-11:30, 13:00-17:00"),
            )

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"


Sessions = tuple[Session, ...]


def read_time(text: str, *, field: str) -> time:
    """Read a time of day, as 15:00. :raises WrongRow:"""
    try:
        at = time.fromisoformat(text.strip())
    except ValueError:
        at = None
    if at is None or at.tzinfo is not None:
        raise WrongRow(
            gettext_noop("this is not a time of day"),
            field=field,
            value=text,
            expected=gettext_noop("write it as 15:00"),
        )
    return at


def read_sessions(text: str) -> Sessions:
    """Read ``07:30-11:30, 13:00-17:00``; an empty text is a day without work. :raises WrongRow:"""
    sessions = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        try:
            opens, closes = (time.fromisoformat(end.strip()) for end in part.split("-"))
        except ValueError:
            raise WrongRow(
                gettext_noop("these are not hours"),
                field="sessions",
                value=part,
                expected=gettext_noop("write them as 07:30-11:30, 13:00-17:00"),
            ) from None
        sessions.append(Session(opens, closes))
    return ordered(sessions)


def write_sessions(sessions: Sessions) -> str:
    """Write hours so that :func:`read_sessions` reads them back."""
    return ", ".join(map(str, sessions))


def ordered(sessions: Iterable[Session]) -> Sessions:
    """Put the hours of a day in order. :raises WrongRow: if two of them overlap."""
    put = tuple(sorted(sessions))
    for before, after in pairwise(put):
        if after.opens < before.closes:
            raise WrongRow(
                gettext_noop("the hours overlap"),
                field="sessions",
                value=write_sessions(put),
                expected=gettext_noop("write them as 07:30-11:30, 13:00-17:00"),
            )
    return put


@dataclass(frozen=True, slots=True)
class DayRow:
    """
    A day that is not as its week says.

    ``swapped_with`` is the other day of a swap (hoán đổi): the make-up day of a day off, or the day off that a make-up
    day pays for. ``sessions`` are the hours of a worked day; without them a make-up day has those of the day
    it pays for.
    """

    day: date
    kind: DayKind
    name: str = ""
    name_en: str = ""
    swapped_with: date | None = None
    sessions: Sessions = ()
    source: str = ""
    sure: str = ""


@dataclass(frozen=True, slots=True)
class Season:
    """A part of every year, both ends included, as (month, day); it may run over the new year."""

    first: tuple[int, int]
    last: tuple[int, int]

    def __contains__(self, day: date) -> bool:
        at = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last

    def written(self) -> tuple[str, str]:
        """Write it so that :func:`read_season` reads it back."""
        return f"{self.first[0]:02}-{self.first[1]:02}", f"{self.last[0]:02}-{self.last[1]:02}"


def read_season(first: str, last: str) -> Season:
    """Read a season from two texts as ``04-16``, month and day. :raises WrongRow:"""
    return Season(_read_month_day(first), _read_month_day(last))


def _read_month_day(text: str) -> tuple[int, int]:
    try:
        day = date.fromisoformat(f"2000-{text.strip()}")  # a leap year, so that 02-29 is a day
    except ValueError:
        raise WrongRow(
            gettext_noop("this is not a day of the year"),
            field="season",
            value=text,
            expected=gettext_noop("write month and day as 04-16"),
        ) from None
    return day.month, day.day


@dataclass(frozen=True, slots=True)
class HoursRow:
    """
    The hours of a weekday (1 Monday to 7 Sunday) from a day on. A later row wins; at one date, one for a season wins.

    ``counts`` says whether such a day is a working day when terms count days: a Saturday morning on which only
    reception is open (QĐ 14/2010/QĐ-TTg) has hours and does not count.
    """

    weekday: int
    sessions: Sessions
    valid_from: date
    valid_to: date | None = None
    season: Season | None = None
    counts: bool = True
    source: str = ""
    sure: str = ""

    def holds(self, day: date) -> bool:
        """Say whether it speaks of a day of its weekday."""
        return (
            self.valid_from <= day
            and (self.valid_to is None or day <= self.valid_to)
            and (self.season is None or day in self.season)
        )


@dataclass(frozen=True, slots=True)
class CountingRow:
    """
    How terms are counted from a day on: the hour after which a same-day term moves to the next working day, the style
    of a term in working days, and the minutes of a standard working day, which the exact style multiplies.
    """

    valid_from: date
    cut_off: time
    style: CountingStyle
    day_minutes: int
    source: str = ""
    sure: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """What one scope says, in the order in which it was recorded: the country, a province, a unit."""

    days: tuple[DayRow, ...] = ()
    hours: tuple[HoursRow, ...] = ()
    counting: tuple[CountingRow, ...] = ()
