"""The module's dated data: how readers are told apart and counted, and what the site must show."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from motcua.services.news.rules.reading import Reading, read_rules, rule_on
from motcua.services.news.rules.sections import SectionList, list_on, read_lists


def reading_on(on: date) -> Reading:
    """Give the rule of a day."""
    return rule_on(_rules(), on)


def sections_on(on: date) -> SectionList:
    """Give the list of what the site must show on a day."""
    return list_on(_lists(), on)


@cache
def _rules() -> tuple[Reading, ...]:
    return read_rules(_data("reading.toml"))


@cache
def _lists() -> tuple[SectionList, ...]:
    return read_lists(_data("sections.toml"))


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("motcua.services.news").joinpath("data", name).read_text(encoding="utf-8"))
