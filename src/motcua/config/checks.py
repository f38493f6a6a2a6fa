"""
System checks of the settings and of the installation, each with a number.

E001 to E099 and W001 to W099 judge settings alone and run at every start. From 101 on they look at the machine and the
home; ``motcua doctor`` runs them. Each message says what would be right.
"""

import os
import re
import shutil
import sqlite3
import stat
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import connection
from django.db.utils import DatabaseError, OperationalError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from motcua.config.home import missing_migrations
from motcua.foundation.ledger.public import events_after, head
from motcua.kernel.refusals import gettext_noop

ENGINES = ("polars", "duckdb")
OLDEST_SQLITE = (3, 37, 0)
OLDEST_POSTGRESQL = 150000
LEAST_ROOM = 1 << 30
CLOCK_SLACK = timedelta(minutes=5)
BEGINNING = datetime(2026, 11, 1, tzinfo=UTC)  # no clock that goes right shows an earlier time than the program's own

InstallationCheck = Callable[[], list[CheckMessage]]
INSTALLATION: dict[str, InstallationCheck] = {}


def installation(part: str) -> Callable[[InstallationCheck], InstallationCheck]:
    """Enter a check of one part of the installation, which ``motcua doctor`` runs."""

    def enter(check: InstallationCheck) -> InstallationCheck:
        INSTALLATION[part] = check
        return check

    return enter


@register
def check_engine(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:
    """Check that the engine is one that the facts can run on."""
    value: str = settings.MOTCUA_ENGINE
    if value in ENGINES or value.startswith("spark://"):
        return []
    return [Error(_("MOTCUA_ENGINE=%s: write polars, duckdb or spark://host:port") % value, id="motcua.E001")]


@register
def check_signing(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:
    """Check that what signs for posts and offices is there."""
    value: str = settings.MOTCUA_SIGNING_SERVICE
    try:
        import_string(value)
    except ImportError:
        return [
            Error(
                _("MOTCUA_SIGNING_SERVICE=%s: write the name of a class, as package.module.Class") % value,
                id="motcua.E005",
            )
        ]
    return []


@register
def check_gateways(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:
    """Check that notices leave by HTTPS, for they carry telephone numbers."""
    named = {name: getattr(settings, name) for name in ("MOTCUA_SMS_GATEWAY", "MOTCUA_ZALO_GATEWAY")}
    said = _("%(name)s=%(value)s: write an address that begins with https://")
    return [
        Error(said % {"name": name, "value": value}, id="motcua.E006")
        for name, value in named.items()
        if value and not value.startswith("https://")
    ]


@register
def check_oidc(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:
    """Check that providers of identities are asked by HTTPS, on which the trust in them stands."""
    said = _("%(name)s=%(value)s: write an address that begins with https://")
    return [
        Error(said % {"name": f"MOTCUA_OIDC_{one.upper()}_ISSUER", "value": provider["issuer"]}, id="motcua.E007")
        for one, provider in settings.MOTCUA_OIDC.items()
        if not provider["issuer"].startswith("https://")
    ]


@register
def check_origin(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:
    """Check that the name that signs checkpoints can stand in one: no space, no plus sign, no scheme."""
    value: str = settings.MOTCUA_ORIGIN
    if re.fullmatch(r"[^\s+:]+", value):
        return []
    hint = _("write a name without spaces, plus signs and colons, as motcua.quynhphu.example")
    return [Error(f"MOTCUA_ORIGIN={value}: {hint}", id="motcua.E002")]


@register
def check_database(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:
    """Check that SQLite is new enough; how old a PostgreSQL is shows only when it answers."""
    if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < OLDEST_SQLITE:
        wanted = ".".join(map(str, OLDEST_SQLITE))
        said = _("SQLite %(found)s is too old: %(wanted)s or later is needed")
        return [Error(said % {"found": sqlite3.sqlite_version, "wanted": wanted}, id="motcua.E003")]
    return []


@register
def check_hosts(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:
    """Check that the server answers to its own names only."""
    if "*" in settings.ALLOWED_HOSTS:
        said = _("MOTCUA_HOSTS=*: the server answers to any name; write the names that people use")
        return [Warning(said, id="motcua.W004")]
    return []


@installation(gettext_noop("home"))
def check_home() -> list[CheckMessage]:
    """Check that the home can be written and has room."""
    home = Path(settings.MOTCUA_HOME)
    place = home
    while not place.exists():
        place = place.parent
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        said = _("MOTCUA_HOME=%s: the folder cannot be written; give it to the user that runs the program")
        return [Error(said % home, id="motcua.E101")]
    if shutil.disk_usage(place).free < LEAST_ROOM:
        return [Warning(_("less than 1 GiB is free where the home lies: %s") % place, id="motcua.W102")]
    return []


@installation(gettext_noop("keys"))
def check_keys() -> list[CheckMessage]:
    """Check that the keys are there and that only their owner can read them."""
    keys = Path(settings.MOTCUA_HOME) / "keys"
    found: list[CheckMessage] = []
    for name in ("secret", "ledger"):
        file = keys / name
        if name == "secret" and os.environ.get("MOTCUA_SECRET_KEY"):
            continue
        if not file.is_file():
            found.append(Error(_("there is no key %s; run: motcua migrate") % file, id="motcua.E103"))
        elif stat.S_IMODE(file.stat().st_mode) & 0o077:
            said = _("others than its owner can read the key %(file)s; run: chmod 600 %(file)s")
            found.append(Error(said % {"file": file}, id="motcua.E104"))
    return found


@installation(gettext_noop("database"))
def check_connection() -> list[CheckMessage]:
    """Check that the database answers and is of this version."""
    try:
        connection.ensure_connection()
        if connection.vendor == "postgresql" and connection.pg_version < OLDEST_POSTGRESQL:  # type: ignore[attr-defined]  # only PostgreSQL's has it
            return [Error(_("PostgreSQL 15 or later is needed"), id="motcua.E106")]
        missing = missing_migrations()
    except OperationalError as failure:
        said = _("the database does not answer: %s") % str(failure).strip()
        return [Error(said, id="motcua.E105")]
    if missing:
        said = _("the database is not of this version of the program (%s steps are missing); run: motcua migrate")
        return [Error(said % len(missing), id="motcua.E107")]
    return []


@installation(gettext_noop("clock"))
def check_clock() -> list[CheckMessage]:
    """Check that the clock is not behind the program and not behind what has been recorded."""
    now = datetime.now(UTC)
    if now < BEGINNING:
        return [Error(_("the clock shows %s; set it") % now.isoformat(timespec="minutes"), id="motcua.E108")]
    try:
        last = next(iter(events_after(head() - 1, limit=1)), None)
    except DatabaseError:
        return []  # the check of the database has said it
    if last is not None and last.recorded_at > now + CLOCK_SLACK:
        said = _("the clock shows %(now)s, but an event was recorded at %(last)s; set it")
        times = {"now": now.isoformat(timespec="minutes"), "last": last.recorded_at.isoformat(timespec="minutes")}
        return [Error(said % times, id="motcua.E109")]
    return []
