"""Reading: a state of the facts together with the engine that computes on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from motcua.foundation.facts.engines import Engine
from motcua.foundation.facts.store import Snapshot
from motcua.foundation.facts.tables import Table

if TYPE_CHECKING:
    from motcua.foundation.facts.engines import Frame


@dataclass(frozen=True, slots=True)
class Facts:
    """One state of the facts as an engine sees it."""

    snapshot: Snapshot
    engine: Engine

    @property
    def id(self) -> str:
        """What a figure made from this state cites."""
        return self.snapshot.manifest.id

    def scan(self, table: Table) -> "Frame":
        """Give a table as a Narwhals frame that nothing has been read of yet."""
        return self.engine.scan(table, self.snapshot.paths(table))

    def parts(self, table: Table) -> Iterator["Frame"]:
        """Give a table as frames of one month each, in order, for those who cannot hold it all."""
        for path in self.snapshot.paths(table):
            yield self.engine.scan(table, [path])

    def collect(self, *frames: "Frame") -> list[dict[str, list[Any]]]:
        """Compute frames and give each as columns."""
        return self.engine.collect(*frames)

    def pieces(self, frame: "Frame", size: int) -> Iterator[dict[str, list[Any]]]:
        """Compute a frame and give it as columns of at most ``size`` rows, one piece after the other."""
        return self.engine.pieces(frame, size)

    def rows(self, table: Table) -> int:
        """Count the rows of a table without reading it."""
        return self.snapshot.rows(table)
