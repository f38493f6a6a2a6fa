"""How soon a request is answered and how long a dossier stays whole, by the rules of a day."""

from datetime import date

from motcua.foundation.rulesets.public import InForce
from motcua.services.privacy.rule_sets import TERMS
from motcua.services.privacy.rules import Rule, read_rules, rule_on

_rules = InForce(TERMS, read_rules)


def term_on(day: date) -> Rule:
    """Give how soon requests of a day are answered: the first record where none had begun."""
    return rule_on(_rules()["term"], day)


def retention_on(day: date) -> Rule:
    """Give for how many years after its end a dossier stays whole, as it holds on a day."""
    return rule_on(_rules()["retention"], day)
