"""``motcua migrate`` makes a home usable and changes nothing twice; ``motcua doctor`` says what is not."""

import json
import os
import stat
from pathlib import Path

import pytest

from conftest import Installation

NOWHERE = "postgresql://nobody:nothing@127.0.0.1:1/none"


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    """Give a home in which nothing is yet, with the embedded database."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return Installation(tmp_path / "home", environment | {"MOTCUA_HOME": str(tmp_path / "home")})


def everything(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (home / "keys").iterdir()}


def test_migrate_makes_a_home_and_changes_nothing_twice(empty: Installation) -> None:
    made = empty.motcua("migrate")
    assert (made.returncode, made.stdout) == (0, "")
    assert "Traceback" not in made.stderr
    keys = everything(empty.home)
    assert {*keys} == {"secret", "ledger"}
    assert {stat.S_IMODE((empty.home / "keys" / name).stat().st_mode) for name in keys} == {0o600}
    looked = empty.motcua("doctor")
    assert (looked.returncode, looked.stderr) == (0, "")
    assert empty.motcua("migrate").returncode == 0
    assert everything(empty.home) == keys
    assert empty.motcua("doctor").stdout == looked.stdout


def test_doctor_finds_what_an_empty_home_lacks(empty: Installation) -> None:
    looked = empty.motcua("doctor", "--format", "json")
    assert looked.returncode == 1
    found = json.loads(looked.stdout)
    assert {finding["state"] for finding in found} == {"good", "error"}
    assert sum("motcua migrate" in finding["said"] for finding in found) >= 2


def test_doctor_finds_facts_that_are_damaged(empty: Installation) -> None:
    assert empty.motcua("migrate").returncode == 0
    assert "facts" in empty.motcua("doctor").stdout
    (empty.home / "facts").mkdir()
    (empty.home / "facts" / "manifest.json").write_text("{", encoding="ascii")
    looked = empty.motcua("doctor")
    assert looked.returncode == 1
    assert "remove this folder" in looked.stdout


@pytest.mark.parametrize(
    "words",
    [("serve",), ("worker",), ("report", "dossiers", "--unit", "338", "--from", "2022-01-01", "--to", "2022-10-14")],
)
def test_a_command_on_an_empty_home_says_what_to_do(empty: Installation, words: tuple[str, ...]) -> None:
    answered = empty.motcua(*words)
    assert answered.returncode == 1
    assert answered.stdout == ""
    assert "motcua migrate" in answered.stderr
    assert "Traceback" not in answered.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [("MOTCUA_TIME_ZONE", "Mars"), ("MOTCUA_HTTPS", "perhaps"), ("DATABASE_URL", "bogus"), ("DATABASE_URL", NOWHERE)],
)
def test_a_wrong_setting_ends_a_command_in_one_sentence(empty: Installation, name: str, value: str) -> None:
    answered = empty.motcua("serve", **{name: value})
    assert answered.returncode == 1
    assert "Traceback" not in answered.stderr
    assert name in answered.stderr or "does not answer" in answered.stderr
    assert "nothing" not in answered.stderr, "a password is shown to nobody"


def test_a_home_that_cannot_be_made_is_refused(empty: Installation, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="ascii")
    answered = empty.motcua("migrate", MOTCUA_HOME=str(tmp_path / "file" / "home"))
    assert answered.returncode == 1
    assert "the home cannot be written" in answered.stderr
    assert "Traceback" not in answered.stderr


def test_the_command_line_speaks_vietnamese_too(empty: Installation) -> None:
    answered = empty.motcua("worker", MOTCUA_LANGUAGE="vi")
    assert "motcua migrate" in answered.stderr
    assert "cơ sở dữ liệu" in answered.stderr


def test_a_wrong_use_is_exit_code_two(empty: Installation) -> None:
    assert empty.motcua("serve", "--port", "0").returncode == 2
    assert empty.motcua("fly").returncode == 2
