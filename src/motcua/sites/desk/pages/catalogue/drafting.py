"""Writing what a procedure will ask, entry by entry, and laying it down from a day on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor
from motcua.kernel.refusals import Refused
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Asked, Draft, Procedure
from motcua.sites.desk.pages.catalogue.access import found, must_keep, seen
from motcua.sites.desk.pages.catalogue.entries import Section, Ticks, needed_number
from motcua.sites.desk.pages.catalogue.reading import parts_of
from motcua.sites.desk.pages.catalogue.sections import BY_WORD
from motcua.sites.desk.pages.days import today
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import frame
from motcua.sites.look.public import clock, once, staff


def from_day() -> Field:
    """Ask from which day on what was written holds."""
    return Field("on", gettext_lazy("In force from"), kind="day", needed=True, first=f"{today():%d/%m/%Y}", size="w-12")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PROCEDURES)
@once
def draft(request: HttpRequest, actor: Actor, procedure: int) -> HttpResponse:
    """Show what is being written, all that does not hold together yet, and lay it down from a day on."""
    known, written = _opened(actor, procedure)
    entries = Entries.of(request, [from_day()]) if request.method == "POST" else Entries.empty([from_day()])
    if request.method == "POST" and not entries.problems:
        try:
            on = entries.day("on") or today()
            procedures.ask_as_drafted(code=known.code, on=on, seen=seen(request), by=actor.key, at=clock.now())
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(f"{reverse('catalogue-procedure', args=[procedure])}?ngay={on:%d/%m/%Y}")
    context = frame(actor) | {
        "latest": known,
        "draft": written,
        "asked": written.content,
        "parts": parts_of(written.content, now=procedures.asked(known.code, on=today()) if written.number else None),
        "flaws": [_told(flaw) for flaw in procedures.flaws_of(written.content)],
        "unused": _unused(written.content),
        "who": accounts.titles_of([written.changed_by]).get(written.changed_by, "") if written.number else "",
        "entries": entries,
    }
    return render(request, "desk/catalogue/draft.html", context, status=400 if entries.problems else 200)


@require_POST
@staff(Act.KEEP_PROCEDURES)
def drop(request: HttpRequest, actor: Actor, procedure: int) -> HttpResponse:
    """Throw the draft away; what holds stays as it is."""
    known, _ = _opened(actor, procedure)
    procedures.drop_draft(code=known.code)
    return HttpResponseRedirect(reverse("catalogue-procedure", args=[procedure]))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PROCEDURES)
@once
def entry(request: HttpRequest, actor: Actor, procedure: int, section: str, key: str = "") -> HttpResponse:
    """Write an entry of a part, or take it out; what is refused is asked again with all that was entered."""
    known, written = _opened(actor, procedure)
    part = BY_WORD.get(section)
    asked = written.content
    if part is None or (key and key not in {line.key for line in part.lines(asked)}):
        raise Http404
    fields, ticks = part.fields(asked, key), part.ticks(asked, key)
    entries = Entries.empty(fields)
    if request.method == "POST":
        chosen = {one.name: request.POST.getlist(one.name) for one in ticks}
        ticks = [replace(one, boxes=ticked(one, chosen)) for one in ticks]
        taken_out = bool(key) and request.POST.get("lam") == "bo"
        entries = Entries.empty(fields) if taken_out else Entries.of(request, fields)
        if not entries.problems and _write(request, actor, known, part, key, entries, chosen, written):
            return HttpResponseRedirect(reverse("catalogue-draft", args=[procedure]) + f"#{part.word}")
    context = frame(actor) | {
        "latest": known,
        "draft": written,
        "part": part,
        "key": key,
        "entries": entries,
        "ticks": ticks,
        "back": reverse("catalogue-draft", args=[procedure]),
        "heading": entries.given.get("name") or entries.given.get("what") if key else part.add,
    }
    return render(request, "desk/catalogue/entry.html", context, status=400 if entries.problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PROCEDURES)
@once
def general(request: HttpRequest, actor: Actor, procedure: int) -> HttpResponse:
    """Write what holds of the whole: the result, the lane of the same day, the thresholds, the source."""
    known, written = _opened(actor, procedure)
    asked = written.content
    fields = _general_fields(asked)
    ticks: Sequence[Ticks] = _general_ticks(asked)
    entries = Entries.empty(fields)
    if request.method == "POST":
        entries = Entries.of(request, fields)
        chosen = {one.name: request.POST.getlist(one.name) for one in ticks}
        ticks = [replace(one, boxes=ticked(one, chosen)) for one in ticks]
        if not entries.problems:
            try:
                changed = replace(
                    asked,
                    result_name=entries["result_name"],
                    result_months=entries.number("result_months"),
                    soon_days=needed_number(entries, "soon_days"),
                    legal_basis=entries["legal_basis"],
                    same_day="same_day" in chosen["marks"],
                    illustrative="illustrative" in chosen["marks"],
                )
                _save(request, actor, known, changed)
            except Refused as refusal:
                entries.refuse(refusal)
            else:
                return HttpResponseRedirect(reverse("catalogue-draft", args=[procedure]))
    context = frame(actor) | {
        "latest": known,
        "draft": written,
        "entries": entries,
        "ticks": ticks,
        "back": reverse("catalogue-draft", args=[procedure]),
        "heading": gettext("Result, lane and thresholds"),
    }
    return render(request, "desk/catalogue/entry.html", context, status=400 if entries.problems else 200)


def refuse(entries: Entries, refusal: Refused) -> None:
    """Put a refusal of the whole to the field whose entry it speaks of, if it is one of this form."""
    said = next((name for name, given in entries.given.items() if given and given == str(refusal.value)), "")
    if refusal.field in entries.given or not said:
        entries.refuse(refusal)
    else:
        entries.problems[said] = refusal.reason(gettext)


def ticked(group: Ticks, chosen: Mapping[str, Sequence[str]]) -> list[tuple[str, str | Promise, bool]]:
    """Give the boxes of a group as they were ticked."""
    return [(value, name, value in chosen[group.name]) for value, name, _ in group.boxes]


def _opened(actor: Actor, procedure: int) -> tuple[Procedure, Draft[Asked]]:
    """Give a procedure and what is being written of it, to whoever keeps the catalogue."""
    known = found(procedure)
    must_keep(actor, None, today())
    return known, procedures.asked_draft(known.code, on=today())


def _save(request: HttpRequest, actor: Actor, known: Procedure, asked: Asked) -> None:
    procedures.write_asked(code=known.code, asked=asked, seen=seen(request), by=actor.key, at=clock.now())


def _write(
    request: HttpRequest,
    actor: Actor,
    known: Procedure,
    part: Section,
    key: str,
    entries: Entries,
    chosen: Mapping[str, Sequence[str]],
    written: Draft[Asked],
) -> bool:
    """Save the draft with an entry written or taken out; say whether that was done, else what was wrong with it."""
    taken_out = bool(key) and request.POST.get("lam") == "bo"
    try:
        asked = written.content
        changed = part.take_out(asked, key) if taken_out else part.write(asked, key, entries, chosen)
        before = {(one.field, str(one.value)) for one in procedures.flaws_of(asked)}
        for flaw in () if taken_out else procedures.flaws_of(changed):
            if (flaw.field, str(flaw.value)) not in before:
                raise flaw
        _save(request, actor, known, changed)
    except Refused as refusal:
        refuse(entries, refusal)
        return False
    return True


def _unused(asked: Asked) -> list[str]:
    """Give the papers that no case names, where there are cases: nobody would be asked for them."""
    named = {code for case in asked.cases for code in case.papers}
    return [one.name for one in asked.papers if asked.cases and one.code not in named]


def _told(flaw: Refused) -> str:
    value = f" “{flaw.value}”" if flaw.value else ""
    names = {one.field: one.name for one in BY_WORD.values()}
    return f"{names.get(flaw.field, '')}{value}: {flaw.reason(gettext)}".strip()


def _general_fields(asked: Asked) -> Sequence[Field]:
    return (
        Field("result_name", gettext_lazy("What the citizen gets"), first=asked.result_name),
        Field(
            "result_months",
            gettext_lazy("Its result is valid for so many months"),
            "number",
            gettext_lazy("Leave it empty where it is valid for good."),
            size="w-12",
            first=str(asked.result_months or ""),
        ),
        Field(
            "soon_days",
            gettext_lazy("Due soon: so many working days before the due day"),
            "number",
            needed=True,
            size="w-12",
            first=str(asked.soon_days),
        ),
        Field("legal_basis", gettext_lazy("Source: the decision that publishes it"), first=asked.legal_basis),
    )


def _general_ticks(asked: Asked) -> Sequence[Ticks]:
    boxes = (
        ("same_day", gettext_lazy("Done while the citizen waits: the lane of the same day"), asked.same_day),
        ("illustrative", gettext_lazy("Illustrative: no source was found for part of it"), asked.illustrative),
    )
    return (Ticks("marks", gettext_lazy("What holds for it"), boxes),)
