"""The manifest: the one file that says which files the facts are, and which state of the ledger they follow from."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from motcua.foundation.facts.tables import Source, Table
from motcua.kernel.refusals import Refused, gettext_noop


class FactsDamaged(Refused):
    """The stored facts are not what their manifest says. They are derived: the ledger makes them anew."""

    def __init__(self, folder: Path, text: str, **params: Any) -> None:
        super().__init__(
            text,
            field="facts",
            value=str(folder),
            expected=gettext_noop("remove this folder; the next report makes it anew from the ledger"),
            params=params,
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """A state of the ledger: the number of its sequenced events, and the leaf of the last one in hexadecimal."""

    size: int
    leaf: str


NOTHING = Mark(0, "")
"""The empty ledger."""


@dataclass(frozen=True, slots=True)
class File:
    """One immutable Parquet file: the rows of one table and one month (``YYYY-MM``)."""

    table: str
    partition: str
    name: str
    rows: int
    size: int
    sha256: str
    first_key: int
    last_key: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """
    A state of the facts.

    ``id`` is a hash of all the rest, hence of every file: it is what a figure cites and what caches are keyed by.
    """

    schema: str
    zone: str
    mark: Mark
    recorded_until: datetime | None
    files: tuple[File, ...]
    id: str = field(init=False, default="")

    def __post_init__(self) -> None:
        canonical = json.dumps(self._content(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        object.__setattr__(self, "id", hashlib.sha256(canonical.encode()).hexdigest()[:32])

    def _content(self) -> dict[str, Any]:
        return {
            "schema": self.schema,
            "zone": self.zone,
            "ledger": asdict(self.mark),
            "recorded_until": self.recorded_until.isoformat() if self.recorded_until else None,
            "files": [asdict(file) for file in self.files],
        }

    def text(self) -> str:
        """Write it as JSON."""
        return json.dumps({"id": self.id, **self._content()}, indent=1, ensure_ascii=False) + "\n"

    def of(self, table: Table) -> tuple[File, ...]:
        """Give the files of a table, oldest month first."""
        return tuple(file for file in self.files if file.table == table.name)


@lru_cache(maxsize=4)
def read(text: str, folder: Path) -> Manifest:
    """Read a manifest. :raises FactsDamaged: if it is not one, or not the one it says it is."""
    try:
        content = json.loads(text)
        until = content["recorded_until"]
        manifest = Manifest(
            schema=content["schema"],
            zone=content["zone"],
            mark=Mark(**content["ledger"]),
            recorded_until=datetime.fromisoformat(until) if until else None,
            files=tuple(File(**file) for file in content["files"]),
        )
        sound = content["id"] == manifest.id
    except (ValueError, KeyError, TypeError):
        raise FactsDamaged(folder, gettext_noop("the manifest of the facts cannot be read")) from None
    if not sound:
        raise FactsDamaged(folder, gettext_noop("the manifest of the facts was altered"))
    return manifest


def ordered(files: Iterable[File]) -> tuple[File, ...]:
    """Put files into the one order that a manifest lists them in."""
    return tuple(sorted(files, key=lambda file: (file.table, file.partition)))


def schema_of(sources: Sequence[Source]) -> str:
    """Give a hash of all that is declared; facts under another hash are made anew."""
    declared = [[source.name, source.version, [_declared(table) for table in source.tables]] for source in sources]
    return hashlib.sha256(json.dumps([FORMAT, declared]).encode()).hexdigest()[:16]


def _declared(table: Table) -> list[Any]:
    columns = [[column.name, column.type, column.nullable] for column in table.columns]
    return [table.name, table.key, table.partition, table.order, columns]


FORMAT = 1
"""How the files are written; raised when that changes."""
