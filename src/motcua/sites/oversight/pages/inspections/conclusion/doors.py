"""Where the figures and the supports of a conclusion lead within the oversight."""

from collections.abc import Mapping
from typing import Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from motcua.reform.indicators.public import By
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Doors, FigureRef, Support
from motcua.sites.look.public import answering, asking
from motcua.sites.look.public import concluding as look
from motcua.sites.oversight.doors import PART, PARTS

Side = Literal["counts", "population"]

_PAGES: Mapping[str, tuple[str, str]] = {
    "record": ("record", "id"),
    "case": ("feedback-case", "id"),
    "dossier": ("desk-dossier", "code"),
    "report": ("inspection-report", "place"),
    "minutes": ("inspection-minutes", "place"),
    "line": ("inspection-visit", "place"),
    "photograph": ("inspection-photographs", "place"),
}
"""The page of each kind of support, and which of its fields names it there; each page asks whether it may be seen."""


def figure_url(inspection_id: int, key: str, name: str) -> str:
    """Give the page of a figure."""
    return reverse("inspection-conclusion-figure", args=[inspection_id, key, name])


def rows_url(ref: FigureRef, side: Side = "counts") -> str:
    """Give the rows behind a figure, as the oversight lists them now."""
    asked = {
        asking.UNIT: ref.unit,
        asking.FIRST: ref.first.isoformat(),
        asking.LAST: ref.last.isoformat(),
        PART: PARTS[side],
    }
    if not ref.own:
        asked[asking.SCOPE] = asking.WITH_BELOW
    if ref.by:
        asked |= {answering.BY: answering.BY_WORDS[By(ref.by)], answering.GROUP: ref.key}
    return f"{reverse('indicator-rows', kwargs={'code': ref.code})}?{urlencode(asked)}"


def evidence(inspection_id: int, support: Support, label: str) -> look.Evidence:
    """Give a support with its page; each page asks anew whether the reader may see it."""
    said: Mapping[str, Any] = inspections.support_payload(support)
    name = label or inspections.label(support)
    if said["is"] == "file":
        return look.Evidence(name, reverse("inspection-conclusion-evidence", args=[inspection_id, said["digest"]]))
    if said["is"] == "figure":
        return look.Evidence(name, rows_url(FigureRef.from_payload({k: v for k, v in said.items() if k != "is"})))
    if said["is"] == "finding":
        place = inspections.finding(said["id"]).place_id
        return look.Evidence(name, reverse("inspection-findings", args=[place]))
    page, field = _PAGES[said["is"]]
    return look.Evidence(name, reverse(page, args=[said[field]]))


def paper_doors(request: HttpRequest, inspection_id: int) -> Doors:
    """Give where a paper leads: to the pages that anyone may open once it is published."""
    return Doors(
        figure=lambda key, name: request.build_absolute_uri(
            reverse("about-inspection-figure", args=[inspection_id, key, name])
        ),
        check=request.build_absolute_uri(reverse("inspection-check", args=[inspection_id])),
    )
