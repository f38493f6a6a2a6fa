"""Plans: read, drafted from proposals, issued, amended with a reason, and as a paper."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.units.public import Unit
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import NewTarget, PlanView, Proposed
from motcua.reform.registers.public import FIELD_TITLES
from motcua.sites.look.public import clock, staff, words
from motcua.sites.oversight.pages.inspections import access, files, reading
from motcua.sites.oversight.pages.inspections.reading import Form

LOOKS_BACK = timedelta(days=365)
"""The days whose figures speak for a proposal."""


@require_safe
@staff(Act.PLAN_INSPECTIONS, Act.SIGN_INSPECTIONS)
def plan(request: HttpRequest, actor: Actor, plan_id: int) -> HttpResponse:
    """Show a plan: where it goes and why, and what was opened by it."""
    one = _seen(actor, plan_id)
    return _shown(request, actor, one, Form(QueryDict()))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.PLAN_INSPECTIONS)
def draft(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Draft a plan: the units stand by what speaks for visiting them, and people choose."""
    today = access.today()
    form = reading.form(request)
    unit, bodies = access.in_the_name_of(actor, form.text("cho"))
    unit_id = unit.id
    proposed = _proposed(unit_id, today)
    if request.method == "POST":
        try:
            plan_id = inspections.draft_plan(unit_id=unit_id, by=actor.key, at=clock.now(), **_said(form, proposed))
        except Refused as refusal:
            form.refused(refusal)
        else:
            return redirect("inspection-plan", plan_id=plan_id)
    year = today.year + (today.month > 9)
    shown = {
        "ten": gettext("Plan to inspect administrative reform in %(year)s") % {"year": year},
        "nam": str(year),
        "tu": words.day(date(year, 1, 1)),
        "den": words.day(date(year, 9, 30)),
        "muc-dich": "",
    }
    return _form(request, actor, form, shown, None, unit, proposed, bodies)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.PLAN_INSPECTIONS)
def rewrite(request: HttpRequest, actor: Actor, plan_id: int) -> HttpResponse:
    """Write a draft anew; once the plan was issued, amend where it goes and who does, with the reason."""
    today = access.today()
    one = _seen(actor, plan_id)
    access.ensure(
        inspections.may_plan(actor, one.unit.id, on=today), gettext("A plan is written by the unit whose plan it is.")
    )
    form = reading.form(request)
    proposed = _proposed(one.unit.id, today)
    if request.method == "POST":
        try:
            said = _said(form, proposed, of=one)
            if one.issued is None:
                inspections.rewrite_plan(plan_id=plan_id, by=actor.key, at=clock.now(), **said)
            else:
                changed = {name: said[name] for name in ("targets", "members")}
                reason = form.lines("ly-do")
                inspections.amend(plan_id=plan_id, reason=reason, by=actor.key, at=clock.now(), **changed)
        except Refused as refusal:
            form.refused(refusal)
        else:
            return redirect("inspection-plan", plan_id=plan_id)
    shown = {
        "ten": one.title,
        "nam": str(one.year),
        "tu": words.day(one.period.first),
        "den": words.day(one.period.last),
        "muc-dich": one.purpose,
    }
    return _form(request, actor, form, shown, one, one.unit, proposed)


@require_POST
@staff(Act.SIGN_INSPECTIONS)
def issue(request: HttpRequest, actor: Actor, plan_id: int) -> HttpResponse:
    """Issue a plan under its number."""
    one = _seen(actor, plan_id)
    access.ensure(
        inspections.may_order(actor, one.unit.id, on=access.today()),
        gettext("A plan is issued by who leads the unit whose plan it is."),
    )
    form = reading.form(request)
    try:
        inspections.issue_plan(
            plan_id=plan_id, number=form.text("so"), on=form.day("ngay"), by=actor.key, at=clock.now()
        )
    except Refused as refusal:
        form.refused(refusal)
        return _shown(request, actor, one, form)
    return redirect("inspection-plan", plan_id=plan_id)


@require_safe
@staff(Act.PLAN_INSPECTIONS, Act.SIGN_INSPECTIONS)
def file(request: HttpRequest, actor: Actor, plan_id: int, kind: str) -> HttpResponse:
    """Give a plan as an official paper."""
    one = _seen(actor, plan_id)
    on = one.issued.on if one.issued else access.today()
    signed = inspections.plan_signed(plan_id)
    document = inspections.plan_paper(one, signed, files.checked(request, signed), on=on)
    return files.paper(document, kind, f"ke-hoach-kiem-tra-{one.year}", on=on)


