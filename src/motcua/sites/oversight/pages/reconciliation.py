"""Another system's list or counts beside ours: a file is read, set beside the figures, and not kept."""

import base64
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.tables import RowsRefused
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import BY_CODE
from motcua.reform.reconciliation import public as reconciliation
from motcua.reform.reconciliation.public import RULES, Difference, Reconciled
from motcua.sites.look.public import answering, clock, looking, staff
from motcua.sites.oversight.opening import opened
from motcua.sites.oversight.pages.forms.asked import XLSX, needs

FILE = "tep"
MOST = 10 * 2**20
SHOWN = 200
"""So many differences stand on the page; all of them are in the file to take away."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.SEE_DOSSIERS)
def reconciled(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask for a file, or show what came of it. Sixteen SQL queries, and those of :func:`reconciliation.reconcile`."""
    question, context = opened(request, actor)
    if question is None or context["asked"].problems:
        status = 400 if context["asked"].problems else 200
        page = "oversight/none.html" if question is None else "oversight/reconciliation/ask.html"
        return render(request, page, context, status=status)
    needs(actor, Act.SEE_DOSSIERS, question.unit)
    if request.method != "POST":
        return render(request, "oversight/reconciliation/ask.html", context)
    now = clock.now()
    given = request.FILES.get(FILE)
    try:
        theirs = _read(given if isinstance(given, UploadedFile) else None)
        found = reconciliation.reconcile(
            indicators.up_to_date(at=now),
            theirs,
            unit=question.unit.code,
            period=question.period,
            now=now,
            own=question.own,
        )
    except Refused as refusal:
        context |= {"problems": _said(refusal)}
        return render(request, "oversight/reconciliation/ask.html", context, status=400)
    door = answering.door(actor, question)
    differ = len(found.differences)
    looking.note(
        actor, looking.Seen.DOSSIERS, f"{request.path}?{question.query()}", unit_id=question.unit.id, shown=differ
    )
    context |= {
        "found": found,
        "file": getattr(given, "name", ""),
        "figures": [
            (one, f"({BY_CODE[one.code].column}) {reconciliation.said([one.code])}", door(one.code))
            for one in found.figures
        ],
        "by_rule": [(gettext(RULES[rule]), count) for rule, count in found.by_rule()],
        "differences": [_told(one) for one in found.differences[:SHOWN]],
        "left_out": max(len(found.differences) - SHOWN, 0),
        "effects": [
            (reconciliation.said([one.figure]), gettext(RULES[one.rule]), one.would_be, one.closes)
            for one in found.effects
        ],
        "unbalanced": [reconciliation.said([total]) for total in found.unbalanced],
        "takes": _takes(found),
    }
    return render(request, "oversight/reconciliation/result.html", context)


def _read(given: "UploadedFile[bytes] | None") -> reconciliation.TheirFile:
    if given is None or not given.name:
        raise Refused(
            gettext_noop("no file was chosen"), field=FILE, expected=gettext_noop("choose a CSV or XLSX file")
        )
    if (given.size or 0) > MOST:
        raise Refused(gettext_noop("the file is too large"), expected=gettext_noop("give one of 10 MB at the most"))
    with tempfile.NamedTemporaryFile(suffix=Path(given.name).suffix[:8].lower()) as kept:
        for chunk in given.chunks():
            kept.write(chunk)
        kept.flush()
        return reconciliation.read_file(Path(kept.name), zone=ZoneInfo(settings.TIME_ZONE))


def _said(refusal: Refused) -> list[str]:
    refusals = refusal.refusals[:50] if isinstance(refusal, RowsRefused) else [refusal]
    return [one.message(gettext) for one in refusals]


def _told(one: Difference) -> dict[str, Any]:
    return {
        "code": one.code,
        "url": reverse("desk-dossier", kwargs={"code": one.code}) if one.here else "",
        "line": one.there.line if one.there else None,
        "ours": reconciliation.said(one.ours),
        "theirs": reconciliation.said(one.theirs),
        "rules": [gettext(RULES[rule]) for rule in one.rules],
    }


def _takes(found: Reconciled) -> list[tuple[str, str, str]]:
    """Give what can be taken away, each as a link that holds the file itself, since nothing is kept here."""
    kinds: tuple[tuple[str, str, Callable[[Reconciled], bytes]], ...] = (
        ("xlsx", XLSX, reconciliation.as_xlsx),
        ("csv", "text/csv;charset=utf-8", lambda one: b"\xef\xbb\xbf" + reconciliation.as_csv(one).encode()),
    )
    return [
        (kind.upper(), f"doi-soat-{found.unit.code}.{kind}", f"data:{type_of};base64,{_packed(write(found))}")
        for kind, type_of, write in kinds
    ]


def _packed(content: bytes) -> str:
    return base64.b64encode(content).decode()
