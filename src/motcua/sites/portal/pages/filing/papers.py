"""One paper a page: its files are given whole, or piece by piece where a script helps; each is shown and taken out."""

from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.files import public as files
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.filing import public as filing
from motcua.services.filing.public import ApplicationView, StepKind
from motcua.services.intake.public import Content, Mark, PaperLine
from motcua.sites.look.public import clock, handed_out
from motcua.sites.portal.pages.filing.holding import own
from motcua.sites.portal.pages.filing.steps import after, again, asking_of, home, trail

MOST_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file that was given: its digest, its size in kilobytes, whether it is a picture."""

    digest: str
    kilobytes: int
    is_picture: bool


@require_http_methods(["GET", "HEAD", "POST"])
@own
def paper(request: HttpRequest, view: ApplicationView, paper: str) -> HttpResponse:
    """Ask for the files of one paper. Some twenty SQL queries, and eight for each file."""
    found = asking_of(view)
    line = next((one for one in found.content.papers if one.code == paper), None)
    if line is None:
        raise Http404
    if view.sent_at is not None:
        return HttpResponseRedirect(home(view.id))
    problem = ""
    if request.method == "POST":
        try:
            done = _act(request, view, line)
        except Refused as refusal:
            problem = refusal.reason(gettext)
        else:
            where = after(again(view), f"{StepKind.PAPER.value}:{paper}") if done else request.path
            return HttpResponseRedirect(where)
        line = _line(again(view), paper) or line
    asked = next((one for one in found.asked.papers if one.code == paper), None)
    context = {
        "section": "procedures",
        "view": view,
        "name": found.name,
        "trail": trail(view, found.name, line.name),
        "line": line,
        "asked": asked,
        "files": files_of(line.files),
        "problem": problem,
        "largest": files.limits(clock.now()).largest // 1_000_000,
        "most": filing.limits_on(found.on).files_a_paper,
        "skipped": line.mark is Mark.NOT_NEEDED and f"{StepKind.PAPER.value}:{paper}" in view.told.steps,
    }
    return render(request, "portal/filing/paper.html", context, status=400 if problem else 200)


@require_safe
@own
def file(request: HttpRequest, view: ApplicationView, digest: str) -> HttpResponse:
    """Give a file back to whoever brought it. Eight SQL queries at most."""
    given = {one for line in view.content.papers for one in line.files} if view.content else set()
    given |= {one for of in view.brought.values() for one in of}
    kept = files.kept([digest]).get(digest) if digest in given else None
    if kept is None:
        raise Http404
    return handed_out(kept, name="giay-to")


def files_of(digests: tuple[str, ...]) -> list[FileLine]:
    """Give files as they are listed. One SQL query."""
    known = files.kept(digests)
    pictures = {files.Kind.JPEG, files.Kind.PNG}
    return [
        FileLine(one, max(known[one].size // 1000, 1), known[one].kind in pictures) for one in digests if one in known
    ]


def _act(request: HttpRequest, view: ApplicationView, line: PaperLine) -> bool:
    """Do what a button asks; say whether to go on to the next page. :raises Refused:"""
    now, came = clock.now(), request.FILES.getlist("tep")[:MOST_AT_ONCE]
    match request.POST.get("lam", ""):
        case "bo":
            digest = request.POST.get("tep-bo", "")
            filing.take_out(application=view.id, paper=line.code, digest=digest, at=now)
            return False
        case "khong-can":
            if line.mark is Mark.MISSING and not _optional(view, line):
                raise Refused(gettext_noop("this paper is required"), field="file", value=line.name)
            filing.answer(
                application=view.id,
                step=StepKind.PAPER,
                of=line.code,
                change=lambda content: _marked(content, line.code),
                at=now,
            )
            return True
    for file in came:
        content = file.read(files.limits(now).largest + 1)
        filing.bring(application=view.id, paper=line.code, name=file.name or "", content=content, at=now)
    if not came and not line.files:
        raise Refused(gettext_noop("no file was chosen"), field="file")
    return request.POST.get("lam", "") != "them"


def _optional(view: ApplicationView, line: PaperLine) -> bool:
    asked = next((one for one in asking_of(view).asked.papers if one.code == line.code), None)
    return asked is None or not asked.required


def _marked(content: Content, code: str) -> Content:
    def marked(line: PaperLine) -> PaperLine:
        return replace(line, mark=Mark.NOT_NEEDED) if line.code == code and not line.files else line

    return replace(content, papers=tuple(map(marked, content.papers)))


def _line(view: ApplicationView, code: str) -> PaperLine | None:
    return next((one for one in (view.content.papers if view.content else ()) if one.code == code), None)
