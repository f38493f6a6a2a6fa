"""A result is drafted from a template, or from nothing: what is on record fills itself in, the rest is written."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.dossiers import public as dossiers
from motcua.services.results import public as results
from motcua.services.results.public import Content, Medium, Template
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import frame
from motcua.sites.desk.pages.handling.acts import matter_of
from motcua.sites.desk.pages.handling.matter import Matter
from motcua.sites.desk.pages.results.access import MEDIA, ways
from motcua.sites.look.public import looking, once, staff

GRANTS = [("1", gettext_lazy("Grants what was asked for")), ("0", gettext_lazy("Decides against it"))]


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.PROCESS, Act.DECIDE)
@once
def draft(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Draft the result of a dossier. Thirty SQL queries to show."""
    matter = matter_of(actor, code)
    view = results.result_of(matter.dossier.id)
    if not ways(matter, view).draft:
        raise PermissionDenied(gettext("This cannot be done with the result as it stands."))
    offered = _offered(matter)
    chosen = next((one for one in offered if one.code == request.GET.get("mau", "")), None)
    fields = fields_of(_first(matter, chosen, view.content if view else None))
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    back = reverse("dossier-result" if view else "desk-dossier", kwargs={"code": code})
    if request.method == "POST" and not entries.problems:
        try:
            results.draft(code=code, content=content_of(entries), by=actor.key, at=matter.at)
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(reverse("dossier-result", kwargs={"code": code}))
    looking.note(actor, looking.Seen.DOSSIER, code, unit_id=matter.dossier.receiving_unit_id)
    context = frame(actor) | {
        "matter": matter,
        "entries": entries,
        "back": back,
        "templates": offered,
        "chosen": chosen,
        "sent_back": next((turn.text for turn in reversed(view.turns) if turn.text), "") if view else "",
    }
    return render(request, "desk/results/draft.html", context, status=400 if entries.problems else 200)


def fields_of(first: Content) -> Sequence[Field]:
    """Give the fields of a draft as they are first shown."""
    until = f"{first.valid_until:%d/%m/%Y}" if first.valid_until else ""
    return (
        Field("kind", gettext_lazy("Kind of paper"), needed=True, hint="Quyết định", first=first.kind, size="w-20"),
        Field(
            "sign", gettext_lazy("Sign behind the number"), needed=True, hint="QĐ-UBND", first=first.sign, size="w-12",
        ),
        Field("about", gettext_lazy("Subject of the paper"), needed=True, first=first.about),
        Field(
            "text",
            gettext_lazy("Text"),
            kind="area",
            needed=True,
            hint=gettext_lazy("Each line is a paragraph. What stands in braces is still to be written."),
            first=first.text,
        ),
        Field("receivers", gettext_lazy("Receivers, one a line"), kind="area", first=first.receivers),
        Field(
            "grants", gettext_lazy("What it decides"), kind="choice", needed=True, choices=GRANTS,
            first="1" if first.grants else "0", size="w-20",
        ),
        Field(
            "medium", gettext_lazy("How it is issued"), kind="choice", needed=True,
            choices=[(one.value, name) for one, name in MEDIA.items()], first=first.medium.value, size="w-20",
        ),
        Field(
            "valid_until", gettext_lazy("Valid up to and including"), kind="day",
            hint=gettext_lazy("Leave it empty if it is valid without end."), first=until, size="w-12",
        ),
    )  # fmt: skip


def content_of(entries: Entries) -> Content:
    """Read a draft from a form. :raises Refused: if its day is none."""
    return Content(
        kind=entries["kind"],
        sign=entries["sign"],
        about=entries["about"],
        text=entries["text"].replace("\r\n", "\n"),
        receivers=entries["receivers"].replace("\r\n", "\n"),
        grants=entries["grants"] == "1",
        medium=Medium(entries["medium"]),
        valid_until=entries.day("valid_until"),
    )


def _offered(matter: Matter) -> list[Template]:
    on = timezone.localdate(matter.at)
    line = {matter.actor.unit_id, matter.actor.government_id, matter.dossier.receiving_unit_id}
    return results.templates(on=on, unit_ids=line, procedure=matter.dossier.procedure)


def _first(matter: Matter, chosen: Template | None, held: Content | None) -> Content:
    """Give what the form begins with: a template filled in, else what was drafted before, else nothing."""
    if chosen is None:
        return held or Content("", "QĐ-UBND", "", "")
    dossier, whose = matter.dossier, dossiers.whose(matter.dossier.code)
    received = f"{timezone.localtime(dossier.received_at):%d/%m/%Y}" if dossier.received_at else ""
    known = {
        "mã hồ sơ": dossier.code,
        "ngày tiếp nhận": received,
        "tên thủ tục": dossier.procedure_name,
        "họ tên": whose.name if whose else "",
        "số định danh": whose.identity_number if whose else "",
        "địa chỉ": whose.address if whose else "",
        "cơ quan": units.by_id([matter.actor.government_id])[matter.actor.government_id].name,
    }
    content = chosen.content
    return Content(
        kind=content.kind,
        sign=content.sign,
        about=results.filled(content.about, known),
        text=results.filled(content.text, known),
        receivers=content.receivers,
        medium=content.medium,
        grants=content.grants,
    )
