"""Typed readers of the environment. A wrong value stops the program and is named with what would be right."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str, environment: Mapping[str, str] = os.environ) -> str:
    """Read a text."""
    return environment.get(name, "") or default


def flag(name: str, default: bool, environment: Mapping[str, str] = os.environ) -> bool:
    """Read a yes or no. :raises ImproperlyConfigured: if it is neither."""
    value = environment.get(name, "").lower()
    if value in {"", "1", "yes", "true", "0", "no", "false"}:
        return value in {"1", "yes", "true"} if value else default
    raise ImproperlyConfigured(f"{name}={value}: write yes or no")


def number(name: str, default: int, environment: Mapping[str, str] = os.environ) -> int:
    """Read a whole number, not negative. :raises ImproperlyConfigured: if it is none."""
    value = environment.get(name, "")
    if value and not value.isdecimal():
        raise ImproperlyConfigured(f"{name}={value}: write a whole number, as 1")
    return int(value) if value else default


def folder(name: str, default: str, environment: Mapping[str, str] = os.environ) -> Path:
    """Read the path of a folder, absolute."""
    return Path(environment.get(name, "") or default).expanduser().resolve()


def zone(name: str, default: str, environment: Mapping[str, str] = os.environ) -> str:
    """Read the name of a time zone. :raises ImproperlyConfigured: if there is none of that name."""
    value = environment.get(name, "") or default
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, IsADirectoryError):
        raise ImproperlyConfigured(f"{name}={value}: write a name of the IANA list, as Asia/Ho_Chi_Minh") from None
    return value


def database(name: str, default: str, environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Read the address of a database. :raises ImproperlyConfigured: if it is not one of PostgreSQL or SQLite."""
    value = environment.get(name, "") or default
    if not value.startswith(("postgresql://", "postgres://", "sqlite://")):
        expected = "write postgresql://user:password@host:5432/name or sqlite:///file"
        raise ImproperlyConfigured(f"{name}: {expected}; it may hold a password, so it is not shown")
    return dict(dj_database_url.parse(value, conn_max_age=600, conn_health_checks=True))


def providers(name: str, environment: Mapping[str, str] = os.environ) -> dict[str, dict[str, str]]:
    """
    Read OpenID Connect providers: their ids from one variable, and of each what ``<name>_<ID>_ISSUER`` and so on say.

    :raises ImproperlyConfigured: for an id that cannot stand in an address, or one without issuer, client or secret.
    """
    found: dict[str, dict[str, str]] = {}
    for one in words(name, environment):
        if not re.fullmatch(r"[a-z0-9]{1,20}", one):
            raise ImproperlyConfigured(f"{name}={one}: write ids of 1 to 20 letters a to z and digits")
        said = {word: environment.get(f"{name}_{one.upper()}_{word}", "") or default for word, default in OIDC.items()}
        for word in ("ISSUER", "CLIENT", "SECRET"):
            if not said[word]:
                raise ImproperlyConfigured(f"{name}_{one.upper()}_{word}: write what the provider gave you")
        found[one] = {word.lower(): value for word, value in said.items()} | {"title": said["TITLE"] or one}
    return found


OIDC: Mapping[str, str] = {
    "ISSUER": "", "CLIENT": "", "SECRET": "", "TITLE": "", "SCOPE": "openid", "NUMBER": "", "NAME": "name",
}  # fmt: skip
"""What is read of a provider, and what holds where nothing is said. Without ``NUMBER`` it identifies nobody."""


def words(name: str, environment: Mapping[str, str] = os.environ) -> list[str]:
    """Read a list separated by commas."""
    return [word.strip() for word in environment.get(name, "").split(",") if word.strip()]


def secret(name: str, file: Path, environment: Mapping[str, str] = os.environ) -> str:
    """Read a secret, else the one kept in a file; ``migrate`` writes that file. Without either, one for this run."""
    if value := environment.get(name, ""):
        return value
    if file.is_file():
        return file.read_text(encoding="ascii").strip()
    return os.urandom(32).hex()
