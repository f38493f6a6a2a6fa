"""A sheet: as the facts fill it now, as it was frozen, on its way up, and beside what is known now."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.reform.forms import public as forms
from motcua.reform.forms.public import Kept, Standing
from motcua.reform.indicators import public as indicators
from motcua.sites.look.public import asking, clock, phrases, staff
from motcua.sites.oversight.opening import opened_strictly
from motcua.sites.oversight.pages.forms.asked import (
    KIND,
    PRESET,
    STANDINGS,
    asked_form,
    download,
    needs,
    query,
    question_of,
    table,
)

REASON = "ly-do"
REBUILD = "dung-lai"


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.SEE_FIGURES)
def made(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show a form as the facts fill it now, or freeze it so. Twenty SQL queries, and a read of the facts."""
    question, context = opened_strictly(request, actor)
    form = asked_form(request, question)
    preset = asking.clean(request.GET.get(PRESET, "")) or forms.FREE
    now = clock.now()
    problem = ""
    reason = request.POST.get(REASON, "").strip()
    if request.method == "POST":
        needs(actor, Act.KEEP_FORMS, question.unit)
        try:
            sheet = forms.freeze(
                form=form.code,
                unit=question.unit.code,
                period=question.period,
                preset=preset,
                by=actor.key,
                at=now,
                reason=reason,
            )
            return redirect("form-sheet", sheet=sheet)
        except Refused as refusal:
            problem = refusal.message(gettext)
    if form.rows is forms.Rows.DOSSIER:
        return redirect(f"{reverse('form-book')}?{question.query()}")
    if not form.counted:
        return redirect(f"{reverse('form-enter')}?{query(question, form.code, preset)}")
    filled = forms.make(
        indicators.up_to_date(at=now),
        form=form,
        unit=question.unit.code,
        period=question.period,
        preset=preset,
        now=now,
    )
    if request.GET.get(KIND) in {"xlsx", "pdf"}:
        return download(lambda: forms.lay(form, filled), kind=request.GET[KIND], name=_name(form.code, question))
    context |= {
        "form": form,
        "form_title": form.title.in_language(get_language()),
        "sheet": filled,
        "table": table(actor, form, filled, question),
        "preset_name": preset_name(preset),
        "kept": forms.latest(question.unit.id, form=form.code, preset=preset, period=question.period),
        "standings": STANDINGS,
        "query": query(question, form.code, preset),
        "may_keep": may(actor, Act.KEEP_FORMS, units=[question.unit.id]),
        "problem": problem,
        "reason": reason,
        "ahead": filled.trace.as_of and filled.trace.as_of.date() <= question.period.last,
    }
    return render(request, "oversight/forms/made.html", context, status=400 if problem else 200)


def preset_name(code: str) -> str:
    """Name a kind of period."""
    found = next((one for one in forms.presets() if one.code == code), None)
    return found.title.in_language(get_language()) if found else gettext("Days of one's own choice")


def _name(form: str, question: asking.Question) -> str:
    return f"{form}-{question.unit.code}-{question.period.first}-{question.period.last}"


@require_safe
@staff(Act.SEE_FIGURES)
def kept(request: HttpRequest, actor: Actor, sheet: int) -> HttpResponse:
    """Show a kept sheet. Fifteen SQL queries."""
    found = _seen(actor, sheet)
    return render(request, "oversight/forms/kept.html", _context(actor, found))


@require_safe
@staff(Act.SEE_FIGURES)
def file(request: HttpRequest, actor: Actor, sheet: int, kind: str) -> HttpResponse:
    """Give a kept sheet as a file, marked with its digest. Twelve SQL queries."""
    found = _seen(actor, sheet)
    if kind not in {"xlsx", "pdf"}:
        raise Http404
    return download(
        lambda: forms.lay(found.form, found.sheet, marks=(f"SHA-256 {found.digest}",)),
        kind=kind,
        name=f"{_name(found.form.code, question_of(found))}-{found.edition}",
    )


