"""What may be changed of inspections: their terms, and what speaks for visiting a unit."""

from motcua.foundation.rulesets.public import Column, RuleSet, Table
from motcua.kernel.refusals import gettext_noop

SETTINGS = RuleSet(
    code="inspections.settings",
    title=gettext_noop("Terms of inspections"),
    decides=gettext_noop("What inspections are held to, and how reasons for visiting a unit weigh."),
    package="motcua.reform.inspections",
    file="settings.toml",
    tables=(
        Table(
            "terms",
            gettext_noop("Terms"),
            (
                Column("notice_days", gettext_noop("Days between the notice and the first visit"), most=60),
                Column("mandate_days", gettext_noop("Days for which the team still looks in after the last visit")),
                Column(
                    "conflict_years", gettext_noop("Years after which a post held in the unit matters no more"), most=50
                ),
                Column("share_percent", gettext_noop("Units inspected in a year, of a hundred"), most=100),
                Column("remedy_report_days", gettext_noop("Days until the unit reports what it mended"), least=1),
            ),
        ),
        Table(
            "weights",
            gettext_noop("Points that speak for a visit"),
            (
                Column("late", gettext_noop("For each dossier of a hundred that ended late")),
                Column("rising", gettext_noop("For each of a hundred by which that rose")),
                Column("signal", gettext_noop("For each signal in the figures")),
                Column("open_finding", gettext_noop("For each recommendation still open")),
                Column("feedback", gettext_noop("For each case of feedback")),
                Column("year", gettext_noop("For each year since the last visit")),
                Column("never", gettext_noop("If there was no visit")),
                Column("most", gettext_noop("At most for one reason"), least=1),
            ),
        ),
    ),
    said=(
        gettext_noop("Bộ chỉ số cải cách hành chính (PAR INDEX); custom of provinces"),
        gettext_noop("chosen so that no reason by itself decides"),
    ),
)
