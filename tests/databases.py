"""
The databases of the test run: one migrated template, copied for the session and for each test that commits.

The ledger's triggers refuse DELETE and TRUNCATE, in tests as in life, so no test empties a table. A test runs either
in a transaction that is rolled back, or on its own copy of the template.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

DEFAULT = "default"


def on_postgresql() -> bool:
    return "postgresql" in settings.DATABASES[DEFAULT]["ENGINE"]


class SQLiteTemplate:
    """A file; a copy of it is a copy of the file, triggers and all."""

    def __init__(self, home: Path, worker: str) -> None:
        self.file = home / f"template-{worker}.sqlite3"

    def create(self) -> str:
        return str(self.file)

    def seal(self) -> None:
        """Leave one whole file behind, without a log beside it."""
        connection = sqlite3.connect(self.file)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.close()

    def copy(self, home: Path) -> str:
        return shutil.copyfile(self.file, home / "motcua.sqlite3").as_posix()

    def copy_of(self, name: str, home: Path) -> str:
        """Copy another database than the template."""
        copied = home / "motcua.sqlite3"
        source, target = sqlite3.connect(name), sqlite3.connect(copied)
        source.backup(target)
        source.close()
        target.close()
        return copied.as_posix()

    def drop(self, name: str) -> None:
        for end in ("", "-wal", "-shm"):
            Path(name + end).unlink(missing_ok=True)

    def address(self, name: str) -> dict[str, str]:
        return {"DATABASE_URL": f"sqlite:///{name}"}


class PostgreSQLTemplate:
    """A database; the server copies it with ``CREATE DATABASE ... TEMPLATE``."""

    def __init__(self, home: Path, worker: str) -> None:
        self.server = dict(settings.DATABASES[DEFAULT])
        self.name = f"test_{self.server['NAME']}_{home.name[-8:]}_{worker}"
        self.copies = 0

    def say(self, statement: str, *names: str) -> None:
        with psycopg.connect(
            host=self.server["HOST"] or None,
            port=self.server["PORT"] or None,
            user=self.server["USER"] or None,
            password=self.server["PASSWORD"] or None,
            dbname=self.server["NAME"],
            autocommit=True,
        ) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def create(self) -> str:
        self.say("CREATE DATABASE {}", self.name)
        return self.name

    def seal(self) -> None:
        """Nothing is left to do: the server copies what is committed."""

    def copy(self, home: Path) -> str:
        return self.copy_of(self.name, home)

    def copy_of(self, name: str, home: Path) -> str:
        """Copy another database than the template; nobody may be connected to it."""
        self.copies += 1
        copied = f"{self.name}_{self.copies}"
        self.say("CREATE DATABASE {} TEMPLATE {}", copied, name)
        return copied

    def drop(self, name: str) -> None:
        self.say("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def address(self, name: str) -> dict[str, str]:
        server = self.server
        return {
            "DATABASE_URL": f"postgresql://{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT']}/{name}"
        }


type_of_template = PostgreSQLTemplate if on_postgresql() else SQLiteTemplate


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Let every connection of every thread that is opened from now on go to the database ``name``."""
    shared: dict[str, Any] = connections.settings[DEFAULT]
    before = shared["NAME"]
    connections[DEFAULT].close()
    shared["NAME"] = name
    try:
        yield
    finally:
        connections[DEFAULT].close()
        shared["NAME"] = before
