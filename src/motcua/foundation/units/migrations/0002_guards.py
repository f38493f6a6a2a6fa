"""The database refuses overlapping standings of one unit, and two units with one code on one day."""

from django.db import migrations

POSTGRESQL = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE units_standing ADD CONSTRAINT standing_of_unit_apart
    EXCLUDE USING gist (unit_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&);
ALTER TABLE units_standing ADD CONSTRAINT standing_of_code_apart
    EXCLUDE USING gist (code WITH =, daterange(valid_from, valid_to, '[]') WITH &&);
"""

# SQLite keeps days as ISO text, whose order is that of the calendar. Remaking the table drops these triggers: a later
# migration that alters it must make them again, and tests/units/test_guards.py fails if it does not.
SQLITE = """
CREATE TRIGGER units_standing_apart_{event} BEFORE {event} ON units_standing
WHEN EXISTS (
    SELECT 1 FROM units_standing AS other
    WHERE other.id IS NOT NEW.id
      AND (other.unit_id = NEW.unit_id OR other.code = NEW.code)
      AND (NEW.valid_to IS NULL OR other.valid_from <= NEW.valid_to)
      AND (other.valid_to IS NULL OR NEW.valid_from <= other.valid_to)
)
BEGIN SELECT RAISE(ABORT, 'standings of one unit or one code overlap'); END
"""


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
    else:
        for event in ("INSERT", "UPDATE"):
            schema_editor.execute(SQLITE.format(event=event))


class Migration(migrations.Migration):
    dependencies = [("units", "0001_initial")]
    operations = [migrations.RunPython(guard)]
