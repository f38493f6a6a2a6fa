"""Writing the process of a procedure step by step, for every office or for one, and laying it down from a day on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Draft, Procedure, Process, ProcessStep
from motcua.sites.desk.pages.catalogue import words as said
from motcua.sites.desk.pages.catalogue.access import UNIT, asked_unit, found, must_keep, seen
from motcua.sites.desk.pages.catalogue.drafting import from_day, refuse, ticked
from motcua.sites.desk.pages.catalogue.entries import Ticks, code_field, names, needed_number, place_field
from motcua.sites.desk.pages.catalogue.reading import shown
from motcua.sites.desk.pages.days import today
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import frame
from motcua.sites.look.public import clock, once, staff

NAMED = "unit"
"""The choice of a step that is done by a unit which is named, as it stands before the colon of the place."""
OUTSIDE = procedures.OUTSIDE.removesuffix(":")
"""The choice of a step that is done by an agency outside."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PROCEDURES)
@once
def process(request: HttpRequest, actor: Actor, procedure: int) -> HttpResponse:
    """Show the process that is being written, with its picture; share out the time; lay it down from a day on."""
    known, unit, written = _opened(request, actor, procedure)
    fields = (
        from_day(),
        Field("decision", gettext_lazy("Laid down by decision"), first=written.content.decision, size="w-20"),
    )
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    if request.method == "POST" and not entries.problems:
        try:
            on, number = entries.day("on") or today(), seen(request)
            if entries["decision"] != written.content.decision:
                number = _save(actor, known, replace(written.content, decision=entries["decision"]), number)
            key = unit.key if unit else None
            procedures.lay_down_drafted_process(
                code=known.code, unit_key=key, on=on, seen=number, by=actor.key, at=clock.now()
            )
        except Refused as refusal:
            entries.refuse(refusal)
            written = procedures.process_draft(known.code, unit_key=unit.key if unit else None, on=today())
        else:
            back = reverse("catalogue-procedure", args=[procedure])
            return HttpResponseRedirect(f"{back}?ngay={on:%d/%m/%Y}{_query(unit, '&')}")
    context = _frame(actor, known, unit, written) | {
        "shown": shown(written.content, today()),
        "flaws": [_told(flaw) for flaw in procedures.flaws_in(written.content)],
        "total": sum(step.share for step in written.content.main_line()),
        "who": accounts.titles_of([written.changed_by]).get(written.changed_by, "") if written.number else "",
        "entries": entries,
    }
    return render(request, "desk/catalogue/process.html", context, status=400 if entries.problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PROCEDURES)
@once
def shares(request: HttpRequest, actor: Actor, procedure: int) -> HttpResponse:
    """Share out the time among all steps in one form."""
    known, unit, written = _opened(request, actor, procedure)
    steps = written.content.steps
    fields = [
        Field(f"s-{step.code}", step.name, "number", needed=True, size="w-12", first=str(step.share)) for step in steps
    ]
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    if request.method == "POST" and not entries.problems:
        try:
            given = [needed_number(entries, one.name) for one in fields]
            changed = replace(written.content, steps=procedures.shared_out(steps, given))
            _refuse_new(written.content, changed, {"share"})
            _save(actor, known, changed, seen(request))
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(_address(procedure, unit))
    context = _frame(actor, known, unit, written) | {
        "entries": entries,
        "ticks": (),
        "back": _address(procedure, unit),
        "heading": gettext("Shares of the time"),
        "note": gettext("In hundredths of the term; the steps from first to last make 100."),
    }
    return render(request, "desk/catalogue/entry.html", context, status=400 if entries.problems else 200)


