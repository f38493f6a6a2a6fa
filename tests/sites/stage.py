"""The town that the sites' tests visit, and the visitors: everyone of the cast, and someone who is not signed in."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.core.cache import cache
from django.http import HttpRequest
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from databases import PostgreSQLTemplate, SQLiteTemplate, connected_to
from motcua.config.home import make_keys
from motcua.foundation.accounts.public import User
from sites import town as place
from sites.town import Town


@dataclass(frozen=True, slots=True)
class Built:
    """The town with the home and the database that it stands in, and a copy of it that nobody visits."""

    town: Town
    home: Path
    database: str
    untouched: str


@pytest.fixture(scope="session")
def built_town(
    template: PostgreSQLTemplate | SQLiteTemplate,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Built]:
    """Build the town once, in a home and a database of its own."""
    home: Path = tmp_path_factory.mktemp("town")
    with django_db_blocker.unblock():
        name = template.copy(home)
        with override_settings(MOTCUA_HOME=home), connected_to(name):
            make_keys()
            town = place.build()
        untouched = template.copy_of(name, tmp_path_factory.mktemp("untouched-town"))
        yield Built(town, home, name, untouched)
        template.drop(untouched)
        template.drop(name)


@pytest.fixture
def town(built_town: Built, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    """Visit the town; its tests read it and leave nothing but sessions. Others have their own database again after."""
    with (
        django_db_blocker.unblock(),
        override_settings(MOTCUA_HOME=built_town.home),
        connected_to(built_town.database),
    ):
        yield built_town.town


@contextmanager
def copy_of(built: Built, template: PostgreSQLTemplate | SQLiteTemplate, home: Path) -> Iterator[Built]:
    """Build the town once more, as it stood when it was built, until the block ends."""
    shutil.copytree(built.home / "keys", home / "keys")
    name = template.copy_of(built.untouched, home)
    yield Built(built.town, home, name, built.untouched)
    template.drop(name)


@pytest.fixture
def changing_town(
    built_town: Built, town: Town, template: PostgreSQLTemplate | SQLiteTemplate, tmp_path: Path
) -> Iterator[Town]:
    """Visit a copy of the town, in which the test may change things."""
    with (
        copy_of(built_town, template, tmp_path / "changing-town") as copied,
        override_settings(MOTCUA_HOME=copied.home),
        connected_to(copied.database),
    ):
        yield town


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is the morning of 10 October 2022 in the town, and nobody has asked anything yet."""
    monkeypatch.setattr(timezone, "now", lambda: place.NOW)
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def visitor(town: Town) -> Client:
    """Someone who is not signed in."""
    return Client()


@pytest.fixture
def signed_in(town: Town) -> Callable[[str], Client]:
    """Give a visitor who is signed in by a name of the cast, second factor included."""

    def sign_in(name: str) -> Client:
        client = Client()
        user = User.objects.get(username=name)
        client.force_login(user)
        request = HttpRequest()
        request.session = client.session
        record_authentication(request, user, "mfa", type="totp")
        request.session.save()
        return client

    return sign_in
