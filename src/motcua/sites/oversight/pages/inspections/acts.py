"""What is done to an inspection that was opened: decided, announced, changed, called off, closed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.kernel.refusals import Refused
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import InspectionView, Kind, Signing
from motcua.sites.look.public import clock, staff, words
from motcua.sites.oversight.pages.inspections import access, files, reading
from motcua.sites.oversight.pages.inspections.reading import Form


@dataclass(frozen=True, slots=True)
class Paper:
    """
    A paper by which something is done to an inspection.

    :param word: how its file is addressed and named.
    """

    word: str
    title: str | Promise
    button: str | Promise
    signing: Callable[[int], Signing | None]
    act: Callable[..., None]


DECISION = Paper(
    "quyet-dinh",
    gettext_lazy("Decision to inspect"),
    gettext_lazy("Sign the decision"),
    inspections.decision_signed,
    inspections.decide,
)
NOTICE = Paper(
    "thong-bao", gettext_lazy("Notice"), gettext_lazy("Give notice"), inspections.notice_signed, inspections.notify
)
PAPERS = {one.word: one for one in (DECISION, NOTICE)}


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*access.ANY_SIDE)
def decide(request: HttpRequest, actor: Actor, inspection_id: int) -> HttpResponse:
    """Show the decision, and sign it: the mandate of the team begins."""
    return _paper(request, actor, inspection_id, DECISION)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*access.ANY_SIDE)
def notify(request: HttpRequest, actor: Actor, inspection_id: int) -> HttpResponse:
    """Show the notice, and give it."""
    return _paper(request, actor, inspection_id, NOTICE)


@require_safe
@staff(*access.ANY_SIDE)
def file(request: HttpRequest, actor: Actor, inspection_id: int, word: str, kind: str) -> HttpResponse:
    """Give the decision or the notice as an official paper."""
    one = access.seen(actor, inspection_id)
    paper = PAPERS[word]
    signing = paper.signing(inspection_id)
    check = files.checked(request, signing)
    numbered = one.decided if paper is DECISION else one.notified
    on = numbered.on if numbered else access.today()
    if paper is DECISION:
        plan = inspections.plan(one.plan_id) if one.plan_id else None
        document = inspections.decision_paper(one, plan, signing, check, on=on)
    else:
        document = inspections.notice_paper(one, signing, check, on=on)
    return files.paper(document, kind, f"{word}-kiem-tra-{one.id}", on=on)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.PLAN_INSPECTIONS)
def team(request: HttpRequest, actor: Actor, inspection_id: int) -> HttpResponse:
    """Change who is in the team; the mandate of whoever leaves it ends today."""

    def act(form: Form, one: InspectionView) -> None:
        inspections.change_team(inspection_id=one.id, members=reading.team(form), by=actor.key, at=clock.now())

    def more(form: Form, one: InspectionView) -> dict[str, Any]:
        on = access.today()
        return reading.choices() | {
            "seats": reading.seats(form, one.members),
            "offices": reading.posts_of(one.unit.id, on=on),
            "asked": inspections.terms(on),
        }

    return _change(request, actor, inspection_id, "team", act, more)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.PLAN_INSPECTIONS)
def days(request: HttpRequest, actor: Actor, inspection_id: int) -> HttpResponse:
    """Move visits to other days; the mandate follows."""

    def act(form: Form, one: InspectionView) -> None:
        moved = [(place, form.day(f"ngay-{place.id}")) for place in one.places]
        inspections.move_visits(
            inspection_id=one.id,
            days={place.id: day for place, day in moved if day != place.visit_on},
            by=actor.key,
            at=clock.now(),
        )

    def more(form: Form, one: InspectionView) -> dict[str, Any]:
        return {"days": [(place, form.text(f"ngay-{place.id}") or words.day(place.visit_on)) for place in one.places]}

    return _change(request, actor, inspection_id, "days", act, more)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.SIGN_INSPECTIONS)
def cancel(request: HttpRequest, actor: Actor, inspection_id: int) -> HttpResponse:
    """Call an inspection off, with the reason."""

    def act(form: Form, one: InspectionView) -> None:
        inspections.cancel(inspection_id=one.id, reason=form.lines("ly-do"), by=actor.key, at=clock.now())

    def more(form: Form, _one: InspectionView) -> dict[str, Any]:
        return {"reason": form.lines("ly-do")}

    return _change(request, actor, inspection_id, "cancel", act, more, orders=True)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.SIGN_INSPECTIONS)
def close(request: HttpRequest, actor: Actor, inspection_id: int) -> HttpResponse:
    """Close an inspection whose conclusion was signed."""

    def act(_form: Form, one: InspectionView) -> None:
        inspections.close(inspection_id=one.id, by=actor.key, at=clock.now())

    return _change(request, actor, inspection_id, "close", act, lambda _form, _one: {}, orders=True)


def _paper(request: HttpRequest, actor: Actor, inspection_id: int, paper: Paper) -> HttpResponse:
    one = access.seen(actor, inspection_id)
    form = reading.form(request)
    if request.method == "POST":
        _ensure_orders(actor, one)
        try:
            paper.act(
                inspection_id=inspection_id, number=form.text("so"), on=form.day("ngay"), by=actor.key, at=clock.now()
            )
        except Refused as refusal:
            form.refused(refusal)
        else:
            return redirect("inspection", inspection_id=inspection_id)
    today = access.today()
    context = access.frame(actor) | {
        "one": one,
        "paper": paper,
        "numbered": one.decided if paper is DECISION else one.notified,
        "signing": paper.signing(inspection_id),
        "untold": paper is NOTICE and one.kind is Kind.UNANNOUNCED,
        "waits": paper is NOTICE and one.decided is None,
        "latest": inspections.latest_notice(one.places[0].visit_on, on=today) if paper is NOTICE else None,
        "may_sign": one.live and inspections.may_order(actor, one.unit.id, on=today),
        "number": form.text("so"),
        "day": form.text("ngay") or words.day(today),
        "problems": form.problems,
        "wrong": form.wrong,
    }
    return render(request, "oversight/inspections/paper.html", context, status=400 if form.problems else 200)


def _change(
    request: HttpRequest,
    actor: Actor,
    inspection_id: int,
    template: str,
    act: Callable[[Form, InspectionView], None],
    more: Callable[[Form, InspectionView], dict[str, Any]],
    *,
    orders: bool = False,
) -> HttpResponse:
    """Show the form of a change, or make it; what is wrong is told beside, and every entry is kept."""
    one = access.seen(actor, inspection_id)
    if orders:
        _ensure_orders(actor, one)
    else:
        allowed = inspections.may_plan(actor, one.unit.id, on=access.today())
        access.ensure(allowed, gettext("An inspection is changed by the unit that holds it."))
    form = reading.form(request)
    if request.method == "POST":
        try:
            act(form, one)
        except Refused as refusal:
            form.refused(refusal)
        else:
            return redirect("inspection", inspection_id=inspection_id)
    context = access.frame(actor) | {"one": one, "problems": form.problems, "wrong": form.wrong} | more(form, one)
    status = 400 if form.problems else 200
    return render(request, f"oversight/inspections/{template}.html", context, status=status)


def _ensure_orders(actor: Actor, one: InspectionView) -> None:
    access.ensure(
        inspections.may_order(actor, one.unit.id, on=access.today()),
        gettext("This is signed by who leads the inspecting unit."),
    )
