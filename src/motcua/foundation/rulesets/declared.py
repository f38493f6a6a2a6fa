"""The sets of rules that the modules of this program declare."""

from collections.abc import Mapping
from functools import cache

from django.apps import apps
from django.utils.module_loading import import_string

from motcua.foundation.rulesets.rules.declaring import RuleSet
from motcua.kernel.refusals import Refused, gettext_noop


class UnknownRuleSet(Refused):
    """No module declares such a set of rules."""


@cache
def known() -> Mapping[str, RuleSet]:
    """Give all sets by their code: each module names its own in its ``AppConfig``, as ``rule_sets``."""
    found = [import_string(name) for config in apps.get_app_configs() for name in getattr(config, "rule_sets", ())]
    return {one.code: one for one in found}


def rule_set(code: str) -> RuleSet:
    """Give a set by its code. :raises UnknownRuleSet:"""
    if code not in known():
        raise UnknownRuleSet(
            gettext_noop("there is no such set of rules"),
            field="code",
            value=code,
            expected=gettext_noop("one of: %(codes)s"),
            params={"codes": ", ".join(known())},
        )
    return known()[code]
