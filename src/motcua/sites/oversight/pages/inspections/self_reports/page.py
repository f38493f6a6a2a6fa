"""A self-report: what differs first, then each field, the figures beside what the unit says; its paper, its files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Actor
from motcua.foundation.files import public as files
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Signing
from motcua.sites.look.public import looking, staff
from motcua.sites.oversight.pages.inspections import access
from motcua.sites.oversight.pages.inspections.files import checked
from motcua.sites.oversight.pages.inspections.files import paper as as_file
from motcua.sites.oversight.pages.inspections.self_reports.opening import Opened, asked_edition, frame, opened


@require_safe
@staff(*access.ANY_SIDE)
def report(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """Show the report of a place to either side. Thirty-five SQL queries, and one scan a population of the facts."""
    return shown(request, actor, opened(actor, place_id, edition=asked_edition(request)))


def shown(
    request: HttpRequest,
    actor: Actor,
    one: Opened,
    *,
    problem: str = "",
    at: str = "",
    reason: str = "",
) -> HttpResponse:
    """Show a report, and what was wrong with what was to be done with it."""
    view = one.view
    differing = [(part, row) for part in one.parts for row in part.rows if row.view.differs]
    edition = view.edition
    context = frame(actor, one) | {
        "differing": differing,
        "editions": [(each, view.amended.get(each.number, "")) for each in reversed(view.editions)],
        "sender": accounts.titles_of([edition.by]).get(edition.by, "") if edition else "",
        "overdue": not view.editions and view.due_on is not None and access.today() > view.due_on,
        "draft_waits": one.answers and edition is None and bool(view.editions),
        "problem": problem,
        "at": at,
        "reason": reason,
    }
    return render(request, "oversight/inspections/self_reports/report.html", context, status=400 if problem else 200)


@require_safe
@staff(*access.ANY_SIDE)
def paper(request: HttpRequest, actor: Actor, place_id: int, kind: str) -> HttpResponse:
    """Give the report as a paper; one that was not sent is a draft."""
    one = opened(actor, place_id, edition=asked_edition(request))
    edition, signing = one.view.edition, None
    if edition is not None:
        signing = Signing(accounts.titles_of([edition.by]).get(edition.by, ""), one.view.leaf)
    on = edition.sent_at.date() if edition else access.today()
    document = inspections.self_report_paper(one.view, signing, checked(request, signing), on=on)
    number = f"-lan-{edition.number}" if edition and edition.number > 1 else ""
    return as_file(document, kind, f"bao-cao-tu-kiem-tra-{one.unit.code}{number}", on=on)


@require_safe
@staff(*access.ANY_SIDE)
def attachment(request: HttpRequest, actor: Actor, place_id: int, digest: str) -> HttpResponse:
    """Hand out a file that the unit attached, never to be shown within a page of ours; drafts only to the unit."""
    one = opened(actor, place_id, edition=asked_edition(request))
    named = {file.digest: file for part in one.parts for row in part.rows for file in row.view.files}
    if digest not in named:
        raise Http404
    looking.note(actor, looking.Seen.FILE, digest, unit_id=one.unit.id)
    return HttpResponse(
        files.read(digest),
        content_type=named[digest].media_type,
        headers={
            "Content-Disposition": content_disposition_header(True, named[digest].name) or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-store",
        },
    )
