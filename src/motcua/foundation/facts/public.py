"""Facts: declared tables in columnar files, which follow from a stated position of the ledger and nothing else."""

from motcua.foundation.facts.actions import as_known, refresh
from motcua.foundation.facts.engines import Engine, UnknownEngine, engine
from motcua.foundation.facts.manifest import NOTHING, FactsDamaged, Manifest, Mark
from motcua.foundation.facts.reading import Facts
from motcua.foundation.facts.store import Log, NotWritten, Snapshot, Store
from motcua.foundation.facts.tables import Column, Columns, Cut, Source, Table, Type, chunked, columns_of

__all__ = [
    "NOTHING",
    "Column",
    "Columns",
    "Cut",
    "Engine",
    "Facts",
    "FactsDamaged",
    "Log",
    "Manifest",
    "Mark",
    "NotWritten",
    "Snapshot",
    "Source",
    "Store",
    "Table",
    "Type",
    "UnknownEngine",
    "as_known",
    "chunked",
    "columns_of",
    "engine",
    "refresh",
]
