"""Photographs of a visit: added with captions, many at once; shown; taken out with a reason."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.files import public as files
from motcua.kernel.refusals import Refused
from motcua.reform.inspections import public as inspections
from motcua.sites.look.public import clock, looking, staff
from motcua.sites.oversight.pages.inspections import access as whole
from motcua.sites.oversight.pages.inspections.visits import access, devices
from motcua.sites.oversight.pages.inspections.visits.access import Entered
from motcua.sites.oversight.pages.inspections.visits.reading import Entry

TAB = "inspection-photographs"
MOST_AT_ONCE = 50
LABELS = {"anh": gettext_lazy("Photographs"), "chu-thich": gettext_lazy("Caption"), "ly-do": gettext_lazy("Reason")}
FIELDS = {"file": "anh", "caption": "chu-thich", "reason": "ly-do", "line": "anh"}


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*whole.ANY_SIDE)
def listed(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """Show the photographs in the order in which they were taken, and take new ones."""
    if request.method != "POST":
        return _shown(request, access.enter(actor, place_id), Entry(request, LABELS, FIELDS))
    entered, entry = access.enter_to_work(actor, place_id), Entry(request, LABELS, FIELDS)
    now = clock.now()
    caption, line, kept = entry.text("chu-thich"), request.POST.get("dong", "").strip(), 0
    try:
        for name, content in entry.pictures("anh", at=now):
            if kept == MOST_AT_ONCE:
                break
            inspections.add_photograph(
                place_id=place_id,
                line=line,
                caption=caption,
                name=name,
                content=content,
                captured_at=now,
                by=actor.key,
                at=now,
            )
            kept += 1
        if not kept:
            entry.problems["anh"] = gettext("Photographs: no file was sent; choose one or more on this device")
    except Refused as refusal:
        entry.refused(refusal, other="anh")
    if entry.problems:
        return _shown(request, access.enter_to_work(actor, place_id), entry)
    return redirect(TAB, place_id=entered.place.id)


@require_safe
@staff(*whole.ANY_SIDE)
def picture(request: HttpRequest, actor: Actor, place_id: int, number: int) -> HttpResponse:
    """Hand out a photograph; the look is noted. :raises AlteredOnDisk: if other bytes lie there than were kept."""
    entered = access.enter(actor, place_id)
    found = next((one for one in entered.begun.photographs if one.number == number), None)
    kept = files.kept([found.digest]).get(found.digest) if found else None
    if kept is None:
        raise Http404
    looking.note(actor, looking.Seen.PHOTOGRAPH, f"{place_id}/{number}", unit_id=entered.place.unit.id)
    return HttpResponse(
        files.read(kept.digest),
        content_type=kept.media_type,
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600, immutable"},
    )


@require_POST
@staff(Act.INSPECT)
def withdraw(request: HttpRequest, actor: Actor, place_id: int, number: int) -> HttpResponse:
    """Take a photograph out, with the reason."""
    entered, entry = access.enter_to_work(actor, place_id), Entry(request, LABELS, FIELDS)
    try:
        inspections.withdraw_photograph(
            place_id=place_id, number=number, reason=entry.text("ly-do"), by=actor.key, at=clock.now()
        )
    except Refused as refusal:
        entry.refused(refusal, other="ly-do")
        return _shown(request, entered, entry)
    return redirect(TAB, place_id=place_id)


def _shown(request: HttpRequest, entered: Entered, entry: Entry) -> HttpResponse:
    visit = entered.begun
    asked = visit.checklist.asked(entered.place.unit.level, frozenset(entered.one.fields))
    context = entered.context(TAB, entry.problems) | {
        "photographs": [
            (one, visit.devices.get(one.number), devices.clock_said(visit.devices[one.number].slow))
            if one.number in visit.devices
            else (one, None, "")
            for one in visit.photographs
        ],
        "lines": [(one.code, one.text) for one in asked.questions],
        "caption": request.POST.get("chu-thich", ""),
        "line": request.POST.get("dong", ""),
        "most": MOST_AT_ONCE,
    }
    status = 400 if entry.problems else 200
    return render(request, "oversight/inspections/visits/photographs.html", context, status=status)
