"""Satisfaction as a unit sees it: its slip and what that lacks, the indices by element, and slips of paper entered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor, home, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.surveys import public as surveys
from motcua.services.surveys.public import ONE_STOP, IssuedSlip, Method, Slip, Stage, UnknownSlip
from motcua.sites.desk.pages import framing
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.look.public import asking, clock, looking, once, staff, surveying

MOST = 50
"""So many entries of paper are listed, the latest first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a slip asks and lacks, in words."""

    met: bool | None
    covered: tuple[str, ...]
    missing: tuple[str, ...]
    broken: tuple[str | Promise, ...]
    source: str
    sure: str


@require_safe
@staff(Act.SEE_DOSSIERS)
def slips(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the slip of the post's own unit, what it lacks, and what was answered in a period. 16 SQL queries."""
    asked = asking.read(request, default_unit=home(actor, Act.SEE_DOSSIERS))
    question = asked.question
    if question is None:
        raise PermissionDenied(gettext("There is no unit yet."))
    if not may(actor, Act.SEE_DOSSIERS, units=question.unit_ids()):
        raise PermissionDenied(gettext("Your post sees no dossiers of %(unit)s.") % {"unit": question.unit.name})
    today = timezone.localdate(clock.now())
    on = min(question.period.last, today)
    issued = surveys.slip_of(question.unit.id, on=on)
    known = surveys.campaigns(question.unit_ids())
    campaign = next((one for one in known if one == asking.clean(request.GET.get("dot", ""))), ONE_STOP)
    found = surveys.published(question.unit_ids(), campaign=campaign, period=question.period, at=clock.now())
    context = {
        "section": "work",
        "actor": actor,
        "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name,
        "asked": asked,
        "question": question,
        "near": asking.near(question),
        "issued": issued,
        "issuer": units.by_id([issued.unit_id])[issued.unit_id].name if issued else "",
        "standing": standing(issued.slip, on) if issued else None,
        "campaigns": [(one, surveying.campaign_said(one), one == campaign) for one in known],
        "found": found,
        "overall": surveying.share(gettext("All answers"), found.overall),
        "shares": list(surveying.shares(found)),
        "may_issue": may(actor, Act.ISSUE_SLIPS) and question.unit.id == home(actor, Act.ISSUE_SLIPS),
        "may_read": may(actor, Act.READ_COMMENTS, units=question.unit_ids()) and not _serves(actor),
        "just_issued": _just_issued(request, question.unit.id),
        "may_enter": issued is not None
        and may(actor, Act.ENTER_SLIPS)
        and question.unit.id == home(actor, Act.ENTER_SLIPS),
    }
    return render(request, "desk/slips/slips.html", context)


