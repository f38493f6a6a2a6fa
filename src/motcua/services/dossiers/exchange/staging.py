"""
The staging table: what a file says, put in order on disk, so that neither its order nor its size matters.

A private SQLite file without a journal; it has no name while it is used, so that it goes with the process that made it.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.exchange.statements import Statement, read_back, written

_TABLES = """
CREATE TABLE statement (
    code TEXT, at TEXT, rank INTEGER, line INTEGER, row INTEGER, unit TEXT, procedure TEXT, channel TEXT, due TEXT,
    actor TEXT, detail TEXT, refusal TEXT, kept TEXT
);
CREATE TABLE bad (code TEXT PRIMARY KEY, line INTEGER, refusal TEXT) WITHOUT ROWID;
CREATE TABLE good (dossier INTEGER, number INTEGER, events TEXT, count INTEGER);
"""
_PRAGMAS = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-32768;
"""
_REFUSALS = (
    "SELECT code, line, refusal FROM statement WHERE refusal IS NOT NULL UNION SELECT code, line, refusal FROM bad"
)
_AT_ONCE = 1000


class NoRoom(Refused):
    """The staging table does not fit on the disk."""


@dataclass(frozen=True, slots=True)
class Staged:
    """What a file says of one dossier; ``count`` is the number of its statements, of which only the first are given."""

    code: str
    statements: Sequence[Statement]
    count: int


PlannedEvent = tuple[str, str, Mapping[str, Any], str, str]
"""Something to be recorded: kind, at, payload, who said it, and what was said in free text."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be recorded of a dossier after its event ``number``; ``dossier`` is its id, None for a new one."""

    dossier: int | None
    number: int
    events: Sequence[PlannedEvent]


class Staging:
    """What a file says, what is wrong with it, and what is to be recorded of it."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def add(self, statements: Iterable[Statement]) -> None:
        """Take statements in, in any order."""
        self._database.executemany(f"INSERT INTO statement VALUES ({','.join('?' * 13)})", statements)  # noqa: S608 - only marks

    def named(self, column: str) -> list[str]:
        """Give the codes of the units, or of the procedures, that are named."""
        rows = self._database.execute(
            f"SELECT DISTINCT {column} FROM statement WHERE {column} != '' ORDER BY 1"  # noqa: S608 - a column's name
        )
        return [code for (code,) in rows]

    def dossiers(self, most: int) -> Iterator[Staged]:
        """Give what is said of each dossier, by time, then as in a life, then by row; of one, so many at most."""
        ordered = self._database.execute("SELECT * FROM statement ORDER BY code, at, rank, row")
        ordered.arraysize = _AT_ONCE
        code: str | None = None
        some: list[Statement] = []
        count = 0
        while rows := ordered.fetchmany():
            for row in map(Statement._make, rows):
                if row.code == code:
                    count += 1
                    if count <= most:
                        some.append(row)
                else:
                    if code is not None:
                        yield Staged(code, some, count)
                    code, some, count = row.code, [row], 1
        if code is not None:
            yield Staged(code, some, count)

    def refuse(self, code: str, refusal: Refused) -> None:
        """Mark a dossier as one that cannot be taken."""
        self._database.execute("INSERT INTO bad VALUES (?, ?, ?)", (code, refusal.line, written(refusal)))

    def plan(self, planned: Planned) -> None:
        """Keep what is to be recorded of a dossier."""
        self._database.execute(
            "INSERT INTO good VALUES (?, ?, ?, ?)",
            (planned.dossier, planned.number, json.dumps(planned.events, ensure_ascii=False), len(planned.events)),
        )

    def plans(self) -> Iterator[Planned]:
        """Give what is to be recorded, in the order in which it was planned."""
        for dossier, number, events in self._database.execute(
            "SELECT dossier, number, events FROM good ORDER BY rowid"
        ):
            yield Planned(dossier, number, json.loads(events))

    def count(self) -> int:
        """Count the statements."""
        return self._number("SELECT count(*) FROM statement")

    def planned_events(self) -> int:
        """Count the events that are to be recorded."""
        return self._number("SELECT coalesce(sum(count), 0) FROM good")

    def refused_rows(self) -> int:
        """Count the rows of the dossiers that cannot be taken."""
        return self._number("SELECT count(DISTINCT row) FROM statement WHERE code IN (SELECT code FROM bad)")

    def refused_dossiers(self) -> int:
        """Count the dossiers that cannot be taken."""
        return self._number("SELECT count(*) FROM bad")

    def _number(self, question: str) -> int:
        (number,) = self._database.execute(question).fetchone()
        return int(number)

    def refusals(self) -> Iterator[tuple[str, Refused]]:
        """Give everything that was found to be wrong, in the order of the file, each with the code of its dossier."""
        for code, refusal in self._database.execute(f"SELECT code, refusal FROM ({_REFUSALS}) ORDER BY line"):  # noqa: S608 - our own words
            yield code, read_back(refusal)

    def refusals_in_all(self) -> int:
        """Count what was found to be wrong."""
        return self._number(f"SELECT count(*) FROM ({_REFUSALS})")  # noqa: S608 - our own words

    def rejects(self) -> Iterator[tuple[int, list[str], Refused, bool]]:
        """
        Give the rows of the dossiers that cannot be taken, in the order of the file, with what is wrong.

        The last says whether that is wrong with this very row, or with another of its dossier.
        """
        for line, kept, own, other_line, other in self._database.execute(
            "SELECT s.line, s.kept, max(s.refusal), b.line, b.refusal FROM statement s JOIN bad b USING (code)"
            " GROUP BY s.row ORDER BY s.row"
        ):
            yield line, json.loads(kept), read_back(own or other), own is not None or line == other_line


@contextmanager
def staging(folder: Path) -> Iterator[Staging]:
    """
    Open a staging table in a folder of this import's own; nothing of it stays.

    :raises NoRoom: if the disk is full.
    """
    path = folder / "staging.sqlite3"
    path.touch(mode=0o600)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        try:
            database.executescript(_PRAGMAS + _TABLES)
            path.unlink()
            database.execute("BEGIN")  # never committed: what fits the cache is not written at all
            yield Staging(database)
        except sqlite3.OperationalError as error:
            raise NoRoom(
                gettext_noop("the rows cannot be put in order on disk: %(why)s"),
                value=folder.parent,
                expected=gettext_noop("make room there; nothing was taken"),
                params={"why": error},
            ) from None
