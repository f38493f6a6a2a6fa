"""How each act on the calendar is recorded: its rows, its event, and a new stamp by which copies know their age."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from motcua.foundation.ledger.public import NewEvent, append
from motcua.foundation.units import public as units
from motcua.foundation.worktime import models
from motcua.foundation.worktime.rules.records import DayRow, write_sessions
from motcua.kernel.refusals import Refused, gettext_noop

STREAM = "calendar"
VERSION = 1


class NotSeeded(Refused):
    """The calendar covers no year yet."""


def seeded() -> models.Almanac:
    """Lock the calendar for an edit. One SQL query. :raises NotSeeded: if there is none."""
    almanac = models.Almanac.objects.select_for_update().first()
    if almanac is None:
        raise NotSeeded(gettext_noop("the calendar covers no year yet"), expected=gettext_noop("run: motcua migrate"))
    return almanac


def add_days(rows: Sequence[DayRow], *, unit_id: int | None, at: datetime, by: str) -> None:
    """Add rows about days. One SQL statement."""
    models.CalendarDay.objects.bulk_create(
        models.CalendarDay(
            unit_id=unit_id,
            day=row.day,
            kind=row.kind,
            name=row.name,
            name_en=row.name_en,
            swapped_with=row.swapped_with,
            sessions=write_sessions(row.sessions),
            source=row.source,
            sure=row.sure,
            recorded_at=at,
            recorded_by=by,
        )
        for row in rows
    )


def told(row: DayRow) -> dict[str, Any]:
    """Give a row about a day as an event carries it."""
    return {
        "day": row.day.isoformat(),
        "kind": row.kind.value,
        "name": row.name,
        "swapped_with": row.swapped_with.isoformat() if row.swapped_with else None,
        "sessions": write_sessions(row.sessions),
        "source": row.source,
        "sure": row.sure,
    }


def record(
    almanac: models.Almanac, kind: str, payload: Mapping[str, Any], *, unit_id: int | None, at: datetime, by: str
) -> None:
    """Append the event of an act, and give the calendar a new stamp."""
    unit = units.by_id([unit_id])[unit_id].key if unit_id is not None else ""
    almanac.events += 1
    almanac.stamp = uuid.uuid4().hex
    append(
        NewEvent(
            stream=STREAM,
            number=almanac.events,
            kind=f"calendar.{kind}",
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=unit,
            payload=payload,
        ),
        recorded_at=at,
    )
    almanac.save()
