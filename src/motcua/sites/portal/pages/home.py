"""The first page: what one comes for, and how the office does, late as plainly as early."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import acting
from motcua.reform.indicators.public import By
from motcua.sites.look.public import answering, asking, clock, ii06, words
from motcua.sites.portal.pages.documents import newest as newest_documents
from motcua.sites.portal.pages.news import newest

NEW_DOCUMENTS = 3
"""How many documents stand in the box of new ones on the first page."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Four figures, each with one line on what it is made of."""

    title: str
    url: str
    received: ii06.Cell
    came: str
    in_time: int
    resolved: ii06.Cell
    in_time_of: str
    late: ii06.Cell
    late_where: str
    pending: ii06.Cell
    pending_how: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the first page. Fourteen SQL queries, and a read of the facts where the report is not at hand."""
    boxed = newest_documents(NEW_DOCUMENTS, timezone.localdate(clock.now()))
    context = {"section": "home", "figures": _strip(request), "news": newest(), "boxed": boxed}
    return render(request, "portal/home.html", context)


def _strip(request: HttpRequest) -> Strip | None:
    question = asking.default()
    if question is None:
        return None
    actor = acting(request) if request.user.is_authenticated else None
    made = answering.Answers.to(question, now=clock.now()).report(By.FIELD)
    total = answering.total(actor, question, made)
    worst = next(iter(ii06.overdue(answering.lines(actor, question, made))), None)
    count = {cell.column.cell.replace(".", "_"): words.number(cell.count) for cell in total.cells}
    in_time = total.count("resolved.early") + total.count("resolved.on_time")
    return Strip(
        title=gettext("%(unit)s, %(period)s")
        % {"unit": question.unit.name, "period": words.period(question.period.first, question.period.last)},
        url=f"{reverse('figures')}?{question.query()}",
        received=total.cell("received.total"),
        came=gettext("%(received_direct)s direct, %(received_online)s online, %(received_carried_over)s carried over")
        % count,
        in_time=in_time,
        resolved=total.cell("resolved.total"),
        in_time_of=gettext("%(in_time)s of %(resolved_total)s dossiers resolved")
        % (count | {"in_time": words.number(in_time)}),
        late=total.cell("resolved.overdue"),
        late_where=gettext("%(n)s of them in “%(where)s”") % {"n": words.number(worst.count), "where": worst.label}
        if worst
        else gettext("none"),
        pending=total.cell("pending.total"),
        pending_how=gettext("%(pending_in_time)s within time, %(pending_overdue)s already overdue") % count,
    )
