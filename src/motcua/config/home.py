"""The installation's home: what makes it usable."""

import os
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from motcua.foundation.ledger.public import ensure_keys
from motcua.foundation.rulesets.public import lay_out
from motcua.foundation.worktime.public import seed_calendar
from motcua.kernel.refusals import Refused, gettext_noop


class NotUsable(Refused):
    """The home lacks something that ``motcua migrate`` makes."""


def make_usable(*, at: datetime, told: Callable[[str], None]) -> None:
    """
    Make the home usable: folders, keys, tables, calendar, rules. What is there already stays as it is.

    :param told: called with one sentence, marked for translation, before each step.
    """
    told(gettext_noop("making the folders and the keys"))
    make_keys()
    told(gettext_noop("bringing the database up to this version"))
    call_command("migrate", verbosity=0, interactive=False)
    told(gettext_noop("filling the calendar"))
    seed_calendar(at=at)
    told(gettext_noop("laying out the rules in force"))
    lay_out()


def make_keys() -> None:
    """
    Make the home's secret and the ledger's key, readable by their owner alone, unless they are there.

    :raises NotUsable: if the home cannot be written.
    """
    home = Path(settings.MOTCUA_HOME)
    try:
        (home / "keys").mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as failure:
        raise NotUsable(
            gettext_noop("the home cannot be written (%(said)s)"),
            field="MOTCUA_HOME",
            value=home,
            expected=gettext_noop("name a folder that the user who runs the program may write"),
            params={"said": failure.strerror},
        ) from failure
    try:
        handle = os.open(home / "keys" / "secret", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
    ensure_keys()


def take_statistics() -> None:
    """Let SQLite count what its indexes hold, so that it chooses well between them; PostgreSQL does so by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def missing_migrations() -> list[str]:
    """Name the migrations that the database lacks. One SQL query."""
    executor = MigrationExecutor(connection)
    loader: MigrationLoader = executor.loader
    return [str(migration) for migration, _ in executor.migration_plan(loader.graph.leaf_nodes())]


def ensure_usable() -> None:
    """Check that the database answers and is of this version. :raises NotUsable: if not."""
    try:
        missing = missing_migrations()
    except OperationalError as failure:
        raise NotUsable(
            gettext_noop("the database does not answer (%(said)s)"),
            expected=gettext_noop("for a new home run: motcua migrate; else see: motcua doctor"),
            params={"said": str(failure).strip()},
        ) from failure
    if missing:
        raise NotUsable(
            gettext_noop("the database is not of this version of the program"),
            expected=gettext_noop("run: motcua migrate"),
        )
