"""Writing in the registers: record, correct, withdraw, attach and detach evidence, declare complete."""

from collections.abc import Callable, Mapping
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.files import public as files
from motcua.kernel.periods import Period, read_day
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.registers import public as registers
from motcua.reform.registers.public import NotStated, Register
from motcua.sites.look.public import clock, staff, words
from motcua.sites.oversight.pages.registers.sheet import DAY, FILE, shown
from motcua.sites.oversight.registers import fields, saying
from motcua.sites.oversight.registers.opening import Opened, Sheet, frame, must_keep, opened, register_named, sheet

form_page = require_http_methods(["GET", "HEAD", "POST"])


class ChangedMeanwhile(Refused):
    """Somebody else changed the record since the form was opened."""


@form_page
@staff(Act.KEEP_REGISTERS)
def new(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show the form of a record and take it in; the address may bring some of it."""
    kept = register_named(code)
    here = opened(request, actor)
    must_keep(here)
    if request.method != "POST":
        brought = {name: text for name, text in fields.posted(kept, request.GET).items() if text}
        return _form(request, here.context, kept, _days(here) | brought, {})
    given = fields.posted(kept, request.POST)
    try:
        record_id = registers.record(
            register=code, unit_id=here.unit.id, given=fields.meant(kept, given), by=actor.key, at=here.now
        )
    except Refused as refused:
        return _form(request, here.context, kept, given, fields.wrongs(refused))
    messages.success(request, gettext("Recorded. Put the evidence beside it."))
    return HttpResponseRedirect(reverse("record", args=[record_id]))


@form_page
@staff(Act.KEEP_REGISTERS)
def correct(request: HttpRequest, actor: Actor, record_id: int) -> HttpResponse:
    """Show a record as a form and take its correction in; what it said stays in its history."""
    one = sheet(actor, record_id, now=clock.now())
    must_keep(one)
    context = frame(actor) | {"sheet": one, "reason": request.POST.get("reason", "")}
    if request.method != "POST":
        return _form(request, context, one.register, fields.filled(one.register, one.record), {})
    given = fields.posted(one.register, request.POST)
    try:
        _check_seen(one, request)
        registers.correct(
            record_id=record_id,
            given=fields.meant(one.register, given),
            reason=request.POST.get("reason", ""),
            by=actor.key,
            at=clock.now(),
        )
    except Refused as refused:
        return _form(request, context, one.register, given, fields.wrongs(refused))
    return _done(request, record_id, gettext("Corrected. What it said before stands in its history."))


def _check_seen(one: Sheet, request: HttpRequest) -> None:
    """Check that the form was made from the record as it stands. :raises ChangedMeanwhile:"""
    if request.POST.get("events") != str(one.record.events):
        raise ChangedMeanwhile(
            gettext_noop("somebody else changed this record since you opened the form"),
            expected=gettext_noop("open it anew and look at what changed"),
        )


def _form(
    request: HttpRequest,
    context: Mapping[str, object],
    register: Register,
    given: Mapping[str, str],
    wrong: Mapping[str, Refused],
) -> HttpResponse:
    made = fields.form(register, given, wrong)
    why = wrong.get("reason")
    summary = fields.summary(made, {name: one for name, one in wrong.items() if name != "reason"})
    if why is not None:
        summary.append(("f-reason", why.reason(gettext)))
    return render(
        request,
        "oversight/registers/form.html",
        {
            **context,
            "register": register,
            "title": saying.title(register),
            "fields": made,
            "summary": summary,
            "reason_wrong": why.reason(gettext) if why else "",
        },
        status=400 if wrong else 200,
    )


def _days(here: Opened) -> dict[str, str]:
    """Give the days that a new record is of where nothing is said: the year that is asked about."""
    year = here.strictly().period.last.year
    return {"first_on": f"01/01/{year}", "last_on": f"31/12/{year}"}


@form_page
@staff(Act.KEEP_REGISTERS)
def withdraw(request: HttpRequest, actor: Actor, record_id: int) -> HttpResponse:
    """Ask for the reason, and take a record back."""
    one = sheet(actor, record_id, now=clock.now())

    def act(reason: str) -> None:
        registers.withdraw(record_id=record_id, reason=reason, by=actor.key, at=clock.now())

    heading = gettext("Withdraw this record?")
    return _with_reason(request, actor, one, act, heading=heading, done=gettext("Withdrawn. It counts no more."))


@form_page
@staff(Act.KEEP_REGISTERS)
def detach(request: HttpRequest, actor: Actor, record_id: int, digest: str) -> HttpResponse:
    """Ask for the reason, and take a file from beside a record."""
    one = sheet(actor, record_id, now=clock.now())

    def act(reason: str) -> None:
        registers.detach_evidence(record_id=record_id, digest=digest, reason=reason, by=actor.key, at=clock.now())

    heading = gettext("Take this file away?")
    return _with_reason(request, actor, one, act, heading=heading, done=gettext("The file no longer stands here."))


def _with_reason(
    request: HttpRequest, actor: Actor, one: Sheet, act: Callable[[str], None], *, heading: str, done: str
) -> HttpResponse:
    """Do what needs a reason, once it is given."""
    must_keep(one)
    wrong = ""
    if request.method == "POST":
        try:
            act(request.POST.get("reason", ""))
        except NotStated as refused:
            wrong = refused.reason(gettext)
        else:
            return _done(request, one.record.id, done)
    context = frame(actor) | {
        "sheet": one,
        "title": saying.title(one.register),
        "heading": heading,
        "lines": saying.lines(one.record, one.register)[:4],
        "wrong": wrong,
    }
    return render(request, "oversight/registers/reason.html", context, status=400 if wrong else 200)


@require_POST
@staff(Act.KEEP_REGISTERS)
def attach(request: HttpRequest, actor: Actor, record_id: int) -> HttpResponse:
    """Keep a file, and put it beside a record."""
    one, now = sheet(actor, record_id, now=clock.now()), clock.now()
    must_keep(one)
    upload = request.FILES.get(FILE)
    try:
        day = _day(request.POST.get(DAY, ""), DAY)
        if upload is None:
            raise NotStated(gettext_noop("choose a file"), field=FILE)
        files.check_size(upload.size or 0, limits=files.limits(now))
        kept = files.keep(
            name=upload.name or "", content=upload.read(), unit=one.unit, purpose="registers", by=actor.key, at=now
        )
        registers.attach_evidence(
            record_id=record_id, digest=kept.digest, name=kept.name, effective_on=day, by=actor.key, at=now
        )
    except Refused as refused:
        return shown(request, actor, one, wrong=refused)
    return _done(request, record_id, gettext("The file stands beside the record."))


@form_page
@staff(Act.KEEP_REGISTERS)
def complete(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show what a register holds for some days, and declare it complete for them."""
    kept = register_named(code)
    here = opened(request, actor)
    question = here.strictly()
    must_keep(here)
    given = {
        "tu": request.POST.get("tu", f"{question.period.first:%d/%m/%Y}"),
        "den": request.POST.get("den", f"{min(question.period.last, here.today):%d/%m/%Y}"),
    }
    wrong: Refused | None = None
    if request.method == "POST":
        try:
            period = Period(_day(given["tu"], "tu"), _day(given["den"], "den"))
            registers.declare_complete(
                register=code, unit_id=question.unit.id, period=period, by=actor.key, at=here.now
            )
        except Refused as refused:
            wrong = refused
        else:
            said = gettext("Declared complete %(period)s.") % {"period": words.period(period.first, period.last)}
            messages.success(request, said)
            return HttpResponseRedirect(f"{reverse('register', args=[code])}?{question.query()}")
    held = registers.records(code, question.unit.id, question.period)
    context = here.context | {
        "register": kept,
        "title": saying.title(kept),
        "given": given,
        "at": {"from": "tu", "to": "den", "on": "den"}.get(wrong.field, wrong.field) if wrong else "",
        "wrong": wrong.reason(gettext) if wrong else "",
        "records": len(held),
        "bare": sum(not view.evidence for view in held),
    }
    return render(request, "oversight/registers/complete.html", context, status=400 if wrong else 200)


def _day(text: str, field: str) -> date:
    """Read a day as people write it or as addresses do. :raises Refused:"""
    return read_day(fields.day_meant(text.strip()), field=field)


def _done(request: HttpRequest, record_id: int, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("record", args=[record_id]))
