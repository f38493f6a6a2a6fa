"""The module's dated data: how readers are told apart and counted, and what the site must show."""

from datetime import date

from motcua.foundation.rulesets.public import InForce
from motcua.services.news.rule_sets import READING, SECTIONS
from motcua.services.news.rules.reading import Reading, read_rules, rule_on
from motcua.services.news.rules.sections import SectionList, list_on, read_lists


def reading_on(on: date) -> Reading:
    """Give the rule of a day."""
    return rule_on(_rules(), on)


def sections_on(on: date) -> SectionList:
    """Give the list of what the site must show on a day."""
    return list_on(_lists(), on)


_rules = InForce(READING, read_rules)
_lists = InForce(SECTIONS, read_lists)
