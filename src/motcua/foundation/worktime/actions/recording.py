"""An edit of the calendar: on what ground, by whom, and that it leaves a calendar behind it."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from motcua.foundation.ledger.public import NewEvent, append
from motcua.foundation.units import public as units
from motcua.foundation.worktime import models
from motcua.foundation.worktime.queries import calendar_for
from motcua.foundation.worktime.rules.calendar import Calendar
from motcua.foundation.worktime.rules.records import DayRow, Season, WrongRow, write_sessions
from motcua.kernel.refusals import Refused, gettext_noop

STREAM = "calendar"
VERSION = 1
"""The version of this module's payloads."""

BATCH = 100
"""Rows in one statement; SQLite takes no more than 999 values."""


class NotSeeded(Refused):
    """There is no calendar yet that could be edited."""


@dataclass(frozen=True, slots=True)
class Ground:
    """
    On what an edit stands: its decision, or where it was read, and how sure that is.

    :raises WrongRow: if no source is named.
    """

    source: str
    sure: str = ""

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise WrongRow(
                gettext_noop("a change of the calendar needs its decision or source"),
                field="source",
                expected=gettext_noop("write its number and date, or where it was read"),
            )


@dataclass(frozen=True, slots=True)
class Edit:
    """One act on the calendar of one scope."""

    unit_id: int | None
    by: str
    at: datetime

    def stamped(self, *, source: str, sure: str) -> dict[str, Any]:
        """Give the columns that every row of this edit carries."""
        return {
            "unit_id": self.unit_id,
            "source": source,
            "sure": sure,
            "recorded_at": self.at,
            "recorded_by": self.by,
        }

    def add_days(self, rows: list[DayRow]) -> None:
        """Add rows of days. One SQL query for every hundred."""
        models.CalendarDay.objects.bulk_create(
            [
                models.CalendarDay(
                    day=row.day,
                    kind=row.kind,
                    name=row.name,
                    name_en=row.name_en,
                    swapped_with=row.swapped_with,
                    sessions=write_sessions(row.sessions),
                    **self.stamped(source=row.source, sure=row.sure),
                )
                for row in rows
            ],
            batch_size=BATCH,
        )

    def record(self, almanac: models.Almanac, kind: str, payload: dict[str, Any]) -> Calendar:
        """
        Append the event, stamp the calendar anew, and give the calendar as it is now.

        :raises WrongRow: if no calendar can be compiled any more.
        """
        almanac.events += 1
        almanac.stamp = uuid.uuid4().hex
        almanac.save()
        append(
            NewEvent(
                stream=STREAM,
                number=almanac.events,
                kind=f"calendar.{kind}",
                version=VERSION,
                occurred_at=self.at,
                actor=self.by,
                unit="" if self.unit_id is None else units.by_id([self.unit_id])[self.unit_id].key,
                payload=payload,
            ),
            recorded_at=self.at,
        )
        return calendar_for(self.unit_id)


def almanac_to_edit() -> models.Almanac:
    """Give the row that editors wait at, so that one edit follows another. :raises NotSeeded:"""
    almanac = models.Almanac.objects.select_for_update().first()
    if almanac is None:
        raise NotSeeded(gettext_noop("there is no calendar yet"), expected=gettext_noop("run: motcua migrate"))
    return almanac


def told(row: DayRow) -> dict[str, str]:
    """Give a row of a day as the ledger keeps it: what it leaves open is left out."""
    return {name: _plain(value) for name, value in asdict(row).items() if value and name != "sessions"} | (
        {"sessions": write_sessions(row.sessions)} if row.sessions else {}
    )


def _plain(value: str | date | time | Season) -> str:
    return value.isoformat() if isinstance(value, date | time) else str(value)
