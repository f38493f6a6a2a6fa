"""Findings: listed by field, made from a line, withdrawn with a reason."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor
from motcua.kernel.refusals import Refused
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import (
    CAUSE_TITLES,
    FINDING_TITLES,
    SEVERITY_TITLES,
    Cause,
    FindingKind,
    FindingView,
    SaidToFind,
    Severity,
)
from motcua.reform.registers.public import FIELD_TITLES, ReformField
from motcua.sites.look.public import clock, staff
from motcua.sites.oversight.pages.inspections import access as whole
from motcua.sites.oversight.pages.inspections.visits import access, lines
from motcua.sites.oversight.pages.inspections.visits.access import Entered
from motcua.sites.oversight.pages.inspections.visits.reading import Entry

TAB = "inspection-findings"
LABELS = {
    "phat-hien": gettext_lazy("What the finding says"),
    "loai": gettext_lazy("Kind"),
    "linh-vuc": gettext_lazy("Field"),
    "muc-do": gettext_lazy("Weight of the limit"),
    "nguyen-nhan": gettext_lazy("Cause"),
    "ly-do": gettext_lazy("Reason"),
}
FIELDS = {
    "text": "phat-hien",
    "kind": "loai",
    "field": "linh-vuc",
    "severity": "muc-do",
    "cause": "nguyen-nhan",
    "reason": "ly-do",
}


@require_safe
@staff(*whole.ANY_SIDE)
def listed(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """List the findings of a visit by field, good points first."""
    return _shown(request, access.enter(actor, place_id), Entry(request, LABELS, FIELDS))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.INSPECT)
def make(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """Make a finding, from a line if the address names one."""
    entered, entry = access.enter_to_work(actor, place_id), Entry(request, LABELS, FIELDS)
    code = request.GET.get("dong", "")
    field, question = _line(entered, code) if code else (None, None)
    if request.method == "POST":
        try:
            inspections.make_finding(place_id=place_id, line=code, said=_said(entry), by=actor.key, at=clock.now())
        except Refused as refusal:
            entry.refused(refusal, other="phat-hien")
        else:
            return redirect(TAB, place_id=place_id)
    answered = entered.begun.answers.get(code)
    good = answered is not None and answered.answer is inspections.Answer.YES
    chosen = FindingKind.GOOD if good else FindingKind.LIMIT
    names = (*LABELS, "nguyen-nhan-loai", "trach-nhiem")
    given = {name.replace("-", "_"): request.POST.get(name, "") for name in names}
    if request.method != "POST":
        given |= {"loai": chosen.value, "phat_hien": entered.begun.notes_of.get(code, "")}
    context = entered.context(TAB, entry.problems) | {
        "code": code,
        "question": lines.in_words(question.text, question.text_en) if question else "",
        "field_title": gettext(FIELD_TITLES[field]) if field else "",
        "kinds": _titled(FINDING_TITLES),
        "severities": _titled(SEVERITY_TITLES),
        "causes": _titled(CAUSE_TITLES),
        "fields": [(one.value, gettext(FIELD_TITLES[one])) for one in entered.one.fields],
        "given": given,
    }
    status = 400 if entry.problems else 200
    return render(request, "oversight/inspections/visits/finding.html", context, status=status)


@require_POST
@staff(Act.INSPECT)
def withdraw(request: HttpRequest, actor: Actor, place_id: int, number: int) -> HttpResponse:
    """Take a finding back, with the reason."""
    entered, entry = access.enter_to_work(actor, place_id), Entry(request, LABELS, FIELDS)
    try:
        inspections.withdraw_finding(
            place_id=place_id, number=number, reason=entry.text("ly-do"), by=actor.key, at=clock.now()
        )
    except Refused as refusal:
        entry.refused(refusal, other="ly-do")
        return _shown(request, entered, entry)
    return redirect(TAB, place_id=place_id)


def _said(entry: Entry) -> SaidToFind:
    kind = entry.word("loai", FindingKind) or FindingKind.LIMIT
    limit = kind is FindingKind.LIMIT
    return SaidToFind(
        kind=kind,
        text=entry.text("phat-hien"),
        field=entry.word("linh-vuc", ReformField),
        severity=entry.word("muc-do", Severity) if limit else None,
        cause=entry.word("nguyen-nhan-loai", Cause) if limit else None,
        cause_text=entry.text("nguyen-nhan") if limit else "",
        responsible=entry.text("trach-nhiem"),
    )


def _shown(request: HttpRequest, entered: Entered, entry: Entry) -> HttpResponse:
    found = entered.begun.findings
    titles = accounts.titles_of({one.by for one in found})
    by_field: dict[ReformField, list[tuple[FindingView, str, str, str, str]]] = {}
    for one in sorted(found, key=lambda each: (each.kind is FindingKind.LIMIT, each.number)):
        if not one.withdrawn:
            told = (
                one,
                gettext(FINDING_TITLES[one.kind]),
                gettext(SEVERITY_TITLES[one.severity]) if one.severity else "",
                gettext(CAUSE_TITLES[one.cause]) if one.cause else "",
                titles.get(one.by, ""),
            )
            by_field.setdefault(one.field, []).append(told)
    context = entered.context(TAB, entry.problems) | {
        "groups": [(gettext(FIELD_TITLES[field]), by_field[field]) for field in ReformField if field in by_field],
        "withdrawn": [one for one in found if one.withdrawn],
    }
    status = 400 if entry.problems else 200
    return render(request, "oversight/inspections/visits/findings.html", context, status=status)


def _line(entered: Entered, code: str) -> tuple[ReformField, inspections.Question]:
    try:
        return entered.begun.checklist.line(code)
    except inspections.UnknownLine as unknown:
        raise Http404 from unknown


def _titled(titles: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(word, gettext(title)) for word, title in titles.items()]
