"""The board of an office: which procedures must hang there, which do, what is missing; put up and taken down."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts.public import Act, Actor, home, may
from motcua.foundation.papers import public as papers
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import BoardLine, Part, Standing
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.look.public import asking, clock, published, staff

DAY, ONLY = "ngay", "loc"
TAKE_DOWN = "go"
SEEN_BY = (Act.KEEP_POSTINGS, Act.SEE_REGISTERS)


@dataclass(frozen=True, slots=True)
class Look:
    """How a standing looks: its word in the address, its name and its shape."""

    word: str
    name: str | Promise
    shape: str


LOOKS = {
    Standing.LATE: Look("qua-han", gettext_lazy("Overdue: not posted"), "late"),
    Standing.EXPIRED: Look("het-hieu-luc", gettext_lazy("No longer in force"), "late"),
    Standing.INCOMPLETE: Look("thieu", gettext_lazy("Posted, incomplete"), "wait"),
    Standing.MISSING: Look("chua", gettext_lazy("Not posted yet"), "open"),
    Standing.POSTED: Look("du", gettext_lazy("Posted, complete"), "ok"),
}
"""The standings, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the board in words."""

    line: BoardLine
    look: Look
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """A standing as it stands above the list; without a look it is the whole board."""

    look: Look | None
    count: int
    query: str
    on: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A part of a posting, and whether it is marked as missing."""

    part: Part
    name: str
    on: bool


