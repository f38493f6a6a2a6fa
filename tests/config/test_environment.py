"""What is read from the environment, and what a wrong value says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from motcua.config import environment


@pytest.mark.parametrize(("value", "read"), [("", True), ("yes", True), ("1", True), ("NO", False), ("false", False)])
def test_a_flag_is_yes_or_no(value: str, read: bool) -> None:
    assert environment.flag("X", default=True, environment={"X": value}) is read


def test_words_are_separated_by_commas() -> None:
    assert environment.words("X", {"X": " a.example, b.example ,"}) == ["a.example", "b.example"]


def test_a_folder_is_absolute() -> None:
    assert environment.folder("X", "./var", {}).is_absolute()


def test_an_empty_value_is_the_default() -> None:
    assert environment.text("X", "polars", {"X": ""}) == "polars"
    assert environment.number("X", 3, {"X": ""}) == 3


def test_a_secret_is_that_of_the_environment_then_that_of_the_file_then_one_for_this_run(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    once, again = environment.secret("X", file, {}), environment.secret("X", file, {})
    assert once != again
    file.write_text("kept\n", encoding="ascii")
    assert environment.secret("X", file, {}) == "kept"
    assert environment.secret("X", file, {"X": "given"}) == "given"


@pytest.mark.parametrize(
    ("reader", "value", "right"),
    [
        (lambda name, env: environment.flag(name, default=False, environment=env), "perhaps", "yes or no"),
        (lambda name, env: environment.number(name, 0, env), "-1", "a whole number"),
        (lambda name, env: environment.zone(name, "UTC", env), "Mars/Olympus", "Asia/Ho_Chi_Minh"),
        (lambda name, env: environment.zone(name, "UTC", env), "../etc", "Asia/Ho_Chi_Minh"),
        (lambda name, env: environment.database(name, "", env), "mysql://a:secret@b/c", "postgresql://"),
    ],
)
def test_a_wrong_value_says_what_would_be_right(reader: Callable[..., Any], value: str, right: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=right) as raised:
        reader("MOTCUA_X", {"MOTCUA_X": value})
    assert "MOTCUA_X" in str(raised.value)
    assert "secret" not in str(raised.value)


def test_a_provider_is_read_by_its_id() -> None:
    said = {
        "X": "tinh", "X_TINH_ISSUER": "https://a.example", "X_TINH_CLIENT": "c", "X_TINH_SECRET": "s",
        "X_TINH_NUMBER": "cccd",
    }  # fmt: skip
    assert environment.providers("X", {}) == {}
    assert environment.providers("X", said) == {
        "tinh": {
            "issuer": "https://a.example", "client": "c", "secret": "s", "title": "tinh", "scope": "openid",
            "number": "cccd", "name": "name",
        }
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "right"),
    [({"X": "tỉnh"}, "letters a to z"), ({"X": "tinh", "X_TINH_CLIENT": "c", "X_TINH_SECRET": "bí mật"}, "ISSUER")],
)
def test_a_provider_that_cannot_be_asked_is_named(said: dict[str, str], right: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=right) as raised:
        environment.providers("X", said)
    assert "bí mật" not in str(raised.value)
