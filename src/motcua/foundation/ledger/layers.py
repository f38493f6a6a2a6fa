"""The tree's hashes as the database keeps them."""

from django.db import connection

from motcua.foundation.ledger.models import Position, Tile
from motcua.foundation.ledger.rules.tree import WIDTH

HASH = 32


class StoredLayers:
    """Hashes of the tree from full tiles, and at the right edge from what tiles are made of. It keeps what it read."""

    def __init__(self) -> None:
        self._tiles: dict[tuple[int, int], bytes | None] = {}

    def hashes(self, layer: int, start: int, count: int) -> list[bytes]:
        """Give hashes of a layer in order; those of one tile at most. One SQL query or two, none if read before."""
        index, offset = divmod(start, WIDTH)
        tile = self._tile(layer, index)
        if tile is not None:
            return [tile[at * HASH : (at + 1) * HASH] for at in range(offset, offset + count)]
        if layer:
            rows = Tile.objects.filter(layer=layer - 1, index__gte=start, index__lt=start + count)
            return [bytes(root) for root in rows.order_by("index").values_list("root", flat=True)]
        return leaves(start, count)

    def _tile(self, layer: int, index: int) -> bytes | None:
        key = (layer, index)
        if key not in self._tiles:
            hashes = Tile.objects.filter(layer=layer, index=index).values_list("hashes", flat=True).first()
            self._tiles[key] = bytes(hashes) if hashes is not None else None
        return self._tiles[key]


def leaves(start: int, count: int) -> list[bytes]:
    """Give the leaves at positions, in order. One SQL query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.leaf FROM ledger_position p JOIN ledger_event e ON e.id = p.event_id"
            " WHERE p.position >= %s AND p.position < %s ORDER BY p.position",
            [start, start + count],
        )
        return [bytes(leaf) for (leaf,) in cursor.fetchall()]


def head() -> int:
    """Give the number of events that have a position. One SQL query."""
    last = Position.objects.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1
