"""The texts that results are drafted from: listed, written, and changed from a day on."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.kernel.vietnamese import fold
from motcua.services.results import public as results
from motcua.services.results.public import Content, Template
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import frame
from motcua.sites.desk.pages.results.drafting import content_of, fields_of
from motcua.sites.look.public import asking, clock, once, staff

SIZE = 40


@require_safe
@staff(Act.KEEP_PROCEDURES, Act.PROCESS, Act.DECIDE)
def templates(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the templates that the post's office may use. Six SQL queries."""
    on = timezone.localdate(clock.now())
    context = frame(actor) | {
        "templates": results.templates(on=on, unit_ids=_reach(actor)),
        "keeps": may(actor, Act.KEEP_PROCEDURES),
    }
    return render(request, "desk/results/templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PROCEDURES)
@once
def template(request: HttpRequest, actor: Actor, code: str = "") -> HttpResponse:
    """Write a template, or another text of it from a day on. Six SQL queries to show."""
    now = clock.now()
    history = results.history_of(code) if code else []
    if code and not history:
        raise Http404
    held = history[0] if history else None
    if held is not None and not _keeps(actor, held):
        raise PermissionDenied(gettext("This is for another unit to do."))
    fields = (
        Field("name", gettext_lazy("Name of the template"), needed=True, first=held.name if held else ""),
        Field(
            "procedure", gettext_lazy("Code of the procedure"), size="w-12", first=held.procedure if held else "",
            hint=gettext_lazy("Leave it empty to offer it for all procedures."),
        ),
        *fields_of(held.content if held else Content("Quyết định", "QĐ-UBND", "", "")),
        Field("on", gettext_lazy("Holds from"), kind="day", needed=True, hint="31/12/2026", size="w-12"),
    )  # fmt: skip
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    if request.method == "POST" and not entries.problems:
        try:
            laid = results.lay_down_template(
                code=code or slugify(fold(entries["name"]))[:SIZE],
                name=entries["name"],
                procedure=asking.clean(entries["procedure"]),
                content=content_of(entries),
                on=entries.day("on") or timezone.localdate(now),
                unit=units.by_id([actor.government_id])[actor.government_id].key,
                by=actor.key,
                at=now,
            )
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(reverse("result-template", args=[laid.code]))
    context = frame(actor) | {"held": held, "history": history, "entries": entries, "known": results.KNOWN}
    return render(request, "desk/results/template.html", context, status=400 if entries.problems else 200)


def _reach(actor: Actor) -> frozenset[int]:
    on = timezone.localdate(clock.now())
    return units.structure(on).below(actor.government_id, own=True) | {actor.government_id}


def _keeps(actor: Actor, held: Template) -> bool:
    """Say whether a post keeps a template: its own office's, or one for every office, which the upper level keeps."""
    return may(actor, Act.KEEP_PROCEDURES, units=[held.unit_id or actor.government_id])
