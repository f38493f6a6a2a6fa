"""Periods of whole days, and the instants at which they begin and end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from motcua.kernel.refusals import Refused, gettext_noop

HO_CHI_MINH = ZoneInfo("Asia/Ho_Chi_Minh")


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Give the first instant of a day in a zone, aware."""
    return datetime.combine(day, time.min, tzinfo=zone)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Give the last instant of a day in a zone, to the microsecond, aware."""
    return datetime.combine(day, time.max, tzinfo=zone)


@dataclass(frozen=True, slots=True)
class Period:
    """
    A run of whole days, both ends included.

    :raises Refused: if it ends before it begins.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refused(
                gettext_noop("the period ends before it begins"),
                field="to",
                value=self.last.isoformat(),
                expected=gettext_noop("give a day on or after %(first)s"),
                params={"first": self.first.isoformat()},
            )

    def begins(self, zone: ZoneInfo) -> datetime:
        """Give the first instant that belongs to it."""
        return start_of_day(self.first, zone)

    def ends(self, zone: ZoneInfo) -> datetime:
        """Give the first instant that no longer belongs to it."""
        return start_of_day(self.last + timedelta(days=1), zone)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def months(self) -> Iterator["Period"]:
        """Give its calendar months in order, the first and last cut to the period."""
        first = self.first
        while first <= self.last:
            following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
            yield Period(first, min(self.last, following - timedelta(days=1)))
            first = following


def read_day(text: str, *, field: str) -> date:
    """Read an ISO 8601 day. :raises Refused: if it is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(
            gettext_noop("this is not a day of the calendar"),
            field=field,
            value=text,
            expected=gettext_noop("write YYYY-MM-DD, as 2022-10-14"),
        ) from None


def read_instant(text: str, *, field: str, zone: ZoneInfo) -> datetime:
    """Read an ISO 8601 instant; a naive one is of ``zone``, a bare day its first instant. :raises Refused: if none."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Refused(
            gettext_noop("this is not a time of the calendar"),
            field=field,
            value=text,
            expected=gettext_noop("write it as 2022-10-14T09:30 or 2022-10-14T09:30+07:00"),
        ) from None
    return at if at.tzinfo else at.replace(tzinfo=zone)
