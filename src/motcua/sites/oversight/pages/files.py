"""The rows behind an indicator as a file, with all that it takes to check the figure beside them."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import Answer, Listed
from motcua.sites.look.public import clock, staff
from motcua.sites.oversight.opening import opened_strictly
from motcua.sites.oversight.rows import Wanted

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WRITERS = {"csv": indicators.answered_as_csv, "json": indicators.answered_as_json}


@require_safe
@staff(Act.SEE_FIGURES)
def file(request: HttpRequest, actor: Actor, code: str, kind: str) -> HttpResponseBase:
    """
    Give the rows behind an indicator that are within the post's reach, all of them, written as they are read.

    Twelve SQL queries and a read of the facts. The workbook holds the number of its rows and their checksum.

    :raises UnknownIndicator: if none of this code is in force on the last day of the period.
    """
    if kind not in TYPES:
        raise Http404
    question, _ = opened_strictly(request, actor)
    wanted, now = Wanted.read(request, code, question), clock.now()
    wanted.group_name()  # refuses a line that there is not
    facts = indicators.up_to_date(at=now)
    unit, period, own = question.unit, question.period, question.own
    computed = indicators.compute(facts, code, unit=unit.code, period=period, now=now, own=own)
    answer = Answer(computed, unit.code, unit.name, period, own)
    within = wanted.within_reach(actor)
    rows = ((wanted.part, row) for row in wanted.rows(facts, now=now) if within(row))
    name = f"{code}-{unit.code}-{period.first}-{period.last}.{kind}"
    return FileResponse(_written(answer, rows, kind), as_attachment=True, filename=name, content_type=TYPES[kind])


def _written(answer: Answer, rows: Iterator[Listed], kind: str) -> IO[bytes]:
    """Write a file that is gone when it is closed, so that memory does not grow with the rows."""
    made: IO[bytes] = NamedTemporaryFile(suffix=f".{kind}")  # noqa: SIM115  the answer closes it
    if kind == "xlsx":
        indicators.answered_as_xlsx(answer, rows, Path(made.name))
    else:
        made.writelines(piece.encode() for piece in WRITERS[kind](answer, rows))
    made.seek(0)
    return made
