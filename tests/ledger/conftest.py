"""A small ledger, and someone who owns its database."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from conftest import Installation
from motcua.foundation.ledger import public as ledger
from motcua.foundation.ledger.public import NewEvent

MORNING = datetime(2022, 10, 14, 1, 0, tzinfo=UTC)

Record = Callable[..., list[NewEvent]]


def event(stream: str, number: int = 1, **also: object) -> NewEvent:
    """A step of a dossier."""
    return NewEvent(
        stream=stream,
        number=number,
        kind="dossier.received" if number == 1 else "dossier.forwarded",
        version=1,
        occurred_at=MORNING,
        actor="post/7",
        unit="338@2000-01-01",
        payload={"code": stream, "said": "Đã nhận đủ hồ sơ"} | also,
    )


@pytest.fixture
def own_db(committing_db: Installation) -> Installation:
    """A home with a key and a database of its own, in which a test may commit."""
    ledger.ensure_keys()
    return committing_db


@pytest.fixture
def record() -> Record:
    """Record so many dossiers of three steps each, from a number on, in one transaction."""

    def act(dossiers: int, start: int = 1, at: datetime = MORNING) -> list[NewEvent]:
        events = [event(f"dossier/{one}", number) for one in range(start, start + dossiers) for number in (1, 2, 3)]
        with transaction.atomic():
            ledger.append_all(events, recorded_at=at)
        return events

    return act


@pytest.fixture
def sealed(own_db: Installation, record: Record) -> list[ledger.Checkpoint]:
    """700 events under three checkpoints, of 210, 510 and 699 events, and one that waits."""
    found = []
    for dossiers, start in ((70, 1), (100, 71), (63, 171)):
        record(dossiers, start)
        made = ledger.seal(at=MORNING + timedelta(days=start))
        assert made is not None
        found.append(made)
    with transaction.atomic():
        ledger.append(event("dossier/999"), recorded_at=MORNING)
    return found


class Owner:
    """One who owns the database, and for whom no trigger stands in the way."""

    def say(self, *statements: tuple[str, Sequence[object]] | str) -> None:
        """Run statements past the guards."""
        with self.unguarded(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(*((statement, []) if isinstance(statement, str) else statement))

    def ask(self, statement: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(statement, list(values))
            return list(cursor.fetchall())

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        """Take the triggers away, and for SQLite the foreign keys, and put the triggers back."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET session_replication_role = replica")
                yield
                cursor.execute("SET session_replication_role = origin")
                return
            cursor.execute("PRAGMA foreign_keys=OFF")
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger_%'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            yield
            for _, statement in triggers:
                cursor.execute(statement)
            cursor.execute("PRAGMA foreign_keys=ON")


@pytest.fixture
def owner() -> Owner:
    return Owner()
