"""Indicators of what lay behind the dossiers resolved overdue: in whose hands the days were, and completions."""

import narwhals as nw

from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.rules.bases import IN_TIME, ONE_STOP, OVERDUE, resolved_and
from motcua.reform.indicators.rules.indicators import Indicator


def _indicator(name: str, title: str, formula: str, counted: str, also: nw.Expr) -> Indicator:
    return Indicator(
        code=f"dossiers.overdue_{name}",
        title=title,
        formula=formula,
        population=(OVERDUE,),
        counts=(
            resolved_and(
                f"dossiers.resolved_overdue_{name}",
                counted,
                lambda at, practice: OVERDUE.holds(at, practice) & also,
            ),
        ),
        better=None,
        valid_from=ONE_STOP,
        source=gettext_noop("the clock of each dossier; no text asks for this figure"),
        sure="reading",
        settings=IN_TIME,
    )


OFFICE, AGENCY, HELD_BY_CITIZEN = (nw.col(f"{holder}_minutes") for holder in ("office", "agency", "citizen"))

OF_LATENESS = (
    _indicator(
        "by_office",
        gettext_noop("Longest in the office's hands, of the resolved overdue"),
        gettext_noop("(10) with no less working time in the office's hands than in any other / (10)"),
        gettext_noop("Resolved overdue, longest in the office's hands"),
        (OFFICE >= AGENCY) & (OFFICE >= HELD_BY_CITIZEN),
    ),
    _indicator(
        "by_agency",
        gettext_noop("Longest with another agency, of the resolved overdue"),
        gettext_noop("(10) with more working time at another agency than in the office's hands / (10)"),
        gettext_noop("Resolved overdue, longest with another agency"),
        (AGENCY > OFFICE) & (AGENCY >= HELD_BY_CITIZEN),
    ),
    _indicator(
        "by_citizen",
        gettext_noop("Longest in the citizen's hands, of the resolved overdue"),
        gettext_noop("(10) with more working time in the citizen's hands than in any other / (10)"),
        gettext_noop("Resolved overdue, longest in the citizen's hands"),
        (HELD_BY_CITIZEN > OFFICE) & (HELD_BY_CITIZEN > AGENCY),
    ),
    _indicator(
        "completed",
        gettext_noop("After the citizen was asked to complete them, of the resolved overdue"),
        gettext_noop("(10) with a request for completion / (10)"),
        gettext_noop("Resolved overdue after a request for completion"),
        nw.col("requests") > 0,
    ),
)
"""The first three part the dossiers resolved overdue; the fourth cuts across them."""
