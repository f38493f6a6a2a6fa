"""Finding a procedure by a few letters, and which of them say what they ask."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.kernel.vietnamese import sort_key
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Procedure
from motcua.sites.desk.pages.catalogue.access import SEEN_BY, keeps
from motcua.sites.desk.pages.days import asked_day
from motcua.sites.desk.pages.framing import frame
from motcua.sites.look.public import asking, leafing, phrases, staff

SOUGHT, FIELD, WITHOUT = "tim", "linh-vuc", "thieu"
MOST = 200
"""So many finds are shown; whoever needs more has typed too little."""


@dataclass(frozen=True, slots=True)
class Row:
    """A procedure of the list: whether it says what it asks, and whether a change is being written."""

    procedure: Procedure
    term: str
    asked: bool
    drafted: bool


@require_safe
@staff(*SEEN_BY)
def catalogue(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Find procedures in force on a day: by a few letters, by field, or those that do not say what they ask."""
    on, problem = asked_day(request)
    sought = asking.clean(request.GET.get(SOUGHT, ""))
    field = asking.clean(request.GET.get(FIELD, ""))
    without = WITHOUT in request.GET
    known = {one.code: one for one in procedures.in_force(on=on)}
    told, drafted = procedures.asked_codes(on=on), procedures.drafted_codes()
    if sought:
        found = [known[match.code] for match in procedures.search(sought, on=on, limit=MOST)]
    else:
        order = {name: sort_key(name) for name in {one.field_name for one in known.values()}}
        found = sorted(known.values(), key=lambda one: (order[one.field_name], one.code))
    found = [one for one in found if (not field or one.field_code == field) and not (without and one.code in told)]
    leaf = leafing.leaf(request, total=len(found))
    counts = Counter(one.field_code for one in known.values())
    named = {one.field_code: one.field_name for one in known.values()}
    context = frame(actor) | {
        "on": on,
        "problem": problem,
        "sought": sought,
        "field": field,
        "without": without,
        "fields": sorted(
            ((code, name, counts[code]) for code, name in named.items()), key=lambda one: sort_key(str(one[1]))
        ),
        "total": len(known),
        "found": len(found),
        "rows": [
            Row(one, phrases.term_said(one.term) if one.term else "", one.code in told, one.code in drafted)
            for one in found[leaf.offset : leaf.offset + leafing.LENGTH]
        ],
        "leaf": leaf,
        "keeps": may(actor, Act.KEEP_PROCEDURES) and keeps(actor, None, on),
    }
    return render(request, "desk/catalogue/list.html", context, status=400 if problem else 200)