@require_safe
@staff(*SEEN_BY)
def board(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the board of an office as it stands at the end of a day. Fourteen SQL queries."""
    unit, on, problem = _asked(request, actor)
    lines = procedures.board(unit.id, on)
    counts = Counter(line.standing for line in lines)
    chosen = next((one for one, look in LOOKS.items() if look.word == request.GET.get(ONLY)), None)
    asked = {asking.UNIT: unit.code, DAY: on.isoformat()}
    rank = {standing: place for place, standing in enumerate(LOOKS)}
    shown = sorted(
        (line for line in lines if chosen in {None, line.standing}),
        key=lambda line: (rank[line.standing], line.due or date.max, line.procedure.code),
    )
    context = _frame(actor, unit) | {
        "day": on,
        "problem": problem,
        "whole": Filter(None, len(lines), urlencode(asked), chosen is None),
        "filters": [
            Filter(look, counts[one], urlencode(asked | {ONLY: look.word}), one is chosen)
            for one, look in LOOKS.items()
        ],
        "lines": [_shown(line) for line in shown],
        "boards": _boards(actor, unit, on),
        "rule": procedures.posting_rule(on),
        "index": f"{reverse('board-index')}?{urlencode(asked)}",
        "whole_paper": f"{reverse('board-whole')}?{urlencode(asked)}",
        "contact": units.contacts([unit.id], on=on).get(unit.id),
    }
    return render(request, "desk/board/board.html", context, status=400 if problem else 200)


@require_safe
@staff(*SEEN_BY)
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what must hang on the board of an office as an index to be printed on A4 and put up with it."""
    unit, on, problem = _asked(request, actor)
    if problem:
        return HttpResponseRedirect(f"{reverse('board')}?{request.GET.urlencode()}")
    lines = sorted(
        (line for line in procedures.board(unit.id, on) if line.since),
        key=lambda line: (line.procedure.field_name, line.procedure.code),
    )
    return render(request, "desk/board/index.html", _frame(actor, unit) | {"day": on, "lines": lines})


@require_safe
@staff(*SEEN_BY)
def whole(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give all that must hang on the board of an office as one PDF: the index, and a sheet for each procedure."""
    unit, on, problem = _asked(request, actor)
    if problem:
        return HttpResponseRedirect(f"{reverse('board')}?{request.GET.urlencode()}")
    with translation.override("vi"):
        board = published.board(unit, on, site=asking.public_address(request), sheets=True)
    answer = HttpResponse(papers.board_pdf(board), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="niem-yet-{unit.code}-{on}.pdf"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*SEEN_BY)
def posting(request: HttpRequest, actor: Actor, offer: int) -> HttpResponse:
    """Show how one procedure stands on a board, and let who keeps the board put it up or take it down."""
    on = timezone.localdate(clock.now())
    unit, line = _line(actor, offer, on)
    keeps = may(actor, Act.KEEP_POSTINGS, units=[unit.id])
    fields = [Field("on", gettext("Day"), kind="day", needed=True, first=f"{on:%d/%m/%Y}", size="w-12")]
    entries = Entries.empty(fields)
    lacking = _not_on_file(line, on)
    ticked = set(line.missing) if line.posted_on else set(lacking)
    if request.method == "POST":
        if not keeps:
            raise PermissionDenied(gettext("Your post does not keep the board of %(unit)s.") % {"unit": unit.name})
        entries, ticked = Entries.of(request, fields), set(request.POST.getlist("missing"))
        if not entries.problems:
            try:
                _record(request.POST.get("lam", ""), unit, line, entries, sorted(ticked), actor)
            except Refused as refusal:
                entries.refuse(refusal)
            else:
                return HttpResponseRedirect(f"{reverse('board')}?{urlencode({asking.UNIT: unit.code})}#o-{offer}")
    context = _frame(actor, unit) | {
        "shown": _shown(line),
        "entries": entries,
        "ticks": [Tick(part, gettext(part.name), part.code in ticked) for part in procedures.posting_rule(on).parts],
        "lacking": [gettext(part.name) for part in procedures.posting_rule(on).parts if part.code in lacking],
        "may_put_up": keeps and line.since is not None,
        "may_take_down": keeps and line.posted_on is not None,
        "on": on,
    }
    return render(request, "desk/board/posting.html", context, status=400 if entries.problems else 200)


def _record(
    act: str, unit: units.Unit, line: BoardLine, entries: Entries, missing: Sequence[str], actor: Actor
) -> None:
    on, code, now = entries.day("on") or date.max, line.procedure.code, clock.now()
    if act == TAKE_DOWN:
        procedures.unpost(unit=unit.key, procedure=code, on=on, by=actor.key, at=now)
    else:
        procedures.post(unit=unit.key, procedure=code, on=on, missing=missing, by=actor.key, at=now)


def _not_on_file(line: BoardLine, on: date) -> frozenset[str]:
    """Give the parts that each procedure has and of which nothing is on file here. Two SQL queries."""
    code = line.procedure.code
    said = procedures.said_parts(line.procedure, procedures.guide_of(code, on=on), procedures.asked(code, on=on))
    return frozenset(one.code for one in procedures.posting_rule(on).parts if one.always and one.code not in said)


def _frame(actor: Actor, unit: units.Unit) -> dict[str, object]:
    return {
        "section": "work",
        "actor": actor,
        "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name,
        "unit": unit,
    }


def _asked(request: HttpRequest, actor: Actor) -> tuple[units.Unit, date, str]:
    """Read which board is asked, as of which day, and say what is wrong with that; the wrong part is as by default."""
    today = timezone.localdate(clock.now())
    on, problem = today, ""
    own = home(actor, next(act for act in SEEN_BY if may(actor, act)))
    unit = units.by_id([own])[own]
    try:
        if text := asking.clean(request.GET.get(DAY, "")):
            on = min(asking.day(text, DAY), today)
        if code := asking.clean(request.GET.get(asking.UNIT, "")):
            unit = units.find(code, on=on)
    except Refused as refusal:
        problem = refusal.reason(gettext)
    if not _sees(actor, unit.id):
        raise PermissionDenied(gettext("Your post does not see the board of %(unit)s.") % {"unit": unit.name})
    return unit, on, problem


def _line(actor: Actor, offer: int, on: date) -> tuple[units.Unit, BoardLine]:
    """Give a line of a board, whose office's posts may see it."""
    unit_id = next((unit for unit, _ in procedures.pairs_of([offer])), None)
    if unit_id is None:
        raise Http404
    unit = units.by_id([unit_id])[unit_id]
    if not _sees(actor, unit_id):
        raise PermissionDenied(gettext("Your post does not see the board of %(unit)s.") % {"unit": unit.name})
    line = next((line for line in procedures.board(unit_id, on) if line.offer == offer), None)
    if line is None:
        raise Http404
    return unit, line


def _sees(actor: Actor, unit_id: int) -> bool:
    return any(may(actor, act, units=[unit_id]) for act in SEEN_BY)


def _boards(actor: Actor, unit: units.Unit, on: date) -> list[units.Unit]:
    """Give the governments whose boards the post may see, and the unit that is shown, by code."""
    living = units.structure(on).units.values()
    governments = (one for one in living if one.level is not units.Level.DEPARTMENT or one.id == unit.id)
    return sorted((one for one in governments if _sees(actor, one.id)), key=lambda one: one.code)


def _shown(line: BoardLine) -> Shown:
    rule = procedures.posting_rule(line.posted_on or date.max)
    return Shown(line, LOOKS[line.standing], tuple(gettext(rule.part(code).name) for code in line.missing))
