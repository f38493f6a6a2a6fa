"""The ledger's rows in order, a bounded number at a time, for who looks at all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from math import floor

from django.db import connection

from motcua.foundation.ledger.models import Inbox, Position, SignedCheckpoint, Tile
from motcua.foundation.ledger.rules.signed import Kept
from motcua.foundation.ledger.rules.tree import WIDTH

CHUNK = 4096
_BEFORE_ALL, AFTER_ALL = -(1 << 62), 1 << 62
_NEXT_PLACED = "SELECT min(position) FROM ledger_position WHERE position > %s AND position < %s"
_NEXT_WAITING = "SELECT min(event_id) FROM ledger_inbox WHERE event_id > %s AND event_id < %s"
_PLACED = (
    "SELECT p.position, e.id, e.stream, e.number, e.kind, e.recorded_at, e.entry, e.leaf"
    " FROM ledger_position p LEFT JOIN ledger_event e ON e.id = p.event_id"
    " WHERE p.position > %s AND p.position <= %s AND p.position < %s ORDER BY p.position"
)
_WAITING = (
    "SELECT i.event_id, e.id, e.stream, e.number, e.kind, e.recorded_at, e.entry, e.leaf"
    " FROM ledger_inbox i LEFT JOIN ledger_event e ON e.id = i.event_id"
    " WHERE i.event_id > %s AND i.event_id <= %s AND i.event_id < %s ORDER BY i.event_id"
)


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as its columns say; all but the first two are None where the event is gone."""

    place: int
    event_id: int | None
    stream: str
    number: int
    kind: str
    recorded_at: datetime | None
    entry: bytes
    leaf: bytes


def placed(size: int) -> Iterator[EventRow]:
    """Give the events placed below a size by position. One SQL query or two each 4,096 of them."""
    return _walk(_PLACED, _NEXT_PLACED, size)


def waiting() -> Iterator[EventRow]:
    """Give the events of the inbox; ``place`` is the id it names. One SQL query or two each 4,096 of them."""
    return _walk(_WAITING, _NEXT_WAITING, AFTER_ALL)


def _walk(statement: str, following: str, end: int) -> Iterator[EventRow]:
    """Walk in spans of the key: what is between its ends is little, whatever a database knows of its tables."""
    after = _BEFORE_ALL
    while True:
        with connection.cursor() as cursor:
            cursor.execute(statement, [after, after + CHUNK, end])
            rows = cursor.fetchall()
            if not rows:
                cursor.execute(following, [after, end])
                (first,) = cursor.fetchone()
                if first is None:
                    return
                after = floor(first) - 1
                continue
        for place, event_id, stream, number, kind, recorded_at, entry, leaf in rows:
            yield EventRow(place, event_id, stream, number, kind, _instant(recorded_at), _blob(entry), _blob(leaf))
        after += CHUNK


def _instant(value: object) -> datetime | None:
    """Give the instant of a column: SQLite keeps them naive, in UTC."""
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _blob(value: object) -> bytes:
    """Give the bytes of a column; none where SQLite was made to keep something else in it."""
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


def checkpoints(largest: int) -> Iterator[Kept]:
    """Give the checkpoints up to a size. One SQL query each 1,024 of them."""
    rows = SignedCheckpoint.objects.filter(size__lte=largest).order_by("size").values_list("size", "root", "text")
    last = _BEFORE_ALL
    while chunk := list(rows.filter(size__gt=last)[:1024]):
        for size, root, text in chunk:
            yield Kept(str(text), size, _blob(root))
        last = chunk[-1][0]


def largest_checkpoint() -> int:
    """Give the size of the checkpoint signed last, 0 if there is none. One SQL query."""
    rows = SignedCheckpoint.objects.filter(size__lt=AFTER_ALL).order_by("-size")
    return int(rows.values_list("size", flat=True).first() or 0)


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
    rows = Position.objects.filter(position__lt=AFTER_ALL).order_by("-position")
    last = rows.values_list("position", flat=True).first()
    return 0 if last is None else int(last) + 1


def strays() -> Iterator[tuple[str, int]]:
    """Give the tables with rows that have no place in the ledger, and how many. Five SQL queries."""
    tiles_now = list(Tile.objects.values_list("layer", "index"))
    size = last_position()  # read later, so that what is being sealed meanwhile is not taken for a stray
    outside = (
        ("ledger_position", Position.objects.exclude(position__gte=0, position__lt=AFTER_ALL).count()),
        ("ledger_inbox", Inbox.objects.exclude(event_id__gte=0, event_id__lt=AFTER_ALL).count()),
        ("ledger_signedcheckpoint", SignedCheckpoint.objects.exclude(size__gt=0, size__lt=AFTER_ALL).count()),
        ("ledger_tile", sum(not _filled(layer, index, size) for layer, index in tiles_now)),
    )
    yield from ((table, count) for table, count in outside if count)


def _filled(layer: object, index: object, size: int) -> bool:
    return (
        isinstance(layer, int) and isinstance(index, int) and layer >= 0 and 0 <= index < size // WIDTH ** (layer + 1)
    )


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
