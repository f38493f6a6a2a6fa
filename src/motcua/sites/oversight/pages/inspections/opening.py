"""An inspection is opened: by a plan or without, announced or not, with its places and its team."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.units.public import Unit
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import KIND_TITLES, Kind, NewPlace, PlanView
from motcua.reform.registers.public import FIELD_TITLES
from motcua.sites.look.public import clock, staff, words
from motcua.sites.oversight.pages.inspections import access, reading
from motcua.sites.oversight.pages.inspections.reading import Form


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.PLAN_INSPECTIONS)
def open_(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open an inspection; with ``?ke-hoach=<id>`` the form is filled from a plan."""
    form = reading.form(request)
    usual, bodies = access.in_the_name_of(actor, form.text("cho"))
    plans = [
        one
        for one in inspections.plans([body.id for body in bodies], since=access.today().year - 1)
        if one.issued is not None
    ]
    plan = next((one for one in plans if str(one.id) == form.text("ke-hoach")), None)
    unit = plan.unit if plan else usual
    if request.method == "POST":
        try:
            opened = inspections.open_inspection(
                unit_id=unit.id, plan_id=plan.id if plan else None, by=actor.key, at=clock.now(), **_said(form)
            )
        except Refused as refusal:
            form.refused(refusal)
        else:
            return redirect("inspection", inspection_id=opened)
    return _form(request, actor, form, plan, plans, unit, () if plan else bodies)


def _form(
    request: HttpRequest,
    actor: Actor,
    form: Form,
    plan: PlanView | None,
    plans: list[PlanView],
    unit: Unit,
    bodies: tuple[Unit, ...],
) -> HttpResponse:
    today = access.today()
    sent = request.method == "POST"
    shown = {
        "ten": _title(plan) if plan else "",
        "muc-dich": plan.purpose if plan else "",
        "tu": words.day(plan.period.first if plan else date(today.year, 1, 1)),
        "den": words.day(plan.period.last if plan else today),
        "loai": Kind.PLANNED.value,
        "ke-hoach": str(plan.id) if plan else "",
    }
    before = {one.unit.id: (one.visit_on, one.mode) for one in plan.targets if one.visit_on >= today} if plan else {}
    fields = form.fields() if sent else plan.fields if plan else tuple(FIELD_TITLES)
    context = (
        access.frame(actor)
        | reading.choices()
        | {
            "given": {name.replace("-", "_"): (form.lines(name) if sent else text) for name, text in shown.items()},
            "kinds": [(one.value, gettext(KIND_TITLES[one])) for one in Kind],
            "plans": plans,
            "unit": unit,
            "bodies": bodies,
            "plan": plan,
            "chosen_fields": [field.value for field in fields],
            "rows": reading.rows(unit.id, form, on=today, before=before),
            "seats": reading.seats(form, plan.members if plan else ()),
            "offices": reading.posts_of(unit.id, on=today),
            "asked": inspections.terms(today),
            "problems": form.problems,
            "wrong": form.wrong,
        }
    )
    return render(request, "oversight/inspections/open.html", context, status=400 if form.problems else 200)


def _title(plan: PlanView) -> str:
    return gettext("Inspection of administrative reform in %(year)s") % {"year": plan.year}


def _said(form: Form) -> dict[str, Any]:
    """Read an inspection. :raises Refused:"""
    kind = form.text("loai")
    if kind not in set(Kind):
        raise Refused(gettext_noop("there is no such kind"), field="loai", value=kind)
    return {
        "kind": Kind(kind),
        "title": form.text("ten"),
        "purpose": form.lines("muc-dich"),
        "period": form.period(),
        "fields": form.fields(),
        "places": [NewPlace(one.unit_id, one.visit_on, one.mode) for one in reading.chosen(form)],
        "members": reading.team(form),
    }
