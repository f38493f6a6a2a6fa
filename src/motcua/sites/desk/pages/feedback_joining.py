"""Cases that say the same are joined on a page that proposes them, and taken apart again with a reason."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.kernel.refusals import Refused
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import CaseView, Classification, Kind
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import frame
from motcua.sites.look.public import clock, looking, once, staff

JOIN = (
    Field("chosen", gettext_lazy("Which of these")),
    Field("joined_to", gettext_lazy("Or the number of another"), kind="number", size="w-12"),
    Field("note", gettext_lazy("Why they are the same"), kind="area"),
)
APART = (Field("reason", gettext_lazy("Why they are not the same"), kind="area", needed=True),)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.TAKE_FEEDBACK)
@once
def join(request: HttpRequest, actor: Actor, case: int) -> HttpResponse:
    """Propose earlier cases that one may repeat, and join it to the one that is chosen. Some twenty SQL queries."""
    view, back = _view(actor, case), reverse("feedback-case", kwargs={"case": case})
    if Kind.CLASSIFIED not in view.next or view.state.joined_to is not None:
        return HttpResponseRedirect(back)
    entries = Entries.of(request, JOIN) if request.method == "POST" else Entries.empty(JOIN)
    doubles = feedback.likely_doubles(case)
    if request.method == "POST":
        try:
            _join(actor, view, entries, clock.now())
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(back)
    looking.note(actor, looking.Seen.CASES, f"doubles/{case}", unit_id=view.holder_id, shown=len(doubles) + 1)
    context = frame(actor) | {"view": view, "entries": entries, "doubles": doubles, "back": back}
    fields: Sequence[Field] = JOIN[1:]
    context["asked"] = Entries(fields, {one.name: entries.given[one.name] for one in fields}, entries.problems)
    return render(request, "desk/feedback/join.html", context, status=400 if entries.problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.TAKE_FEEDBACK)
@once
def unjoin(request: HttpRequest, actor: Actor, case: int) -> HttpResponse:
    """Ask why a case does not say the same as the one that it was joined to, and take it apart."""
    view, back = _view(actor, case), reverse("feedback-case", kwargs={"case": case})
    if view.state.joined_to is None:
        return HttpResponseRedirect(back)
    entries = Entries.of(request, APART) if request.method == "POST" else Entries.empty(APART)
    if request.method == "POST" and not entries.problems:
        try:
            feedback.unjoin(case=case, reason=entries["reason"], by=actor.key, at=clock.now())
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(back)
    looking.note(actor, looking.Seen.CASE, case, unit_id=view.holder_id)
    context = frame(actor) | {"view": view, "entries": entries, "back": back}
    return render(request, "desk/feedback/unjoin.html", context, status=400 if entries.problems else 200)


def routes() -> list[URLPattern]:
    """Give the addresses at which cases are joined and taken apart."""
    return [
        path("phan-anh/<int:case>/gop/", join, name="feedback-join"),
        path("phan-anh/<int:case>/tach/", unjoin, name="feedback-unjoin"),
    ]


def _view(actor: Actor, case: int) -> CaseView:
    view = feedback.case_view(case, at=clock.now())
    if view is None:
        raise Http404
    if not may(actor, Act.TAKE_FEEDBACK, units=view.unit_ids):
        raise PermissionDenied(gettext("This is for another unit to do."))
    return view


def _join(actor: Actor, view: CaseView, entries: Entries, now: datetime) -> None:
    """
    Join a case to the one that is chosen.

    :raises Refused: if there is none, it is of a unit that the post does not see, or it cannot lead.
    """
    lead = entries.number("joined_to") or entries.number("chosen")
    other = feedback.case_view(lead, at=now) if lead else None
    if lead is not None and (other is None or not may(actor, Act.TAKE_FEEDBACK, units=other.unit_ids)):
        raise feedback.UnknownCase(
            gettext("there is no case of this number at your unit"), field="joined_to", value=lead
        )
    note = entries["note"] or (gettext("It says the same.") if view.state.classification else "")
    feedback.classify(
        case=view.id,
        classification=Classification.DUPLICATE,
        joined_to=lead,
        note=note,
        by=actor.key,
        at=now,
    )
