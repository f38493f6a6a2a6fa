"""A list is brought as a file, looked at row by row, and taken in whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts.public import Act, Actor, home, may
from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.sheets import read_rows
from motcua.kernel.tables import Row, RowsRefused
from motcua.sites.desk.pages.catalogue.access import keeps
from motcua.sites.desk.pages.days import today
from motcua.sites.desk.pages.framing import frame
from motcua.sites.desk.pages.taking_in.kinds import KINDS, Occasion, Taking, Told
from motcua.sites.desk.pages.taking_in.marking import marked
from motcua.sites.look.public import asking, clock, once, staff

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READ = {files.Kind.XLSX, files.Kind.CSV}
MOST = 200
"""So many wrong rows are shown; the marked file has them all."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that was brought: its rows, and the day from which it holds."""

    digest: str
    rows: Sequence[Row]
    on: date


@require_safe
@staff(Act.KEEP_UNITS, Act.KEEP_PEOPLE, Act.KEEP_PROCEDURES)
def kinds(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what can be taken in. Five SQL queries."""
    context = frame(actor) | {"kinds": [one for one in KINDS if not one.own and may(actor, one.act)]}
    return render(request, "desk/taking_in/kinds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_UNITS, Act.KEEP_PEOPLE, Act.KEEP_PROCEDURES, Act.TAKE_FEEDBACK)
@once
def taking(request: HttpRequest, actor: Actor, word: str) -> HttpResponse:
    """Ask for a file, show what would come of it, and take it in."""
    kind = _kind(actor, word)
    problem, told, done, refused, brought = "", None, None, None, None
    try:
        if request.method == "POST" and request.POST.get("lam") != "nhan":
            return HttpResponseRedirect(_bring(request, actor, kind))
        brought = _brought(request, actor, kind)
        if brought is not None and request.method == "POST":
            done = kind.take(brought.rows, _occasion(actor, kind, brought))
        elif brought is not None:
            told = kind.plan(brought.rows, _occasion(actor, kind, brought))
    except RowsRefused as wrong:
        refused = wrong
    except Refused as wrong:
        problem = wrong.reason(gettext)
    context = frame(actor) | {
        "kind": kind,
        "brought": brought,
        "told": told,
        "done": _said(done) if done else None,
        "rows": _said(told) if told else None,
        "refused": [(one.line, one.reason(gettext)) for one in refused.refusals[:MOST]] if refused else [],
        "wrong": refused.taken.refused if refused else 0,
        "problem": problem,
        "day": request.POST.get("ngay", request.GET.get("ngay", "")),
    }
    return render(request, "desk/taking_in/taking.html", context, status=400 if problem or refused else 200)


@require_safe
@staff(Act.KEEP_UNITS, Act.KEEP_PEOPLE, Act.KEEP_PROCEDURES, Act.TAKE_FEEDBACK)
def handed_back(request: HttpRequest, actor: Actor, word: str) -> HttpResponse:
    """Hand the file back with what is wrong in each row."""
    kind = _kind(actor, word)
    brought = _brought(request, actor, kind)
    if brought is None:
        raise Http404
    refused = None
    try:
        kind.plan(brought.rows, _occasion(actor, kind, brought))
    except RowsRefused as wrong:
        refused = wrong
    answer = HttpResponse(marked(brought.rows, kind.columns, refused), content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{kind.word}-da-danh-dau.xlsx"'
    return answer


def _kind(actor: Actor, word: str) -> Taking:
    """Find a kind that the post may take in. :raises Http404: :raises PermissionDenied:"""
    kind = next((one for one in KINDS if one.word == word), None)
    if kind is None:
        raise Http404
    open_to = may(actor, kind.act, units=[home(actor, kind.act)]) if kind.own else may(actor, kind.act)
    if not open_to or not (kind.own or keeps(actor, None, today())):
        raise PermissionDenied(gettext("This is for another unit to do."))
    return kind


def _occasion(actor: Actor, kind: Taking, brought: Brought) -> Occasion:
    unit = home(actor, kind.act)
    return Occasion(brought.on, actor.key, clock.now(), units.by_id([unit])[unit].key)


def _bring(request: HttpRequest, actor: Actor, kind: Taking) -> str:
    """Keep a file that is brought, and give the address at which it is looked at. :raises Refused:"""
    file = request.FILES.get("tep")
    if file is None:
        raise Refused(gettext_noop("no file was chosen"), field="tep", value="")
    on, now = asking.day(request.POST.get("ngay", ""), "ngay"), clock.now()
    unit = units.by_id([actor.unit_id])[actor.unit_id]
    content = file.read(files.limits(now).largest + 1)
    kept = files.keep(name=file.name or "", content=content, unit=unit, purpose="import", by=actor.key, at=now)
    return f"{reverse('taking-in', args=[kind.word])}?tep={kept.digest}&ngay={on:%d/%m/%Y}"


def _brought(request: HttpRequest, actor: Actor, kind: Taking) -> Brought | None:
    """Read again a file that was brought by the post's own unit; None if none is named. :raises Refused:"""
    given = request.POST if request.method == "POST" else request.GET
    digest = given.get("tep", "")
    if not digest:
        return None
    kept = files.kept([digest], unit_id=actor.unit_id).get(digest)
    if kept is None or not kept.name:
        raise Http404
    if kept.kind not in READ:
        raise Refused(gettext_noop("rows are read from XLSX and CSV files alone"), field="tep", value=kept.kind.value)
    named = Path(f"rows.{kept.kind.value}")
    rows = read_rows(named, needed=kind.needed, known=kind.columns, content=files.read(digest))
    return Brought(digest, rows, asking.day(given.get("ngay", ""), "ngay"))


def _said(told: Told) -> dict[str, object]:
    return {"rows": told.rows.text(gettext), "lines": told.lines}
