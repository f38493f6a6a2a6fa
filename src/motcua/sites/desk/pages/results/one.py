"""The result of one dossier: what it says, what was changed, what happened to it, and what may be done now."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.kernel.refusals import Refused
from motcua.services.results import public as results
from motcua.services.results.public import ResultView
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import carried, frame
from motcua.sites.desk.pages.handling.acts import matter_of
from motcua.sites.desk.pages.handling.matter import Matter
from motcua.sites.desk.pages.results.access import (
    HAPPENED,
    MEDIA,
    Ways,
    books_of,
    government,
    stage_said,
    usual_book,
    ways,
)
from motcua.sites.look.public import asking, looking, once, staff

REASON = Field("reason", gettext_lazy("Reason"), kind="area")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.SEE_DOSSIERS)
@once
def result(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show the result of a dossier, and do what is asked with it. Thirty-four SQL queries to show."""
    matter = matter_of(actor, code)
    view = results.result_of(matter.dossier.id)
    can = ways(matter, view)
    fields = [REASON] if can.send_back or can.annul else []
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    if request.method == "POST":
        try:
            _act(request, matter, view, can, entries)
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(request.path)
    looking.note(actor, looking.Seen.DOSSIER, code, unit_id=matter.dossier.receiving_unit_id)
    books = books_of(actor) if can.issue else ()
    context = frame(actor) | {
        "matter": matter,
        "view": view,
        "can": can,
        "entries": entries,
        "books": books,
        "usual": usual_book(books) if books else None,
        **(_shown(view) if view else {}),
    }
    return render(request, "desk/results/one.html", context, status=400 if entries.problems else 200)


@require_safe
@staff(Act.SEE_DOSSIERS)
def file(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Give the file of a result: as issued or signed, or as who asks would sign it. Seventeen SQL queries."""
    matter = matter_of(actor, code)
    pdf = results.pdf_of(
        matter.dossier.id,
        title=actor.title,
        unit=government(actor),
        address=asking.public_address(request),
        at=matter.at,
    )
    if pdf is None:
        raise Http404
    looking.note(actor, looking.Seen.PAPER, f"result/{code}", unit_id=matter.dossier.receiving_unit_id)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="ket-qua.pdf"'
    return answer


def _act(request: HttpRequest, matter: Matter, view: ResultView | None, can: Ways, entries: Entries) -> None:
    """Do what a button of the page asks. :raises PermissionDenied: if it is not open to the post now."""
    code, by, at = matter.dossier.code, matter.actor.key, matter.at
    version = carried(request, "phien-ban")
    match request.POST.get("lam", ""):
        case "trinh" if can.submit:
            results.submit(code=code, version=version, by=by, at=at)
        case "ky" if can.sign:
            unit = government(matter.actor).key
            results.sign(code=code, version=version, unit=unit, address=asking.public_address(request), by=by, at=at)
        case "tra-lai" if can.send_back:
            results.send_back(code=code, version=version, reason=entries["reason"], by=by, at=at)
        case "phat-hanh" if can.issue:
            unit = government(matter.actor).key
            results.issue(code=code, book=carried(request, "so"), unit=unit, by=by, at=at)
        case "huy" if can.annul and view is not None:
            results.annul(code=code, reason=entries["reason"], by=by, at=at)
        case _:
            raise PermissionDenied(gettext("This cannot be done with the result as it stands."))


def _shown(view: ResultView) -> dict[str, object]:
    said, shape = stage_said(view)
    return {
        "stage": said,
        "shape": shape,
        "medium": MEDIA[view.state.medium],
        "turns": [(turn, HAPPENED[turn.kind]) for turn in reversed(view.turns)],
    }
