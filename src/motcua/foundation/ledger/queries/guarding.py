"""Whether the database still guards the ledger: the triggers that refuse to change it, and that fill the inbox."""

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

_APPEND_ONLY, _NO_POSITION, _INBOX = "append-only", "no position yet", "INSERT INTO ledger_inbox"
_KEPT = ("event", "position", "tile", "signedcheckpoint")
_SQLITE = {
    **{f"ledger_{table}_kept_from_{act}": _APPEND_ONLY for table in _KEPT for act in ("update", "delete")},
    "ledger_inbox_kept_from_update": _APPEND_ONLY,
    "ledger_inbox_kept_from_delete": _NO_POSITION,
    "ledger_event_into_inbox": _INBOX,
}
_POSTGRESQL = {
    **{f"ledger_{table}_kept": _APPEND_ONLY for table in _KEPT},
    **{f"ledger_{table}_kept_whole": _APPEND_ONLY for table in (*_KEPT, "inbox")},
    "ledger_inbox_kept": _NO_POSITION,
    "ledger_event_into_inbox": _INBOX,
}
_STANDING = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
    " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')",
}


def missing_triggers() -> list[str]:
    """
    Name the triggers that are gone, switched off or do something else. Two SQL queries.

    A database that has not been brought so far yet lacks none.
    """
    if ("ledger", "0002_triggers") not in MigrationRecorder(connection).applied_migrations():
        return []
    expected = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor])
        standing = dict(cursor.fetchall())
    return [name for name, does in expected.items() if does not in standing.get(name, "")]


def replaces_silently() -> bool:
    """Say whether INSERT OR REPLACE would pass by the triggers of SQLite. One SQL query."""
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers")
        return bool(cursor.fetchone() != (1,))
