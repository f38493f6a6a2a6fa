"""The list of tasks while it is filled in; once it is sent, how it stands and what can be done."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import State
from motcua.services.filing import public as filing
from motcua.services.filing.public import ApplicationView
from motcua.services.intake.public import PaperLine
from motcua.services.paperwork import public as paperwork
from motcua.sites.look.public import asking, clock, telling
from motcua.sites.portal.pages import holding as slips
from motcua.sites.portal.pages import paying
from motcua.sites.portal.pages.filing.holding import hold, let_go, own
from motcua.sites.portal.pages.filing.papers import FileLine, files_of
from motcua.sites.portal.pages.filing.starting import WORD
from motcua.sites.portal.pages.filing.steps import asking_of, home, trail

BEFORE: Mapping[State, Promise] = {
    State.SUBMITTED: gettext_lazy("It was sent and waits to be looked at."),
    State.WAITING_CITIZEN: gettext_lazy("The office asks you for something."),
    State.WITHDRAWN: gettext_lazy("You took it back."),
    State.REFUSED_INTAKE: gettext_lazy("The office did not take it in."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@own
def standing(request: HttpRequest, view: ApplicationView) -> HttpResponse:
    """Show the tasks, or what became of it, and do what a button asks. Forty SQL queries at most."""
    refused: Refused | None = None
    if request.method == "POST":
        try:
            where = _act(request, view)
        except Refused as refusal:
            refused = refusal
        else:
            return HttpResponseRedirect(where)
    if view.sent_at is None:
        return _tasks(request, view, refused.reason(gettext) if refused else "")
    return _sent(request, view, refused)


def _act(request: HttpRequest, view: ApplicationView) -> str:
    """Do what a button asks, and give where it leads. :raises Refused:"""
    now = clock.now()
    match request.POST.get("lam", ""):
        case "bo":
            filing.drop(application=view.id, at=now)
            let_go(request, view.id)
            return reverse("filing-resume")
        case "roi":
            let_go(request, view.id)
            return reverse("filing-resume")
        case "tu-khac":
            request.session[WORD] = {"number": view.id, "word": filing.renew_word(application=view.id, at=now)}
            return home(view.id)
        case "thu-lai":
            reason = asking.printable(request.POST.get("ly-do", ""))[:500] or gettext("taken back by the applicant")
            filing.take_back(application=view.id, reason=reason, at=now)
            return home(view.id)
        case "lam-lai":
            opened = filing.begin_again(application=view.id, at=now)
            hold(request, opened.id)
            request.session[WORD] = {"number": opened.id, "word": opened.word}
            return home(opened.id)
        case "bo-sung":
            filing.complete(application=view.id, papers=_brought(request, view), at=now)
            return home(view.id)
        case "bo-tep":
            paper, _, digest = request.POST.get("tep-bo", "").partition(":")
            filing.take_out(application=view.id, paper=paper, digest=digest, at=now)
            return f"{home(view.id)}#h-asked"
        case "chung-tu" if view.dossier is not None:
            paying.hand_proof(request, view.dossier, at=now)
            return home(view.id)
        case "giay-hen":
            slip = _slip(view)
            if slip is not None:
                slips.hold(request, slip)
                return reverse("mine")
    raise Refused(gettext("choose one of the list"), field="lam")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper of which files can be given while the office asks for more, with those that were brought so far."""

    line: PaperLine
    files: list[FileLine]


def _wanted(view: ApplicationView) -> list[Wanted]:
    """Give the papers that can be completed. One SQL query for each of which files were brought."""
    papers = view.content.papers if view.content and view.is_asked else ()
    brought = ((line, view.brought.get(line.code, ())) for line in papers)
    return [Wanted(line, files_of(of) if of else []) for line, of in brought]


def _brought(request: HttpRequest, view: ApplicationView) -> dict[str, list[tuple[str, bytes]]]:
    most = files.limits(clock.now()).largest + 1
    codes = [line.code for line in view.content.papers] if view.content else []
    came = {code: request.FILES.getlist(f"tep-{code}")[:10] for code in codes}
    return {code: [(file.name or "", file.read(most)) for file in of] for code, of in came.items()}


def _tasks(request: HttpRequest, view: ApplicationView, problem: str) -> HttpResponse:
    found = asking_of(view)
    lines = found.lines(view.id)
    context = {
        "section": "procedures",
        "view": view,
        "name": found.name,
        "trail": trail(view, found.name),
        "office": units.by_id([view.unit_id])[view.unit_id].name,
        "lines": lines,
        "done": sum(line.done for line in lines),
        "next": next((line.url for line in lines if not line.done), ""),
        "word": _word(request, view),
        "problem": problem,
        "kept_days": filing.limits_on(found.on).kept_days,
    }
    return render(request, "portal/filing/tasks.html", context, status=400 if problem else 200)


def _sent(request: HttpRequest, view: ApplicationView, refused: Refused | None) -> HttpResponse:
    dossier, now = view.dossier, clock.now()
    if dossier is None:
        raise AssertionError("what was sent is a dossier")
    told = dossiers.public_status(dossier.code, at=now) if dossier.code else None
    is_proof = refused is not None and request.POST.get("lam") == "chung-tu"
    context = {
        "section": "track",
        "view": view,
        "name": dossier.procedure_name,
        "trail": trail(view, dossier.procedure_name),
        "office": units.by_id([view.unit_id])[view.unit_id].name,
        "dossier": dossier,
        "said": BEFORE.get(dossier.state, ""),
        "state": dossier.state.value,
        "told": telling.tell(told) if told else None,
        "asked": dossiers.asked_for(dossier.id) if view.is_asked else (),
        "why": dossiers.why_not_accepted(dossier.request_key or ""),
        "wanted": _wanted(view),
        "most": filing.limits_on(timezone.localdate(now)).files_a_paper,
        "slip": _slip(view),
        "declared": view.content is not None and filing.sent_form(view.id) is not None,
        "word": _word(request, view),
        "problem": refused.reason(gettext) if refused and not is_proof else "",
        "sent": {"field": refused.field if refused.field == "amount" else "tep", "problem": refused.reason(gettext)}
        if refused and is_proof
        else None,
        "largest": files.limits(now).largest // 1_000_000,
    }
    written = asking.clean(request.POST.get("amount", "")) if is_proof else None
    context |= paying.shown(dossier, at=now, called=f"NOP {view.id}", amount=written)
    return render(request, "portal/filing/sent.html", context, status=400 if refused else 200)


def _slip(view: ApplicationView) -> int | None:
    """Give the receipt of the dossier, if it was accepted and its slip holds. Two SQL queries."""
    if view.dossier is None or not view.dossier.code:
        return None
    receipts = (one for one in paperwork.papers_of(view.dossier.id) if one.form is paperwork.Form.RECEIPT)
    return next((one.id for one in receipts if one.void_at is None), None)


def _word(request: HttpRequest, view: ApplicationView) -> str:
    """Give the word by which it is taken up elsewhere, as long as this browser has just been told it."""
    kept = request.session.get(WORD)
    return str(kept["word"]) if isinstance(kept, dict) and kept.get("number") == view.id else ""
