"""The module's dated data: whether offices take dossiers by their own portals, and how much one person may have."""

from datetime import date

from motcua.foundation.rulesets.public import InForce
from motcua.services.filing.rule_sets import LIMITS, OWN_PORTAL
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


_rules = InForce(OWN_PORTAL, read_rules)
_limits = InForce(LIMITS, read_limits)
_answers = InForce(LIMITS, read_answers)
