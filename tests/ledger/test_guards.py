"""The database itself refuses to change the ledger, and the program says when it no longer would."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection, transaction

from conftest import Installation
from ledger.conftest import Owner, Record
from motcua.foundation.ledger import public as ledger
from motcua.foundation.ledger.public import Checkpoint
from motcua.foundation.ledger.queries.guarding import missing_triggers

KEPT = ("event", "position", "tile", "signedcheckpoint")
CHANGES = [
    *(f"DELETE FROM ledger_{table}" for table in KEPT),
    "UPDATE ledger_event SET kind = 'x'",
    "UPDATE ledger_event SET entry = entry",
    "UPDATE ledger_position SET position = position + 1000",
    "UPDATE ledger_tile SET layer = 7",
    "UPDATE ledger_signedcheckpoint SET text = ''",
    "UPDATE ledger_inbox SET event_id = event_id + 1",
    "DELETE FROM ledger_inbox",
    "INSERT INTO ledger_event SELECT * FROM ledger_event WHERE true ON CONFLICT (id) DO UPDATE SET kind = 'x'",
    "INSERT INTO ledger_position SELECT * FROM ledger_position WHERE true"
    " ON CONFLICT (position) DO UPDATE SET event_id = excluded.event_id",
    "INSERT INTO ledger_signedcheckpoint SELECT * FROM ledger_signedcheckpoint WHERE true"
    " ON CONFLICT (size) DO UPDATE SET text = ''",
]
SQLITE = [
    *(f"INSERT OR REPLACE INTO ledger_{table} SELECT * FROM ledger_{table}" for table in KEPT),
    *(f"REPLACE INTO ledger_{table} SELECT * FROM ledger_{table}" for table in KEPT),
    "UPDATE OR REPLACE ledger_position SET position = 0 WHERE position = 1",
]
POSTGRESQL = [
    *(f"TRUNCATE ledger_{table} CASCADE" for table in (*KEPT, "inbox")),
    "MERGE INTO ledger_tile t USING ledger_tile s ON t.id = s.id WHEN MATCHED THEN DELETE",
]


def refuses(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as refusal:
        return "append-only" in str(refusal) or "no position yet" in str(refusal)
    return False


@pytest.mark.parametrize("statement", CHANGES)
def test_what_is_in_the_ledger_cannot_be_changed(sealed: list[Checkpoint], statement: str) -> None:
    assert refuses(statement)
    assert ledger.verify().good


@pytest.mark.sqlite
@pytest.mark.parametrize("statement", SQLITE)
def test_it_cannot_be_replaced_on_sqlite(sealed: list[Checkpoint], statement: str) -> None:
    assert refuses(statement)
    assert ledger.verify().good


@pytest.mark.postgresql
@pytest.mark.parametrize("statement", POSTGRESQL)
def test_it_cannot_be_emptied_on_postgresql(sealed: list[Checkpoint], statement: str) -> None:
    assert refuses(statement)
    assert ledger.verify().good


@pytest.mark.parametrize("statement", ["UPDATE ledger_event SET kind = 'x'", "DELETE FROM ledger_signedcheckpoint"])
def test_without_the_triggers_it_would_go_through(sealed: list[Checkpoint], owner: Owner, statement: str) -> None:
    """The control: nothing but the triggers refuses."""
    with owner.unguarded():
        assert not refuses(statement)
    assert not ledger.verify().good


@pytest.mark.sqlite
def test_replacing_would_pass_by_the_triggers_but_for_a_setting(sealed: list[Checkpoint]) -> None:
    """The control: SQLite deletes without a word unless every connection asks it to fire triggers."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers=OFF")
    assert not refuses("INSERT OR REPLACE INTO ledger_tile SELECT * FROM ledger_tile")
    assert [found.id for found in run_checks(tags=[Tags.database], databases=["default"])] == ["ledger.E002"]


def test_an_event_cannot_be_kept_out_of_the_inbox(own_db: Installation, record: Record) -> None:
    record(2)
    assert ledger.pending() == 6
    assert refuses("DELETE FROM ledger_inbox")


def test_all_guards_stand(own_db: Installation) -> None:
    assert missing_triggers() == []
    assert run_checks(tags=[Tags.database], databases=["default"]) == []


@contextmanager
def without(*statements: str) -> Iterator[None]:
    """Undo at the end; both databases roll such statements back."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        yield
        transaction.set_rollback(True)


GONE = [
    (["DROP TRIGGER ledger_event_kept_from_update"], "ledger_event_kept_from_update", "sqlite"),
    (
        [
            "DROP TRIGGER ledger_tile_kept_from_delete",
            "CREATE TRIGGER ledger_tile_kept_from_delete BEFORE DELETE ON ledger_tile BEGIN SELECT 1; END",
        ],
        "ledger_tile_kept_from_delete",
        "sqlite",
    ),
    (["DROP TRIGGER ledger_event_into_inbox"], "ledger_event_into_inbox", "sqlite"),
    (["DROP TRIGGER ledger_event_kept ON ledger_event"], "ledger_event_kept", "postgresql"),
    (["ALTER TABLE ledger_tile DISABLE TRIGGER ledger_tile_kept"], "ledger_tile_kept", "postgresql"),
    (
        [
            "CREATE OR REPLACE FUNCTION ledger_refuse_unplaced() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN RETURN OLD; END $$"
        ],
        "ledger_inbox_kept",
        "postgresql",
    ),
]


@pytest.mark.parametrize(("statements", "name", "vendor"), GONE)
def test_a_guard_that_is_gone_is_named(own_db: Installation, statements: list[str], name: str, vendor: str) -> None:
    if connection.vendor != vendor:
        pytest.skip(f"speaks of {vendor}")
    with without(*statements):
        assert missing_triggers() == [name]
        (found,) = run_checks(tags=[Tags.database], databases=["default"])
        assert found.id == "ledger.E001"
        assert name in found.msg
        with pytest.raises(SystemCheckError, match=name):
            call_command("check", databases=["default"], stderr=StringIO())
    assert missing_triggers() == []


def test_a_database_that_is_not_made_yet_lacks_none(own_db: Installation) -> None:
    with without("DELETE FROM django_migrations WHERE app = 'ledger'"):
        assert missing_triggers() == []
