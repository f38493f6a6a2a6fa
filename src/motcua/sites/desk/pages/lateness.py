"""What is late and what will be by the end of the next working day; apologies are sent from here, many at once."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.foundation.worktime import public as worktime
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.casework import public as casework
from motcua.services.casework.public import Hold
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Hand, RunningOut, Used
from motcua.services.paperwork import public as paperwork
from motcua.services.paperwork.public import Form
from motcua.sites.desk.pages.handling.acts import matter_of
from motcua.sites.desk.pages.handling.deeds import DEEDS
from motcua.sites.look.public import asking, charts, clock, looking, staff

PUT_OFF, APOLOGISE = (next(deed for deed in DEEDS if deed.word == word) for word in ("gia-han", "xin-loi"))
MOST = 200
LEAST_DAYS = 1
HALF = 50
LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier of the list: whose days it used, who has it by name, and the new day that is proposed."""

    one: RunningOut
    parts: tuple[charts.Part, ...]
    main: str
    proposed: date


@dataclass(frozen=True, slots=True)
class Failed:
    """One that was chosen and not done, and why."""

    code: str
    why: str


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.SEE_DOSSIERS)
def lateness(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what is late or will be by the end of tomorrow, and send apologies. Twenty-three SQL queries."""
    now = clock.now()
    structure = units.structure(timezone.localdate(now))
    own = structure.below(actor.unit_id, own=True)
    done: list[int] = []
    failed: list[Failed] = []
    problem = ""
    if request.method == "POST":
        reason = asking.clean(request.POST.get("reason", ""))[:LONGEST]
        chosen = [code for code in request.POST.getlist("chon")[:MOST] if 0 < len(code) <= 64 and code.isprintable()]
        problem = "" if chosen else gettext("Choose at least one.")
        if not problem and not reason:
            problem = gettext("Write the reason that the apology states.")
        for code in () if problem else chosen:
            try:
                with transaction.atomic():
                    done.append(_apologise(request, actor, code, reason=reason))
            except (Http404, PermissionDenied):
                failed.append(Failed(code, gettext("This is for another unit to do.")))
            except Refused as refusal:
                failed.append(Failed(code, refusal.reason(gettext)))
    until = tomorrow(actor.unit_id, now)
    total, found = dossiers.running_out(own, at=now, until=until, limit=MOST)
    looking.note(actor, looking.Seen.DOSSIERS, "running-out", unit_id=actor.unit_id, shown=len(found))
    leads = may(actor, Act.DECIDE)
    held = casework.holds([one.id for one in found])
    calendar = worktime.calendar_for(actor.unit_id)
    rows = [_row(one, held.get(one.id), calendar, now) for one in found]
    context = {
        "section": "work",
        "actor": actor,
        "own_unit": structure.units[actor.unit_id].name,
        "now": now,
        "until": until,
        "total": total,
        "groups": [
            (gettext("Already overdue"), "late", [row for row in rows if row.one.late]),
            (
                gettext("Overdue by the end of the next working day"),
                "ontime",
                [row for row in rows if not row.one.late],
            ),
        ],
        "holders": [
            charts.Part(name, count, "1") for name, count in Counter(row.one.holder.name for row in rows).most_common(8)
        ],
        "leads": leads,
        "done": done,
        "printed": ",".join(map(str, done)),
        "failed": failed,
        "problem": problem,
        "reason": request.POST.get("reason", "") if problem or failed else "",
        "ticked": {one.code for one in failed} | set(request.POST.getlist("chon") if problem else ()),
        "only": request.POST.get("chi-xin-loi", ""),
    }
    return render(request, "desk/lateness.html", context, status=400 if problem or failed else 200)


@require_safe
@staff(Act.SEE_DOSSIERS)
def apologies(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Print several apologies in one file. Nine SQL queries and two a paper."""
    ids = [int(one) for one in request.GET.get("giay", "").split(",") if one.isascii() and one.isdecimal()][:MOST]
    for one in ids:
        found = paperwork.paper_of(one)
        unit_ids = dossiers.units_of_id(found[0]) if found else None
        if unit_ids is None:
            raise Http404
        if not may(actor, Act.SEE_DOSSIERS, units=unit_ids):
            raise PermissionDenied(gettext("This dossier belongs to units that your post does not see."))
    try:
        content = paperwork.as_one_pdf(ids)
    except paperwork.UnknownPaper as refusal:
        raise Http404 from refusal
    looking.note(actor, looking.Seen.PAPER, "apologies", unit_id=actor.unit_id, shown=len(ids))
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="phieu-xin-loi.pdf"'
    return answer


def tomorrow(unit_id: int, now: datetime) -> datetime:
    """Give the instant after the end of the next working day of an office."""
    _, until = worktime.due(worktime.calendar_for(unit_id), now, worktime.Term(1, worktime.Measure.WORKING_DAYS))
    return until + timedelta(microseconds=1)


def _apologise(request: HttpRequest, actor: Actor, code: str, *, reason: str) -> int:
    """Send one apology, with a new day unless none is wanted, and give its paper. :raises Refused:"""
    matter = matter_of(actor, code)
    deed = APOLOGISE if request.POST.get("chi-xin-loi") else PUT_OFF
    if not deed.may(matter):
        raise PermissionDenied(gettext("This is for another unit to do."))
    if deed is PUT_OFF:
        text = request.POST.get(f"ngay-{code}", "")
        if not text:
            raise Refused(gettext_noop("write a day"), field="to", value=text)
        dossiers.extend(code=code, to=asking.day(text, "to"), reason=reason, by=actor.key, at=matter.at)
    else:
        dossiers.apologise(code=code, reason=reason, by=actor.key, at=matter.at)
    address = asking.public_address(request)
    return paperwork.issue(code=code, form=Form.APOLOGY, by=actor.key, at=matter.at, address=address).id


def _row(one: RunningOut, held: Hold | None, calendar: worktime.Calendar, now: datetime) -> Row:
    return Row(
        one=one,
        parts=tuple(map(_part, one.used)),
        main=held.main if held else "",
        proposed=_proposed(one, held.share_left if held else HALF, calendar, now),
    )


def _part(used: Used) -> charts.Part:
    fill = {Hand.OFFICE: "1", Hand.AGENCY: "2", Hand.CITIZEN: "open"}[used.hand]
    label = gettext("The citizen, not counted") if used.hand is Hand.CITIZEN else used.name
    said = gettext("%(n)s working days") % {"n": number_format(used.days)}
    return charts.Part(label, used.minutes, fill, said=said)


def _proposed(one: RunningOut, share: int, calendar: worktime.Calendar, now: datetime) -> date:
    """Propose a day: what the steps still to come have of the term, in working days from now; at least one."""
    days = max(LEAST_DAYS, -(-(one.term_days or 2) * share // 100))
    _, until = worktime.due(calendar, max(now, one.due_at), worktime.Term(days, worktime.Measure.WORKING_DAYS))
    return timezone.localdate(until)
