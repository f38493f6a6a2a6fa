"""One figure: how it is counted, what it is made of, and its dossiers where that betrays nobody."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, acting, may
from motcua.reform.indicators.public import By, Report, Row
from motcua.services.procedures import public as procedures
from motcua.sites.look.public import answering, asking, charts, clock, listing

FEWEST = 5
"""A figure of fewer dossiers opens onto no list for the public: a list of one says whose it is."""


@require_safe
def count(request: HttpRequest) -> HttpResponse:
    """Show one figure to the public. Fifteen SQL queries, and reads of the facts."""
    question, now = asking.read(request).strictly(), clock.now()
    column, group = answering.asked_cell(request)
    cell = column.cell
    answers = answering.Answers.to(question, now=now)
    made = answers.report(group[0] if group else By.FIELD)
    name, number = answering.figure(made, cell, group)
    rows = answers.dossiers_behind(cell, group) if number >= FEWEST else ()
    open_rows = _open(rows)
    actor = acting(request) if request.user.is_authenticated else None
    context = {
        "section": "figures",
        "trail": [
            {"url": f"{reverse('figures')}?{question.query()}", "name": gettext("Open figures")},
            {"name": capfirst(str(column.counted))},
        ],
        "question": question,
        "column": column,
        "name": name,
        "number": number,
        "scope": answering.scope_said(question),
        "made": made,
        "parts": [] if group else _parts(question, made, cell),
        "few": 0 < number < FEWEST,
        "kept_back": len(rows) - len(open_rows),
        "listing": listing.listing(request, answering.judged(open_rows), to="dossier", now=now)
        if len(open_rows) >= FEWEST
        else None,
        "staff_url": answering.door(actor, question, group)(cell)
        if may(actor, Act.SEE_DOSSIERS, units=question.unit_ids())
        else "",
    }
    return render(request, "portal/figures/count.html", context)


def _open(rows: Sequence[Row]) -> list[Row]:
    """Leave out the dossiers of procedures marked as sensitive, whatever version of them is in force."""
    known = procedures.by_id({row.procedure for row in rows})
    return [row for row in rows if row.procedure in known and not known[row.procedure].sensitive]


def _parts(question: asking.Question, made: Report, cell: str) -> list[charts.Part]:
    """Give the figure field by field, the largest first."""
    fills = {"resolved.overdue": "late", "pending.overdue": "late", "resolved.early": "early"}
    parts = [
        charts.Part(
            group.name,
            group.figures.value(cell),
            fills.get(cell, "1"),
            answering.door(None, question, (By.FIELD, group.key))(cell),
        )
        for group in made.groups
    ]
    return sorted((part for part in parts if part.count), key=lambda part: -part.count)
