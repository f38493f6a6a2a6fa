"""What every test stands on: a home of its own, a migrated database, the marks, and the cast's stage."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
SESSION = Path(tempfile.mkdtemp(prefix="motcua-tests-"))
os.environ["MOTCUA_HOME"] = str(SESSION)
os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.config.settings"
os.environ["MOTCUA_LANGUAGE"] = "en"
os.environ.pop("MOTCUA_SECRET_KEY", None)

import django  # noqa: E402  the home is chosen before the settings are read

django.setup()

import pytest  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.test.utils import override_settings  # noqa: E402
from django.utils import translation  # noqa: E402
from hypothesis import HealthCheck  # noqa: E402
from hypothesis import settings as hypothesis  # noqa: E402
from pytest_django import DjangoDbBlocker  # noqa: E402

from databases import PostgreSQLTemplate, SQLiteTemplate, connected_to, on_postgresql, type_of_template  # noqa: E402
from motcua.config.home import make_keys  # noqa: E402

hypothesis.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.register_profile("search", deadline=None, max_examples=2_000)
hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

REQUIRED = {word for word in os.environ.get("MOTCUA_TEST_REQUIRE", "").split(",") if word}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
TEMPLATE = type_of_template(SESSION, WORKER)


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to start where something that the run must have is missing."""
    missing = REQUIRED - {"browser" if CHROMIUM else "", "postgresql" if on_postgresql() else ""}
    if missing:
        raise pytest.UsageError(f"MOTCUA_TEST_REQUIRE names what is not here: {', '.join(sorted(missing))}")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches a database; skip what needs a browser or PostgreSQL where there is none, and say so."""
    for item in items:
        if {"django_db_setup", "db", "transactional_db"} & {*item.fixturenames} or item.get_closest_marker("django_db"):  # type: ignore[attr-defined]  # of functions
            item.add_marker(pytest.mark.database)
        if item.get_closest_marker("browser") and not CHROMIUM:
            item.add_marker(pytest.mark.skip(reason="needs Chromium"))
        if item.get_closest_marker("postgresql") and not on_postgresql():
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: name one in DATABASE_URL"))
        if item.get_closest_marker("sqlite") and on_postgresql():
            item.add_marker(pytest.mark.skip(reason="speaks of SQLite alone"))


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(SESSION, ignore_errors=True)


@pytest.fixture(scope="module", autouse=True)
def _usual_language() -> None:
    """Each file of tests begins in the usual language, whatever a command or a page before it chose."""
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the template as ``motcua migrate`` makes a home, and give the session a copy of it."""
    with override_settings(MOTCUA_HOME=SESSION):  # the test that comes first may have a home already
        make_keys()
    with django_db_blocker.unblock():
        template = TEMPLATE.create()
        with connected_to(template):
            call_command("migrate", verbosity=0)
        TEMPLATE.seal()
        session = TEMPLATE.copy(SESSION)
        with connected_to(session):
            yield
        TEMPLATE.drop(session)
        TEMPLATE.drop(template)


@pytest.fixture(scope="session")
def template(django_db_setup: None) -> PostgreSQLTemplate | SQLiteTemplate:
    """Give the sealed template, for those who copy it for more than one test."""
    return TEMPLATE


@pytest.fixture
def home(django_db_setup: None, tmp_path: Path) -> Iterator[Path]:
    """Give the test a home of its own with the session's keys, so that no file of it outlives the test."""
    path = tmp_path / "home"
    path.mkdir()
    shutil.copytree(SESSION / "keys", path / "keys")
    with override_settings(MOTCUA_HOME=path):
        yield path


@pytest.fixture(autouse=True)
def _at_home(request: pytest.FixtureRequest) -> None:
    """A test that uses the database has a home of its own, asked for or not: facts are files beside the database."""
    if {"db", "transactional_db"} & {*request.fixturenames} or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("home")


@dataclass(frozen=True, slots=True)
class Installation:
    """A home with a database of its own, as a person at the command line has it."""

    home: Path
    environment: dict[str, str] = field(repr=False)

    def motcua(self, *words: str | Path, **also: str) -> subprocess.CompletedProcess[str]:
        """Run the command line in a process of its own, and give what it answered."""
        return subprocess.run(
            [sys.executable, "-c", "from motcua.cli import main; main()", *map(str, words)],
            env=self.environment | also,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def committing_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, home: Path) -> Iterator[Installation]:
    """Give a copy of the template in which this test may commit: for threads, processes and what follows a commit."""
    with django_db_blocker.unblock():
        name = TEMPLATE.copy(home)
        environment = os.environ | {"MOTCUA_HOME": str(home)} | TEMPLATE.address(name)
        with connected_to(name):
            yield Installation(home, environment)
        TEMPLATE.drop(name)


@pytest.fixture
def together() -> Callable[..., list[object]]:
    """Run functions at the same time, each in a thread with its own connection; give their results in order."""

    def run(*functions: Callable[[], object]) -> list[object]:
        start, results = threading.Barrier(len(functions)), list[object]([None] * len(functions))

        def one(place: int, function: Callable[[], object]) -> None:
            try:
                start.wait()
                results[place] = function()
            except Exception as raised:  # noqa: BLE001  it is handed to the test that asked
                results[place] = raised
            finally:
                connections.close_all()

        threads = [threading.Thread(target=one, args=pair) for pair in enumerate(functions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    return run
