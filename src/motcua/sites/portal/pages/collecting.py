"""A result is taken home with the slip in hand: its secret, then a code that is sent to whoever filed."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.foundation.units import public as units
from motcua.services.collecting import public as collecting
from motcua.services.collecting.public import Way
from motcua.services.dossiers.public import Brief
from motcua.sites.look.public import Limit, asking, clock
from motcua.sites.portal.pages import holding

SENDS = Limit("result-codes", most=20, seconds=600)
TRIES = Limit("result-code-tries", most=40, seconds=600)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_slip(request: HttpRequest) -> HttpResponse:
    """
    Ask for a slip, send a code, take it, give the file. What is said is the same wherever a code goes, or does not.

    No SQL query to ask for the slip, fifteen to show how its result stands.
    """
    dossier = holding.held(request)
    if request.method != "POST":
        return page(request, dossier) if dossier else _asked_for_slip(request)
    deed = request.POST.get("lam", "")
    limit = holding.TRIES if dossier is None else SENDS if deed == "gui-ma" else TRIES
    if limit.spent(request):
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = str(limit.seconds)
        return response
    if dossier is None:
        problem = holding.show(request)
        return _asked_for_slip(request, problem) if problem else HttpResponseRedirect(request.path)
    match deed:
        case "ra":
            holding.leave(request)
        case "gui-ma":
            collecting.send_code(dossier, slip=holding.slip(request), at=timezone.now())
            return HttpResponseRedirect(f"{request.path}?ma=1")
        case "tai" if holding.result_is_open(request):
            return handed(dossier, Way.SLIP)
        case _:
            given = asking.clean(request.POST.get("code", ""))
            if not collecting.check_code(dossier, given, slip=holding.slip(request), at=timezone.now()):
                said = gettext("This is not the code that was sent, or its time is over. Ask for a new one.")
                return page(request, dossier, said)
            holding.open_result(request)
    return HttpResponseRedirect(request.path)


def handed(dossier: Brief, way: Way) -> HttpResponse:
    """Give the file of a result to be saved, and note that. :raises NothingToCollect:"""
    answer = HttpResponse(collecting.collect(dossier, way, at=clock.now()), content_type="application/pdf")
    name = "".join(letter for letter in dossier.code if letter.isascii() and (letter.isalnum() or letter in ".-"))
    answer.headers["Content-Disposition"] = f'attachment; filename="ket-qua-{name}.pdf"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def page(request: HttpRequest, dossier: Brief, problem: str = "") -> HttpResponse:
    """Show how the result stands, and what is to be done for it."""
    context = {
        "section": "track",
        "dossier": dossier,
        "office": units.by_id([dossier.receiving_unit_id])[dossier.receiving_unit_id],
        "standing": collecting.standing_of(dossier.id),
        "downloads": collecting.downloads_of(dossier.id),
        "asked": bool(problem) or "ma" in request.GET,
        "is_open": holding.result_is_open(request),
        "problem": problem,
        "minutes": holding.MINUTES,
    }
    return render(request, "portal/mine/result.html", context, status=400 if problem else 200)


def _asked_for_slip(request: HttpRequest, problem: str = "") -> HttpResponse:
    context = {"section": "track", "code": holding.code_of(request), "problem": problem, "for_result": True}
    return render(request, "portal/mine/slip.html", context, status=400 if problem else 200)
