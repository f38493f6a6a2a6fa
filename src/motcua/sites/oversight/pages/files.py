"""The rows behind an indicator as a file, with all that it takes to check the figure beside them."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import Answer, Listed
from motcua.sites.look.public import clock, looking, staff
from motcua.sites.oversight import doors
from motcua.sites.oversight.opening import opened_strictly
from motcua.sites.oversight.rows import OF_DOSSIERS, Wanted

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PIECE, LINES = 65_536, 1_000
"""So many bytes of a workbook, and so many lines of a text, are sent at once."""

WRITERS = {"csv": indicators.answered_as_csv, "json": indicators.answered_as_json}


@require_safe
@staff(Act.SEE_FIGURES)
def file(request: HttpRequest, actor: Actor, code: str, kind: str) -> StreamingHttpResponse:
    """
    Give the rows behind an indicator that are within the post's reach, all of them, written as they are read.

    Seventeen SQL queries and a read of the facts. The workbook holds the number of its rows and their checksum.

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
    if any(count.population.table in OF_DOSSIERS for count in computed.indicator.counts):
        asked_for = f"{request.path}?{question.query(**{doors.PART: doors.PARTS[wanted.part]})}"
        most = computed.numerator if wanted.part == "counts" else computed.denominator or 0
        looking.note(actor, looking.Seen.DOSSIERS, asked_for, unit_id=unit.id, shown=most)
    within = wanted.within_reach(actor)
    rows = ((wanted.part, row) for row in wanted.rows(facts, now=now) if within(row))
    written = StreamingHttpResponse(_pieces(answer, rows, kind, get_language() or ""), content_type=TYPES[kind])
    name = f"{code}-{unit.code}-{period.first}-{period.last}.{kind}"
    written.headers["Content-Disposition"] = content_disposition_header(True, name)
    return written


def _pieces(answer: Answer, rows: Iterator[Listed], kind: str, language: str) -> Iterator[bytes]:
    """Write the file in the reader's language as it is sent, so that memory does not grow with the rows."""
    with override(language):
        if kind == "xlsx":
            with NamedTemporaryFile(suffix=".xlsx") as made:
                indicators.answered_as_xlsx(answer, rows, Path(made.name))
                while piece := made.read(PIECE):
                    yield piece
            return
        lines = WRITERS[kind](answer, rows)
        while some := "".join(islice(lines, LINES)):
            yield some.encode()
