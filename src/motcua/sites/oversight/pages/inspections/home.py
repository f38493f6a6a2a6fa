"""An inspection's home: what it is about, who inspects, and its stages as a list of tasks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Actor
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import KIND_TITLES, MODE_TITLES, PART_TITLES
from motcua.reform.registers.public import FIELD_TITLES
from motcua.sites.look.public import staff
from motcua.sites.oversight.pages.inspections import access
from motcua.sites.oversight.pages.inspections.stages import stages


@require_safe
@staff(*access.ANY_SIDE)
def home(request: HttpRequest, actor: Actor, inspection_id: int) -> HttpResponse:
    """Show an inspection: its papers, places and team, and what is next in it."""
    one = access.seen(actor, inspection_id)
    today = access.today()
    context = access.frame(actor) | {
        "one": one,
        "kind": gettext(KIND_TITLES[one.kind]),
        "fields": [gettext(FIELD_TITLES[field]) for field in one.fields],
        "places": [(place, gettext(MODE_TITLES[place.mode])) for place in one.places],
        "members": [(member, gettext(PART_TITLES[member.part])) for member in one.members],
        "plan": inspections.plan(one.plan_id) if one.plan_id else None,
        "stages": stages(actor, one, today),
        "concluded": inspections.is_concluded(one.id),
        "in_mandate": one.mandate is not None and today in one.mandate,
        "may_change": one.live and inspections.may_plan(actor, one.unit.id, on=today),
        "may_order": one.live and inspections.may_order(actor, one.unit.id, on=today),
    }
    return render(request, "oversight/inspections/home.html", context)
