"""What inspections are held to, from the module's data."""

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib import resources

from motcua.reform.inspections.rules.terms import Settings, Terms, Weights, in_force, read_settings


def terms(on: date) -> Terms:
    """Give what inspections are held to on a day. :raises Refused: before the first record."""
    return in_force(_settings().terms, on)


def weights(on: date) -> Weights:
    """Give what speaks for visiting a unit, on a day. :raises Refused: before the first record."""
    return in_force(_settings().weights, on)


def latest_notice(first_visit: date, *, on: date) -> date:
    """Give the last day on which notice of a first visit may be given, by what holds on a day."""
    return first_visit - timedelta(days=terms(on).notice_days)


@cache
def _settings() -> Settings:
    text = resources.files("motcua.reform.inspections").joinpath("data", "settings.toml").read_text(encoding="utf-8")
    return read_settings(tomllib.loads(text))
