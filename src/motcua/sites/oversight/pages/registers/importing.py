"""A register's file taken in: it is kept, gone through and shown row by row, handed back marked, or taken whole."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.registers import public as registers
from motcua.reform.registers.public import Fate, Line, NotStated, Preview, Register
from motcua.sites.look.public import leafing, staff
from motcua.sites.oversight.pages.registers.book import XLSX, attachment
from motcua.sites.oversight.registers import saying
from motcua.sites.oversight.registers.opening import Opened, must_keep, opened, register_named

FILE, ACT = "tep", "viec"
TAKE = "nhan"
KINDS = frozenset({files.Kind.XLSX, files.Kind.CSV})


@dataclass(frozen=True, slots=True)
class Seen:
    """One row of a file as it is shown: its line, what it says, what comes of it, what is wrong."""

    line: int
    cells: str
    look: str
    fate: str | Promise
    wrong: tuple[str, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_REGISTERS)
def take_in(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """
    Ask for a file; show what would come of each row of one that was brought; take it in, whole or not at all.

    The file is kept under its digest first, so that what was taken in can be looked at later.
    """
    kept = register_named(code)
    here = opened(request, actor)
    unit = here.unit
    must_keep(here)
    if request.method == "POST" and request.POST.get(ACT) != TAKE:
        return _bring(request, actor, kept, here)
    digest = request.POST.get(FILE, "") or request.GET.get(FILE, "")
    if not digest:
        return _asked(request, kept, here)
    file = _brought(digest, unit)
    try:
        if request.method == "POST":
            taken = registers.take_import(
                register=code, unit_id=unit.id, name=file.name, content=files.read(digest), by=actor.key, at=here.now
            )
            said = gettext("Rows taken in: %(taken)s. On record already: %(unchanged)s.")
            messages.success(request, said % {"taken": taken.taken, "unchanged": taken.unchanged})
            return HttpResponseRedirect(f"{reverse('register', args=[code])}?{here.strictly().query()}")
        return _shown(request, kept, here, file, _preview(kept, unit, file, here))
    except Refused as refused:
        return _asked(request, kept, here, wrong=refused)


@require_safe
@staff(Act.KEEP_REGISTERS)
def marked(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Hand a file back with what is wrong in it."""
    kept = register_named(code)
    here = opened(request, actor)
    unit = here.unit
    must_keep(here)
    file = _brought(request.GET.get(FILE, ""), unit)
    name = f"{file.name.rpartition('.')[0]}-{gettext('marked')}.xlsx"
    return attachment(registers.annotated(_preview(kept, unit, file, here)), name, XLSX)


def _bring(request: HttpRequest, actor: Actor, register: Register, here: Opened) -> HttpResponse:
    upload, question = request.FILES.get(FILE), here.strictly()
    try:
        if upload is None:
            raise NotStated(gettext_noop("choose a file"), field=FILE)
        files.check_size(upload.size or 0, limits=files.limits(here.now))
        file = files.keep(
            name=upload.name or "",
            content=upload.read(),
            unit=question.unit,
            purpose="register-import",
            by=actor.key,
            at=here.now,
        )
    except Refused as refused:
        return _asked(request, register, here, wrong=refused)
    return HttpResponseRedirect(f"{request.path}?{question.query(**{FILE: file.digest})}")


def _brought(digest: str, unit: units.Unit) -> files.Kept:
    """Give a file that this unit brought; what another brought is not there."""
    file = files.kept([digest], unit_id=unit.id).get(digest)
    if file is None or not file.name or file.kind not in KINDS:
        raise Http404
    return file


def _preview(register: Register, unit: units.Unit, file: files.Kept, here: Opened) -> Preview:
    return registers.preview_import(
        register=register.code, unit_id=unit.id, name=file.name, content=files.read(file.digest), at=here.now
    )


def _asked(request: HttpRequest, register: Register, here: Opened, *, wrong: Refused | None = None) -> HttpResponse:
    context = here.context | {
        "register": register,
        "title": saying.title(register),
        "wrong": wrong.message(gettext).splitlines() if wrong else (),
        "largest": files.limits(here.now).largest // 1_000_000,
    }
    return render(request, "oversight/registers/import.html", context, status=400 if wrong else 200)


def _shown(request: HttpRequest, register: Register, here: Opened, file: files.Kept, preview: Preview) -> HttpResponse:
    refused = [line for line in preview.lines if line.fate is Fate.REFUSED]
    lines = sorted(preview.lines, key=lambda line: (line.fate is not Fate.REFUSED, line.line))
    leaf = leafing.leaf(request, total=len(lines))
    context = here.context | {
        "register": register,
        "title": saying.title(register),
        "file": file,
        "refused": len(refused),
        "fates": [
            (look, said, sum(line.fate is fate for line in preview.lines))
            for fate, (look, said) in saying.FATES.items()
        ],
        "lines": [_seen(line) for line in lines[leaf.offset : leaf.offset + leafing.LENGTH]],
        "leaf": leaf,
    }
    return render(request, "oversight/registers/preview.html", context)


def _seen(line: Line) -> Seen:
    look, said = saying.FATES[line.fate]
    cells = " · ".join(cell for cell in line.cells.values() if cell)
    wrong = tuple(_without_line(refused) for refused in line.wrong.values())
    return Seen(line.line, cells if len(cells) <= 200 else f"{cells[:199]}…", look, said, wrong)


def _without_line(refused: Refused) -> str:
    """Say what is wrong with a row whose line stands beside it."""
    place = f"{refused.field}, “{refused.value}”: " if refused.field and refused.value is not None else ""
    return place + refused.reason(gettext)
