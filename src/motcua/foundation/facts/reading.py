"""Reading: a state of the facts together with the engine that computes on it."""

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

    def collect(self, *frames: "Frame") -> list[dict[str, list[Any]]]:
        """Compute frames and give each as columns."""
        return self.engine.collect(*frames)

    def rows(self, table: Table) -> int:
        """Count the rows of a table without reading it."""
        return self.snapshot.rows(table)
