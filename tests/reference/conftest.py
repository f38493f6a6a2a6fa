"""The reference case, loaded once for all that look at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test.utils import override_settings
from pytest_django import DjangoDbBlocker

from databases import PostgreSQLTemplate, SQLiteTemplate, connected_to
from motcua.config.home import make_keys
from motcua.reference.loading import Loaded, load

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """The case with the home and the database that it stands in."""

    loaded: Loaded
    home: Path
    database: str


@pytest.fixture(scope="session")
def built_case(
    template: PostgreSQLTemplate | SQLiteTemplate,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Case]:
    """Load the case once, in a home and a database of its own."""
    home: Path = tmp_path_factory.mktemp("case")
    with django_db_blocker.unblock():
        name = template.copy(home)
        with override_settings(MOTCUA_HOME=home), connected_to(name):
            make_keys()
            loaded = load(at=NOW)
        yield Case(loaded, home, name)
        template.drop(name)


@pytest.fixture
def case(built_case: Case, django_db_blocker: DjangoDbBlocker) -> Iterator[Case]:
    """Look at the case; the tests that ask for it change nothing but by the last of them."""
    with django_db_blocker.unblock(), override_settings(MOTCUA_HOME=built_case.home), connected_to(built_case.database):
        yield built_case