@require_POST
@staff(Act.KEEP_PROCEDURES)
def drop(request: HttpRequest, actor: Actor, procedure: int) -> HttpResponse:
    """Throw the draft of a process away; what holds stays as it is."""
    known, unit, _ = _opened(request, actor, procedure)
    procedures.drop_draft(code=known.code, process=True, process_of_unit=unit.key if unit else None)
    return HttpResponseRedirect(reverse("catalogue-procedure", args=[procedure]) + _query(unit, "?"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PROCEDURES)
@once
def step(request: HttpRequest, actor: Actor, procedure: int, key: str = "") -> HttpResponse:
    """Write a step, or take it out."""
    known, unit, written = _opened(request, actor, procedure)
    stood = written.content.step(key)
    if key and stood is None:
        raise Http404
    fields, ticks = _fields(written.content, stood), _ticks(written.content, stood)
    entries = Entries.empty(fields)
    if request.method == "POST":
        chosen = {one.name: request.POST.getlist(one.name) for one in ticks}
        ticks = [replace(one, boxes=ticked(one, chosen)) for one in ticks]
        taken_out = stood is not None and request.POST.get("lam") == "bo"
        entries = Entries.empty(fields) if taken_out else Entries.of(request, fields)
        if not entries.problems:
            try:
                if taken_out:
                    renamed = procedures.rename_step(written.content, key, "")
                    changed = replace(renamed, steps=procedures.without(renamed.steps, key))
                else:
                    changed = _written(written.content, key, entries, chosen)
                    _refuse_new(written.content, changed, {"code", "name", "where", "role", "share", "acts"})
                _save(actor, known, changed, seen(request))
            except Refused as refusal:
                refuse(entries, refusal)
            else:
                return HttpResponseRedirect(_address(procedure, unit))
    context = _frame(actor, known, unit, written) | {
        "entries": entries,
        "ticks": ticks,
        "key": key,
        "back": _address(procedure, unit),
        "heading": stood.name if stood else gettext("Add a step"),
    }
    return render(request, "desk/catalogue/entry.html", context, status=400 if entries.problems else 200)


def _opened(request: HttpRequest, actor: Actor, procedure: int) -> tuple[Procedure, units.Unit | None, Draft[Process]]:
    """Give a procedure, whose process is asked, and what is being written of it, to whoever keeps it."""
    known = found(procedure)
    unit = asked_unit(request, today())
    must_keep(actor, unit, today())
    return known, unit, procedures.process_draft(known.code, unit_key=unit.key if unit else None, on=today())


def _frame(actor: Actor, known: Procedure, unit: units.Unit | None, written: Draft[Process]) -> dict[str, object]:
    return frame(actor) | {"latest": known, "unit": unit, "draft": written, "unit_query": _query(unit, "?")}


def _query(unit: units.Unit | None, sign: str) -> str:
    return f"{sign}{UNIT}={unit.code}" if unit else ""


def _address(procedure: int, unit: units.Unit | None) -> str:
    return reverse("catalogue-process", args=[procedure]) + _query(unit, "?")


def _save(actor: Actor, known: Procedure, process: Process, number: int) -> int:
    return procedures.write_process(code=known.code, process=process, seen=number, by=actor.key, at=clock.now())


def _refuse_new(before: Process, after: Process, fields: set[str]) -> None:
    """Refuse what an entry itself has wrong; what the whole lacks is told on its page. :raises Refused:"""
    known = {(one.field, str(one.value)) for one in procedures.flaws_in(before)}
    for flaw in procedures.flaws_in(after):
        whole = flaw.field == "share" and "%(total)s" in flaw.text
        if flaw.field in fields and not whole and (flaw.field, str(flaw.value)) not in known:
            raise flaw


def _told(flaw: Refused) -> str:
    return f"{flaw.value}: {flaw.reason(gettext)}" if flaw.value and flaw.field != "share" else flaw.reason(gettext)


def _fields(process: Process, stood: ProcessStep | None) -> Sequence[Field]:
    one = stood or ProcessStep("", "", "competent", "specialist", 0)
    kind, _, named = one.where.partition(":")
    others = [(other.code, other.name) for other in process.steps if other.code != one.code]
    return (
        Field("name", gettext_lazy("Name of the step"), needed=True, first=one.name),
        code_field(one.code),
        Field(
            "where",
            gettext_lazy("Done by"),
            "choice",
            needed=True,
            choices=[
                *names(said.WHERE),
                (NAMED, gettext_lazy("A unit that is named below")),
                (OUTSIDE, gettext_lazy("An agency that does not use this system, named below; for a part alone")),
            ],
            size="w-20",
            first=kind,
        ),
        Field("unit", gettext_lazy("Code of that unit, or name of that agency"), size="w-20", first=named),
        Field(
            "role",
            gettext_lazy("In the role"),
            "choice",
            needed=True,
            choices=names(said.ROLES),
            size="w-20",
            first=one.role,
        ),
        Field(
            "share",
            gettext_lazy("Share of the term, in percent"),
            "number",
            needed=True,
            size="w-12",
            first=str(one.share),
        ),
        Field(
            "next",
            gettext_lazy("Hands on to, usually"),
            "choice",
            gettext_lazy("Nothing: it is the last step."),
            choices=[("-", gettext_lazy("nothing: the last step")), *others],
            first=one.next[0] if one.next else "-",
        ),
        Field(
            "part",
            gettext_lazy("Part of the dossier to which it belongs"),
            hint=gettext_lazy(
                "For parts at other units, beside the main line: a word of your own, or the code of a procedure."
            ),
            size="w-20",
            first=one.part,
        ),
        place_field(process.steps, one.code),
    )


def _ticks(process: Process, stood: ProcessStep | None) -> Sequence[Ticks]:
    acts = stood.acts if stood else ()
    others = stood.next[1:] if stood else ()
    return (
        Ticks(
            "acts",
            gettext_lazy("What may be done in it"),
            [(value, name, value in acts) for value, name in said.ACTS.items()],
            gettext_lazy("Handing on is always possible."),
        ),
        Ticks(
            "others",
            gettext_lazy("It may also hand on, or back, to"),
            [
                (one.code, one.name, one.code in others)
                for one in process.steps
                if stood is None or one.code != stood.code
            ],
        ),
    )


def _written(process: Process, key: str, given: Entries, chosen: Mapping[str, Sequence[str]]) -> Process:
    """Give the process with a step as it was filled in. :raises Refused:"""
    usual = [given["next"]] if given["next"] not in {"", "-"} else []
    further = [one.code for one in process.steps if one.code in chosen["others"] and one.code not in usual]
    step = ProcessStep(
        code=given["code"],
        name=given["name"],
        where=f"{given['where']}:{given['unit']}" if given["where"] in {NAMED, OUTSIDE} else given["where"],
        role=given["role"],
        share=needed_number(given, "share"),
        acts=tuple(one for one in said.ACTS if one in chosen["acts"]),
        next=(*usual, *further),
        part=given["part"],
    )
    renamed = procedures.rename_step(process, key, step.code) if key else process
    place = needed_number(given, "place")
    return replace(renamed, steps=procedures.put(renamed.steps, step, instead_of=key, place=place))
