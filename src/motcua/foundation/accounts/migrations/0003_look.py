"""The reading log. The database lets nobody change a look, and none go before a year is over."""

import django.db.models.deletion
from django.db import migrations, models

SQLITE = (
    """CREATE TRIGGER accounts_look_kept_from_update BEFORE UPDATE ON accounts_look
    BEGIN SELECT RAISE(ABORT, 'a look is never changed'); END""",
    """CREATE TRIGGER accounts_look_kept_from_delete BEFORE DELETE ON accounts_look
    WHEN OLD.at > strftime('%Y-%m-%d %H:%M:%f', 'now', '-365 days')
    BEGIN SELECT RAISE(ABORT, 'a look is kept for a year'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION accounts_look_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND OLD.at <= now() - interval '365 days' THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'a look is never changed, and kept for a year';
    END $$""",
    """CREATE TRIGGER accounts_look_kept BEFORE UPDATE OR DELETE ON accounts_look
    FOR EACH ROW EXECUTE FUNCTION accounts_look_refuse()""",
    """CREATE TRIGGER accounts_look_kept_whole BEFORE TRUNCATE ON accounts_look
    FOR EACH STATEMENT EXECUTE FUNCTION accounts_look_refuse()""",
)


def guard(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_grant_under_a_mandate"), ("units", "0002_guards")]
    operations = [
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("what", models.CharField(max_length=300)),
                ("shown", models.PositiveIntegerField(default=1)),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.post",
                    ),
                ),
                (
                    "post_unit",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["at", "unit", "post_unit"], name="look_by_time"),
                    models.Index(fields=["what", "at"], name="look_by_what"),
                ]
            },
        ),
        migrations.RunPython(guard, elidable=False),
    ]
