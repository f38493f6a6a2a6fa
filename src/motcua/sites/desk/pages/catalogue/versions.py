"""A procedure's name, field, term and clock: put in force, changed or taken out of force from a day on."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor
from motcua.kernel.refusals import Refused
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import ClockPolicy, Procedure
from motcua.sites.desk.pages.catalogue import words as said
from motcua.sites.desk.pages.catalogue.access import found, must_keep
from motcua.sites.desk.pages.catalogue.drafting import from_day, ticked
from motcua.sites.desk.pages.catalogue.entries import Ticks, names, read_term
from motcua.sites.desk.pages.days import today
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import frame
from motcua.sites.look.public import clock, once, staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PROCEDURES)
@once
def publish(request: HttpRequest, actor: Actor, procedure: int = 0) -> HttpResponse:
    """Put a new procedure in force, or a change of one that there is."""
    must_keep(actor, None, today())
    known = found(procedure) if procedure else None
    fields, ticks = _fields(known), _ticks(known)
    entries = Entries.empty(fields)
    if request.method == "POST":
        entries = Entries.of(request, fields)
        chosen = {"marks": request.POST.getlist("marks")}
        ticks = [replace(one, boxes=ticked(one, chosen)) for one in ticks]
        if not entries.problems:
            try:
                published = _publish(known, entries, actor, sensitive="sensitive" in chosen["marks"])
            except Refused as refusal:
                entries.refuse(refusal)
            else:
                back = reverse("catalogue-procedure", args=[published.id])
                return HttpResponseRedirect(f"{back}?ngay={published.valid_from:%d/%m/%Y}")
    context = frame(actor) | {
        "latest": known,
        "entries": entries,
        "ticks": ticks,
        "back": reverse("catalogue-procedure", args=[procedure]) if known else reverse("catalogue"),
        "heading": gettext("Change the procedure") if known else gettext("New procedure"),
        "note": gettext("What is in force stays on record for the days on which it was.") if known else "",
        "act": gettext("Put in force"),
    }
    return render(request, "desk/catalogue/entry.html", context, status=400 if entries.problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PROCEDURES)
@once
def abolish(request: HttpRequest, actor: Actor, procedure: int) -> HttpResponse:
    """Take a procedure out of force from a day on; what is under way is finished by what held when it was received."""
    must_keep(actor, None, today())
    known = found(procedure)
    fields = [replace(from_day(), label=gettext_lazy("First day without it"))]
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    if request.method == "POST" and not entries.problems:
        try:
            procedures.abolish(code=known.code, on=entries.day("on") or today(), by=actor.key, at=clock.now())
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(reverse("catalogue-procedure", args=[procedure]))
    context = frame(actor) | {
        "latest": known,
        "entries": entries,
        "ticks": (),
        "back": reverse("catalogue-procedure", args=[procedure]),
        "heading": gettext("Take out of force"),
        "note": gettext("Dossiers that were received before are finished; nothing new is received from that day on."),
        "act": gettext("Take out of force"),
    }
    return render(request, "desk/catalogue/entry.html", context, status=400 if entries.problems else 200)


def _publish(known: Procedure | None, given: Entries, actor: Actor, *, sensitive: bool) -> Procedure:
    fields = {one.field_code: one.field_name for one in procedures.in_force(on=today())}
    code = given["field_code"]
    policy = ClockPolicy(*(procedures.read_mode(given[name], field=name) for name in ("supplement", "pause", "agency")))
    return procedures.publish(
        code=known.code if known else given["code"],
        name=given["name"],
        field_code=code,
        field_name=given["field_name"] or fields.get(code, ""),
        on=given.day("on") or today(),
        by=actor.key,
        at=clock.now(),
        term=read_term(given),
        policy=policy,
        sensitive=sensitive,
        decision=given["decision"],
    )


def _fields(known: Procedure | None) -> Sequence[Field]:
    policy = known.policy if known else procedures.DEFAULT_POLICY
    term = known.term if known else None
    code = Field(
        "code", gettext_lazy("Code"), hint=gettext_lazy("As in the national list: 1.004222"), needed=True, size="w-20"
    )
    known_fields = sorted({one.field_code for one in procedures.in_force(on=today())})
    hint = gettext_lazy("One of: %(codes)s; or a new one, with its name below.")
    modes = names(said.MODES)
    return (
        *(() if known else (code,)),
        Field(
            "name", gettext_lazy("Name of the procedure"), kind="area", needed=True, first=known.name if known else ""
        ),
        Field(
            "field_code",
            gettext_lazy("Code of the field"),
            hint=str(hint) % {"codes": ", ".join(known_fields[:30])},
            needed=True,
            size="w-20",
            first=known.field_code if known else "",
        ),
        Field("field_name", gettext_lazy("Name of the field"), first=known.field_name if known else ""),
        Field("amount", gettext_lazy("Term"), "number", size="w-12", first=str(term.amount) if term else ""),
        Field(
            "measure",
            gettext_lazy("counted in"),
            "choice",
            choices=names(said.MEASURES),
            size="w-20",
            first=term.measure.value if term else "",
        ),
        Field(
            "supplement",
            gettext_lazy("While the citizen completes the papers, the clock"),
            "choice",
            needed=True,
            choices=modes,
            size="w-20",
            first=policy.supplement,
        ),
        Field(
            "pause",
            gettext_lazy("In a pause, the clock"),
            "choice",
            needed=True,
            choices=modes,
            size="w-20",
            first=policy.pause,
        ),
        Field(
            "agency",
            gettext_lazy("While another agency has it, the clock"),
            "choice",
            needed=True,
            choices=modes,
            size="w-20",
            first=policy.agency,
        ),
        Field("decision", gettext_lazy("Decision that publishes it"), size="w-20"),
        from_day(),
    )


def _ticks(known: Procedure | None) -> Sequence[Ticks]:
    label = gettext_lazy("Its dossiers are never shown in public by row")
    return (
        Ticks(
            "marks", gettext_lazy("What holds for it"), [("sensitive", label, known is not None and known.sensitive)]
        ),
    )
