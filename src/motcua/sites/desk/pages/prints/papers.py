"""The papers of a dossier: those that were handed out, those that could be, and each as a PDF to print."""

from collections.abc import Callable
from typing import Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.intake import public as intake
from motcua.services.paperwork import public as paperwork
from motcua.services.paperwork.public import Form
from motcua.sites.look.public import asking, clock, looking, once, staff

HANDS_OUT = (Act.RECEIVE, Act.RETURN, Act.PROCESS, Act.DECIDE)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NAMES = {
    Form.RECEIPT: gettext_lazy("Receipt and appointment"),
    Form.COMPLETION: gettext_lazy("Request for completion"),
    Form.INTAKE_REFUSAL: gettext_lazy("Refusal"),
    Form.APOLOGY: gettext_lazy("Apology, and the new appointment"),
    Form.STOP_NOTICE: gettext_lazy("Notice that the work was stopped"),
    Form.CONTROL: gettext_lazy("Control slip"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.SEE_DOSSIERS)
@once
def papers(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show the papers of a dossier, and hand one out. Thirty SQL queries to show."""
    now = clock.now()
    dossier = dossiers.brief(code)
    view = dossiers.staff_view(code, at=now)
    if dossier is None or view is None:
        raise Http404
    if not may(actor, Act.SEE_DOSSIERS, units=view.unit_ids):
        raise PermissionDenied(gettext("This dossier belongs to units that your post does not see."))
    hands_out = any(may(actor, act, units=dossier.unit_ids) for act in HANDS_OUT)
    can = paperwork.can_be_issued(dossier, frozenset(event.kind for event in view.events), on=now)
    problem = ""
    if request.method == "POST":
        if not hands_out:
            raise PermissionDenied(gettext("This is for another unit to do."))
        word = request.POST.get("mau", "")
        try:
            if word not in set(Form):
                raise Refused(gettext_noop("there is no such form"), field="mau", value=word)
            size: Literal["a5", "a4"] = "a4" if request.POST.get("kho") == "a4" else "a5"
            address = asking.public_address(request)
            issued = paperwork.issue(code=code, form=Form(word), by=actor.key, at=now, address=address, size=size)
        except Refused as refusal:
            problem = refusal.reason(gettext)
        else:
            return HttpResponseRedirect(reverse("dossier-papers", kwargs={"code": code}) + f"#to-{issued.id}")
    looking.note(actor, looking.Seen.DOSSIER, code, unit_id=dossier.receiving_unit_id)
    context = {
        "section": "work",
        "actor": actor,
        "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name,
        "dossier": dossier,
        "issued": [(line, NAMES[line.form]) for line in paperwork.papers_of(dossier.id)],
        "can": [(form.value, NAMES[form]) for form in can] if hands_out else [],
        "problem": problem,
        "handed_in": intake.handed_in(code),
    }
    return render(request, "desk/prints/papers.html", context, status=400 if problem else 200)


@require_safe
@staff(Act.SEE_DOSSIERS)
def paper(request: HttpRequest, actor: Actor, paper: int) -> HttpResponse:
    """Give a paper as a PDF, as it was printed first. Eight SQL queries."""
    return _given(actor, paper, paperwork.as_pdf, "application/pdf", f'inline; filename="giay-{paper}.pdf"')


@require_safe
@staff(Act.SEE_DOSSIERS)
def paper_docx(request: HttpRequest, actor: Actor, paper: int) -> HttpResponse:
    """Give a paper as DOCX, to be written on in Word. Eight SQL queries."""
    return _given(actor, paper, paperwork.as_docx, WORD, f'attachment; filename="giay-{paper}.docx"')


def _given(actor: Actor, paper: int, made: Callable[[int], bytes], kind: str, disposition: str) -> HttpResponse:
    """Give a paper to a post that may see its dossier, and note the look. :raises Http404: :raises PermissionDenied:"""
    found = paperwork.paper_of(paper)
    unit_ids = dossiers.units_of_id(found[0]) if found else None
    if found is None or unit_ids is None:
        raise Http404
    if not may(actor, Act.SEE_DOSSIERS, units=unit_ids):
        raise PermissionDenied(gettext("This dossier belongs to units that your post does not see."))
    try:
        content = made(paper)
    except paperwork.UnknownPaper as refusal:
        raise Http404 from refusal
    looking.note(actor, looking.Seen.PAPER, paper, unit_id=min(unit_ids))
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = disposition
    return answer
