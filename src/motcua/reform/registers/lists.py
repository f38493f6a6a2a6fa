"""The module's dated data: which documents each level owes."""

from motcua.foundation.rulesets.public import InForce
from motcua.reform.registers.rule_sets import OBLIGATIONS
from motcua.reform.registers.rules.obligations import read_duties

duties = InForce(OBLIGATIONS, read_duties)
"""Give the obligations of all times, and the terms by which some are counted."""
