"""The electronic form at the counter: filled in for the citizen, page by page, and read through before acceptance."""

from dataclasses import replace
from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.units import public as units
from motcua.services.intake import public as intake
from motcua.services.intake.public import DraftView
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Answers, Form
from motcua.sites.desk.pages.intake.answering import answered_pages, answers_so_far
from motcua.sites.desk.pages.intake.counter import draft_for, office_of
from motcua.sites.look.public import clock, filled, looking, once, staff

ACT, DROP = "viec", "bo"


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.RECEIVE)
@once
def answers(request: HttpRequest, actor: Actor, draft: int) -> HttpResponse:
    """Show what was answered so far, page by page, or take all of it out. Nine SQL queries."""
    office, now, view = office_of(actor), clock.now(), draft_for(actor, draft)
    on = timezone.localdate(now)
    form = _form(view, on)
    if request.method == "POST":
        if request.POST.get(ACT) == DROP:
            _keep(view, actor, Answers(), now)
        return HttpResponseRedirect(reverse("intake", kwargs={"draft": draft}))
    looking.note(actor, looking.Seen.DRAFTS, f"{actor.post_id}/{draft}", unit_id=office.id)
    so_far = answers_so_far(form, view.content)
    context = _frame(actor, office, draft) | {
        "form": form,
        "answered": answered_pages(form, view.content, on),
        "answers_shown": filled.answers_shown(
            form, so_far, units=_units(form, on), change=lambda page: _address(draft, page.code)
        ),
    }
    return render(request, "desk/intake/answers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.RECEIVE)
@once
def page(request: HttpRequest, actor: Actor, draft: int, page: str) -> HttpResponse:
    """Fill in a page; what was typed is kept whether it is right or not. Nine SQL queries to show it."""
    office, now, view = office_of(actor), clock.now(), draft_for(actor, draft)
    on = timezone.localdate(now)
    form = _form(view, on)
    shown = form.page(page)
    if shown is None:
        raise Http404
    known, choice = intake.known_of(view.content), _units(form, on)
    so_far, problems = answers_so_far(form, view.content), tuple[procedures.Problem, ...]()
    if request.method == "POST":
        sent = filled.sent(form, shown, so_far, request.POST, known=known, units=choice)
        so_far = sent.answers
        _keep(view, actor, procedures.without_known(form, so_far, known), now)
        problems = () if sent.stay else procedures.problems(form, so_far, page=page, on=on, units=choice)
        if not sent.stay and not problems:
            return HttpResponseRedirect(_next(form, so_far, draft, page))
    looking.note(actor, looking.Seen.DRAFTS, f"{actor.post_id}/{draft}", unit_id=office.id)
    pages = procedures.pages_shown(form, so_far)
    context = _frame(actor, office, draft) | {
        "form": form,
        "page": shown,
        "number": next((at for at, one in enumerate(pages, 1) if one.code == page), 1),
        "of": len(pages),
        "filled": filled.Filled.of(form, shown, so_far, problems=problems, known=known, units=choice),
    }
    return render(request, "desk/intake/answers_page.html", context, status=400 if problems else 200)


def _form(view: DraftView, on: date) -> Form:
    """Give the form of what is being filed. One SQL query. :raises Http404: if it has none."""
    content = view.content
    form = procedures.form_of(content.procedure, on=on, case=content.case) if content.procedure else None
    if form is None:
        raise Http404
    return form


def _units(form: Form, on: date) -> dict[str, str]:
    """Give the units that may be chosen: governments on a day. Nothing is read where no question asks for one."""
    if not any(question.kind is procedures.Kind.UNIT for _, _, question in form.questions()):
        return {}
    known = units.structure(on).units.values()
    return {one.code: one.name for one in known if one.level is not units.Level.DEPARTMENT}


def _keep(view: DraftView, actor: Actor, answers: Answers, now: datetime) -> None:
    content = replace(view.content, answers=answers)
    intake.save_draft(draft=view.id, post_id=actor.post_id, content=content, at=now)


def _next(form: Form, answers: Answers, draft: int, page: str) -> str:
    """Give the address of the page after this one; after the last, where the answers are read through."""
    pages = [one.code for one in procedures.pages_shown(form, answers)]
    after = pages[pages.index(page) + 1 :] if page in pages else []
    return _address(draft, after[0]) if after else reverse("intake-answers", kwargs={"draft": draft})


def _address(draft: int, page: str) -> str:
    return reverse("intake-answers-page", kwargs={"draft": draft, "page": page})


def _frame(actor: Actor, office: units.Unit, draft: int) -> dict[str, object]:
    return {"section": "intake", "actor": actor, "own_unit": office.name, "draft": draft}
