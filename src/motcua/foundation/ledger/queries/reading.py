"""Events as they were recorded. Everything but the position is read from the stored bytes."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from motcua.foundation.ledger.models import Inbox, SignedCheckpoint
from motcua.foundation.ledger.rules.checkpoint import Checkpoint
from motcua.foundation.ledger.rules.checkpoint import read as read_checkpoint
from motcua.foundation.ledger.rules.entry import parse_entry

CHUNK = 500
_COLUMNS = "SELECT e.id, p.position, e.entry, e.leaf FROM ledger_event e"


@dataclass(frozen=True, slots=True)
class Event:
    """A recorded event; ``position`` is None until the sequencer has placed it."""

    id: int
    position: int | None
    stream: str
    number: int
    kind: str
    version: int
    occurred_at: datetime
    recorded_at: datetime
    actor: str
    unit: str
    payload: dict[str, Any]
    leaf: bytes
    entry: bytes


def event_of(row: tuple[Any, ...]) -> Event:
    """Make an event of a row ``id, position, entry, leaf``."""
    event_id, position, entry, leaf = row
    entry = bytes(entry)
    said, recorded_at = parse_entry(entry)
    return Event(
        id=event_id,
        position=position,
        stream=said.stream,
        number=said.number,
        kind=said.kind,
        version=said.version,
        occurred_at=said.occurred_at,
        recorded_at=recorded_at,
        actor=said.actor,
        unit=said.unit,
        payload=dict(said.payload),
        leaf=bytes(leaf),
        entry=entry,
    )


def read(stream: str) -> list[Event]:
    """Give the events of a stream in order. One SQL query."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_COLUMNS} LEFT JOIN ledger_position p ON p.event_id = e.id WHERE e.stream = %s ORDER BY e.number",
            [stream],
        )
        return [event_of(row) for row in cursor.fetchall()]


def read_many(streams: Collection[str]) -> Iterator[Event]:
    """Give the events of streams, each stream's together and in order. One SQL query five hundred streams."""
    ordered = sorted(streams)
    for start in range(0, len(ordered), CHUNK):
        some = ordered[start : start + CHUNK]
        marks = ", ".join(["%s"] * len(some))
        with connection.cursor() as cursor:
            cursor.execute(
                f"{_COLUMNS} LEFT JOIN ledger_position p ON p.event_id = e.id"
                f" WHERE e.stream IN ({marks}) ORDER BY e.stream, e.number",
                some,
            )
            rows = cursor.fetchall()
        yield from map(event_of, rows)


def events_after(position: int, *, limit: int = 1000) -> list[Event]:
    """
    Give the placed events from a position on, in order; ``position`` is how many the reader has had. One SQL query.

    A reader that commits its own position with its work misses none and does none twice.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_COLUMNS} JOIN ledger_position p ON p.event_id = e.id"
            " WHERE p.position >= %s AND p.position < %s ORDER BY p.position",
            [position, position + limit],
        )
        return [event_of(row) for row in cursor.fetchall()]


def leaf_at(position: int) -> bytes | None:
    """Give the leaf of the event at a position, the first being 0; None if none is placed there. One SQL query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.leaf FROM ledger_position p JOIN ledger_event e ON e.id = p.event_id WHERE p.position = %s",
            [position],
        )
        row = cursor.fetchone()
    return bytes(row[0]) if row else None


def streams_changed_after(position: int, *, prefix: str) -> Iterator[str]:
    """Give the streams named so that have placed events from a position on, each once. One SQL query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT e.stream FROM ledger_position p JOIN ledger_event e ON e.id = p.event_id"
            " WHERE p.position >= %s AND substr(e.stream, 1, %s) = %s",
            [position, len(prefix), prefix],
        )
        while some := cursor.fetchmany(CHUNK):
            for (stream,) in some:
                yield stream


def pending() -> int:
    """Count the events that wait for their position. One SQL query."""
    return Inbox.objects.count()


def first_checkpoint_over(position: int) -> Checkpoint | None:
    """Give the earliest checkpoint that covers an event's position; none if it is not sealed yet. One SQL query."""
    over = SignedCheckpoint.objects.filter(size__gt=position).order_by("size")
    text = over.values_list("text", flat=True).first()
    return read_checkpoint(text) if text else None


def latest_checkpoint() -> Checkpoint | None:
    """Give the checkpoint signed last. One SQL query."""
    text = SignedCheckpoint.objects.order_by("-size").values_list("text", flat=True).first()
    return read_checkpoint(text) if text else None
