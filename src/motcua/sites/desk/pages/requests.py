"""What applicants ask about their dossiers: what waits in an office, and each request with its answer."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.dossiers import public as dossiers
from motcua.services.requests import public as requests
from motcua.services.requests.public import Line, Standing, What
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import carried, frame
from motcua.sites.desk.pages.handling.acts import matter_of
from motcua.sites.desk.pages.handling.matter import Matter
from motcua.sites.look.public import clock, looking, once, phrases, staff

FIELDS = (
    Field(
        "what",
        gettext_lazy("What the applicant asks"),
        kind="choice",
        choices=[(what.value, said) for what, said in phrases.ASKED.items()],
    ),
    Field("text", gettext_lazy("Why, or what is to be put right"), kind="area"),
    Field("answer", gettext_lazy("Answer to the applicant"), kind="area"),
)
ASK = ("what", "text")
"""The fields of the form that records a request; the last is of the form that answers one."""


@require_safe
@staff(Act.RECEIVE, Act.PROCESS, Act.DECIDE)
def waiting(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what waits for an answer of the post's office, the oldest first. Twelve SQL queries, however many rows."""
    now = clock.now()
    today = timezone.localdate(now)
    own = units.structure(today).below(actor.unit_id, own=True)
    lines = requests.waiting_in(own)
    named = {one.code: one.procedure_name for one in dossiers.lines([line.code for line in lines], at=now)}
    looking.note(actor, looking.Seen.DOSSIERS, "requests", unit_id=actor.unit_id, shown=len(lines))
    context = frame(actor) | {
        "rows": [
            (one, phrases.ASKED[one.what], named.get(one.code, ""), (today - timezone.localdate(one.asked_at)).days)
            for one in lines
        ]
    }
    return render(request, "desk/requests/waiting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.SEE_DOSSIERS)
@once
def of_dossier(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """
    Show what was asked about a dossier; record a request for somebody at the counter, and answer one.

    Twenty-one SQL queries to show.
    """
    matter = matter_of(actor, code)
    entries = Entries.of(request, FIELDS) if request.method == "POST" else Entries.empty(FIELDS)
    if request.method == "POST" and not entries.problems:
        try:
            _act(request, matter, entries)
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(request.path)
    looking.note(actor, looking.Seen.DOSSIER, code, unit_id=matter.dossier.receiving_unit_id)
    lines = requests.requests_of(matter.dossier.id)
    context = frame(actor) | {
        "matter": matter,
        "entries": entries,
        "ask": [one for one in entries.filled() if one.field.name in ASK],
        "one": next(one for one in entries.filled() if one.field.name == "answer"),
        "lines": [_shown(one) for one in lines],
        "answering": carried(request, "so") or next((one.number for one in lines if one.standing is Standing.OPEN), 0),
        "takes_in": _takes_in(matter),
        "answers": _answers(matter),
    }
    return render(request, "desk/requests/dossier.html", context, status=400 if entries.problems else 200)


def _act(request: HttpRequest, matter: Matter, given: Entries) -> None:
    """Do what a button of the page asks. :raises PermissionDenied: if it is not for the post."""
    code, by, at, number = matter.dossier.code, matter.actor.key, matter.at, carried(request, "so")
    match request.POST.get("lam", ""):
        case "ghi" if _takes_in(matter):
            what = What(given["what"] or What.WITHDRAW.value)
            requests.ask(code=code, what=what, text=given["text"], by=by, at=at)
        case "dong-y" if _answers(matter):
            with transaction.atomic():
                requests.accept(code=code, request=number, answer=given["answer"], by=by, at=at)
        case "khong-dong-y" if _answers(matter):
            requests.decline(code=code, request=number, answer=given["answer"], by=by, at=at)
        case _:
            raise PermissionDenied(gettext("This is for another unit to do."))


def _takes_in(matter: Matter) -> bool:
    """Say whether the post may record what somebody asks at the counter."""
    return may(matter.actor, Act.RECEIVE, units=[matter.dossier.receiving_unit_id])


def _answers(matter: Matter) -> bool:
    """Say whether the post may answer: at the counter that received it, or who has the dossier in hand, or leads."""
    works = any(may(matter.actor, act, units=[matter.dossier.holder_id]) for act in (Act.PROCESS, Act.DECIDE))
    return _takes_in(matter) or (works and matter.in_hand)


def _shown(line: Line) -> tuple[Line, str | Promise, str | Promise, str, list[tuple[str, str]]]:
    """Give a request with its words and shape, and where what was accepted is done."""
    ways = []
    if line.what is What.CORRECT and line.standing in {Standing.OPEN, Standing.ACCEPTED}:
        ways = [
            (gettext("Put the procedure right"), reverse("dossier-sua-thu-tuc", kwargs={"code": line.code})),
            (gettext("Put the applicant right"), reverse("dossier-sua-nguoi-nop", kwargs={"code": line.code})),
        ]
    return (line, phrases.ASKED[line.what], *phrases.ANSWERED[line.standing], ways)
