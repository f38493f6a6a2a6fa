"""Figures from facts: reports and indicators, exact as of any instant, whose every number opens onto its rows."""

from motcua.foundation.facts.public import Facts
from motcua.reform.indicators.queries.computing import NotBrokenDown, PeriodsOverlap, compute, compute_all, trend
from motcua.reform.indicators.queries.listing import each_row_behind, rows_behind
from motcua.reform.indicators.queries.months import overdue_by_month
from motcua.reform.indicators.queries.report import UnknownFigure, dossiers_behind, report
from motcua.reform.indicators.queries.scope import NotYet
from motcua.reform.indicators.queries.sources import SOURCES, known_at, up_to_date
from motcua.reform.indicators.rules.computed import PARTS, Behind, Computed, Line, Part
from motcua.reform.indicators.rules.counts import BY_CODE, COUNTS
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
from motcua.reform.indicators.rules.indicators import Indicator, Measure, Registry, UnknownIndicator
from motcua.reform.indicators.rules.populations import Count, Population
from motcua.reform.indicators.rules.practice import Practice, practice_on
from motcua.reform.indicators.rules.registry import REGISTRY, beside_form
from motcua.reform.indicators.rules.signals import Thresholds, asks, thresholds_on
from motcua.reform.indicators.sheets import as_csv, as_json, as_lines, as_xlsx, plain
from motcua.reform.indicators.telling import (
    MEASURES,
    SURE,
    Answer,
    Listed,
    answered_as_csv,
    answered_as_json,
    answered_as_lines,
    answered_as_xlsx,
    described,
    listed_as_csv,
    listed_as_json,
    listed_as_lines,
    rows_as_csv,
    shown_as_lines,
    value_said,
)

__all__ = [
    "BY_CODE",
    "COUNTS",
    "MEASURES",
    "PARTS",
    "REGISTRY",
    "SOURCES",
    "SURE",
    "Answer",
    "Behind",
    "By",
    "Computed",
    "Count",
    "Facts",
    "Figures",
    "Group",
    "Indicator",
    "Line",
    "Listed",
    "Measure",
    "NotBrokenDown",
    "NotYet",
    "Outcomes",
    "Part",
    "Pending",
    "PeriodsOverlap",
    "Population",
    "Practice",
    "Received",
    "Registry",
    "Report",
    "Resolved",
    "Row",
    "Thresholds",
    "Unbalanced",
    "UnitAs",
    "UnknownFigure",
    "UnknownIndicator",
    "answered_as_csv",
    "answered_as_json",
    "answered_as_lines",
    "answered_as_xlsx",
    "as_csv",
    "as_json",
    "as_lines",
    "as_xlsx",
    "asks",
    "beside_form",
    "compute",
    "compute_all",
    "described",
    "dossiers_behind",
    "each_row_behind",
    "known_at",
    "listed_as_csv",
    "listed_as_json",
    "listed_as_lines",
    "overdue_by_month",
    "plain",
    "practice_on",
    "read_by",
    "report",
    "rows_as_csv",
    "rows_behind",
    "shown_as_lines",
    "thresholds_on",
    "trend",
    "up_to_date",
    "value_said",
]
