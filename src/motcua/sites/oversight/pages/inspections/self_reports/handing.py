"""Sending a self-report, and beginning a new edition of one that was sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from motcua.foundation.accounts.public import Act, Actor
from motcua.kernel.refusals import Refused
from motcua.reform.inspections import public as inspections
from motcua.sites.look.public import clock, staff
from motcua.sites.oversight.pages.inspections import access
from motcua.sites.oversight.pages.inspections.self_reports import saying
from motcua.sites.oversight.pages.inspections.self_reports.opening import Opened, opened
from motcua.sites.oversight.pages.inspections.self_reports.page import shown

REASON, LONGEST = "ly-do", 2000


@require_POST
@staff(Act.ANSWER_INSPECTIONS)
def send(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """Hand the report of one's own unit in; what keeps it is told on its page, with the way to the line."""
    one = _own(actor, place_id)
    try:
        inspections.send_report(place_id=place_id, by=actor.key, at=clock.now())
    except Refused as refusal:
        found = saying.row_of(one.parts, refusal.field)
        if found is None:
            return shown(request, actor, one, problem=refusal.reason(gettext))
        part, row = found
        line = reverse("inspection-report-write", args=[place_id, part.slug])
        return shown(
            request, actor, one, problem=f"{row.title}: {refusal.reason(gettext)}", at=f"{line}#ly-do-{row.number}"
        )
    return redirect("inspection-report", place_id=place_id)


@require_POST
@staff(Act.ANSWER_INSPECTIONS)
def amend(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """Begin a new edition of one's own report, and say why."""
    one = _own(actor, place_id)
    given = request.POST.get(REASON, "")[:LONGEST]
    reason = " ".join("".join(letter if letter.isprintable() else " " for letter in given).split())
    try:
        inspections.amend_report(place_id=place_id, reason=reason, by=actor.key, at=clock.now())
    except Refused as refusal:
        return shown(request, actor, one, problem=refusal.reason(gettext), at=f"#{REASON}", reason=reason)
    return redirect("inspection-report", place_id=place_id)


def _own(actor: Actor, place_id: int) -> Opened:
    """Give a report that a post answers for. :raises PermissionDenied:"""
    _, place = access.seen_place(actor, place_id)
    access.ensure(
        inspections.may_answer(actor, place, on=access.today()),
        gettext("A report is written and sent by the unit's own posts."),
    )
    return opened(actor, place_id, edition=None)