@require_safe
@staff(Act.READ_COMMENTS)
def comments(request: HttpRequest, actor: Actor) -> HttpResponse:
    """
    Show what people added in words, to posts that serve nobody. Sixteen SQL queries at most, and one a block.

    They are not published: whoever wrote may be known by what is told, and no reader could be sure to see that.

    :raises PermissionDenied: also to whoever serves people in another post.
    """
    asked = asking.read(request, default_unit=home(actor, Act.READ_COMMENTS))
    question = asked.question
    if question is None or not may(actor, Act.READ_COMMENTS, units=question.unit_ids()):
        raise PermissionDenied(gettext("This is for another unit to do."))
    if _serves(actor):
        raise PermissionDenied(gettext("What people say of the service is not read by those who serve them."))
    heard = surveys.comments(question.unit_ids(), period=question.period, at=clock.now())
    names = units.by_id([one.unit_id for one in heard])
    shown = sum(len(one.comments) for one in heard)
    looking.note(actor, looking.Seen.COMMENTS, question.query(), unit_id=question.unit.id, shown=shown)
    context = framing.frame(actor) | {
        "asked": asked,
        "question": question,
        "near": asking.near(question),
        "heard": [(one, names[one.unit_id].name) for one in heard],
        "fewest": surveys.fewest_shown(on=timezone.localdate(clock.now())).answers,
    }
    return render(request, "desk/slips/comments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.ENTER_SLIPS)
def enter(request: HttpRequest, actor: Actor) -> HttpResponse:
    """
    Enter a slip of paper for the post's own unit: one digit a question. Nothing of it is shown again.

    Nine SQL queries to show.
    """
    own = home(actor, Act.ENTER_SLIPS)
    if not may(actor, Act.ENTER_SLIPS, units=[own]):
        raise PermissionDenied(gettext("This is for another unit to do."))
    today = timezone.localdate(clock.now())
    unit = units.structure(today).units[own]
    issued = surveys.slip_of(unit.id, on=today)
    if issued is None:
        return HttpResponseRedirect(reverse("slips"))
    fields = tuple(_entry_fields(issued, today))
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    if request.method == "POST" and not entries.problems:
        try:
            entered = _enter(issued, unit, entries, actor)
        except Refused as refusal:
            entries.refuse(refusal, prefix="q")
        else:
            return HttpResponseRedirect(f"{reverse('slips-enter')}?xong={entered.answer_slip_id}")
    questions = len(issued.slip.questions)
    context = {
        "section": "work",
        "actor": actor,
        "own_unit": unit.name,
        "issued": issued,
        "entries": entries,
        "digits": entries.filled()[:questions],
        "rest": Entries(fields[questions:], entries.given, entries.problems),
        "done": _number(request.GET.get("xong", "")),
    }
    return render(request, "desk/slips/enter.html", context, status=400 if entries.problems else 200)


@require_safe
@staff(Act.ENTER_SLIPS)
def entered(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the entries of paper of the post's own unit by their numbers, without what they say. Eight SQL queries."""
    unit = units.by_id([home(actor, Act.ENTER_SLIPS)])[home(actor, Act.ENTER_SLIPS)]
    rows = surveys.paper_entries(unit.id, most=MOST)
    context = framing.frame(actor) | {
        "unit": unit,
        "rows": [(one, surveying.STAGES[one.stage]) for one in rows],
        "most": MOST,
    }
    return render(request, "desk/slips/entered.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.ENTER_SLIPS)
@once
def withdraw(request: HttpRequest, actor: Actor, answer_slip: int) -> HttpResponse:
    """Take back an entry of paper that was wrong, with the reason. Nine SQL queries to show. :raises UnknownSlip:"""
    unit_id = surveys.unit_of(answer_slip)
    if unit_id is None or not may(actor, Act.ENTER_SLIPS, units=[unit_id]):
        raise UnknownSlip(gettext_noop("there is no such entry"), field="answer_slip", value=answer_slip)
    reason = Field(
        "reason",
        gettext_lazy("Why the entry is wrong"),
        needed=True,
        hint=gettext_lazy("It stays in the ledger; it must name nobody."),
    )
    entries = Entries.of(request, (reason,)) if request.method == "POST" else Entries.empty((reason,))
    if request.method == "POST" and not entries.problems:
        try:
            surveys.withdraw_slip(answer_slip=answer_slip, reason=entries["reason"], by=actor.key, at=clock.now())
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(reverse("slips-entered"))
    context = framing.frame(actor) | {"number": answer_slip, "entries": entries}
    return render(request, "desk/slips/withdraw.html", context, status=400 if entries.problems else 200)


def _serves(actor: Actor) -> bool:
    return accounts.serves(actor.person_id, on=timezone.localdate())


def _just_issued(request: HttpRequest, unit_id: int) -> IssuedSlip | None:
    number = _number(request.GET.get("ban-hanh", ""))
    issued = surveys.by_id(number) if number else None
    return issued if issued and issued.unit_id == unit_id else None


def _enter(issued: IssuedSlip, unit: units.Unit, entries: Entries, actor: Actor) -> surveys.Entered:
    answers = {}
    for question in issued.slip.questions:
        answer = entries.number(f"q{question.code}")
        if answer is not None:
            answers[question.code] = answer
    return surveys.enter_slip(
        slip=issued.id,
        unit=unit.key,
        answers=answers,
        stage=Stage(entries["stage"]),
        method=Method.PAPER,
        answered_on=entries.day("answered_on"),
        dossier=entries["dossier"] or None,
        comment=entries["comment"] if issued.slip.free_text else "",
        by=actor.key,
        at=clock.now(),
    )


def _entry_fields(issued: IssuedSlip, today: date) -> Iterator[Field]:
    for place, question in enumerate(issued.slip.questions, 1):
        yield Field(f"q{question.code}", f"{place}. {question.text}", kind="digit")
    if issued.slip.free_text:
        yield Field("comment", gettext_lazy("What was written by hand"), kind="area")
    yield Field(
        "answered_on", gettext_lazy("Day of the slip"), kind="day", needed=True, first=f"{today:%d/%m/%Y}", size="w-12"
    )
    yield Field(
        "stage",
        gettext_lazy("Handed out"),
        kind="choice",
        needed=True,
        choices=[(word.value, name) for word, name in surveying.STAGES.items()],
        first=Stage.VISIT.value,
        size="w-20",
    )
    yield Field(
        "dossier",
        gettext_lazy("Code of the dossier, if it stands on the slip"),
        hint=gettext_lazy("It is kept apart from the answers and shown on no page."),
        size="w-20",
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def standing(slip: Slip, on: date) -> Standing:
    """Say what a slip asks and lacks by the list of a day."""
    found = surveys.compliance_of(slip, on=on)
    return Standing(
        met=found.met,
        covered=tuple(surveying.index_said(index) for index in found.covered),
        missing=tuple(surveying.index_said(index) for index in found.missing),
        broken=tuple(surveying.RULES[rule] for rule in found.broken),
        source=found.requirement.source,
        sure=found.requirement.sure,
    )
