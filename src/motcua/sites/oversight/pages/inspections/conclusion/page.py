"""A conclusion on its page: statements with their figures and evidence, as it is written or as it was signed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Actor
from motcua.foundation.files import public as files
from motcua.foundation.papers import public as papers
from motcua.kernel.refusals import Refused
from motcua.reform.indicators.public import up_to_date
from motcua.reform.inspections import public as inspections
from motcua.services.news import public as news
from motcua.sites.look.public import clock, concluding, looking, staff
from motcua.sites.oversight.pages.inspections import access as inspected
from motcua.sites.oversight.pages.inspections.conclusion import access, doors
from motcua.sites.oversight.pages.inspections.conclusion.access import Here

TYPES = {
    "json": "application/json",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
@staff(*inspected.ANY_SIDE)
def conclusion(request: HttpRequest, actor: Actor, inspection_id: int) -> HttpResponse:
    """
    Show a conclusion: while it is written with figures as they are now, then as it was signed and what changed since.

    Fifteen SQL queries, a few for each support, and a read of the facts.
    """
    here = access.seen(actor, inspection_id)
    now = clock.now().replace(second=0, microsecond=0)
    facts = up_to_date(at=now)
    sealed = here.view.sealed
    refused = ""
    try:
        alive = {} if sealed else inspections.live(here.view.refs(), now=now, facts=facts)
    except Refused as refusal:
        alive, refused = {}, str(refusal)
    changed = inspections.changes(here.view, now=now, facts=facts)
    shown = concluding.Shown(
        figure=lambda key, name: doors.figure_url(inspection_id, key, name),
        support=lambda one, label: doors.evidence(inspection_id, one, label),
        places={one.id: one.unit.name for one in here.inspection.places},
        alive=alive,
        changed=changed,
    )
    suggested = inspections.suggestions(here.inspection, here.view) if here.may_write else []
    context = frame(actor, here) | {
        "parts": shown.parts(here.view),
        "groups": here.view.groups,
        "changed": changed,
        "refused": refused,
        "suggested": suggested,
        "acts": "oversight/inspections/conclusion/acts.html" if here.may_write else "",
        "own_words": sum(one.own_word for one in here.view.statements),
        "article": news.article(here.view.article) if here.view.article else None,
        "recommendations": inspections.of_inspection(inspection_id) if sealed else [],
    }
    return render(request, "oversight/inspections/conclusion/page.html", context)


@require_safe
@staff(*inspected.ANY_SIDE)
def file(request: HttpRequest, actor: Actor, inspection_id: int, kind: str) -> HttpResponse:
    """Give the conclusion as PDF, DOCX or JSON: as it was signed, else as a draft with figures as they are now."""
    here = access.seen(actor, inspection_id)
    if kind not in TYPES:
        raise Http404
    sealed = here.view.sealed
    content = (
        sealed.content
        if sealed
        else inspections.assembled(inspection_id, now=clock.now().replace(second=0, microsecond=0))[1]
    )
    if kind == "json":
        made = inspections.conclusion_file(content, sealed)
    else:
        document = inspections.conclusion_paper(content, sealed, doors.paper_doors(request, inspection_id))
        write = papers.document_pdf if kind == "pdf" else papers.document_docx
        made = write(document, on=inspections.paper_day(content))
    name = f"ket-luan-{sealed.number.replace('/', '-') if sealed else f'du-thao-{inspection_id}'}.{kind}"
    return attachment(made, TYPES[kind], name, inline=kind == "pdf")


@require_safe
@staff(*inspected.ANY_SIDE)
def evidence(request: HttpRequest, actor: Actor, inspection_id: int, digest: str) -> HttpResponse:
    """Hand out a file that a statement rests on, as it was kept. :raises AlteredOnDisk: if it no longer is that."""
    here = access.seen(actor, inspection_id)
    cited = {one for statement in here.view.statements for one, _ in statement.supports}
    if not any(getattr(one, "digest", "") == digest for one in cited):
        raise Http404
    kept = files.kept([digest])[digest]
    looking.note(actor, looking.Seen.FILE, digest, unit_id=here.inspection.places[0].unit.id)
    return attachment(files.read(digest), kept.media_type, f"{digest[:8]}{files.ENDINGS[kept.kind][0]}")


def frame(actor: Actor, here: Here) -> dict[str, object]:
    """Give what every page of a conclusion shows."""
    return inspected.frame(actor) | {
        "here": here,
        "one": here.inspection,
        "view": here.view,
        "sealed": here.view.sealed,
        "content": here.view.sealed.content if here.view.sealed else None,
    }


def attachment(content: bytes, media_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    """Answer with a file."""
    said = content_disposition_header(as_attachment=not inline, filename=name)
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": said})
