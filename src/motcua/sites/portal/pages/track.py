"""Where a dossier is: found by its code, shown bare."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.sites.look.public import Limit, answering, asking, clock, telling

LOOKED_UP = Limit("dossier", most=60, seconds=60)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Ask for a code; lead to the dossier's page."""
    code = asking.clean(request.GET.get("ma", ""))
    if "ma" not in request.GET:
        return render(request, "portal/track/search.html", {"section": "track"})
    if not code:
        return _asked_again(request, code, gettext("Write the code that stands on the slip"), status=400)
    if len(code) > 64:
        return _asked_again(request, code, gettext("A code has at most 64 characters"), status=400)
    return HttpResponseRedirect(reverse("dossier", kwargs={"code": code}))


@require_safe
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """
    Show how a dossier stands to anyone who knows its code.

    A code that is unknown, of a dossier not yet accepted, or mistyped, is answered alike. Nine SQL queries.
    """
    if LOOKED_UP.spent(request):
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = str(LOOKED_UP.seconds)
        return response
    now = clock.now()
    status = dossiers.public_status(code, at=now)
    if status is None:
        said = gettext("There is no accepted dossier with the code %(code)s. Compare it with the slip, sign by sign.")
        return _asked_again(request, code, said % {"code": code}, status=404)
    context = {
        "section": "track",
        "trail": [{"url": reverse("track"), "name": gettext("Track a dossier")}, {"name": status.code}],
        "told": telling.tell(status),
        "branches": [(one, one.is_late(now)) for one in casework.branches_by_code(status.code)],
        "unit_figures": answering.figures_of(status.receiving_unit_id),
    }
    return render(request, "portal/track/dossier.html", context)


def _asked_again(request: HttpRequest, code: str, problem: str, *, status: int) -> HttpResponse:
    context = {"section": "track", "code": code, "problem": problem}
    return render(request, "portal/track/search.html", context, status=status)
