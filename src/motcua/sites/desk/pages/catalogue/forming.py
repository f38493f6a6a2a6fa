"""Writing the electronic form of a procedure piece by piece, looking at it as it will be, laying it down from a day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor
from motcua.kernel.refusals import Refused
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Answers, Case, Draft, Form, Group, Problem, Procedure, Question
from motcua.sites.desk.pages.catalogue import form_parts
from motcua.sites.desk.pages.catalogue.access import found, must_keep, seen
from motcua.sites.desk.pages.catalogue.drafting import from_day, refuse, ticked
from motcua.sites.desk.pages.catalogue.entries import Chosen, Ticks
from motcua.sites.desk.pages.days import today
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import frame
from motcua.sites.look.public import asking, clock, filled, once, staff

Kind = TypeVar("Kind", Question, Group)

CASE, ACT = "truong-hop", "viec"
UP, DOWN = "len:", "xuong:"


@dataclass(frozen=True, slots=True)
class Opened:
    """The form of a procedure that is being written: of which case, and what stands in the draft."""

    known: Procedure
    case: Case | None
    draft: Draft[Form]

    @property
    def form(self) -> Form:
        """Give what stands in the draft."""
        return self.draft.content

    @property
    def query(self) -> str:
        """Give the query by which the case is kept in addresses."""
        return "?" + urlencode({CASE: self.case.code}) if self.case else ""

    def address(self, name: str = "catalogue-form", *args: str) -> str:
        """Give the address of a page of the editor, of the same case."""
        return reverse(name, args=[self.known.id, *args]) + self.query

    def save(self, request: HttpRequest, actor: Actor, form: Form) -> None:
        """Save the draft. :raises DraftChanged:"""
        procedures.write_form(
            code=self.known.code,
            case=self.case.code if self.case else "",
            form=form,
            seen=seen(request),
            by=actor.key,
            at=clock.now(),
        )


@dataclass(frozen=True, slots=True)
class ItemShown:
    """A question or a group as a row of the editor."""

    item: Question | Group
    kind: str
    condition: str
    inner: tuple["ItemShown", ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PROCEDURES)
@once
def form(request: HttpRequest, actor: Actor, procedure: int) -> HttpResponse:
    """Show what is being written of a form and all that does not hold together yet; move its parts; lay it down."""
    opened = _opened(request, actor, procedure)
    act = request.POST.get(ACT, "")
    moving = act.startswith((UP, DOWN))
    entries = Entries.empty([from_day()])
    if request.method == "POST":
        entries = entries if moving else Entries.of(request, [from_day()])
        if not entries.problems:
            try:
                if moving:
                    way, _, code = act.partition(":")
                    moved = procedures.move(opened.form, code, by=-1 if f"{way}:" == UP else 1)
                    opened.save(request, actor, moved)
                    return HttpResponseRedirect(f"{opened.address()}#m-{code}")
                on = entries.day("on") or today()
                procedures.lay_down_drafted_form(
                    code=opened.known.code,
                    case=opened.case.code if opened.case else "",
                    on=on,
                    seen=seen(request),
                    by=actor.key,
                    at=clock.now(),
                )
            except Refused as refusal:
                entries.refuse(refusal)
            else:
                return HttpResponseRedirect(f"{reverse('catalogue-procedure', args=[procedure])}?ngay={on:%d/%m/%Y}")
    draft = opened.draft
    context = _frame(actor, opened) | {
        "form": opened.form,
        "pages": [(page, _items(opened.form, page.items)) for page in opened.form.pages],
        "flaws": [_told(opened.form, flaw) for flaw in procedures.flaws_of_form(opened.form)],
        "who": accounts.titles_of([draft.changed_by]).get(draft.changed_by, "") if draft.number else "",
        "cases": procedures.asked(opened.known.code, on=today()).cases,
        "laid": procedures.forms(opened.known.code),
        "entries": entries,
    }
    return render(request, "desk/catalogue/form.html", context, status=400 if entries.problems else 200)


@require_POST
@staff(Act.KEEP_PROCEDURES)
def drop(request: HttpRequest, actor: Actor, procedure: int) -> HttpResponse:
    """Throw the draft of a form away; what holds stays as it is."""
    opened = _opened(request, actor, procedure)
    procedures.drop_form_draft(code=opened.known.code, case=opened.case.code if opened.case else "")
    return HttpResponseRedirect(reverse("catalogue-procedure", args=[procedure]))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PROCEDURES)
def preview(request: HttpRequest, actor: Actor, procedure: int, page: str) -> HttpResponse:
    """Show a page of the draft as it will be filled in, and what it would say to what is tried. Nothing is kept."""
    opened = _opened(request, actor, procedure)
    shown = opened.form.page(page)
    if shown is None:
        raise Http404
    answers, problems = Answers(), tuple[Problem, ...]()
    if request.method == "POST":
        sent = filled.sent(opened.form, shown, answers, request.POST)
        answers = sent.answers
        problems = () if sent.stay else procedures.problems(opened.form, answers, page=page, on=today())
    context = _frame(actor, opened) | {
        "form": opened.form,
        "page": shown,
        "filled": filled.Filled.of(opened.form, shown, answers, problems=problems),
        "tried": request.method == "POST" and not problems,
        "answers_shown": filled.answers_shown(replace(opened.form, pages=(shown,)), answers),
    }
    return render(request, "desk/catalogue/form_preview.html", context, status=400 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PROCEDURES)
@once
def whole(request: HttpRequest, actor: Actor, procedure: int) -> HttpResponse:
    """Write what holds of the whole form: its title and where it comes from."""
    opened = _opened(request, actor, procedure)
    one = opened.form
    fields = (
        Field("title", gettext_lazy("Title of the form"), first=one.title),
        Field("source", gettext_lazy("Source: the decision that publishes it"), first=one.source),
    )
    label = gettext_lazy("Illustrative: no source was found for part of it")
    ticks = (Ticks("marks", gettext_lazy("What holds for it"), (("illustrative", label, one.illustrative),)),)

    def write(entries: Entries, chosen: Chosen) -> Form:
        marks = chosen["marks"]
        return replace(one, title=entries["title"], source=entries["source"], illustrative="illustrative" in marks)

    return _entry(request, actor, opened, fields, ticks, write, heading=gettext("The whole form"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PROCEDURES)
@once
def page(request: HttpRequest, actor: Actor, procedure: int, key: str = "") -> HttpResponse:
    """Write a page, or take it out with all that it asks."""
    opened = _opened(request, actor, procedure)
    stood = opened.form.page(key)
    if key and stood is None:
        raise Http404

    def write(entries: Entries, chosen: Chosen) -> Form:
        return procedures.put_page(opened.form, form_parts.read_page(opened.form, stood, entries), instead_of=key)

    heading = stood.title if stood else gettext("Add a page")
    return _entry(request, actor, opened, form_parts.page_fields(stood), (), write, heading=heading, key=key)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PROCEDURES)
@once
def group(request: HttpRequest, actor: Actor, procedure: int, on: str = "", key: str = "") -> HttpResponse:
    """Write a group of questions, or take it out with them."""
    opened = _opened(request, actor, procedure)
    stood = _stood(opened, Group, key)
    place = on or _place(opened.form, key)
    if opened.form.page(place) is None:
        raise Http404

    def write(entries: Entries, chosen: Chosen) -> Form:
        one = form_parts.read_group(opened.form, stood, entries, chosen)
        return procedures.put_item(opened.form, one, on=place, instead_of=key)

    fields, ticks = form_parts.group_fields(opened.form, stood), form_parts.group_ticks(stood)
    heading = stood.label if stood else gettext("Add a group")
    return _entry(request, actor, opened, fields, ticks, write, heading=heading, key=key)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PROCEDURES)
@once
def question(request: HttpRequest, actor: Actor, procedure: int, on: str = "", key: str = "") -> HttpResponse:
    """Write a question of a page or of a group, or take it out."""
    opened = _opened(request, actor, procedure)
    stood = _stood(opened, Question, key)
    place = on or _place(opened.form, key)
    if opened.form.page(place) is None and not isinstance(opened.form.item(place), Group):
        raise Http404

    def write(entries: Entries, chosen: Chosen) -> Form:
        one = form_parts.read_question(opened.form, stood, entries, chosen)
        return procedures.put_item(opened.form, one, on=place, instead_of=key)

    fields, ticks = form_parts.question_fields(opened.form, stood), form_parts.question_ticks(stood)
    heading = stood.label if stood else gettext("Add a question")
    return _entry(request, actor, opened, fields, ticks, write, heading=heading, key=key)


def _entry(
    request: HttpRequest,
    actor: Actor,
    opened: Opened,
    fields: Sequence[Field],
    ticks: Sequence[Ticks],
    write: Callable[[Entries, Chosen], Form],
    *,
    heading: str,
    key: str = "",
) -> HttpResponse:
    """Show an entry of the form, save what was written, or take it out; what is refused is asked again."""
    entries = Entries.empty(fields)
    if request.method == "POST":
        chosen = {one.name: request.POST.getlist(one.name) for one in ticks}
        ticks = [replace(one, boxes=ticked(one, chosen)) for one in ticks]
        taken_out = bool(key) and request.POST.get("lam") == "bo"
        entries = Entries.empty(fields) if taken_out else Entries.of(request, fields)
        if not entries.problems:
            try:
                changed = procedures.take_out(opened.form, key) if taken_out else write(entries, chosen)
                if not taken_out:
                    _refuse_new(opened.form, changed, entries)
                opened.save(request, actor, changed)
            except Refused as refusal:
                refuse(entries, refusal)
            else:
                return HttpResponseRedirect(opened.address())
    context = _frame(actor, opened) | {
        "entries": entries,
        "ticks": ticks,
        "key": key,
        "back": opened.address(),
        "heading": heading,
    }
    return render(request, "desk/catalogue/entry.html", context, status=400 if entries.problems else 200)


def _refuse_new(before: Form, after: Form, entries: Entries) -> None:
    """Refuse what an entry itself has wrong; what the whole lacks is told on its page. :raises Refused:"""
    known = {(one.text, str(one.value)) for one in procedures.flaws_of_form(before)}
    for flaw in procedures.flaws_of_form(after):
        unfinished = flaw.text in _UNFINISHED
        if not unfinished and (flaw.text, str(flaw.value)) not in known:
            raise flaw


_UNFINISHED = {
    "a form has at least one page",
    "a page asks at least one question",
    "a group has at least one question",
}
"""What is said of a form that is begun and not finished: no entry is wrong for it."""


def _opened(request: HttpRequest, actor: Actor, procedure: int) -> Opened:
    """Give a procedure and what is being written of its form, to whoever keeps the catalogue. :raises Http404:"""
    known = found(procedure)
    must_keep(actor, None, today())
    code = asking.clean(request.GET.get(CASE, ""))
    cases = {one.code: one for one in procedures.asked(known.code, on=today()).cases}
    if code and code not in cases:
        raise Http404
    return Opened(known, cases.get(code), procedures.form_draft(known.code, on=today(), case=code))


def _frame(actor: Actor, opened: Opened) -> dict[str, object]:
    return frame(actor) | {
        "latest": opened.known,
        "case": opened.case,
        "draft": opened.draft,
        "case_query": opened.query,
    }


def _stood(opened: Opened, kind: type[Kind], key: str) -> Kind | None:
    """Give the question or the group that an address names, none without a key. :raises Http404: if there is none."""
    item = opened.form.item(key) if key else None
    if isinstance(item, kind):
        return item
    if key:
        raise Http404
    return None


def _place(form: Form, key: str) -> str:
    """Give the code of the page or the group in which a question or a group stands."""
    for page in form.pages:
        for item in page.items:
            if item.code == key:
                return page.code
            if isinstance(item, Group) and any(one.code == key for one in item.questions):
                return item.code
    return ""


def _items(form: Form, items: Sequence[Question | Group]) -> tuple[ItemShown, ...]:
    return tuple(
        ItemShown(
            item,
            str(form_parts.KINDS[item.kind.value]) if isinstance(item, Question) else "",
            form_parts.condition_said(form, item.shown_if) if item.shown_if else "",
            _items(form, item.questions) if isinstance(item, Group) else (),
        )
        for item in items
    )


def _told(form: Form, flaw: Refused) -> str:
    item, on = form.item(flaw.field), form.page(flaw.field)
    name = item.label if item else on.title if on else ""
    value = f" “{flaw.value}”" if flaw.value and str(flaw.value) != name else ""
    said = f"{name}{value}".strip()
    return f"{said}: {flaw.reason(gettext)}" if said else flaw.reason(gettext)
