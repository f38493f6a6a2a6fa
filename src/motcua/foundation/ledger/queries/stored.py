"""The ledger's rows in order, a bounded number at a time, for who looks at all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Q

from motcua.foundation.ledger.models import Inbox, Position, SignedCheckpoint, Tile
from motcua.foundation.ledger.rules.tree import WIDTH

CHUNK = 4096
_BEFORE_ALL, AFTER_ALL = -(1 << 62), 1 << 62
_PLACED = (
    "SELECT p.position, e.id, e.stream, e.number, e.kind, e.recorded_at, e.entry, e.leaf"
    " FROM ledger_position p LEFT JOIN ledger_event e ON e.id = p.event_id"
    " WHERE p.position > %s AND p.position < %s ORDER BY p.position LIMIT %s"
)
_WAITING = (
    "SELECT i.event_id, e.id, e.stream, e.number, e.kind, e.recorded_at, e.entry, e.leaf"
    " FROM ledger_inbox i LEFT JOIN ledger_event e ON e.id = i.event_id"
    " WHERE i.event_id > %s AND i.event_id < %s ORDER BY i.event_id LIMIT %s"
)


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as its columns say; all but the first two are None where the event is gone."""

    place: int
    event_id: int | None
    stream: str
    number: int
    kind: str
    recorded_at: Any
    entry: bytes
    leaf: bytes


def placed(size: int) -> Iterator[EventRow]:
    """Give the events placed below a size by position. One SQL query each 4,096 of them."""
    return _walk(_PLACED, size)


def waiting() -> Iterator[EventRow]:
    """Give the events of the inbox; ``place`` is the id that the inbox names. One SQL query each 4,096 of them."""
    return _walk(_WAITING, AFTER_ALL)


def _walk(statement: str, end: int) -> Iterator[EventRow]:
    after = _BEFORE_ALL
    while True:
        with connection.cursor() as cursor:
            cursor.execute(statement, [after, end, CHUNK])
            rows = cursor.fetchall()
        for place, event_id, stream, number, kind, recorded_at, entry, leaf in rows:
            yield EventRow(place, event_id, stream, number, kind, recorded_at, _blob(entry), _blob(leaf))
        if len(rows) < CHUNK:
            return
        after = rows[-1][0]


def _blob(value: object) -> bytes:
    """Give the bytes of a column; none where SQLite was made to keep something else in it."""
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


def checkpoints(largest: int) -> Iterator[tuple[int, bytes, str]]:
    """Give size, root and text of the checkpoints up to a size. One SQL query each 1,024 of them."""
    rows = SignedCheckpoint.objects.filter(size__lte=largest).order_by("size").values_list("size", "root", "text")
    last = _BEFORE_ALL
    while chunk := list(rows.filter(size__gt=last)[:1024]):
        for size, root, text in chunk:
            yield size, _blob(root), text
        last = chunk[-1][0]


def tiles(layer: int) -> Iterator[tuple[int, bytes, bytes]]:
    """Give index, hashes and root of a layer's tiles. One SQL query each 64 of them."""
    rows = (
        Tile.objects.filter(layer=layer, index__lt=AFTER_ALL).order_by("index").values_list("index", "hashes", "root")
    )
    last = _BEFORE_ALL
    while chunk := list(rows.filter(index__gt=last)[:64]):
        for index, hashes, root in chunk:
            yield index, _blob(hashes), _blob(root)
        last = chunk[-1][0]


def last_position() -> int:
    """Give the number of positions. One SQL query."""
    last = Position.objects.filter(position__lt=AFTER_ALL).order_by("-position").values_list("position", flat=True)
    return int(last.first() or -1) + 1


def strays(size: int) -> Iterator[tuple[str, int]]:
    """Give the tables with rows that lie nowhere in a ledger of a size, and how many. SQL queries: four, and layers."""
    for table, count in (
        ("ledger_position", Position.objects.exclude(position__gte=0, position__lt=AFTER_ALL).count()),
        ("ledger_inbox", Inbox.objects.exclude(event_id__gte=0, event_id__lt=AFTER_ALL).count()),
        ("ledger_signedcheckpoint", SignedCheckpoint.objects.exclude(size__gt=0, size__lt=AFTER_ALL).count()),
        ("ledger_tile", Tile.objects.exclude(reduce(or_, _full(size), Q(pk=None))).count()),
    ):
        if count:
            yield table, count


def _full(size: int) -> Iterator[Q]:
    """Give what the full tiles of a tree of a size answer to, layer by layer."""
    layer, full = 0, size // WIDTH
    while full:
        yield Q(layer=layer, index__gte=0, index__lt=full)
        layer, full = layer + 1, full // WIDTH


def unplaced() -> Iterator[tuple[str, int]]:
    """Give stream and number of the events that neither have a position nor wait for one. One SQL query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.stream, e.number FROM ledger_event e"
            " WHERE NOT EXISTS (SELECT 1 FROM ledger_position p WHERE p.event_id = e.id)"
            " AND NOT EXISTS (SELECT 1 FROM ledger_inbox i WHERE i.event_id = e.id) ORDER BY e.id"
        )
        yield from cursor.fetchall()


def placed_twice() -> Iterator[tuple[int, int]]:
    """Give position and event of the placed events that still wait for their position. One SQL query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.position, p.event_id FROM ledger_position p"
            " JOIN ledger_inbox i ON i.event_id = p.event_id ORDER BY p.position"
        )
        yield from cursor.fetchall()


def broken_streams() -> Iterator[tuple[str, int, int, int]]:
    """Give name, first and last number and count of streams that do not count from 1 without gaps. One SQL query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT stream, min(number), max(number), count(*) FROM ledger_event GROUP BY stream"
            " HAVING min(number) <> 1 OR max(number) <> count(*) OR count(DISTINCT number) <> count(*)"
        )
        yield from cursor.fetchall()
