"""The counter: one dense screen for each citizen, several of them side by side, kept as it is typed."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.foundation.accounts.public import Act, Actor, home, may
from motcua.foundation.units import public as units
from motcua.foundation.worktime import public as worktime
from motcua.kernel.refusals import Refused
from motcua.services.dossiers import public as dossiers
from motcua.services.fees import public as fees
from motcua.services.filing import public as filing
from motcua.services.intake import public as intake
from motcua.services.intake.public import Content, DraftView
from motcua.services.paperwork import public as paperwork
from motcua.services.procedures import public as procedures
from motcua.sites.desk.pages.intake import form
from motcua.sites.desk.pages.intake.answering import answered_pages
from motcua.sites.desk.pages.intake.form import Asking
from motcua.sites.desk.pages.intake.side import side
from motcua.sites.desk.pages.prints.papers import NAMES
from motcua.sites.look.public import asking, clock, looking, once, staff

PAPER = "giay"
"""How the address of the counter names the paper that was written last, to be printed."""
FOUND = 8
"""So many procedures are offered at once."""


def office_of(actor: Actor) -> units.Unit:
    """Give the office at whose counter the post takes in dossiers. One SQL query. :raises PermissionDenied:"""
    own = home(actor, Act.RECEIVE)
    if not may(actor, Act.RECEIVE, units=[own]):
        raise PermissionDenied(gettext("This is for another unit to do."))
    return units.by_id([own])[own]


def draft_for(actor: Actor, draft: int) -> DraftView:
    """Give what the post fills in. One SQL query. :raises Http404: if it fills in nothing of this number."""
    view = intake.draft_of(draft, post_id=actor.post_id)
    if view is None:
        raise Http404
    return view


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.RECEIVE)
@once
def counter(request: HttpRequest, actor: Actor) -> HttpResponse:
    """
    Show the citizens whom the post is serving and what was filed online, and begin with the next. Eleven SQL queries.
    """
    office, now, problem = office_of(actor), clock.now(), ""
    if request.method == "POST" and request.POST.get("viec") == "lay-len":
        try:
            draft = filing.take_up(application=_number(request.POST.get("so", "")), post_id=actor.post_id, at=now)
        except Refused as refusal:
            problem = refusal.reason(gettext)
        else:
            return HttpResponseRedirect(reverse("intake", kwargs={"draft": draft}))
    elif request.method == "POST":
        draft = intake.open_draft(post_id=actor.post_id, unit_id=office.id, at=now)
        return HttpResponseRedirect(reverse("intake", kwargs={"draft": draft}))
    lines = intake.drafts_of(actor.post_id)
    online = filing.waiting_at([office.id])
    names = procedures.by_code({line.procedure for line in lines} | {line.procedure for line in online})
    looking.note(actor, looking.Seen.DRAFTS, actor.post_id, unit_id=office.id, shown=len(lines) + len(online))
    calendar = worktime.calendar_for(office.id)
    minutes = 60 * filing.answer_on(timezone.localdate(now)).working_hours
    context = _frame(actor, office) | {
        "lines": [(line, names[line.procedure].name if line.procedure in names else "") for line in lines],
        "online": [
            (line, names[line.procedure].name, worktime.after_work(calendar, line.sent_at, minutes)) for line in online
        ],
        "paper": _written(request, actor),
        "post_id": actor.post_id,
        "now": now,
        "problem": problem,
        "rule": filing.answer_on(timezone.localdate(now)),
    }
    return render(request, "desk/intake/counter.html", context, status=400 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.RECEIVE)
@once
def screen(request: HttpRequest, actor: Actor, draft: int) -> HttpResponse:
    """Fill in for one citizen; each way to send it keeps what is filled in first. Twenty-five SQL queries at most."""
    office, now, view = office_of(actor), clock.now(), draft_for(actor, draft)
    if request.method != "POST":
        return _shown(request, actor, office, view.content, draft, now=now, read=request.GET.get("doc", ""))
    content, problems, read = _filled(request, view.content, office, now)
    intake.save_draft(draft=draft, post_id=actor.post_id, content=content, at=now)
    here = {"draft": draft}
    match request.POST.get("viec", ""):
        case "gac":
            return HttpResponseRedirect(reverse("counter"))
        case "bo":
            intake.drop_draft(draft=draft, post_id=actor.post_id)
            return HttpResponseRedirect(reverse("counter"))
        case "bo-sung":
            return HttpResponseRedirect(reverse("intake-completion", kwargs=here))
        case said if said.startswith("chup-") and said[5:] in {line.code for line in content.papers}:
            return HttpResponseRedirect(reverse("intake-scans", kwargs=here | {"paper": said[5:]}))
        case "bieu-mau" if content.procedure:
            return HttpResponseRedirect(reverse("intake-answers", kwargs=here))
        case "tu-choi":
            return HttpResponseRedirect(reverse("intake-refusal", kwargs=here))
        case "nhan" if not problems:
            try:
                with transaction.atomic():
                    accepted = intake.accept(draft=draft, post_id=actor.post_id, by=actor.key, at=now)
                    paperwork.issue(
                        code=accepted.code,
                        form=paperwork.Form.RECEIPT,
                        by=actor.key,
                        at=now,
                        address=asking.public_address(request),
                    )
            except Refused as refusal:
                problems[refusal.field] = refusal.reason(gettext)
            else:
                return HttpResponseRedirect(reverse("intake-accepted", kwargs={"code": accepted.code}))
    if problems:
        return _shown(request, actor, office, content, draft, now=now, problems=problems, read=read)
    return HttpResponseRedirect(reverse("intake", kwargs=here) + (f"?doc={read}" if read else ""))


@require_POST
@staff(Act.RECEIVE)
def keep(request: HttpRequest, actor: Actor, draft: int) -> HttpResponse:
    """Keep what is typed, and answer with what stands beside the form. Fifteen SQL queries at most."""
    office, now, view = office_of(actor), clock.now(), draft_for(actor, draft)
    chosen = form.asking(view.content.procedure, timezone.localdate(now)) if view.content.procedure else None
    content = form.content_of(request, view.content, chosen)
    intake.save_draft(draft=draft, post_id=actor.post_id, content=content, at=now)
    context = {
        "side": side(content, chosen, unit_id=office.id, unit_key=office.key, at=now),
        "saved_at": timezone.now(),
        "actor": actor,
        "now": now,
    }
    return render(request, "desk/intake/side.html", context)


@require_safe
@staff(Act.RECEIVE)
def find(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Answer with the procedures that a few letters find. Nine SQL queries."""
    office = office_of(actor)
    text = asking.clean(request.GET.get("q", ""))[:100]
    found = procedures.search(text, on=timezone.localdate(clock.now()), unit_id=office.id, limit=FOUND)
    return render(request, "desk/intake/found.html", {"found": found})


