"""What citizens read about a procedure, beside its papers and fees: written as text, in force from a day on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.vietnamese import fold
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Guide, LegalText, Way
from motcua.sites.desk.pages.catalogue.access import found, must_keep
from motcua.sites.desk.pages.catalogue.drafting import from_day
from motcua.sites.desk.pages.days import today
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import frame
from motcua.sites.look.public import clock, once, published, staff

TEXTS = ("summary", "steps", "who", "office", "competent", "partners", "place", "conditions")
BAR = " | "
"""What stands between the parts of a line of a list."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PROCEDURES)
@once
def guide(request: HttpRequest, actor: Actor, procedure: int) -> HttpResponse:
    """Write what citizens read about a procedure, in force from a day on. Ten SQL queries to show."""
    must_keep(actor, None, today())
    known = found(procedure)
    now = procedures.guide_of(known.code, on=today()) or Guide(today())
    fields = _fields(now)
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    if request.method == "POST" and not entries.problems:
        try:
            on = entries.day("on") or today()
            told = _guide(now, entries, on)
            procedures.publish_guide(code=known.code, guide=told, on=on, by=actor.key, at=clock.now())
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(reverse("catalogue-procedure", args=[procedure]))
    context = frame(actor) | {
        "latest": known,
        "entries": entries,
        "ticks": (),
        "back": reverse("catalogue-procedure", args=[procedure]),
        "heading": gettext("What citizens read"),
        "note": gettext("It stands on the public page and on the sheet of the board; what held before is kept."),
        "act": gettext("Publish"),
    }
    return render(request, "desk/catalogue/entry.html", context, status=400 if entries.problems else 200)


def _fields(now: Guide) -> Sequence[Field]:
    labels = {
        "summary": gettext_lazy("In one sentence"),
        "steps": gettext_lazy("Steps"),
        "who": gettext_lazy("Who may ask for it"),
        "office": gettext_lazy("Who resolves it"),
        "competent": gettext_lazy("Who decides"),
        "partners": gettext_lazy("Together with whom"),
        "place": gettext_lazy("Where to hand in"),
        "conditions": gettext_lazy("Conditions"),
    }
    ways = "\n".join(
        BAR.join(filter(None, (str(published.MODES[one.mode]), one.term, one.cost, one.note))) for one in now.ways
    )
    basis = "\n".join(BAR.join(filter(None, (one.number, one.title))) for one in now.basis)
    return (
        *(Field(name, labels[name], kind="area", first=getattr(now, name)) for name in TEXTS),
        Field(
            "ways",
            gettext_lazy("How to hand in, and how long it takes"),
            kind="area",
            hint=gettext_lazy("A line for each way: the way | its term | what it costs | a note."),
            first=ways,
        ),
        Field(
            "results",
            gettext_lazy("What you get"),
            kind="area",
            hint=gettext_lazy("A line each."),
            first="\n".join(now.results),
        ),
        Field(
            "basis",
            gettext_lazy("Legal basis"),
            kind="area",
            hint=gettext_lazy("A line for each text: its number | its title."),
            first=basis or now.basis_text,
        ),
        from_day(),
    )


def _guide(now: Guide, entries: Entries, on: date) -> Guide:
    """Give the guide that was written. :raises Refused: for a way that there is not."""
    ways, basis = tuple(_ways(entries["ways"])), tuple(_basis(entries["basis"]))
    return replace(
        now,
        valid_from=on,
        valid_to=None,
        summary=entries["summary"],
        steps=entries["steps"],
        who=entries["who"],
        office=entries["office"],
        competent=entries["competent"],
        partners=entries["partners"],
        place=entries["place"],
        conditions=entries["conditions"],
        ways=ways,
        ways_text="" if ways else now.ways_text,
        results=tuple(line.strip() for line in entries["results"].splitlines() if line.strip()),
        basis=basis,
        basis_text="",
        unread=tuple(part for part in now.unread if part == "papers"),
    )


def _ways(text: str) -> Iterator[Way]:
    names = {fold(str(name)): mode for mode, name in published.MODES.items()}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, *rest = (part.strip() for part in line.split("|"))
        if fold(name) not in names:
            raise Refused(
                gettext_noop("a line begins with a way of handing in"),
                field="ways",
                value=name,
                expected=gettext_noop("write one of: %(ways)s"),
                params={"ways": ", ".join(map(str, published.MODES.values()))},
            )
        term, cost, note = (*rest, "", "", "")[:3]
        yield Way(names[fold(name)], term, cost, note)


def _basis(text: str) -> Iterator[LegalText]:
    for line in filter(None, map(str.strip, text.splitlines())):
        number, bar, title = line.partition("|")
        yield LegalText(number.strip(), title.strip()) if bar else LegalText("", number.strip())
