"""Triggers that refuse to change the ledger, and that put each new event into the inbox."""

from django.db import migrations

KEPT = ("event", "position", "tile", "signedcheckpoint")

SQLITE = [
    *(
        f"""CREATE TRIGGER ledger_{table}_kept_from_{act.lower()} BEFORE {act} ON ledger_{table}
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"""
        for table in KEPT
        for act in ("UPDATE", "DELETE")
    ),
    """CREATE TRIGGER ledger_inbox_kept_from_update BEFORE UPDATE ON ledger_inbox
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
    """CREATE TRIGGER ledger_inbox_kept_from_delete BEFORE DELETE ON ledger_inbox
    WHEN NOT EXISTS (SELECT 1 FROM ledger_position WHERE event_id = OLD.event_id)
    BEGIN SELECT RAISE(ABORT, 'the event has no position yet'); END""",
    """CREATE TRIGGER ledger_event_into_inbox AFTER INSERT ON ledger_event
    BEGIN INSERT INTO ledger_inbox (event_id) VALUES (NEW.id); END""",
]

POSTGRESQL = [
    """CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$""",
    """CREATE FUNCTION ledger_refuse_unplaced() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM ledger_position WHERE event_id = OLD.event_id) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'the event has no position yet';
    END $$""",
    """CREATE FUNCTION ledger_into_inbox() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO ledger_inbox (event_id) VALUES (NEW.id); RETURN NULL; END $$""",
    *(
        f"""CREATE TRIGGER ledger_{table}_kept BEFORE UPDATE OR DELETE ON ledger_{table}
        FOR EACH ROW EXECUTE FUNCTION ledger_refuse()"""
        for table in KEPT
    ),
    *(
        f"""CREATE TRIGGER ledger_{table}_kept_whole BEFORE TRUNCATE ON ledger_{table}
        FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"""
        for table in (*KEPT, "inbox")
    ),
    """CREATE TRIGGER ledger_inbox_kept BEFORE UPDATE OR DELETE ON ledger_inbox
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_unplaced()""",
    """CREATE TRIGGER ledger_event_into_inbox AFTER INSERT ON ledger_event
    FOR EACH ROW EXECUTE FUNCTION ledger_into_inbox()""",
]


def create_triggers(apps, schema_editor):
    statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for statement in statements:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(create_triggers, elidable=False)]
