"""The module's dated data: whether offices take dossiers by their own portals, and how much one person may have."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from motcua.services.filing.rules.dated import Answer, Limits, Rule, in_force, read_answers, read_limits, read_rules


def rule_on(on: date) -> Rule:
    """Give the rule on own portals that is in force on a day, with its source."""
    return in_force(_rules(), on)


def limits_on(on: date) -> Limits:
    """Give how much one person may have on a day, with its source."""
    return in_force(_limits(), on)


def answer_on(on: date) -> Answer:
    """Give within how many working hours an office answers what was sent on a day, with its source."""
    return in_force(_answers(), on)


@cache
def _answers() -> tuple[Answer, ...]:
    return read_answers(_data("limits.toml"))


@cache
def _rules() -> tuple[Rule, ...]:
    return read_rules(_data("own_portal.toml"))


@cache
def _limits() -> tuple[Limits, ...]:
    return read_limits(_data("limits.toml"))


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("motcua.services.filing").joinpath("data", name).read_text(encoding="utf-8"))
