"""A conclusion is written: headings, statements, their order."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from motcua.foundation.accounts.public import Actor
from motcua.kernel.refusals import Refused
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import StaleStatement, StatementView, Suggestion, Support
from motcua.sites.look.public import asking, clock, staff
from motcua.sites.oversight.pages.inspections import access as inspected
from motcua.sites.oversight.pages.inspections.conclusion import access, filling, page
from motcua.sites.oversight.pages.inspections.conclusion.access import Here


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*inspected.ANY_SIDE)
def group(request: HttpRequest, actor: Actor, inspection_id: int, number: int) -> HttpResponse:
    """Put a heading into the conclusion, or write one anew."""
    here = access.written(actor, inspection_id)
    before = next((one for one in here.view.groups if one.number == number), None)
    if number and before is None:
        raise Http404
    title = (
        asking.printable(request.POST.get("ten", "")) if request.method == "POST" else before.title if before else ""
    )
    chosen = (
        {int(word) for word in request.POST.getlist("noi") if word.isascii() and word.isdecimal() and len(word) < 16}
        if request.method == "POST"
        else set(before.places if before else ())
    )
    problem = ""
    if request.method == "POST":
        try:
            inspections.write_group(
                inspection_id=inspection_id,
                title=title,
                places=sorted(chosen),
                group=number,
                by=actor.key,
                at=clock.now(),
            )
            return redirect("inspection-conclusion", inspection_id=inspection_id)
        except Refused as refusal:
            problem = refusal.reason(gettext)
    context = page.frame(actor, here) | {"before": before, "title": title, "chosen": chosen, "problem": problem}
    return render(request, "oversight/inspections/conclusion/group.html", context, status=400 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*inspected.ANY_SIDE)
def statement(request: HttpRequest, actor: Actor, inspection_id: int, key: str) -> HttpResponse:
    """
    Write a statement, or one anew; what a visit suggests may be taken for a start.

    Who writes over what somebody else has written meanwhile sees both texts, and loses neither.
    """
    here = access.written(actor, inspection_id)
    before = access.statement(here, key) if key else None
    wanted = request.GET.get("goi-y", "")
    suggested = next((one for one in inspections.suggestions(here.inspection, here.view) if one.key == wanted), None)
    if request.method != "POST":
        return _form(request, actor, here, before, suggested)
    version = request.POST.get("phien-ban", "")
    try:
        also = filling.kept(request.FILES.get("tep"), here.inspection, by=actor.key, at=clock.now())
        number = inspections.write_statement(
            inspection_id=inspection_id,
            draft=filling.draft(request.POST, here.inspection, also),
            statement=before.number if before else 0,
            version=int(version) if version.isascii() and version.isdecimal() and len(version) < 9 else 0,
            by=actor.key,
            at=clock.now(),
        )
    except StaleStatement as stale:
        return _form(request, actor, here, before, None, given=request.POST, stale=stale)
    except Refused as refusal:
        return _form(request, actor, here, before, suggested, given=request.POST, refusal=refusal)
    return _to(inspection_id, f"s{number}")


@require_POST
@staff(*inspected.ANY_SIDE)
def remove(request: HttpRequest, actor: Actor, inspection_id: int, key: str) -> HttpResponse:
    """Take a statement out of the conclusion."""
    here = access.written(actor, inspection_id)
    one = access.statement(here, key)
    inspections.remove_statement(inspection_id=inspection_id, statement=one.number, by=actor.key, at=clock.now())
    return _to(inspection_id, one.kind.value)


@require_POST
@staff(*inspected.ANY_SIDE)
def move(request: HttpRequest, actor: Actor, inspection_id: int, key: str) -> HttpResponse:
    """Let a statement change places with the one before it, or after it, under its heading."""
    here = access.written(actor, inspection_id)
    one = access.statement(here, key)
    order = [each.number for each in here.view.statements]
    beside = [each.number for each in here.view.statements if (each.kind, each.group) == (one.kind, one.group)]
    at = beside.index(one.number) + (-1 if request.POST.get("huong") == "len" else 1)
    if 0 <= at < len(beside):
        first, second = order.index(one.number), order.index(beside[at])
        order[first], order[second] = order[second], order[first]
        inspections.arrange_statements(inspection_id=inspection_id, order=order, by=actor.key, at=clock.now())
    return _to(inspection_id, one.key)


def _form(
    request: HttpRequest,
    actor: Actor,
    here: Here,
    before: StatementView | None,
    suggested: Suggestion | None,
    *,
    given: QueryDict | None = None,
    refusal: Refused | None = None,
    stale: StaleStatement | None = None,
) -> HttpResponse:
    field, said = filling.problem(refusal) if refusal else ("", "")
    context: dict[str, Any] = page.frame(actor, here) | {
        "before": before,
        "version": stale.version if stale else before.version if before else 0,
        "stale": stale,
        "problem": said,
        "problem_at": field,
        "versions": inspections.versions(here.inspection.id, before.number)[:-1] if before else [],
        **filling.shown(
            here.inspection,
            given=given,
            before=before,
            suggested=suggested,
            choices=_choices(here, before, suggested),
        ),
    }
    status = 409 if stale else 400 if said else 200
    return render(request, "oversight/inspections/conclusion/statement.html", context, status=status)


def _choices(here: Here, before: StatementView | None, suggested: Suggestion | None) -> list[tuple[Support, str]]:
    """Give what a statement may rest on: what it rests on already, and what the visits found and photographed."""
    held = [one for one, _ in before.supports] if before else list(suggested.supports) if suggested else []
    found = [*held, *inspections.supports_at([one.id for one in here.inspection.places])]
    return [(one, inspections.label(one)) for one in dict.fromkeys(found)]


def _to(inspection_id: int, mark: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('inspection-conclusion', args=[inspection_id])}#{mark}")
