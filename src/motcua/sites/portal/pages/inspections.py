"""What inspections concluded: each conclusion as it was signed, each figure open to its rows, and its check."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from motcua.foundation.ledger import public as ledger
from motcua.foundation.papers import public as papers
from motcua.foundation.units import public as units
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import REGISTRY, Behind, up_to_date
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import (
    STANDING_TITLES,
    ConclusionView,
    Doors,
    RecommendationView,
    Sealed,
    SignedFigure,
    Standing,
    StatementView,
    Support,
    UnknownStatement,
)
from motcua.services.news import public as news
from motcua.services.procedures import public as procedures
from motcua.sites.look.public import Limit, asking, charts, clock, concluding, listing

OF_DOSSIERS = frozenset({"dossiers", "dossier_spans"})
FEWEST = 5
"""A list of fewer dossiers says whose they are; the public sees their number alone."""

MOST = 20_000
"""So many rows are looked through for a page."""

CHECKS = Limit("conclusion", most=60, seconds=60)

TYPES = {
    "json": "application/json",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


DIGITS = re.compile(r"[0-9a-f]{8,64}")

SHAPES = {
    Standing.PROPOSED: ("open", "todo"),
    Standing.RESERVED: ("wait", "todo"),
    Standing.OPEN: ("wait", "doing"),
    Standing.REPORTED: ("ontime", "doing"),
    Standing.VERIFIED: ("ontime", "doing"),
    Standing.CLOSED: ("early", "closed"),
    Standing.WITHDRAWN: ("not", "closed"),
}
"""How a recommendation looks that stands so: its mark, and the edge of its card."""

WAY = (
    (gettext_lazy("Recommended"), frozenset(Standing)),
    (gettext_lazy("Taken up"), frozenset({Standing.OPEN, Standing.REPORTED, Standing.VERIFIED, Standing.CLOSED})),
    (gettext_lazy("Reported as done"), frozenset({Standing.REPORTED, Standing.VERIFIED, Standing.CLOSED})),
    (gettext_lazy("Verified by the inspectors"), frozenset({Standing.VERIFIED, Standing.CLOSED})),
    (pgettext_lazy("recommendation", "Closed"), frozenset({Standing.CLOSED})),
)
"""The way of a recommendation, and where it has come past each step."""


@dataclass(frozen=True, slots=True)
class Mending:
    """A recommendation as the public follows it: its number in the conclusion, how it stands, how far it has come."""

    one: RecommendationView
    label: str
    said: str
    shape: str
    edge: str
    way: tuple[tuple[str, bool], ...]

    @classmethod
    def of(cls, one: RecommendationView, view: ConclusionView) -> "Mending":
        """Tell of a recommendation."""
        standing = one.state.standing
        label = next((each.label for each in view.statements if each.key == one.state.statement), "")
        shape, edge = SHAPES[standing]
        way = tuple((str(step), standing in past) for step, past in WAY)
        return cls(one, label, gettext(STANDING_TITLES[standing]), shape, edge, way)


@dataclass(frozen=True, slots=True)
class Matched:
    """What a digest that was typed in is of: the conclusion itself, or figures of it."""

    whole: bool
    figures: tuple[tuple[StatementView, SignedFigure], ...]


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """List the conclusions that were published, the latest first. One SQL query."""
    context = {
        "section": "inspections",
        "trail": [{"name": gettext("Inspections")}],
        "lines": inspections.conclusions(published=True),
    }
    return render(request, "portal/inspections/list.html", context)


@require_safe
def conclusion(request: HttpRequest, inspection: int) -> HttpResponse:
    """Show a published conclusion. Twelve SQL queries, and a read of the facts to see what changed since."""
    view, sealed = _published(inspection)
    now = clock.now()
    changed = inspections.changes(view, now=now.replace(second=0, microsecond=0))
    shown = concluding.Shown(
        figure=lambda key, name: reverse("about-inspection-figure", args=[inspection, key, name]),
        support=_support,
        places=_places(sealed),
        alive={},
        changed=changed,
    )
    article = news.article(view.article) if view.article else None
    context = _frame(sealed, inspection) | {
        "view": view,
        "parts": shown.parts(view),
        "changed": changed,
        "article": article if article and article.state is news.State.PUBLISHED else None,
        "remedies": [Mending.of(one, view) for one in inspections.of_inspection(inspection)],
        "today": now,
        "proved": ledger.find(sealed.leaf),
    }
    return render(request, "portal/inspections/conclusion.html", context)


@require_safe
def figure(request: HttpRequest, inspection: int, statement: str, name: str) -> HttpResponse:
    """
    Show a figure of a published conclusion: how it is counted, what was fixed, its rows as far as they betray nobody.

    Fifteen SQL queries at most, and reads of the facts.
    """
    view, sealed = _published(inspection)
    one, found = _figure(view, statement, name)
    now = clock.now().replace(second=0, microsecond=0)
    facts = up_to_date(at=now)
    part: indicators.Part = (
        "population" if request.GET.get("phan") == "mau-so" and found.fixed.denominator is not None else "counts"
    )
    changes = inspections.changes(view, now=now, facts=facts)
    rows = list(islice(inspections.behind(found.fixed.ref, part, now=now, as_of=found.fixed.as_of, facts=facts), MOST))
    context = _frame(sealed, inspection) | {
        "statement": one,
        "figure": found,
        "indicator": REGISTRY.find(found.fixed.ref.code, on=found.fixed.ref.last),
        "part": part,
        "parts": _by_unit(rows, found),
        "changed": next((each for each in changes if (each.statement, each.name) == (statement, name)), None),
        **_open(request, rows, now),
    }
    return render(request, "portal/inspections/figure.html", context)


@require_safe
def check(request: HttpRequest, inspection: int) -> HttpResponse:
    """
    Say whether a digest on a paper is that of a conclusion or of one of its figures, and give what proves it.

    A conclusion that was signed and is not published can be checked too, by whoever holds its digest.
    """
    given = asking.clean(request.GET.get("ma-bam", ""))
    view = inspections.conclusion(inspection)
    if view.sealed is None:
        raise Http404
    if given and CHECKS.spent(request):
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = str(CHECKS.seconds)
        return response
    matched, problem = _matched(view, view.sealed, given)
    if view.article is None and not (matched and matched.whole):
        raise Http404
    context = _frame(view.sealed, inspection) | {
        "view": view,
        "given": given,
        "matched": matched,
        "problem": problem,
        "published": view.article is not None,
        "proof": inspections.proof_of(view.sealed),
    }
    status = 400 if problem else 200 if matched or not given else 404
    return render(request, "portal/inspections/check.html", context, status=status)


@require_safe
def file(request: HttpRequest, inspection: int, kind: str) -> HttpResponse:
    """Give a published conclusion as PDF, as DOCX, or as the JSON that the stand-alone verifier checks."""
    view, sealed = _published(inspection)
    if kind not in TYPES:
        raise Http404
    if kind == "json":
        content = inspections.conclusion_file(sealed.content, sealed)
    else:
        document = inspections.conclusion_paper(sealed.content, sealed, _doors(request, view))
        write = papers.document_pdf if kind == "pdf" else papers.document_docx
        content = write(document, on=sealed.on)
    name = f"ket-luan-{sealed.number.replace('/', '-')}.{kind}"
    return HttpResponse(
        content,
        content_type=TYPES[kind],
        headers={"Content-Disposition": content_disposition_header(as_attachment=kind != "pdf", filename=name)},
    )


def _published(inspection: int) -> tuple[ConclusionView, Sealed]:
    view = inspections.conclusion(inspection)
    if view.sealed is None or view.article is None:
        raise Http404
    return view, view.sealed


def _figure(view: ConclusionView, statement: str, name: str) -> tuple[StatementView, SignedFigure]:
    try:
        one = view.statement(statement)
    except UnknownStatement as unknown:
        raise Http404 from unknown
    if name not in one.fixed:
        raise Http404
    return one, one.fixed[name]


def _by_unit(rows: Sequence[Behind], found: SignedFigure) -> list[charts.Part]:
    """Give what the rows of each unit add, the most first; nothing where they are all of one."""
    counted = Counter[str]()
    for row in rows:
        counted[row.unit] += row.adds
    if len(counted) < 2:
        return []
    known = units.structure(found.fixed.ref.last).by_code
    return [charts.Part(known[code].name if code in known else code, adds, "1") for code, adds in counted.most_common()]


def _open(request: HttpRequest, rows: Sequence[Behind], now: datetime) -> dict[str, object]:
    """Give the dossiers among some rows, without those of sensitive procedures, and how many are kept back."""
    behind = [row for row in rows if row.table in OF_DOSSIERS]
    known = procedures.by_id({row.procedure for row in behind if row.procedure is not None})
    codes = dict.fromkeys(row.label for row in behind if row.procedure in known and not known[row.procedure].sensitive)
    few = 0 < len(codes) < FEWEST
    return {
        "count": len(rows),
        "few": few,
        "kept_back": 0 if few else len({row.label for row in behind}) - len(codes),
        "listing": listing.listing(request, dict.fromkeys(codes, ""), to="dossier", now=now)
        if len(codes) >= FEWEST
        else None,
    }


def _matched(view: ConclusionView, sealed: Sealed, given: str) -> tuple[Matched | None, str]:
    """Find what a digest is of; with it, why it cannot be read, if it cannot."""
    digits = "".join(given.lower().split())
    if not digits:
        return None, ""
    if not DIGITS.fullmatch(digits):
        return None, gettext("A digest is 8 to 64 of the digits 0-9 and a-f.")
    figures = tuple(
        (one, each) for one in view.statements for each in one.fixed.values() if each.fixed.digest.startswith(digits)
    )
    whole = sealed.digest.startswith(digits)
    return (Matched(whole, figures) if whole or figures else None), ""


def _frame(sealed: Sealed, inspection: int) -> dict[str, object]:
    return {
        "section": "inspections",
        "inspection": inspection,
        "sealed": sealed,
        "content": sealed.content,
        "trail": [
            {"url": reverse("inspections-published"), "name": gettext("Inspections")},
            {"url": reverse("about-inspection", args=[inspection]), "name": sealed.number},
        ],
    }


def _places(sealed: Sealed) -> dict[int, str]:
    return {one["id"]: one["name"] for one in sealed.content["places"]}


def _support(_one: Support, label: str) -> concluding.Evidence | None:
    """The public learns what a statement rests on, and opens figures alone."""
    return concluding.Evidence(label, "")


def _doors(request: HttpRequest, view: ConclusionView) -> Doors:
    number = view.inspection_id
    return Doors(
        figure=lambda key, name: request.build_absolute_uri(
            reverse("about-inspection-figure", args=[number, key, name])
        ),
        check=request.build_absolute_uri(reverse("inspection-check", args=[number])),
    )
