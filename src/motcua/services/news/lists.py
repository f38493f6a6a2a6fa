"""The module's dated data: how readers are told apart and counted."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources

from motcua.services.news.rules.reading import Reading, read_rules, rule_on


def reading_on(on: date) -> Reading:
    """Give the rule of a day."""
    return rule_on(_rules(), on)


@cache
def _rules() -> tuple[Reading, ...]:
    text = resources.files("motcua.services.news").joinpath("data", "reading.toml").read_text(encoding="utf-8")
    return read_rules(tomllib.loads(text))
