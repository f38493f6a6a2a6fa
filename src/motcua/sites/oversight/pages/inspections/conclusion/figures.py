"""One figure of a conclusion: how it is counted, what was fixed of it, what it would be now, and why."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.reform.indicators.public import REGISTRY, up_to_date
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import FigureRef, StatementView
from motcua.sites.look.public import clock, looking, staff
from motcua.sites.oversight.pages.inspections import access as inspected
from motcua.sites.oversight.pages.inspections.conclusion import access, doors, page
from motcua.sites.oversight.pages.inspections.conclusion.access import Here

MOST = 200
"""So many rows that came or went are shown."""

MOST_EVENTS = 200_000
"""A page reads so many events of the ledger again at most; that takes some seconds."""


@require_safe
@staff(*inspected.ANY_SIDE)
def figure(request: HttpRequest, actor: Actor, inspection_id: int, key: str, name: str) -> HttpResponse:
    """Show a figure: fixed once the conclusion is signed, alive before. Twelve SQL queries and a read of the facts."""
    here, one, ref = _found(actor, inspection_id, key, name)
    now = clock.now().replace(second=0, microsecond=0)
    facts = up_to_date(at=now)
    fixed = one.fixed.get(name)
    computed = inspections.live([ref], now=now, as_of=fixed.fixed.as_of if fixed else None, facts=facts)[ref]
    changes = inspections.changes(here.view, now=now, facts=facts)
    moved = next((each for each in changes if (each.statement, each.name) == (key, name)), None)
    same = inspections.still_the_same_rows(fixed, now=now, facts=facts) if fixed and "so-dong" in request.GET else None
    context = page.frame(actor, here) | {
        "statement": one,
        "name": name,
        "ref": ref,
        "figure": fixed,
        "changed": moved,
        "computed": computed,
        "said": fixed.said if fixed else inspections.said(computed, ref.part),
        "indicator": REGISTRY.find(ref.code, on=ref.last),
        "unit": units.find(ref.unit, on=ref.last),
        "rows_url": doors.rows_url(ref),
        "population_url": doors.rows_url(ref, "population") if computed.denominator is not None else "",
        "same": same,
        "sees_rows": _sees(actor, ref),
    }
    return render(request, "oversight/inspections/conclusion/figure.html", context)


@require_safe
@staff(*inspected.ANY_SIDE)
def compared(request: HttpRequest, actor: Actor, inspection_id: int, key: str, name: str) -> HttpResponse:
    """
    Set the rows of a signed figure as the ledger knew them then beside those of now: why it would be another.

    The ledger is read up to the signature, which takes a while where it is long.
    """
    here, one, ref = _found(actor, inspection_id, key, name)
    if here.view.sealed is None:
        raise Http404
    inspected.ensure(_sees(actor, ref), _refused())
    found = one.fixed[name]
    context = page.frame(actor, here) | {"statement": one, "name": name, "figure": found}
    if found.fixed.events > MOST_EVENTS:
        return render(request, "oversight/inspections/conclusion/compared.html", context | {"too_long": True})
    rows = inspections.rows_compared(found, now=clock.now().replace(second=0, microsecond=0))
    _note(request, actor, ref, len(rows.came[:MOST]) + len(rows.went[:MOST]))
    context |= {
        "rows": rows,
        "sides": [
            (gettext("Rows that came since"), rows.came[:MOST], len(rows.came)),
            (gettext("Rows that are no longer so"), rows.went[:MOST], len(rows.went)),
        ],
    }
    return render(request, "oversight/inspections/conclusion/compared.html", context)


@require_safe
@staff(*inspected.ANY_SIDE)
def rows(request: HttpRequest, actor: Actor, inspection_id: int, key: str, name: str) -> StreamingHttpResponse:
    """Give the rows behind a figure as the file whose digest was signed, if none of them has changed since."""
    _, one, ref = _found(actor, inspection_id, key, name)
    inspected.ensure(_sees(actor, ref), _refused())
    fixed = one.fixed.get(name)
    _note(request, actor, ref, fixed.fixed.rows if fixed else 1)
    lines: Iterator[bytes] = inspections.rows_csv(
        ref, now=clock.now().replace(second=0, microsecond=0), as_of=fixed.fixed.as_of if fixed else None
    )
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{one.label}-{name}.csv"
    )
    return answer


def _found(actor: Actor, inspection_id: int, key: str, name: str) -> tuple[Here, StatementView, FigureRef]:
    here = access.seen(actor, inspection_id)
    one = access.statement(here, key)
    if name not in one.figures:
        raise Http404
    return here, one, one.figures[name]


def _note(request: HttpRequest, actor: Actor, ref: FigureRef, shown: int) -> None:
    """Note that a post was shown rows behind a figure."""
    unit = units.find(ref.unit, on=ref.last)
    looking.note(actor, looking.Seen.DOSSIERS, request.path, unit_id=unit.id, shown=shown)


def _sees(actor: Actor, ref: FigureRef) -> bool:
    """Say whether a post may see each row behind a figure: the dossiers of its unit and of all that it counts."""
    unit = units.find(ref.unit, on=ref.last)
    below = units.structure(ref.last).below(unit.id, own=ref.own)
    return all(may(actor, Act.SEE_DOSSIERS, units=[one]) for one in below)


def _refused() -> str:
    return gettext("The rows behind this figure lie beyond what your post oversees.")
