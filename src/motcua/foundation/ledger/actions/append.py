"""Append events. A trigger of the database puts each into the inbox, so that none can be without a place to come."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice

from django.db import IntegrityError, connection

from motcua.foundation.ledger.rules.entry import NewEvent, entry_bytes, leaf_of
from motcua.kernel.refusals import Refused, gettext_noop

CHUNK = 2000
_INSERT = "INSERT INTO ledger_event (stream, number, kind, recorded_at, entry, leaf) VALUES (%s, %s, %s, %s, %s, %s)"
_COPY = "COPY ledger_event (stream, number, kind, recorded_at, entry, leaf) FROM STDIN (FORMAT BINARY)"
_TYPES = ("text", "int4", "text", "timestamptz", "bytea", "bytea")

Row = tuple[str, int, str, str | datetime | None, bytes, bytes]


class StreamConflict(Refused):
    """Someone else has recorded the next event of this stream in the meantime."""


def append(event: NewEvent, *, recorded_at: datetime) -> bytes:
    """
    Record an event and give its leaf. One SQL statement, within the caller's transaction, waiting for nobody.

    :raises StreamConflict: if the stream has an event of this number; the caller's transaction cannot go on.
    """
    row = _row(event, recorded_at, connection.ops.adapt_datetimefield_value(recorded_at))
    try:
        with connection.cursor() as cursor:
            cursor.execute(_INSERT, row)
    except IntegrityError as conflict:
        raise _conflict(event) from conflict
    return row[5]


def append_all(events: Iterable[NewEvent], *, recorded_at: datetime) -> int:
    """
    Record many events, in order, and give their number; memory does not grow with it.

    Within the caller's transaction. SQLite: one statement two thousand events; PostgreSQL: one COPY as many.

    :raises StreamConflict: if a stream has an event of such a number; the caller's transaction cannot go on.
    """
    adapted = connection.ops.adapt_datetimefield_value(recorded_at)
    source = iter(events)
    appended = 0
    while chunk := list(islice(source, CHUNK)):
        rows = [_row(event, recorded_at, adapted) for event in chunk]
        try:
            _insert(rows)
        except IntegrityError as conflict:
            raise _conflict(chunk[0] if len(chunk) == 1 else None) from conflict
        appended += len(rows)
    return appended


def _insert(rows: Sequence[Row]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(_COPY) as copy:
                copy.set_types(_TYPES)
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(_INSERT, rows)


def _row(event: NewEvent, recorded_at: datetime, adapted: str | datetime | None) -> Row:
    entry = entry_bytes(event, recorded_at)
    return event.stream, event.number, event.kind, adapted, entry, leaf_of(entry)


def _conflict(event: NewEvent | None) -> StreamConflict:
    return StreamConflict(
        gettext_noop("someone else has changed this in the meantime"),
        field="stream",
        value=event.stream if event else None,
        expected=gettext_noop("look at it again and repeat what is still wanted"),
    )
