"""What offices say of their own portals: whether dossiers are filed online there, from which day, by which decision."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.filing import public as filing
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import frame
from motcua.sites.look.public import asking, clock, once, staff

OPENS, CLOSES = "mo", "dong"
CHOICES = (
    (OPENS, gettext_lazy("Dossiers are filed online here")),
    (CLOSES, gettext_lazy("No dossiers are filed online here")),
)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PROCEDURES)
@once
def own_portal(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what offices said of their own portals, and say it of one from a day on. Nine SQL queries to show."""
    now = clock.now()
    today = timezone.localdate(now)
    kept = _kept(actor, today)
    fields = (
        Field("unit", gettext_lazy("Office"), kind="choice", choices=[(key, one.name) for key, one in kept.items()]),
        Field("what", gettext_lazy("What it decides"), kind="choice", choices=CHOICES),
        Field("on", gettext_lazy("From which day on"), kind="day", size="w-12"),
        Field("decision", gettext_lazy("Number and date of the decision"), hint="123/QĐ-UBND ngày 01/7/2026"),
    )
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    if request.method == "POST" and not entries.problems:
        try:
            _say(entries, kept, actor)
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(request.path)
    standing = filing.own_portals([one.id for one in kept.values()], on=today)
    context = frame(actor) | {
        "rows": [(one, standing[one.id], filing.said_by(one.id)) for one in kept.values() if standing[one.id].said],
        "rule": filing.rule_on(today),
        "by": gettext(filing.rule_on(today).source),
        "entries": entries,
        "filled": entries.filled(),
    }
    return render(request, "desk/own_portal.html", context, status=400 if entries.problems else 200)


def _kept(actor: Actor, today: date) -> Mapping[str, units.Unit]:
    """Give the governments whose procedures a post keeps, by key. One SQL query."""
    whole = units.structure(today).walk(actor.government_id)
    own = [one for one in whole if one.level is not units.Level.DEPARTMENT]
    return {one.key: one for one in own if may(actor, Act.KEEP_PROCEDURES, units=[one.id])}


def _say(entries: Entries, kept: Mapping[str, units.Unit], actor: Actor) -> None:
    """Say what was sent. :raises Refused:"""
    if entries["unit"] not in kept:
        raise PermissionDenied(gettext("This is for another unit to do."))
    if entries["what"] not in {OPENS, CLOSES}:
        raise Refused(gettext_noop("choose one of the list"), field="what")
    filing.say_own_portal(
        unit=entries["unit"],
        opens=entries["what"] == OPENS,
        on=asking.day(entries["on"], "on"),
        decision=entries["decision"],
        by=actor.key,
        at=clock.now(),
    )