@require_safe
@staff(Act.SEE_FIGURES)
def now(request: HttpRequest, actor: Actor, sheet: int) -> HttpResponse:
    """Set a kept sheet beside what is known now. Fifteen SQL queries, and reads of the facts and the ledger."""
    found = _seen(actor, sheet)
    at = clock.now()
    context = _context(actor, found)
    said = forms.restated(found, now=at)
    see_dossiers = may(actor, Act.SEE_DOSSIERS, units=[found.unit_id])
    context |= {
        "restated": said,
        "moved": [_moved(one, said.events.get(one.dossier, ())) for one in said.dossiers] if see_dossiers else [],
        "hidden": 0 if see_dossiers else len(said.dossiers),
        "now": at,
        "rebuilt": forms.rebuilt(found, now=at)[1] if request.GET.get(REBUILD) else None,
    }
    return render(request, "oversight/forms/now.html", context)


def _moved(one: forms.Moved, events: tuple[forms.Since, ...]) -> dict[str, Any]:
    return {
        "code": one.code,
        "url": reverse("desk-dossier", kwargs={"code": one.code}),
        "then": counted_said(one.then),
        "now": counted_said(one.now),
        "events": [(phrases.recorded_said(event.kind), event.occurred_at, event.recorded_at) for event in events],
    }


def counted_said(codes: tuple[str, ...]) -> str:
    """Name what a dossier is counted as."""
    return "; ".join(gettext(indicators.BY_CODE[code].title) for code in codes) or gettext("not counted")


@require_POST
@staff(Act.SEND_FORMS)
def send(request: HttpRequest, actor: Actor, sheet: int) -> HttpResponse:
    """Send a frozen sheet to the unit above."""
    found = _seen(actor, sheet)
    needs(actor, Act.SEND_FORMS, question_of(found).unit)
    return _done(request, actor, found, lambda at: forms.send(sheet=found.id, by=actor.key, at=at))


@require_POST
@staff(Act.KEEP_FORMS)
def answer(request: HttpRequest, actor: Actor, sheet: int) -> HttpResponse:
    """Accept a sheet that came from below, or send it back with the reason."""
    found = _seen(actor, sheet)
    if not may_answer(actor, found):
        raise PermissionDenied(gettext("This sheet was not sent to a unit that your post answers for."))

    def act(at: datetime) -> None:
        if request.POST.get("tra") == "1":
            forms.send_back(sheet=found.id, reason=request.POST.get(REASON, ""), by=actor.key, at=at)
        else:
            forms.accept(sheet=found.id, by=actor.key, at=at)

    return _done(request, actor, found, act)


def may_answer(actor: Actor, found: Kept) -> bool:
    """Say whether a post may accept a sheet or send it back."""
    return found.sent_to is not None and may(actor, Act.KEEP_FORMS, units=[found.sent_to])


def _done(request: HttpRequest, actor: Actor, found: Kept, act: Callable[[datetime], None]) -> HttpResponse:
    try:
        act(clock.now())
    except Refused as refusal:
        context = _context(actor, found) | {"problem": refusal.message(gettext), "reason": request.POST.get(REASON, "")}
        return render(request, "oversight/forms/kept.html", context, status=400)
    return redirect("form-sheet", sheet=found.id)


def _seen(actor: Actor, sheet: int) -> Kept:
    try:
        found = forms.kept(sheet)
    except forms.UnknownSheet:
        raise Http404 from None
    if not may(actor, Act.SEE_FIGURES, units=[found.unit_id]):
        said = gettext("%(unit)s lies beyond what your post oversees.")
        raise PermissionDenied(said % {"unit": found.sheet.unit_name})
    return found


def _context(actor: Actor, found: Kept) -> dict[str, Any]:
    question = question_of(found)
    parts = units.by_key([part.unit for part in found.sheet.parts])
    return {
        "section": "oversight",
        "actor": actor,
        "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name,
        "question": question,
        "form": found.form,
        "form_title": found.form.title.in_language(get_language()),
        "kept": found,
        "sheet": found.sheet,
        "table": table(actor, found.form, found.sheet, question),
        "word": STANDINGS[found.standing],
        "preset_name": preset_name(found.sheet.preset),
        "parts": [(parts[part.unit].name, part) for part in found.sheet.parts],
        "sent_to": units.by_id([found.sent_to])[found.sent_to].name if found.sent_to else "",
        "reasons": list(found.reasons.items()),
        "from_facts": found.sheet.origin is forms.Origin.FACTS,
        "may_send": found.standing is Standing.FROZEN
        and found.latest
        and may(actor, Act.SEND_FORMS, units=[found.unit_id]),
        "may_answer": found.standing is Standing.SENT and may_answer(actor, found),
        "query": query(replace(question, own=True), found.form.code, found.sheet.preset),
    }
