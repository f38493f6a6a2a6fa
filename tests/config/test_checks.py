"""Each wrong setting and each fault of the home has its number, and a right one has none."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.test.utils import override_settings

from motcua.config import checks
from motcua.foundation.ledger.public import NewEvent, append, seal


def numbers(found: list[object]) -> set[str]:
    return {str(message.id) for message in found}  # type: ignore[attr-defined]  # messages of checks have one


def test_the_settings_of_a_new_home_are_in_order() -> None:
    assert [message for message in run_checks() if str(message.id).startswith("motcua.")] == []


@pytest.mark.parametrize(
    ("setting", "value", "number"),
    [
        ("MOTCUA_ENGINE", "pandas", "motcua.E001"),
        ("MOTCUA_SMS_GATEWAY", "http://sms.example", "motcua.E006"),
        ("MOTCUA_OIDC", {"thu": {"issuer": "http://dinh-danh.example"}}, "motcua.E007"),
        ("MOTCUA_SIGNING_SERVICE", "motcua.nowhere.Nobody", "motcua.E005"),
        ("MOTCUA_ORIGIN", "https://motcua.example", "motcua.E002"),
        ("MOTCUA_ORIGIN", "two words", "motcua.E002"),
        ("ALLOWED_HOSTS", ["*"], "motcua.W004"),
    ],
)
def test_a_wrong_setting_has_a_number(setting: str, value: object, number: str) -> None:
    with override_settings(**{setting: value}):
        assert number in numbers(list(run_checks()))


@pytest.mark.parametrize("engine", ["polars", "duckdb", "spark://host:7077"])
def test_every_engine_that_is_documented_is_accepted(engine: str) -> None:
    with override_settings(MOTCUA_ENGINE=engine):
        assert checks.check_engine(None) == []


def test_an_old_sqlite_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks.connection, "vendor", "sqlite", raising=False)
    monkeypatch.setattr(checks.sqlite3, "sqlite_version_info", (3, 30, 0))
    assert numbers(list(checks.check_database(None))) == {"motcua.E003"}


def test_a_home_below_a_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="ascii")
    with override_settings(MOTCUA_HOME=tmp_path / "file" / "home"):
        assert numbers(list(checks.check_home())) == {"motcua.E101"}


def test_a_full_disk_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "LEAST_ROOM", 1 << 80)
    with override_settings(MOTCUA_HOME=tmp_path):
        assert numbers(list(checks.check_home())) == {"motcua.W102"}


def test_keys_that_are_missing_or_open_to_others_are_found(tmp_path: Path) -> None:
    with override_settings(MOTCUA_HOME=tmp_path):
        assert numbers(list(checks.check_keys())) == {"motcua.E103"}
        (tmp_path / "keys").mkdir()
        for name in ("secret", "ledger"):
            (tmp_path / "keys" / name).write_text("00", encoding="ascii")
            (tmp_path / "keys" / name).chmod(0o644)
        assert numbers(list(checks.check_keys())) == {"motcua.E104"}
        for name in ("secret", "ledger"):
            (tmp_path / "keys" / name).chmod(0o600)
        assert checks.check_keys() == []


def test_a_database_of_another_version_is_found(committing_db: object) -> None:
    assert checks.check_connection() == []
    call_command("migrate", "sessions", "zero", verbosity=0)
    assert numbers(list(checks.check_connection())) == {"motcua.E107"}


def test_a_clock_that_goes_wrong_is_found(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.check_clock() == []
    ahead = datetime.now(UTC) + timedelta(days=1)
    append(NewEvent("clock/1", 1, "clock.set", 1, ahead, "import", "", {}), recorded_at=ahead)
    seal(at=ahead)
    assert numbers(list(checks.check_clock())) == {"motcua.E109"}
    monkeypatch.setattr(checks, "BEGINNING", ahead)
    assert numbers(list(checks.check_clock())) == {"motcua.E108"}


@pytest.mark.parametrize("check", checks.INSTALLATION.values(), ids=lambda check: check.__name__)
def test_every_check_of_the_home_says_what_it_looks_at(check: Callable[[], object]) -> None:
    assert (check.__doc__ or "").startswith("Check that")
