"""What inspections are held to, from the module's data."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources

from motcua.reform.inspections.rules.terms import Terms, in_force, read_terms


def terms(on: date) -> Terms:
    """Give what inspections are held to on a day. :raises Refused: before the first record."""
    return in_force(_all(), on)


@cache
def _all() -> tuple[Terms, ...]:
    text = resources.files("motcua.reform.inspections").joinpath("data", "settings.toml").read_text(encoding="utf-8")
    return read_terms(tomllib.loads(text))
