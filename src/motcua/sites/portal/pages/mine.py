"""What whoever holds the slip may ask about the dossier: its withdrawal, a correction, and to prove a transfer."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief
from motcua.services.requests import public as requests
from motcua.services.requests.public import What
from motcua.sites.look.public import Limit, asking, clock, phrases, telling
from motcua.sites.portal.pages import holding, paying

SENDS = Limit("slip-sends", most=60, seconds=600)


@dataclass(frozen=True, slots=True)
class Asking:
    """What was sent, and what was wrong with it: the field and the words."""

    given: Mapping[str, str]
    field: str = ""
    problem: str = ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """
    Ask for a slip's code and secret, then show its dossier and take what is asked about it.

    Nothing secret stands in an address; what was shown is forgotten after a quarter of an hour, or on leaving. Eight
    SQL queries to ask for the slip, nineteen to show its dossier.
    """
    dossier = holding.held(request)
    if request.method != "POST":
        return _page(request, dossier) if dossier else _asked_for_slip(request)
    if (SENDS if dossier else holding.TRIES).spent(request):
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = str((SENDS if dossier else holding.TRIES).seconds)
        return response
    if request.POST.get("lam") == "ra":
        holding.leave(request)
        return HttpResponseRedirect(request.path)
    if dossier is None:
        problem = holding.show(request)
        if problem:
            return _asked_for_slip(request, holding.code_of(request), problem)
        return HttpResponseRedirect(request.path)
    given = {name: asking.clean(request.POST.get(name, "")) for name in ("what", "amount")}
    given["text"] = request.POST.get("text", "").replace("\x00", "")
    try:
        _act(request, dossier, given)
    except Refused as refusal:
        field = refusal.field if refusal.field in {"what", "text", "amount"} else ""
        if request.POST.get("lam") == "chung-tu":
            field = field or "tep"
        return _page(request, dossier, Asking(given, field, refusal.reason(gettext)))
    return HttpResponseRedirect(request.path)


def _act(request: HttpRequest, dossier: Brief, given: Mapping[str, str]) -> None:
    """Do what a button asks. :raises Refused:"""
    now = clock.now()
    match request.POST.get("lam", ""):
        case "hoi":
            if given["what"] not in set(What):
                raise Refused(gettext_noop("choose one of the list"), field="what", value=given["what"][:20])
            requests.ask(code=dossier.code, what=What(given["what"]), text=given["text"], at=now)
        case "thu-lai":
            number = request.POST.get("so", "")
            asked = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 0
            requests.take_back(code=dossier.code, request=asked, at=now)
        case "chung-tu":
            paying.hand_proof(request, dossier, at=now)
        case _:
            raise Refused(gettext_noop("choose one of the list"), field="what")


def _asked_for_slip(request: HttpRequest, code: str = "", problem: str = "") -> HttpResponse:
    context = {"section": "track", "code": code, "problem": problem}
    return render(request, "portal/mine/slip.html", context, status=400 if problem else 200)


def _page(request: HttpRequest, dossier: Brief, sent: Asking | None = None) -> HttpResponse:
    now = clock.now()
    status = dossiers.public_status(dossier.code, at=now)
    asked = requests.requests_of(dossier.id)
    context = {
        "section": "track",
        "told": telling.tell(status) if status else None,
        "sent": sent,
        "asked": [(one, phrases.ASKED[one.what], *phrases.ANSWERED[one.standing]) for one in asked],
        "whats": [
            (what.value, said)
            for what, kind in ((What.WITHDRAW, dossiers.Kind.WITHDRAWN), (What.CORRECT, dossiers.Kind.CORRECTED))
            if kind in dossier.next and (said := phrases.ASKED[what])
        ],
        "minutes": holding.MINUTES,
    } | paying.shown(dossier, at=now, amount=sent.given["amount"] if sent else None)
    return render(request, "portal/mine/dossier.html", context, status=400 if sent else 200)
