"""The tree grown anew beside the stored tiles."""

from collections.abc import Iterator
from dataclasses import dataclass

from motcua.foundation.ledger.layers import HASH
from motcua.foundation.ledger.queries import stored
from motcua.foundation.ledger.rules.findings import Finding
from motcua.foundation.ledger.rules.tree import WIDTH, Frontier, fold_full
from motcua.kernel.refusals import gettext_noop

TILE = "ledger_tile"


@dataclass(frozen=True, slots=True)
class _Tile:
    hashes: bytes
    root: bytes

    def hash_at(self, place: int) -> bytes:
        return self.hashes[place * HASH : (place + 1) * HASH]


class _Layer:
    """A layer's stored tiles, asked for in order, and what has been grown of the tile that is not full yet."""

    def __init__(self, layer: int) -> None:
        self.rows = stored.tiles(layer)
        self.row = next(self.rows, None)
        self.grown: list[bytes] = []
        self.full = 0

    def stored(self, index: int) -> _Tile | None:
        while self.row is not None and self.row[0] < index:
            self.row = next(self.rows, None)
        if self.row is None or self.row[0] != index or len(self.row[1]) != WIDTH * HASH:
            return None
        return _Tile(self.row[1], self.row[2])


class Grown:
    """
    A tree that grows leaf by leaf and looks at each stored tile on its way.

    Where an event is gone or its bytes are not those of its leaf, the tile's hash stands in, or the leaf that the event
    names, so that one damage is not told a thousand times. Where there is neither, the tree cannot be known from there
    on: ``lost_at`` says so.
    """

    def __init__(self) -> None:
        self.size = 0
        self.lost_at: int | None = None
        self._frontier = Frontier()
        self._layers = [_Layer(0)]
        self._tile: _Tile | None = None

    def root(self) -> bytes:
        """Give the root, unless the tree is lost."""
        return self._frontier.root()

    def push(
        self, leaf: bytes | None, *, told: bytes = b"", stream: str = "", number: int | None = None
    ) -> Iterator[Finding]:
        """Add the leaf of the next position; None if no bytes hash to it, and ``told`` if the event yet names one."""
        if self.lost_at is not None:
            self.size += 1
            return
        place = self.size % WIDTH
        if place == 0:
            self._tile = self._layers[0].stored(self.size // WIDTH)
        kept = self._tile.hash_at(place) if self._tile is not None else None
        if leaf is not None and kept is not None and leaf != kept:
            yield Finding(
                gettext_noop("the leaf is not the one that was sealed"),
                table=TILE,
                position=self.size,
                stream=stream,
                number=number,
            )
        pushed = leaf or kept or told
        if len(pushed) != HASH:
            self.lost_at = self.size
            self.size += 1
            return
        self._frontier.push(pushed)
        self._layers[0].grown.append(pushed)
        self.size += 1
        if len(self._layers[0].grown) == WIDTH:
            yield from self._fill(0)

    def skip_to(self, position: int) -> Iterator[Finding]:
        """Go on as well as the tiles allow where positions are missing."""
        while self.size < position and self.lost_at is None:
            yield from self.push(None)
        self.size = max(self.size, position)

    def _fill(self, layer: int) -> Iterator[Finding]:
        """Look at the stored tile of a layer that has just become full, and hand its root to the layer above."""
        here = self._layers[layer]
        index, hashes = here.full, here.grown
        here.full, here.grown = index + 1, []
        kept, root = here.stored(index), fold_full(hashes)
        span = WIDTH ** (layer + 1)

        def found(text: str, start: int, count: int) -> Finding:
            return Finding(
                text,
                table=TILE,
                position=start,
                until=start + count - 1,
                params={"layer": layer, "index": index},
            )

        if kept is None:
            yield found(gettext_noop("tile %(index)s of layer %(layer)s is gone"), index * span, span)
        else:
            if layer:
                for place, grown in enumerate(hashes):
                    if grown != kept.hash_at(place):
                        yield found(
                            gettext_noop("tile %(index)s of layer %(layer)s does not follow from those below"),
                            index * span + place * span // WIDTH,
                            span // WIDTH,
                        )
            if root != kept.root:
                yield found(
                    gettext_noop("the root of tile %(index)s of layer %(layer)s is not that of its hashes"),
                    index * span,
                    span,
                )
        if layer + 1 == len(self._layers):
            self._layers.append(_Layer(layer + 1))
        above = self._layers[layer + 1]
        above.grown.append(root)
        if len(above.grown) == WIDTH:
            yield from self._fill(layer + 1)
