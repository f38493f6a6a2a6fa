"""Units one by one: the tree of a day, what each was called when, another name, another place, a new one beneath."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.foundation.units.public import Contact, Level, Structure, Unit
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import frame
from motcua.sites.look.public import clock, once, staff

LEVELS: Mapping[Level, str | Promise] = {
    Level.PROVINCE: gettext_lazy("province"),
    Level.DISTRICT: gettext_lazy("district"),
    Level.COMMUNE: gettext_lazy("commune"),
    Level.DEPARTMENT: gettext_lazy("department"),
}
REACH = ("address", "phone", "hotline", "email", "hours")
NAME, BENEATH, PLACE = ("name", "code", "on"), ("new_name", "new_code", "level", "on"), ("parent", "on")
"""The fields of the forms of a unit's page; each begins from a day."""


@require_safe
@staff(Act.KEEP_UNITS)
def offices(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the units that the post keeps as they stand today, each before those below it. Six SQL queries."""
    today = timezone.localdate(clock.now())
    structure = units.structure(today)
    walk = [one for one in structure.walk(actor.government_id) if may(actor, Act.KEEP_UNITS, units=[one.id])]
    depths = {one.id: len(structure.above(one.id)) for one in walk}
    top = min(depths.values(), default=0)
    context = frame(actor) | {
        "rows": [(one, LEVELS[one.level], "– " * (depths[one.id] - top)) for one in walk],
    }
    return render(request, "desk/offices/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_UNITS)
@once
def office(request: HttpRequest, actor: Actor, unit: int) -> HttpResponse:
    """
    Show a unit with its names through time; rename it, move it, found one beneath it, say how it is reached.

    Twelve SQL queries to show.
    """
    now = clock.now()
    today = timezone.localdate(now)
    structure = units.structure(today)
    known = structure.units.get(unit)
    if known is None:
        raise Http404
    if not may(actor, Act.KEEP_UNITS, units=[unit]):
        raise PermissionDenied(gettext("This is for another unit to do."))
    contact = units.contacts([unit], on=today).get(unit, Contact())
    fields = _fields(actor, known, structure, contact, today)
    entries = Entries.empty(fields)
    if request.method == "POST":
        sent = Entries.of(request, [one for one in fields if one.name in request.POST])
        entries = Entries(fields, dict(entries.given) | dict(sent.given), sent.problems)
    if request.method == "POST" and not entries.problems:
        try:
            leads = _act(request.POST.get("viec", ""), known, entries, structure, by=actor.key, at=now)
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(reverse("office", kwargs={"unit": leads}))
    filled = entries.filled()
    context = frame(actor) | {
        "unit": known,
        "level": LEVELS[known.level],
        "above": structure.above(unit),
        "beneath": structure.children(unit),
        "contact": contact,
        "names": units.history().standings[unit],
        "posts": accounts.roster([unit], on=today),
        "entries": entries,
        "forms": [[one for one in filled if one.field.name in form] for form in (NAME, BENEATH, PLACE, (*REACH, "on"))],
    }
    return render(request, "desk/offices/one.html", context, status=400 if entries.problems else 200)


def _fields(actor: Actor, known: Unit, structure: Structure, contact: Contact, today: date) -> Sequence[Field]:
    kept = [one for one in structure.walk(actor.government_id) if may(actor, Act.KEEP_UNITS, units=[one.id])]
    places = [(one.key, one.name) for one in kept if known.level.may_stand_under(one.level) and one.id != known.id]
    beneath = [(level.value, said) for level, said in LEVELS.items() if level.may_stand_under(known.level)]
    return (
        Field("name", gettext_lazy("Name of the unit"), first=known.name, size="w-20"),
        Field("code", gettext_lazy("Code of the unit"), first=known.code, size="w-12"),
        Field("new_name", gettext_lazy("Name of the new unit"), size="w-20"),
        Field("new_code", gettext_lazy("Code of the new unit"), hint=f"{known.code}.VHXH", size="w-12"),
        Field("level", gettext_lazy("Level"), kind="choice", choices=beneath, first=Level.DEPARTMENT.value),
        Field("parent", gettext_lazy("Under which unit it stands"), kind="choice", choices=places),
        Field("address", gettext_lazy("Address"), first=contact.address, size="w-20"),
        Field("phone", gettext_lazy("Telephone of the one-stop shop"), first=contact.phone, size="w-12"),
        Field("hotline", gettext_lazy("Hotline for feedback"), first=contact.hotline, size="w-12"),
        Field("email", gettext_lazy("E-mail address"), first=contact.email, size="w-20"),
        Field("hours", gettext_lazy("When it takes dossiers"), first=contact.hours, size="w-20"),
        Field("on", gettext_lazy("From day"), kind="day", first=f"{today:%d/%m/%Y}", size="w-12"),
    )


def _act(deed: str, known: Unit, entries: Entries, structure: Structure, *, by: str, at: datetime) -> int:
    """Do what a button asks; give the unit whose page comes next. :raises PermissionDenied:"""
    on = entries.day("on")
    if on is None:
        raise Refused(gettext_noop("write a day"), field="on", expected=gettext_noop("as 01/07/2025"))
    match deed:
        case "doi-ten":
            name = entries["name"] if entries["name"] != known.name else None
            code = entries["code"] if entries["code"] != known.code else None
            units.rename(unit_id=known.id, name=name, code=code, on=on, by=by, at=at)
            return known.id
        case "lap-duoi":
            made = units.found(
                code=entries["new_code"],
                name=entries["new_name"],
                level=Level(entries["level"] or Level.DEPARTMENT.value),
                parent_id=known.id,
                on=on,
                by=by,
                at=at,
            )
            return made.id if on <= timezone.localdate(at) else known.id
        case "chuyen":
            parent = next((one.id for one in structure.units.values() if one.key == entries["parent"]), None)
            if parent is None:
                raise Refused(gettext_noop("choose the unit under which it stands"), field="parent")
            units.move(unit_id=known.id, parent_id=parent, on=on, by=by, at=at)
            return known.id
        case "lien-he":
            told = Contact(**{name: entries[name] for name in REACH})
            units.tell_contact(unit_id=known.id, contact=told, on=on, by=by, at=at)
            return known.id
    raise PermissionDenied(gettext("This is for another unit to do."))
