"""What inspections are held to, from the module's data."""

from datetime import date, timedelta

from motcua.foundation.rulesets.public import InForce
from motcua.reform.inspections.rule_sets import SETTINGS
from motcua.reform.inspections.rules.terms import Terms, Weights, in_force, read_settings


def terms(on: date) -> Terms:
    """Give what inspections are held to on a day. :raises Refused: before the first record."""
    return in_force(_settings().terms, on)


def weights(on: date) -> Weights:
    """Give what speaks for visiting a unit, on a day. :raises Refused: before the first record."""
    return in_force(_settings().weights, on)


def latest_notice(first_visit: date, *, on: date) -> date:
    """Give the last day on which notice of a first visit may be given, by what holds on a day."""
    return first_visit - timedelta(days=terms(on).notice_days)


_settings = InForce(SETTINGS, read_settings)
