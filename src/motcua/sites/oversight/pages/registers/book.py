"""One register of a unit: its records, what it is kept for, whether it is complete, and its file."""

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.kernel.periods import Period
from motcua.reform.registers import public as registers
from motcua.sites.look.public import asking, looking, staff, words
from motcua.sites.oversight.registers import listing, saying
from motcua.sites.oversight.registers.opening import opened, register_named

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: Mapping[str, tuple[str, Callable[[str, int, Period], bytes]]] = {
    "xlsx": (XLSX, registers.export_xlsx),
    "csv": ("text/csv; charset=utf-8", registers.export_csv),
}


@require_safe
@staff(Act.SEE_REGISTERS)
def register(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show a register of a unit. Fifteen SQL queries, however many records."""
    kept = register_named(code)
    here = opened(request, actor)
    if here.question is None:
        return render(request, "oversight/none.html", here.context, status=here.status)
    question = here.question
    views = registers.records(code, question.unit.id, question.period)
    listed = listing.listing(request, kept, views)
    _note(request, actor, question, len(listed.lines))
    context = here.context | {
        "register": kept,
        "title": saying.title(kept),
        "cadence": saying.CADENCES[kept.cadence],
        "sure": saying.SURE[kept.sure],
        "listing": listed,
        "total": len(views),
        "complete": registers.is_complete(code, question.unit.id, question.period),
        "declared": [
            (words.period(one.period.first, one.period.last), one)
            for one in registers.completions(code, question.unit.id, question.period)
        ],
    }
    return render(request, "oversight/registers/book.html", context, status=here.status)


@require_safe
@staff(Act.SEE_REGISTERS)
def export(request: HttpRequest, actor: Actor, code: str, ending: str) -> HttpResponse:
    """Hand a register of a unit out as a file that can be taken in again. Sixteen SQL queries at most."""
    kept = register_named(code)
    if ending not in FORMATS:
        raise Http404
    question = opened(request, actor).strictly()
    media_type, write = FORMATS[ending]
    _note(request, actor, question, len(registers.records(kept.code, question.unit.id, question.period)))
    name = f"{kept.code}_{question.unit.code}_{question.period.first}_{question.period.last}.{ending}"
    return attachment(write(kept.code, question.unit.id, question.period), name, media_type)


@require_safe
@staff(Act.KEEP_REGISTERS)
def blank(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Hand out an empty workbook with a register's columns."""
    return attachment(registers.template(code), f"{register_named(code).code}.xlsx", XLSX)


def _note(request: HttpRequest, actor: Actor, question: asking.Question, shown: int) -> None:
    """Note that a post was shown records: the notes beside them may name persons."""
    asked_for = f"{request.path}?{question.query()}"
    looking.note(actor, looking.Seen.RECORDS, asked_for, unit_id=question.unit.id, shown=shown)


def attachment(content: bytes, name: str, media_type: str) -> HttpResponse:
    """Answer with a file that a browser keeps and never shows."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
