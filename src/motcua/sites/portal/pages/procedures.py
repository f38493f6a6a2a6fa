"""Finding a procedure, and all that is published of it: what to bring, how long it takes, where to go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.filing import public as filing
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import LIFE_EVENTS, Procedure, Reach, Tier
from motcua.sites.look.public import asking, clock, leafing, phrases, published

WORDS, FIELD, TIER, UNIT, EVENT, DAY = "tim", "linh-vuc", "cap", "don-vi", "viec", "ngay"
TIERS: Mapping[str, Tier] = {
    "xa": Tier.COMMUNE,
    "huyen": Tier.DISTRICT,
    "tinh": Tier.PROVINCE,
    "bo": Tier.MINISTRY,
    "khac": Tier.OTHER,
}
LONGEST = 100
MANY_OFFICES = 12
"""So many offices are named one by one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One procedure of a list."""

    procedure: Procedure
    term: str
    is_near: bool


@dataclass(frozen=True, slots=True)
class Office:
    """An office that offers a procedure: how it is reached, and how far online."""

    unit: units.Unit
    contact: units.Contact | None
    reach: Reach


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """
    Find procedures by words, without tones and in spite of a slip, by event of a life, field, level, or office.

    Four SQL queries at most, however many there are.
    """
    on = timezone.localdate(clock.now())
    given = {name: asking.clean(request.GET.get(name, ""))[:LONGEST] for name in (WORDS, FIELD, TIER, UNIT, EVENT)}
    shelf, structure = procedures.shelf(on=on), units.structure(on)
    event, office = procedures.life_event(given[EVENT]), structure.by_code.get(given[UNIT])
    fields = {code: name for code, name, _ in shelf.fields}
    field = given[FIELD] if given[FIELD] in fields else ""
    tier = TIERS.get(given[TIER])
    asked = bool(given[WORDS] or field or tier or office or event)
    found = (
        procedures.find_all(
            given[WORDS], on=on, field=field, tier=tier, unit_id=office.id if office else None, event=event
        )
        if asked
        else []
    )
    leaf = leafing.leaf(request, total=len(found))
    context = {
        "section": "procedures",
        "trail": [{"name": gettext("Procedures")}],
        "asked": asked,
        "given": given,
        "total": len(found),
        "is_near": bool(found) and found[0][1] == "near",
        "lines": [
            Line(one, phrases.term_said(one.term) if one.term else "", how == "near")
            for one, how in found[leaf.offset : leaf.offset + leafing.LENGTH]
        ],
        "leaf": leaf,
        "event": event,
        "field": field,
        "field_name": fields.get(field, ""),
        "office": office,
        "tier": tier,
        "events": [(one, gettext(one.title), gettext(one.hint), shelf.events[one.code]) for one in LIFE_EVENTS],
        "fields": shelf.fields,
        "tiers": [(word, published.TIERS[one], one is tier) for word, one in TIERS.items()],
        "many": len(shelf.procedures),
    }
    return render(request, "portal/procedures/find.html", context)


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Show all that is published of a procedure on a day. Eleven SQL queries."""
    today = timezone.localdate(clock.now())
    on, problem = _day(request, today)
    known = procedures.by_code([code]).get(code)
    if known is None:
        raise Http404
    version = next((one for one in procedures.in_force(on=on) if one.code == code), None)
    shown = version or known
    guide, asked = procedures.guide_of(code, on=on), procedures.asked(code, on=on)
    parts = published.parts_of(shown, guide, asked)
    said = procedures.said_parts(shown, guide, asked)
    offices = _offices(code, on)
    context = {
        "section": "procedures",
        "trail": [{"url": reverse("procedures"), "name": gettext("Procedures")}, {"name": shown.name}],
        "procedure": shown,
        "in_force": version is not None,
        "on": on,
        "today": today,
        "problem": problem,
        "term": phrases.term_said(shown.term) if shown.term else "",
        "parts": parts,
        "missing": [
            gettext(part.name) for part in procedures.posting_rule(on).parts if part.always and part.code not in said
        ],
        "forgotten": published.often_forgotten(asked),
        "illustrative": asked.illustrative,
        "guide": guide,
        "tiers": published.level_words(frozenset(guide.tiers)) if guide else "",
        "offices": offices[:MANY_OFFICES],
        "more_offices": len(offices) - MANY_OFFICES,
        "online": bool(filing.takers(code, on=on)) and on == today,
        "changes": _changes(code),
    }
    return render(request, "portal/procedures/procedure.html", context, status=400 if problem else 200)


def _day(request: HttpRequest, today: date) -> tuple[date, str]:
    text = asking.clean(request.GET.get(DAY, ""))
    if not text:
        return today, ""
    try:
        return asking.day(text, DAY), ""
    except Refused as refusal:
        return today, refusal.reason(gettext)


def _offices(code: str, on: date) -> list[Office]:
    """Give the offices that offer a procedure, governments before their departments, by code."""
    offering = procedures.offering(code, on=on)
    living = units.structure(on).units
    contacts = units.contacts([one for one in offering if one in living], on=on)
    found = [Office(living[one], contacts.get(one), reach) for one, reach in offering.items() if one in living]
    return sorted(found, key=lambda one: (one.unit.level, one.unit.code))


def _changes(code: str) -> list[date]:
    """Give the days on which something of what is published changed, the latest first."""
    begun = {one.valid_from for one in procedures.guides(code)}
    begun |= {one.valid_from for one in procedures.askings(code)}
    begun |= {one.valid_from for one in procedures.versions_of(code)}
    return sorted((day for day in begun if day.year > 1900), reverse=True)
