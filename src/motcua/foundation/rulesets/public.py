"""Rules that law or an office may change: dated records, declared by the modules that go by them."""

from motcua.foundation.rulesets.actions import confirm, decline, propose, withdraw
from motcua.foundation.rulesets.declared import UnknownRuleSet, known, rule_set
from motcua.foundation.rulesets.laid import InForce, RulesDamaged, all_records, is_as_confirmed, lay_out
from motcua.foundation.rulesets.queries import (
    Line,
    Proposed,
    answered,
    lines_of,
    replay_rules,
    waiting_for_answer,
)
from motcua.foundation.rulesets.rules.declaring import (
    GROUND,
    SINCE,
    Column,
    Kind,
    Record,
    Records,
    RuleSet,
    Table,
    in_force,
)
from motcua.foundation.rulesets.rules.entering import NO, SURE, YES, Ground, WrongRecord, write_record
from motcua.foundation.rulesets.rules.proposals import NotDone, Standing

__all__ = [
    "GROUND",
    "NO",
    "SINCE",
    "SURE",
    "YES",
    "Column",
    "Ground",
    "InForce",
    "Kind",
    "Line",
    "NotDone",
    "Proposed",
    "Record",
    "Records",
    "RuleSet",
    "RulesDamaged",
    "Standing",
    "Table",
    "UnknownRuleSet",
    "WrongRecord",
    "all_records",
    "answered",
    "confirm",
    "decline",
    "in_force",
    "is_as_confirmed",
    "known",
    "lay_out",
    "lines_of",
    "propose",
    "replay_rules",
    "rule_set",
    "waiting_for_answer",
    "withdraw",
    "write_record",
]