def _seen(actor: Actor, plan_id: int) -> PlanView:
    try:
        found = inspections.plan(plan_id)
    except inspections.UnknownPlan as unknown:
        raise Http404 from unknown
    access.ensure(inspections.may_see_plan(actor, found), gettext("This plan is not open to your post."))
    return found


def _shown(request: HttpRequest, actor: Actor, one: PlanView, form: Form) -> HttpResponse:
    today = access.today()
    titles = accounts.titles_of({amendment.by for amendment in one.amendments})
    opened = {line.id: line for line in inspections.open_to(actor, on=today, plan_id=one.id)} if one.inspections else {}
    context = access.frame(actor) | {
        "plan": one,
        "fields": [gettext(FIELD_TITLES[field]) for field in one.fields],
        "targets": [
            (target, _mode(target), [inspections.reason_said(why) for why in target.reasons]) for target in one.targets
        ],
        "members": [(member, gettext(inspections.PART_TITLES[member.part])) for member in one.members],
        "amendments": [(amendment, titles.get(amendment.by, "")) for amendment in one.amendments],
        "opened": [opened[found] for found in one.inspections if found in opened],
        "may_write": inspections.may_plan(actor, one.unit.id, on=today),
        "may_issue": one.issued is None and inspections.may_order(actor, one.unit.id, on=today),
        "number": form.text("so"),
        "day": form.text("ngay") or words.day(today),
        "problems": form.problems,
        "wrong": form.wrong,
    }
    return render(request, "oversight/inspections/plan.html", context, status=400 if form.problems else 200)


def _mode(target: inspections.TargetView) -> str:
    return gettext(inspections.MODE_TITLES[target.mode])


def _form(
    request: HttpRequest,
    actor: Actor,
    form: Form,
    shown: dict[str, str],
    one: PlanView | None,
    unit: Unit,
    proposed: tuple[Proposed, ...],
    bodies: tuple[Unit, ...] = (),
) -> HttpResponse:
    today = access.today()
    sent = request.method == "POST"
    before = {target.unit.id: (target.visit_on, target.mode) for target in one.targets} if one else {}
    fields = form.fields() if sent else one.fields if one else tuple(FIELD_TITLES)
    given = {name.replace("-", "_"): (form.lines(name) if sent else text) for name, text in shown.items()}
    context = (
        access.frame(actor)
        | reading.choices()
        | {
            "plan": one,
            "unit": unit,
            "bodies": bodies,
            "issued": one is not None and one.issued is not None,
            "given": given,
            "chosen_fields": [field.value for field in fields],
            "rows": reading.rows(unit.id, form, on=today, before=before, proposed=proposed),
            "seats": reading.seats(form, one.members if one else ()),
            "offices": reading.posts_of(unit.id, on=today),
            "asked": inspections.terms(today),
            "reason": form.lines("ly-do"),
            "problems": form.problems,
            "wrong": form.wrong,
        }
    )
    return render(request, "oversight/inspections/plan_form.html", context, status=400 if form.problems else 200)


def _said(form: Form, proposed: tuple[Proposed, ...], of: PlanView | None = None) -> dict[str, Any]:
    """
    Read a plan. A unit that was proposed keeps the reasons, as they are now, or as they were when it was chosen before.

    :raises Refused:
    """
    why = {one.unit.id: one.reasons for one in proposed}
    if of is not None:
        why |= {target.unit.id: target.reasons for target in of.targets}
    year = form.text("nam")
    if not year.isdecimal() or not 1900 <= int(year) <= 9999:
        raise Refused(gettext_noop("this is no year"), field="nam", value=year, expected=gettext_noop("as 2023"))
    return {
        "year": int(year),
        "title": form.text("ten"),
        "purpose": form.lines("muc-dich"),
        "period": form.period(),
        "fields": form.fields(),
        "targets": [
            NewTarget(one.unit_id, one.visit_on, one.mode, why.get(one.unit_id, ())) for one in reading.chosen(form)
        ],
        "members": reading.team(form),
    }


def _proposed(unit_id: int, today: date) -> tuple[Proposed, ...]:
    last = today - timedelta(days=1)
    return inspections.proposals(unit_id, period=Period(last - LOOKS_BACK, last), now=clock.now(), on=today)
