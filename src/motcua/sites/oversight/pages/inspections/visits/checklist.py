"""The visit and its checklist: begun, answered field by field, and as a paper to be filled in by hand."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.reform.inspections import public as inspections
from motcua.reform.registers.public import FIELD_TITLES, ReformField
from motcua.sites.look.public import clock, staff
from motcua.sites.oversight.pages.inspections import access as whole
from motcua.sites.oversight.pages.inspections import files
from motcua.sites.oversight.pages.inspections.visits import access, devices, lines
from motcua.sites.oversight.pages.inspections.visits.access import Entered
from motcua.sites.oversight.pages.inspections.visits.reading import Entry

TAB = "inspection-visit"


@require_safe
@staff(*whole.ANY_SIDE)
def visit(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """Show a visit: how far each field is answered, remarks, and notes that were set aside; or the form to begin it."""
    return _shown(request, access.enter(actor, place_id), {})


@require_POST
@staff(Act.INSPECT)
def begin(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """Begin the visit with a checklist."""
    entered = access.enter_to_work(actor, place_id)
    code = request.POST.get("danh-muc", "")
    try:
        inspections.begin_visit(place_id=place_id, checklist=code, by=actor.key, at=clock.now())
    except Refused as refusal:
        return _shown(request, entered, {"danh-muc": refusal.reason(gettext)})
    return redirect(TAB, place_id=place_id)


@require_POST
@staff(Act.INSPECT)
def remark(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """Write a remark on the visit as a whole."""
    entered = access.enter_to_work(actor, place_id)
    entry = Entry(request, {"ghi-chu": gettext("Remark")}, {"text": "ghi-chu"})
    try:
        inspections.remark(place_id=place_id, line="", text=entry.text("ghi-chu"), by=actor.key, at=clock.now())
    except Refused as refusal:
        entry.refused(refusal, other="ghi-chu")
        return _shown(request, entered, entry.problems)
    return redirect(TAB, place_id=place_id)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*whole.ANY_SIDE)
def section(request: HttpRequest, actor: Actor, place_id: int, field: str) -> HttpResponse:
    """Answer the lines of one field; what the program knows stands beside each. Twenty SQL queries, a read of facts."""
    sent = request.POST if request.method == "POST" else None
    entered = access.enter(actor, place_id) if sent is None else access.enter_to_work(actor, place_id)
    begun, now = entered.begun, clock.now()
    found = [line for line in inspections.prefilled(place_id, now=now) if line.field == field]
    if not found:
        raise Http404
    problems: dict[str, str] = {}
    if sent is not None:
        try:
            with transaction.atomic():  # the lines of a form are kept together or not at all
                for code, said in lines.said_anew(found, begun, sent):
                    if isinstance(said, Refused):
                        problems[f"dong-{code}"] = f"{code}: {said.reason(gettext)}"
                    else:
                        _answer(place_id, code, said, actor, problems)
                if problems:
                    transaction.set_rollback(True)
        except Refused as refusal:
            problems[""] = refusal.reason(gettext)
        if not problems:
            following = _following(entered, field) if "tiep" in sent else ""
            address = (
                reverse("inspection-checklist", args=[place_id, following])
                if following
                else reverse(TAB, args=[place_id])
            )
            return redirect(address)
    structure = units.structure(found[0].period.last)
    context = entered.context(TAB, problems) | {
        "title": gettext(FIELD_TITLES[ReformField(field)]),
        "field": field,
        "groups": lines.groups(found, begun, structure, sent, problems),
        "parts": _parts(entered),
        "following": _following(entered, field),
        "as_of": next((line.computed.as_of for line in found if line.computed), None),
        "period": found[0].period,
        "findings": _findings(entered),
    }
    return render(request, "oversight/inspections/visits/section.html", context, status=400 if problems else 200)


@require_safe
@staff(*whole.ANY_SIDE)
def file(request: HttpRequest, actor: Actor, place_id: int, kind: str) -> HttpResponse:
    """Give the checklist with what is known and answered as a paper."""
    entered = access.enter(actor, place_id)
    begun, on = entered.begun, entered.place.visit_on
    found = inspections.prefilled(place_id, now=clock.now())
    document = inspections.checklist_paper(entered.one, entered.place, begun, found, on=on)
    return files.paper(document, kind, f"danh-muc-kiem-tra-{place_id}", on=on)


def _answer(place_id: int, code: str, said: inspections.SaidOfLine, actor: Actor, problems: dict[str, str]) -> None:
    try:
        inspections.answer_line(place_id=place_id, line=code, said=said, by=actor.key, at=clock.now())
    except inspections.NotAnAnswer as refusal:
        problems[f"dong-{code}"] = f"{code}: {refusal.reason(gettext)}"


def _shown(request: HttpRequest, entered: Entered, problems: dict[str, str]) -> HttpResponse:
    answered_for = inspections.answered_by([entered.place.unit.id], on=whole.today())
    context = entered.context(TAB, problems) | {
        "still_open": [
            recommended
            for recommended in inspections.open_for(answered_for)
            if recommended.inspection_id != entered.one.id
        ],
        "today": whole.today(),
    }
    if entered.visit is None:
        shelf = inspections.checklists()
        on = entered.place.visit_on
        context |= {
            "checklists": [one for one in shelf.all if one.checklist.in_force(on)],
            "faults": [fault.message(gettext) for fault in shelf.faults],
            "likely": f"cchc-cap-{'xa' if entered.place.unit.level is units.Level.COMMUNE else 'huyen'}",
            "may_begin": inspections.may_inspect(entered.actor, entered.one, on=whole.today()),
        }
        return render(request, "oversight/inspections/visits/begin.html", context, status=400 if problems else 200)
    parts = _parts(entered)
    titles = accounts.titles_of({one.by for one in entered.visit.remarks})
    context |= {
        "parts": parts,
        "answered": sum(part.answered for part in parts),
        "asked": sum(part.lines for part in parts),
        "remarks": [(one, titles.get(one.by, "")) for one in entered.visit.remarks],
        "remark": request.POST.get("ghi-chu", ""),
        "offline": devices.told(entered.visit.devices.values()),
    }
    return render(request, "oversight/inspections/visits/visit.html", context, status=400 if problems else 200)


def _parts(entered: Entered) -> list[lines.Part]:
    """Give the fields that are looked at, and how far each is answered."""
    begun = entered.begun
    asked = begun.checklist.asked(entered.place.unit.level, frozenset(entered.one.fields))
    questions = {section.field: [one.code for one in section.questions] for section in asked.sections}
    return lines.parts(begun, questions, FIELD_TITLES)


def _following(entered: Entered, field: str) -> str:
    """Give the field after this one; empty after the last."""
    fields = [part.field.value for part in _parts(entered)]
    place = fields.index(field) + 1 if field in fields else len(fields)
    return fields[place] if place < len(fields) else ""


def _findings(entered: Entered) -> dict[str, int]:
    """Count the findings of each line."""
    found: dict[str, int] = {}
    for one in entered.begun.findings:
        if not one.withdrawn and one.line:
            found[one.line] = found.get(one.line, 0) + 1
    return found
