"""The sample of dossiers: announced, drawn, looked at one by one; and how anybody can draw it again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.kernel.refusals import Refused
from motcua.reform.inspections import public as inspections
from motcua.services.procedures import public as procedures
from motcua.sites.look.public import clock, looking, staff
from motcua.sites.oversight.pages.inspections import access as whole
from motcua.sites.oversight.pages.inspections.visits import access
from motcua.sites.oversight.pages.inspections.visits.access import Entered
from motcua.sites.oversight.pages.inspections.visits.reading import Entry

TAB = "inspection-sample"
USUAL = 30
LABELS = {"so-ho-so": gettext_lazy("Dossiers to draw")}


@require_safe
@staff(*whole.ANY_SIDE)
def sample(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """Show the sample with its seed, its strata and what was found of each dossier."""
    return _shown(request, access.enter(actor, place_id), Entry(request, LABELS))


@require_POST
@staff(Act.INSPECT)
def announce(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """Announce how many dossiers will be drawn."""
    entered, entry = access.enter_to_work(actor, place_id), Entry(request, LABELS, {"size": "so-ho-so"})
    try:
        size = entry.number("so-ho-so") or 0
        inspections.announce_draw(place_id=place_id, size=size, by=actor.key, at=clock.now())
    except Refused as refusal:
        entry.refused(refusal, other="so-ho-so")
        return _shown(request, entered, entry)
    return redirect(TAB, place_id=place_id)


@require_POST
@staff(Act.INSPECT)
def draw(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """Draw the sample by the checkpoint that came after the announcement."""
    entered, entry = access.enter_to_work(actor, place_id), Entry(request, {})
    try:
        inspections.draw_sample(place_id=place_id, by=actor.key, at=clock.now())
    except Refused as refusal:
        entry.refused(refusal, other="")
        return _shown(request, entered, entry)
    return redirect(TAB, place_id=place_id)


@require_POST
@staff(Act.INSPECT)
def check(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """Say of the dossiers of the sample whether they are as they should be; only what is new is kept."""
    entered, entry = access.enter_to_work(actor, place_id), Entry(request, {})
    view = inspections.sample_view(place_id)
    drawn = view.sample.dossiers if view and view.sample else ()
    for number, one in enumerate(drawn):
        word, note = request.POST.get(f"xem-{number}", ""), entry.text(f"ghi-chu-{number}")
        before = view.checks.get(one.code) if view else None
        same = before and view and before.right == (word == "dung") and view.notes.get(one.code, "") == note
        if word not in {"dung", "sai"} or same:
            continue
        try:
            inspections.check_dossier(
                place_id=place_id, code=one.code, right=word == "dung", note=note, by=actor.key, at=clock.now()
            )
        except Refused as refusal:
            entry.refused(refusal, other="")
            return _shown(request, entered, entry)
    return redirect(TAB, place_id=place_id)


def _shown(request: HttpRequest, entered: Entered, entry: Entry) -> HttpResponse:
    """Show the sample; a list of dossiers is noted in the reading log. Eighteen SQL queries."""
    place, view = entered.place, inspections.sample_view(entered.place.id)
    _ = entered.begun
    context = entered.context(TAB, entry.problems) | {
        "view": view,
        "given": request.POST.get("so-ho-so", USUAL),
    }
    if view and view.sample:
        names = {one.field_code: one.field_name for one in procedures.in_force(on=entered.one.period.last)}
        looking.note(
            entered.actor, looking.Seen.SAMPLE, place.id, unit_id=place.unit.id, shown=len(view.sample.dossiers)
        )
        context |= {
            "strata": [(one, names.get(one.field, one.field)) for one in view.sample.strata],
            "dossiers": [
                (one, names.get(one.field, one.field), view.checks.get(one.code), view.notes.get(one.code, ""))
                for one in view.sample.dossiers
            ],
            "looked": len(view.checks),
            "right": view.right,
        }
    status = 400 if entry.problems else 200
    return render(request, "oversight/inspections/visits/sample.html", context, status=status)
