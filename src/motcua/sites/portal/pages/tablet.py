"""The tablet at the counter: an officer opens the questions for a dossier; the tablet is signed out first."""

from dataclasses import dataclass

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.surveys import public as surveys
from motcua.services.surveys.public import Invited, Method, Stage
from motcua.sites.look.public import asking, clock, square, staff, surveying

MADE = "rating-made"
"""What the session keeps from the making of a link until the page that shows it once."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an officer asks for, and what was wrong with it."""

    code: str
    stage: str
    field: str = ""
    problem: str = ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.RECEIVE, Act.RETURN)
def counter(request: HttpRequest, actor: Actor) -> HttpResponse:
    """
    Make a link for the dossier that is handed over: opened here, where the officer is signed out first, or shown as a
    square code for the person's own telephone. The officer learns nothing of what was answered, nor whether.

    Six SQL queries to show.
    """
    if request.method != "POST":
        wanted = Wanted(asking.clean(request.GET.get("ma", ""))[:80], Stage.RESULT)
        return _page(request, actor, wanted, link=request.session.pop(MADE, ""))
    code, stage = (asking.clean(request.POST.get(name, ""))[:80] for name in ("ma", "buoc"))
    here = request.POST.get("lam") == "tai-day"
    try:
        made = _invite(actor, code, stage, Method.KIOSK if here else Method.LINK)
    except Refused as refusal:
        field = {"stage": "buoc"}.get(refusal.field, "ma")
        return _page(request, actor, Wanted(code, stage, field, refusal.reason(gettext)))
    if here:
        logout(request)
        return HttpResponseRedirect(reverse("rating-link", kwargs={"token": made.token}))
    request.session[MADE] = made.token
    return HttpResponseRedirect(request.path)


def _invite(actor: Actor, code: str, stage: str, method: Method) -> Invited:
    """Make a link. :raises Refused: if the dossier is not one of the post's office, or has not come to the stage."""
    dossier = dossiers.brief(code)
    if dossier is None or not any(may(actor, act, units=dossier.unit_ids) for act in (Act.RECEIVE, Act.RETURN)):
        raise dossiers.UnknownDossier(gettext_noop("your office has no dossier of this code"), field="dossier")
    if stage not in surveying.RATED:
        raise Refused(gettext_noop("choose one of the list"), field="stage")
    return surveys.invite(dossier=code, stage=Stage(stage), method=method, by=actor.key, at=clock.now())


def _page(request: HttpRequest, actor: Actor, wanted: Wanted, *, link: str = "") -> HttpResponse:
    address = request.build_absolute_uri(reverse("rating-link", kwargs={"token": link})) if link else ""
    lasting = surveys.invitations_last(on=timezone.localdate(clock.now()))
    context = {
        "section": "work",
        "actor": actor,
        "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name,
        "wanted": wanted,
        "stages": [(stage.value, said) for stage, said in surveying.RATED.items()],
        "link": address,
        "qr": square(address),
        "lasting": lasting,
    }
    return render(request, "portal/rating/counter.html", context, status=400 if wanted.problem else 200)
