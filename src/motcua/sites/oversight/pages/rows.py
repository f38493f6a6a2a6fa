"""The rows behind an indicator: as a list that is leafed through, and as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.units.public import Structure
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import REGISTRY, Behind
from motcua.services.procedures import public as procedures
from motcua.sites.look.public import clock, leafing, listing, looking, saying, staff
from motcua.sites.oversight import doors
from motcua.sites.oversight.opening import opened_strictly
from motcua.sites.oversight.pages.files import TYPES
from motcua.sites.oversight.rows import OF_DOSSIERS, Wanted

MOST = 20_000
"""So many rows are leafed through; a file holds them all."""

KINDS: dict[str, str | Promise] = {
    "offers": gettext_lazy("offer of a procedure"),
    "feedback_cases": gettext_lazy("feedback"),
    "survey_slips": gettext_lazy("slip"),
    "survey_answers": gettext_lazy("answer"),
    "register_records": gettext_lazy("record"),
    "register_completions": gettext_lazy("declaration"),
    "inspection_places": gettext_lazy("visit"),
    "inspection_findings": gettext_lazy("finding"),
    "recommendations": gettext_lazy("recommendation"),
    "units_below": gettext_lazy("unit"),
}
"""What a row of a table is."""

NAMED = "units_below"
"""The table whose rows are called by the names of units."""

PAGES = {
    "feedback_cases": "feedback-case",
    "register_records": "record",
    "inspection_places": "inspection",
    "inspection_findings": "inspection",
    "recommendations": "inspection-recommendation",
}
"""The page that a row of a table has; it asks again whether a post may see it."""


@dataclass(frozen=True, slots=True)
class Row:
    """
    A row that is not of a dossier: what it is, its number there, whose, of which procedure, and what it adds.

    :param number: none where the row is called by its name.
    :param url: its page, empty where it has none.
    """

    kind: str
    number: int | None
    url: str
    unit: str
    procedure: str
    adds: int


@require_safe
@staff(Act.SEE_FIGURES)
def rows(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """
    List the rows behind an indicator that are within the post's reach, and say how many are not.

    Twenty-one SQL queries at most for a page, and a read of the facts.

    :raises UnknownIndicator: if none of this code is in force on the last day of the period.
    """
    question, context = opened_strictly(request, actor)
    wanted, now = Wanted.read(request, code, question), clock.now()
    indicator = REGISTRY.find(code, on=question.period.last)
    within = wanted.within_reach(actor)
    found = list(islice(wanted.rows(indicators.up_to_date(at=now), now=now), MOST + 1))
    seen = [row for row in found[:MOST] if within(row)]
    hidden = len(found[:MOST]) - len(seen)
    counts = indicator.counts if wanted.part == "counts" else indicator.population
    context |= {
        "indicator": indicator,
        "name": gettext(indicator.title),
        "what": saying.titles(counts),
        "where": wanted.group_name(),
        "count": len(found[:MOST]),
        "adds": sum(row.adds for row in found[:MOST]),
        "more": len(found) > MOST,
        "most": MOST,
        "hidden": hidden,
        "back": doors.indicator_url(code, question),
        "files": [
            (
                kind.upper(),
                f"{reverse('indicator-file', kwargs={'code': code, 'kind': kind})}?{request.GET.urlencode()}",
            )
            for kind in TYPES
        ],
    }
    if found and found[0].table in OF_DOSSIERS:
        listed = listing.listing(request, {row.label: "" for row in seen}, to="desk-dossier", now=now)
        looking.note(
            actor,
            looking.Seen.DOSSIERS,
            f"{request.path}?{question.query(**{doors.PART: doors.PARTS[wanted.part]})}",
            unit_id=question.unit.id,
            shown=len(listed.lines),
        )
        context["listing"] = listed
    else:
        leaf = leafing.leaf(request, total=len(seen))
        shown = seen[leaf.offset : leaf.offset + leafing.LENGTH]
        context |= {"leaf": leaf, "rows": told(shown, question.structure)}
    return render(request, "oversight/indicators/rows.html", context)


def told(rows: Sequence[Behind], structure: Structure) -> list[Row]:
    """Tell rows that are not of dossiers. One SQL query for the names of procedures."""
    known = procedures.by_id({row.procedure for row in rows if row.procedure is not None})
    named = {row.id: structure.units[row.id].name for row in rows if row.table == NAMED and row.id in structure.units}
    return [
        Row(
            named.get(row.id) or str(KINDS[row.table]),
            None if row.id in named else row.id,
            reverse(PAGES[row.table], args=(row.id,)) if row.table in PAGES else "",
            structure.by_code[row.unit].name,
            known[row.procedure].name if row.procedure in known else "",
            row.adds,
        )
        for row in rows
    ]
