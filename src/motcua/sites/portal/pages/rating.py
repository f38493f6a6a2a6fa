"""Rating the service of a dossier: with the slip in hand, or by a link that names no dossier; once for each stage."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.dossiers.public import Brief
from motcua.services.surveys import public as surveys
from motcua.services.surveys.public import (
    CITIZEN,
    AlreadyAnswered,
    DeadInvitation,
    Invitation,
    Method,
    Stage,
    Standing,
)
from motcua.sites.look.public import Limit, clock, square, surveying
from motcua.sites.portal.pages import holding
from motcua.sites.portal.pages.sheet import Sheet

SENDS = Limit("rating", most=60, seconds=600)
OPENS = Limit("rating-link", most=60, seconds=60)
LINK = "rating-link"
"""What the session keeps from the making of a link until the page that shows it once."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rating(request: HttpRequest) -> HttpResponse:
    """
    Ask for a slip's code and secret, then for an answer to each question of the unit's slip.

    Nothing secret stands in an address. Two SQL queries to ask for the slip, sixteen to show its questions.
    """
    dossier = holding.held(request)
    if request.method != "POST":
        return _questions(request, dossier) if dossier else _asked_for_slip(request)
    limit = SENDS if dossier else holding.TRIES
    if limit.spent(request):
        return too_often(request, limit)
    deed = request.POST.get("lam", "")
    if deed == "ra":
        holding.leave(request)
    elif dossier is None:
        problem = holding.show(request)
        if problem:
            return _asked_for_slip(request, holding.code_of(request), problem)
    elif deed == "lien-ket":
        return _link(request, dossier)
    else:
        return _answered(request, dossier)
    return HttpResponseRedirect(request.path)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """
    Ask the questions of a slip to whoever holds a link; one that does not hold is said to be so.

    The page tells neither the dossier nor the person. Seventeen SQL queries to show.
    """
    limit = SENDS if request.method == "POST" else OPENS
    if limit.spent(request):
        return too_often(request, limit)
    found = surveys.by_token(token, at=clock.now())
    if found is None or found.standing is not Standing.OPEN:
        return _dead(request, found)
    sheet = _sheet(found.unit_id, (found.stage,))
    if sheet is None:
        return _none_in_use(request, found.unit_id)
    if request.method == "POST":
        sheet.take(request)
        if not sheet.problems:
            try:
                surveys.answer_invited(
                    token=token, slip=sheet.issued.id, answers=sheet.answers, comment=sheet.comment, at=clock.now()
                )
            except DeadInvitation:
                return _dead(request, surveys.by_token(token, at=clock.now()))
            except Refused as refusal:
                sheet.refuse(refusal)
            else:
                return _thanks(found.method)
    return _form(request, sheet)


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Say that the answers are recorded. One SQL query."""
    return render(request, "portal/rating/done.html", {"section": "track", "counter": "tai-quay" in request.GET})


def too_often(request: HttpRequest, limit: Limit) -> HttpResponse:
    """Answer somebody who asks too often."""
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = str(limit.seconds)
    return response


def _questions(request: HttpRequest, dossier: Brief) -> HttpResponse:
    answered = surveys.stages_answered(dossier.id)
    sheet = _sheet_of(dossier, answered)
    if sheet is None:
        return _none_in_use(request, dossier.receiving_unit_id)
    return _form(request, sheet, answered) if sheet.left else _all_answered(request, answered)


def _answered(request: HttpRequest, dossier: Brief) -> HttpResponse:
    """Take the answers; a second try for a stage is told so, with nothing recorded."""
    answered = surveys.stages_answered(dossier.id)
    sheet = _sheet_of(dossier, answered)
    if sheet is None:
        return _none_in_use(request, dossier.receiving_unit_id)
    sheet.take(request)
    if not sheet.left or (not sheet.stage_problem and sheet.stage in answered):
        return _all_answered(request, answered, again=True)
    if not sheet.problems:
        try:
            surveys.answer(
                dossier=dossier.code,
                stage=sheet.stage,
                slip=sheet.issued.id,
                answers=sheet.answers,
                comment=sheet.comment,
                at=clock.now(),
            )
        except AlreadyAnswered:
            return _all_answered(request, surveys.stages_answered(dossier.id), again=True)
        except Refused as refusal:
            sheet.refuse(refusal)
        else:
            return _thanks(Method.LINK)
    return _form(request, sheet, answered)


def _sheet_of(dossier: Brief, answered: frozenset[Stage]) -> Sheet | None:
    come = surveys.stages_of(dossier)
    return _sheet(dossier.receiving_unit_id, tuple(stage for stage in come if stage not in answered), come)


def _link(request: HttpRequest, dossier: Brief) -> HttpResponse:
    """Make a link for another device, for the latest stage that nobody has answered about; show it once."""
    answered = surveys.stages_answered(dossier.id)
    left = [stage for stage in surveys.stages_of(dossier) if stage not in answered]
    if not left:
        return _all_answered(request, answered, again=True)
    made = surveys.invite(dossier=dossier.code, stage=left[-1], method=Method.LINK, by=CITIZEN, at=clock.now())
    request.session[LINK] = made.token
    return HttpResponseRedirect(f"{request.path}#lien-ket")


def _sheet(unit_id: int, left: tuple[Stage, ...], come: tuple[Stage, ...] = ()) -> Sheet | None:
    """Give the questions that a unit asks today; None if it has no slip. Four SQL queries."""
    issued = surveys.slip_of(unit_id, on=timezone.localdate(clock.now()))
    return Sheet(issued, units.by_id([unit_id])[unit_id].name, left, come) if issued else None


def _form(request: HttpRequest, sheet: Sheet, answered: frozenset[Stage] = frozenset()) -> HttpResponse:
    token = request.session.pop(LINK, "") if sheet.come else ""
    link = request.build_absolute_uri(reverse("rating-link", kwargs={"token": token})) if token else ""
    context = {
        "section": "track",
        "sheet": sheet,
        "scale": surveying.SCALE,
        "stage": surveying.RATED[sheet.left[0]] if len(sheet.left) == 1 else "",
        "held": bool(sheet.come),
        "minutes": holding.MINUTES,
        "answered": [surveying.RATED[stage] for stage in Stage if stage in answered],
        "link": link,
        "qr": square(link),
        "days": surveys.invitations_last(on=timezone.localdate(clock.now())).days,
    }
    return render(request, "portal/rating/form.html", context, status=400 if sheet.problems else 200)


def _thanks(method: Method) -> HttpResponse:
    where = "?tai-quay" if method is Method.KIOSK else ""
    return HttpResponseRedirect(reverse("rating-done") + where)


def _asked_for_slip(request: HttpRequest, code: str = "", problem: str = "") -> HttpResponse:
    context = {"section": "track", "code": code, "problem": problem}
    return render(request, "portal/rating/slip.html", context, status=400 if problem else 200)


def _all_answered(request: HttpRequest, answered: frozenset[Stage], *, again: bool = False) -> HttpResponse:
    stages = [surveying.RATED[stage] for stage in Stage if stage in answered]
    context = {"section": "track", "answered": stages, "again": again, "minutes": holding.MINUTES}
    return render(request, "portal/rating/answered.html", context, status=400 if again else 200)


def _none_in_use(request: HttpRequest, unit_id: int) -> HttpResponse:
    context = {"section": "track", "unit": units.by_id([unit_id])[unit_id].name}
    return render(request, "portal/rating/none.html", context, status=404)


def _dead(request: HttpRequest, found: Invitation | None) -> HttpResponse:
    said = {
        None: gettext(
            "There is no such link. Compare it with the square code, or use the code and secret of your slip."
        ),
        Standing.ANSWERED: gettext("A slip was answered for this already. It counts; there is no second one."),
        Standing.OVER: gettext("This link is over. The code and secret of your slip still open the questions."),
        Standing.REPLACED: gettext("Another link took the place of this one. Use the newer one."),
    }
    context = {"section": "track", "said": said.get(found.standing if found else None, said[None])}
    return render(request, "portal/rating/dead.html", context, status=410 if found else 404)
