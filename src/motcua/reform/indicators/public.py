"""Figures from facts: reports that are exact as of any instant, whose every number opens onto its dossiers."""

from motcua.foundation.facts.public import Facts
from motcua.reform.indicators.queries.report import UnknownFigure, dossiers_behind, known_at, report, up_to_date
from motcua.reform.indicators.queries.scope import NotYet
from motcua.reform.indicators.rules.counts import BY_CODE, COUNTS, Count
from motcua.reform.indicators.rules.form import (
    By,
    Figures,
    Group,
    Outcomes,
    Pending,
    Received,
    Report,
    Resolved,
    Row,
    Unbalanced,
    UnitAs,
    read_by,
)
from motcua.reform.indicators.rules.indicators import REGISTRY, Indicator, UnknownIndicator
from motcua.reform.indicators.rules.practice import Practice
from motcua.reform.indicators.sheets import as_csv, as_json, as_lines, as_xlsx

__all__ = [
    "BY_CODE",
    "COUNTS",
    "REGISTRY",
    "By",
    "Count",
    "Facts",
    "Figures",
    "Group",
    "Indicator",
    "NotYet",
    "Outcomes",
    "Pending",
    "Practice",
    "Received",
    "Report",
    "Resolved",
    "Row",
    "Unbalanced",
    "UnitAs",
    "UnknownFigure",
    "UnknownIndicator",
    "as_csv",
    "as_json",
    "as_lines",
    "as_xlsx",
    "dossiers_behind",
    "known_at",
    "read_by",
    "report",
    "up_to_date",
]