@require_safe
@staff(Act.RECEIVE)
def accepted(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Say what was accepted, with its code and when it is due, and lead to the slip and to the next citizen."""
    office = office_of(actor)
    dossier = dossiers.brief(code)
    if dossier is None or dossier.received_at is None:
        raise Http404
    if not may(actor, Act.RECEIVE, units=[dossier.receiving_unit_id]):
        raise PermissionDenied(gettext("This is for another unit to do."))
    receipt = next((one for one in paperwork.papers_of(dossier.id) if one.form is paperwork.Form.RECEIPT), None)
    bill = fees.bill_of(dossier, on=timezone.localdate(clock.now()))
    context = _frame(actor, office) | {"dossier": dossier, "receipt": receipt, "bill": bill}
    return render(request, "desk/intake/accepted.html", context)


def _filled(
    request: HttpRequest, before: Content, office: units.Unit, now: datetime
) -> tuple[Content, dict[str, str], str]:
    """Give what is filled in, what is wrong with it, and what was read from a card or known of the person."""
    on, problems, read = timezone.localdate(now), {}, ""
    code = request.POST.get("ma", "")
    typed = form.clean(request, "procedure")
    chosen = form.asking(code, on) if code else None
    if typed and (chosen is None or typed != f"{chosen.code}  {chosen.name}"):
        found = procedures.search(typed.partition("  ")[0], on=on, unit_id=office.id, limit=2)
        if len(found) == 1 or (found and found[0].how == "code" and found[0].code == typed):
            chosen = form.asking(found[0].code, on)
        elif chosen is None:
            problems["procedure"] = gettext("choose one of those found") if found else gettext("nothing is found")
    content = form.content_of(request, before, chosen)
    scanned = request.POST.get("scan", "").strip()[:2_000]
    if scanned:
        try:
            card = intake.read_card(scanned)
        except Refused as refusal:
            problems["scan"] = refusal.reason(gettext)
        else:
            content, read = form.with_card(content, card), "health" if card.health else "card"
    number = content.person.identity_number
    if number and (not content.person.name or (scanned and not content.person.phone)):
        known = dossiers.known_person(number, [office.id])
        if known is not None:
            person = content.person
            content = form.with_known(content, known)
            read = read or ("known" if content.person != person else "")
    return content, problems, read


def _shown(
    request: HttpRequest,
    actor: Actor,
    office: units.Unit,
    content: Content,
    draft: int,
    *,
    now: datetime,
    problems: dict[str, str] | None = None,
    read: str = "",
) -> HttpResponse:
    on = timezone.localdate(now)
    chosen: Asking | None = form.asking(content.procedure, on, content.case) if content.procedure else None
    typed = form.clean(request, "procedure") if request.method == "POST" else ""
    found = [] if chosen or not typed else procedures.search(typed, on=on, unit_id=office.id, limit=FOUND)
    looking.note(actor, looking.Seen.DRAFTS, f"{actor.post_id}/{draft}", unit_id=office.id)
    context = _frame(actor, office) | {
        "draft": draft,
        "content": content,
        "chosen": chosen,
        "typed": typed,
        "found": found,
        "problems": problems or {},
        "read": read,
        "channels": form.CHANNELS,
        "returns": [(word.value, name) for word, name in form.RETURNS.items()],
        "marks": [(word.value, name) for word, name in form.MARKS.items()],
        "exemptions": _exemptions(chosen),
        "counted": {tariff.per for tariff in chosen.asked.tariffs} - {"dossier"} if chosen else set(),
        "side": side(content, chosen, unit_id=office.id, unit_key=office.key, at=now),
        "answered": answered_pages(chosen.form, content, on) if chosen and chosen.form else None,
        "saved_at": timezone.now(),
        "now": now,
    }
    return render(request, "desk/intake/screen.html", context, status=400 if problems else 200)


def _exemptions(chosen: Asking | None) -> list[tuple[str, str]]:
    found = {one.code: one.name for tariff in (chosen.asked.tariffs if chosen else ()) for one in tariff.exemptions}
    return [*found.items()]


def _written(request: HttpRequest, actor: Actor) -> tuple[int, str] | None:
    """Give the paper that was written last, by id and name, if it is one of the post's office. Two SQL queries."""
    number = _number(request.GET.get(PAPER, ""))
    found = paperwork.paper_of(number) if number else None
    unit_ids = dossiers.units_of_id(found[0]) if found else None
    if found is None or unit_ids is None or not may(actor, Act.RECEIVE, units=unit_ids):
        return None
    return number, str(NAMES[found[1]])


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _frame(actor: Actor, office: units.Unit) -> dict[str, Any]:
    return {"section": "intake", "actor": actor, "own_unit": office.name}
