"""Writing a self-report, one part at a time: what was entered stays, and what is wrong is told above and beside."""

from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.files import public as files
from motcua.foundation.units.public import Unit
from motcua.kernel.refusals import Refused
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import ReportEntry, WrittenMeanwhile
from motcua.sites.look.public import clock, staff
from motcua.sites.oversight.pages.inspections import access
from motcua.sites.oversight.pages.inspections.self_reports.opening import Opened, frame, opened
from motcua.sites.oversight.pages.inspections.self_reports.saying import Part, Row

STATED, REASON, NOTE, FILE, KEEP, SEEN = "so", "ly-do", "giai-trinh", "tep", "giu", "thay"
"""How the fields of a line begin; its number follows."""
ON = "tiep"
"""The button that goes on to the next part."""


@dataclass(slots=True)
class Filled:
    """
    A line of the form as it is shown.

    :param problems: what is wrong, by the name of the field.
    :param meanwhile: whether somebody else wrote the line since the form was opened.
    """

    row: Row
    stated: str
    reason: str
    note: str
    keep: frozenset[str]
    seen: int
    problems: dict[str, str] = field(default_factory=dict)
    meanwhile: bool = False

    @property
    def changed(self) -> bool:
        """Say whether anything was entered that does not stand there already."""
        view = self.row.view
        before = (self.row.entered, view.reason, view.note, frozenset(one.digest for one in view.files))
        return (self.stated, self.reason, self.note, self.keep) != before

    @property
    def wrong_reason(self) -> str:
        """Say what is wrong with the reason; empty if nothing is."""
        return self.problems.get(REASON, "")

    @property
    def wrong_note(self) -> str:
        """Say what is wrong with the explanation; empty if nothing is."""
        return self.problems.get(NOTE, "")

    def problem(self, refusal: Refused) -> None:
        """Tell what is wrong at the field that it is about."""
        kind = {inspections.ReasonNeeded: REASON, inspections.NotAFigure: STATED}.get(type(refusal), NOTE)
        if isinstance(refusal, files.FileRefused | inspections.UnknownAttachment):
            kind = FILE
        self.meanwhile = isinstance(refusal, WrittenMeanwhile)
        self.problems[kind] = refusal.reason(gettext)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.ANSWER_INSPECTIONS)
def write(request: HttpRequest, actor: Actor, place_id: int, part: str) -> HttpResponse:
    """Show one part of the report of one's own unit, or write what of it changed."""
    access.seen_place(actor, place_id)
    one = opened(actor, place_id, edition=None)
    access.ensure(one.answers, gettext("A report is written and sent by the unit's own posts."))
    place = next((number for number, each in enumerate(one.parts) if each.slug == part), None)
    if place is None:
        raise Http404
    if not one.may_write:
        return redirect("inspection-report", place_id=place_id)
    here, following = one.parts[place], one.parts[place + 1] if place + 1 < len(one.parts) else None
    lines = [_filled(request, row) for row in here.rows]
    if request.method == "POST" and _written(request, actor, one, lines):
        if ON in request.POST and following is not None:
            return redirect("inspection-report-write", place_id=place_id, part=following.slug)
        return redirect("inspection-report", place_id=place_id)
    return _shown(request, actor, one, here, following, lines)


def _shown(
    request: HttpRequest, actor: Actor, one: Opened, here: Part, following: Part | None, lines: list[Filled]
) -> HttpResponse:
    problems = [
        (f"{name}-{line.row.number}", f"{line.row.title}: {said}")
        for line in lines
        for name, said in line.problems.items()
    ]
    context = frame(actor, one) | {
        "part": here,
        "following": following,
        "lines": lines,
        "problems": problems,
        "largest": files.limits(clock.now()).largest // 1_000_000,
    }
    status = 400 if problems else 200
    return render(request, "oversight/inspections/self_reports/write.html", context, status=status)


def _filled(request: HttpRequest, row: Row) -> Filled:
    """Give a line as it stands, or as it was sent."""
    view, number = row.view, row.number
    digests = frozenset(one.digest for one in view.files)
    if request.method != "POST":
        return Filled(row, row.entered, view.reason, view.note, digests, view.said.number)
    seen = request.POST.get(f"{SEEN}-{number}", "")
    return Filled(
        row,
        stated=_text(request, f"{STATED}-{number}"),
        reason=_text(request, f"{REASON}-{number}"),
        note=_text(request, f"{NOTE}-{number}"),
        keep=digests & frozenset(request.POST.getlist(f"{KEEP}-{number}")),
        seen=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 10 else 0,
    )


def _text(request: HttpRequest, name: str) -> str:
    """Give the text of a field as it was sent; lines stay, other control characters do not."""
    given = request.POST.get(name, "").replace("\r\n", "\n")
    return "".join(letter for letter in given if letter.isprintable() or letter == "\n").strip()


def _written(request: HttpRequest, actor: Actor, one: Opened, lines: list[Filled]) -> bool:
    """Write the lines that changed, all or none; say whether that was done. What is wrong is told at its line."""
    entries: dict[str, ReportEntry] = {}
    for line in lines:
        kept = _file(request, line, unit=one.unit, by=actor.key)
        if line.changed or kept:
            names = tuple(each.digest for each in line.row.view.files if each.digest in line.keep)
            entries[line.row.code] = ReportEntry(line.stated, line.reason, line.note, (*names, *kept), line.seen)
    if any(line.problems for line in lines):
        return False
    try:
        if entries:
            inspections.write_report(place_id=one.view.place.id, entries=entries, by=actor.key, at=clock.now())
    except Refused as refusal:
        at = next((line for line in lines if line.row.code == refusal.field), lines[0])
        at.problem(refusal)
        at.seen = at.row.view.said.number
        return False
    return True


def _file(request: HttpRequest, line: Filled, *, unit: Unit, by: str) -> tuple[str, ...]:
    """Keep a file that was handed in for a line, and give its digest."""
    sent = request.FILES.get(f"{FILE}-{line.row.number}")
    if not isinstance(sent, UploadedFile):
        return ()
    at = clock.now()
    try:
        files.check_size(sent.size or 0, limits=files.limits(at))
        kept = files.keep(name=sent.name or "", content=sent.read(), unit=unit, purpose="inspections", by=by, at=at)
    except Refused as refusal:
        line.problem(refusal)
        return ()
    return (kept.digest,)
