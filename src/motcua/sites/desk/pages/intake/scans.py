"""The scans and photographs of a paper at the counter, and papers that the office holds already from before."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.files import public as files
from motcua.foundation.files.public import Kept
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.intake import public as intake
from motcua.services.intake.public import Content, DraftView, Mark, PaperLine
from motcua.sites.desk.pages.intake.counter import draft_for, office_of
from motcua.sites.look.public import clock, handed_out, looking, once, staff

PICTURES = {files.Kind.JPEG, files.Kind.PNG}
MOST = 20
"""So many files a paper may have."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.RECEIVE)
@once
def scans(request: HttpRequest, actor: Actor, draft: int, paper: str) -> HttpResponse:
    """Show the files of a paper that is being handed in; add some, take one out, or take what is held already."""
    office, view = office_of(actor), draft_for(actor, draft)
    line = _line(view, paper)
    problem = ""
    if request.method == "POST":
        try:
            changed = _changed(request, actor, office, view.content, line)
        except Refused as refusal:
            problem = refusal.reason(gettext)
        else:
            intake.save_draft(draft=draft, post_id=actor.post_id, content=_with(view.content, changed), at=clock.now())
            return HttpResponseRedirect(request.path)
    looking.note(actor, looking.Seen.DRAFTS, f"{actor.post_id}/{draft}/{paper}", unit_id=office.id)
    held = intake.held_for(view.content.person.identity_number, unit_id=office.id)
    context = {
        "section": "work",
        "actor": actor,
        "own_unit": office.name,
        "draft": draft,
        "line": line,
        "files": _known(line),
        "held": [one for one in held if one.files and one.files != line.files],
        "problem": problem,
        "without_number": not view.content.person.identity_number,
    }
    return render(request, "desk/intake/scans.html", context, status=400 if problem else 200)


@require_safe
@staff(Act.RECEIVE)
def scan(request: HttpRequest, actor: Actor, draft: int, digest: str) -> HttpResponse:
    """Give a file that is being handed in, to the post that takes it in. Six SQL queries."""
    view = draft_for(actor, draft)
    if digest not in {one for line in view.content.papers for one in line.files}:
        raise Http404
    looking.note(actor, looking.Seen.FILE, f"draft/{draft}", unit_id=actor.unit_id)
    return _given(digest)


@require_safe
@staff(Act.SEE_DOSSIERS)
def handed_in(request: HttpRequest, actor: Actor, code: str, digest: str) -> HttpResponse:
    """Give a file that was handed in with a dossier, to posts that may see it. Eleven SQL queries."""
    dossier = dossiers.brief(code)
    if dossier is None:
        raise Http404
    if not may(actor, Act.SEE_DOSSIERS, units=dossier.unit_ids):
        raise PermissionDenied(gettext("This dossier belongs to units that your post does not see."))
    if digest not in {one for paper in intake.handed_in(code) for one in paper.files}:
        raise Http404
    looking.note(actor, looking.Seen.FILE, f"dossier/{code}", unit_id=dossier.receiving_unit_id)
    return _given(digest)


def _changed(request: HttpRequest, actor: Actor, office: units.Unit, content: Content, line: PaperLine) -> PaperLine:
    """Give the paper after what a button of the page asks. :raises Refused:"""
    match request.POST.get("viec", ""):
        case "them":
            return replace(line, files=(*line.files, *_brought(request, actor, office, line)), mark=Mark.ENOUGH)
        case "bo":
            gone = request.POST.get("tep", "")
            return replace(line, files=tuple(one for one in line.files if one != gone))
        case "len":
            return replace(line, files=_raised(line.files, request.POST.get("tep", "")))
        case "co-san":
            source, _, paper = request.POST.get("tu", "").partition("|")
            held = intake.held_for(content.person.identity_number, unit_id=office.id)
            for one in held:
                if (one.dossier, one.paper) == (source, paper):
                    return replace(line, files=one.files, reused_from=one.dossier, mark=Mark.HELD)
            raise Refused(gettext_noop("the office does not hold this paper of this person"), field="tu", value=source)
    raise PermissionDenied(gettext("This is for another unit to do."))


def _brought(request: HttpRequest, actor: Actor, office: units.Unit, line: PaperLine) -> tuple[str, ...]:
    """Keep the files that were brought; several pictures become one PDF. :raises Refused: and nothing is added."""
    given = request.FILES.getlist("tep")
    if not given:
        raise Refused(gettext_noop("no file was chosen"), field="tep", value="")
    now = clock.now()
    if len(given) + len(line.files) > MOST and len(given) > MOST:
        raise Refused(gettext_noop("these are too many files at once"), field="tep", value=len(given))
    most = files.limits(now).largest + 1
    kept = [
        files.keep(name=one.name or "", content=one.read(most), unit=office, purpose="intake", by=actor.key, at=now)
        for one in given
    ]
    if len(kept) > 1 and all(one.kind in PICTURES for one in kept):
        pdf = files.as_pdf([files.read(one.digest) for one in kept], at=now)
        kept = [files.keep(name=f"{line.code}.pdf", content=pdf, unit=office, purpose="intake", by=actor.key, at=now)]
    return tuple(one.digest for one in kept if one.digest not in line.files)


def _raised(held: tuple[str, ...], digest: str) -> tuple[str, ...]:
    """Put a file before the one that stands before it."""
    place = held.index(digest) if digest in held else 0
    if not place:
        return held
    return (*held[: place - 1], digest, held[place - 1], *held[place + 1 :])


def _line(view: DraftView, paper: str) -> PaperLine:
    found = next((one for one in view.content.papers if one.code == paper), None)
    if found is None:
        raise Http404
    return found


def _with(content: Content, line: PaperLine) -> Content:
    return replace(content, papers=tuple(line if one.code == line.code else one for one in content.papers))


def _known(line: PaperLine) -> list[Kept]:
    known = files.kept(line.files)
    return [known[one] for one in line.files if one in known]


def _given(digest: str) -> HttpResponse:
    return handed_out(files.kept([digest])[digest], name="giay-to")
