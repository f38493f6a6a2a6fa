"""One record: what it says, its evidence, and each event with its proof."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.files import public as files
from motcua.kernel.refusals import Refused
from motcua.sites.look.public import clock, looking, staff
from motcua.sites.oversight.pages.registers.book import attachment
from motcua.sites.oversight.registers import saying
from motcua.sites.oversight.registers.opening import Sheet, frame, sheet

FILE, DAY = "tep", "effective_on"
"""The fields of the form for a file."""


@require_safe
@staff(Act.SEE_REGISTERS)
def record(request: HttpRequest, actor: Actor, record_id: int) -> HttpResponse:
    """Show a record to posts that see its unit. Eighteen SQL queries, however many events."""
    one = sheet(actor, record_id, now=clock.now())
    looking.note(actor, looking.Seen.RECORD, record_id, unit_id=one.unit.id)
    return shown(request, actor, one)


def shown(request: HttpRequest, actor: Actor, one: Sheet, *, wrong: Refused | None = None) -> HttpResponse:
    """Show a record, and what was wrong with a file that was to be put beside it."""
    evidence = one.record.evidence
    kept = files.kept([held.digest for held in evidence], unit_id=one.unit.id)
    context = frame(actor) | {
        "sheet": one,
        "title": saying.title(one.register),
        "lines": saying.lines(one.record, one.register),
        "events": saying.events(one.record, one.register),
        "evidence": [(held, kept.get(held.digest)) for held in evidence],
        "largest": files.limits(clock.now()).largest // 1_000_000,
        "back": f"{reverse('register', args=[one.register.code])}?don-vi={one.unit.code}",
        "wrong": wrong.reason(gettext) if wrong else "",
        "at": DAY if wrong and wrong.field == DAY else FILE,
        "given": request.POST,
    }
    return render(request, "oversight/registers/record.html", context, status=400 if wrong else 200)


@require_safe
@staff(Act.SEE_REGISTERS)
def evidence(request: HttpRequest, actor: Actor, record_id: int, digest: str) -> HttpResponse:
    """
    Hand a file out that stands beside a record.

    :raises AlteredOnDisk: if it is not what was put there.
    """
    one = sheet(actor, record_id, now=clock.now())
    held = next((file for file in one.record.evidence if file.digest == digest), None)
    kept = files.kept([digest]).get(digest)
    if held is None or kept is None:
        raise Http404
    looking.note(actor, looking.Seen.FILE, digest, unit_id=one.unit.id)
    return attachment(files.read(digest), held.name, kept.media_type)
