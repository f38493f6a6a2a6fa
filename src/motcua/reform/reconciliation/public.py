"""Another system's dossiers or counts beside ours, each difference told by dossier and rule. Nothing is stored."""

from motcua.reform.reconciliation.queries.comparing import Reconciled, reconcile
from motcua.reform.reconciliation.queries.theirs import TheirFile, WrongFile, read_file
from motcua.reform.reconciliation.rules.words import FIGURES, RULES, Difference, Effect, Figure, Rule
from motcua.reform.reconciliation.sheets import as_csv, as_lines, as_xlsx, said

__all__ = [
    "FIGURES",
    "RULES",
    "Difference",
    "Effect",
    "Figure",
    "Reconciled",
    "Rule",
    "TheirFile",
    "WrongFile",
    "as_csv",
    "as_lines",
    "as_xlsx",
    "read_file",
    "reconcile",
    "said",
]
