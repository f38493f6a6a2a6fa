"""What a unit is asked for by inspections: each report, by when, and how far it has come."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import ReportStanding
from motcua.reform.registers.public import own_government
from motcua.sites.look.public import clock, staff
from motcua.sites.oversight.pages.inspections import access
from motcua.sites.oversight.pages.inspections.self_reports import saying


@dataclass(frozen=True, slots=True)
class Line:
    """A report in the list, and how it stands in a word; ``to_do`` says whether the unit has to do something."""

    one: ReportStanding
    said: str
    shape: str
    to_do: bool


@require_safe
@staff(Act.ANSWER_INSPECTIONS)
def asked(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the reports that the post's own government is or was asked for. Ten SQL queries."""
    today = access.today()
    found = inspections.reports_asked(own_government(actor.unit_id, on=today), now=clock.now())
    lines = [_line(one, overdue=one.overdue(today)) for one in found]
    context = access.frame(actor) | {
        "groups": [
            (to_do, [line for line in lines if line.to_do is to_do])
            for to_do in (True, False)
            if any(line.to_do is to_do for line in lines)
        ]
    }
    return render(request, "oversight/inspections/self_reports/list.html", context)


def _line(one: ReportStanding, *, overdue: bool) -> Line:
    said, shape = saying.standing_said(one, overdue=overdue)
    return Line(one, said, shape, one.asked and (one.sent is None or one.stage is inspections.ReportStage.DRAFT))
