"""Indicators of inspections: what was visited of what was to be, and what became of what was found."""

from datetime import date

import narwhals as nw

from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.rules.indicators import Indicator, Measure
from motcua.reform.indicators.rules.moments import Moment
from motcua.reform.indicators.rules.populations import Condition, Count, Frame, Population, Scan

PROGRAMME = date(2021, 7, 15)
"""NQ 76/NQ-CP: the programme of reform for 2021-2030, whose yearly indices look at inspections and what followed."""


def _to_be_visited(scan: Scan, at: Moment) -> Frame:
    """Give the places whose day came in the period; one that was called off has no row."""
    return scan("inspection_places").filter(
        nw.col("visit_on") >= nw.lit(at.first_day), nw.col("visit_on") <= nw.lit(at.last_day)
    )


def _below(scan: Scan, at: Moment) -> Frame:
    """Give the units directly below a government on the last day, each with the visits of its inspections till then."""
    visits = (
        scan("inspection_places")
        .filter(nw.col("visited_at") >= nw.lit(at.begins), nw.col("visited_at") <= nw.lit(at.until))
        .select(below=nw.col("unit"), unit=nw.col("government"))
        .group_by("below", "unit")
        .agg(visits=nw.len())
    )
    rows = scan("units_below").filter(
        nw.col("since") <= nw.lit(at.last_day),
        nw.col("until").is_null() | (nw.col("until") >= nw.lit(at.last_day)),
    )
    return rows.join(visits, on=["below", "unit"], how="left")


def _limits(scan: Scan, at: Moment) -> Frame:
    """Give the limits found in the period, each with the first inspection that found the same of the same unit."""
    found = scan("inspection_findings").filter(nw.col("kind") == nw.lit("limit"), ~nw.col("line").is_null())
    first = found.group_by("unit", "line").agg(first_inspection=nw.col("inspection").min())
    rows = found.filter(nw.col("found_on") >= nw.lit(at.first_day), nw.col("found_at") <= nw.lit(at.until))
    return rows.join(first, on=["unit", "line"], how="left")


def _made(scan: Scan, at: Moment) -> Frame:
    """Give what was recommended in the period, and not taken back."""
    return scan("recommendations").filter(
        nw.col("standing") != nw.lit("withdrawn"),
        nw.col("proposed_at") >= nw.lit(at.begins),
        nw.col("proposed_at") <= nw.lit(at.until),
    )


def _due(scan: Scan, at: Moment) -> Frame:
    """Give what was to be reported in the period, and not taken back."""
    return scan("recommendations").filter(
        nw.col("standing") != nw.lit("withdrawn"),
        nw.col("due_on") >= nw.lit(at.first_day),
        nw.col("due_on") <= nw.lit(at.last_day),
        nw.col("proposed_at") <= nw.lit(at.until),
    )


TO_BE_VISITED = Population("inspection_places", unit="unit", key="inspection", order="opened_at", rows=_to_be_visited)
BELOW = Population("units_below", unit="unit", key="below", order="since", rows=_below)
LIMITS = Population("inspection_findings", unit="unit", key="inspection", order="found_at", rows=_limits)
MADE = Population("recommendations", unit="unit", key="recommendation", order="proposed_at", rows=_made)
DUE = Population("recommendations", unit="unit", key="recommendation", order="proposed_at", rows=_due)


def _visited() -> Condition:
    return lambda at, _: ~nw.col("visited_at").is_null() & (nw.col("visited_at") <= nw.lit(at.until))


OF_INSPECTIONS = (
    Indicator(
        code="inspections.visited",
        title=gettext_noop("Units visited by inspections, of those to be visited in the period"),
        formula=gettext_noop("visits begun / visits whose day came"),
        population=(Count("inspections.to_be_visited", gettext_noop("Visits whose day came"), TO_BE_VISITED, None),),
        counts=(Count("inspections.visits", gettext_noop("Visits begun"), TO_BE_VISITED, _visited()),),
        better="higher",
        valid_from=PROGRAMME,
        source=gettext_noop("by custom of the yearly indices: the plan of inspections is carried out"),
        sure="illustrative",
    ),
    Indicator(
        code="inspections.units",
        title=gettext_noop("Units that an inspection visited in the period"),
        formula=gettext_noop("different units of the visits begun"),
        counts=(
            Count(
                "inspections.units_visited",
                gettext_noop("Units visited, each once"),
                TO_BE_VISITED,
                _visited(),
                distinct="unit",
            ),
        ),
        measure=Measure.NUMBER,
        better="higher",
        valid_from=PROGRAMME,
        source=gettext_noop("by custom of provinces: plans ask for about 30 % of the units a year"),
        sure="illustrative",
    ),
    Indicator(
        code="inspections.coverage",
        title=gettext_noop("Units directly below that were inspected in the period, of all of them"),
        formula=gettext_noop(
            "units that the government above visited / units directly below a government on the last day"
        ),
        population=(Count("inspections.units_below", gettext_noop("Units directly below"), BELOW, None),),
        counts=(
            Count(
                "inspections.units_below_visited",
                gettext_noop("Units directly below that were visited"),
                BELOW,
                lambda at, _: ~nw.col("visits").is_null(),
            ),
        ),
        better="higher",
        valid_from=PROGRAMME,
        source=gettext_noop("by custom of provinces: plans ask for about 30 % of the units a year"),
        sure="illustrative",
    ),
    Indicator(
        code="findings.repeated",
        title=gettext_noop("Limits found again, of the limits found in the period"),
        formula=gettext_noop("limits that an earlier inspection found of the same unit / limits found"),
        population=(Count("findings.limits", gettext_noop("Limits found in the period"), LIMITS, None),),
        counts=(
            Count(
                "findings.limits_again",
                gettext_noop("Limits that an earlier inspection found of the same unit"),
                LIMITS,
                lambda at, _: nw.col("first_inspection") < nw.col("inspection"),
            ),
        ),
        better="lower",
        valid_from=PROGRAMME,
        source=gettext_noop("no text was found; what comes back was not mended for good"),
        sure="illustrative",
    ),
    Indicator(
        code="recommendations.in_time",
        title=gettext_noop("Recommendations reported as done in time, of those due in the period"),
        formula=gettext_noop("reported by their day and not sent back / due in the period"),
        population=(Count("recommendations.due", gettext_noop("Recommendations due in the period"), DUE, None),),
        counts=(
            Count(
                "recommendations.done_in_time",
                gettext_noop("Recommendations reported as done in time"),
                DUE,
                lambda at, _: ~nw.col("reported_on").is_null() & (nw.col("reported_on") <= nw.col("due_on")),
            ),
        ),
        better="higher",
        valid_from=PROGRAMME,
        source=gettext_noop("by custom of conclusions: each recommendation has its day"),
        sure="illustrative",
    ),
    Indicator(
        code="recommendations.handled",
        title=gettext_noop("Problems found by inspections that were handled, of those of the period"),
        formula=gettext_noop("recommendations verified as done / recommendations of the period"),
        population=(Count("recommendations.made", gettext_noop("Recommendations of the period"), MADE, None),),
        counts=(
            Count(
                "recommendations.verified",
                gettext_noop("Recommendations verified as done"),
                MADE,
                lambda at, _: ~nw.col("verified_at").is_null() & (nw.col("verified_at") <= nw.lit(at.until)),
            ),
        ),
        better="higher",
        valid_from=PROGRAMME,
        source=gettext_noop("by custom of the yearly indices: all problems found by inspections are handled"),
        sure="illustrative",
    ),
)
