"""What people answered, in public: by office, survey and months; only sums of enough answers."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, acting, may
from motcua.reform.indicators.public import REGISTRY, SURE, Indicator, UnknownIndicator
from motcua.services.surveys import public as surveys
from motcua.services.surveys.public import ONE_STOP, Published, Tally
from motcua.sites.look.public import asking, charts, clock, surveying, words

CAMPAIGN = "dot"
INDICATOR = "surveys.satisfied"
BAR = 52
"""Pixels that a bar takes with its words."""
HEADS = ("unit", "campaign", "from", "to", "element", "question", "text", "answers", "satisfied")


@dataclass(frozen=True, slots=True)
class Office:
    """An office among those asked about, and where its own page is."""

    share: surveying.Share
    url: str


@require_safe
def rated(request: HttpRequest) -> HttpResponse:
    """Show the indices of an office, a survey and its months. Eleven SQL queries, however many answered."""
    asked = asking.read(request)
    context = {"section": "figures", "asked": asked, "trail": [{"name": gettext("What people answered")}]}
    question = asked.question
    if question is None:
        return render(request, "portal/figures/none.html", context, status=400 if asked.problems else 200)
    known, campaign = _campaigns(request, question)
    found = surveys.published(question.unit_ids(), campaign=campaign, period=question.period, at=clock.now())
    bars = _bars(found)
    actor = acting(request) if request.user.is_authenticated else None
    context |= {
        "question": question,
        "near": asking.near(question),
        "campaigns": [(one, surveying.campaign_said(one), one == campaign) for one in known],
        "campaign": campaign,
        "found": found,
        "threshold": surveys.fewest_shown(on=timezone.localdate(clock.now())),
        "overall": surveying.share(gettext("All answers"), found.overall),
        "shares": list(surveying.shares(found)),
        "bars": bars,
        "parts": [piece.part for piece, _ in bars],
        "tall": len(bars) * BAR,
        "offices": list(_offices(question, found, campaign)),
        "indicator": _definition(question),
        "sure": SURE,
        "csv": question.query(**{CAMPAIGN: campaign}),
        "indicator_url": f"{reverse('indicator', kwargs={'code': INDICATOR})}?{question.query()}"
        if may(actor, Act.SEE_FIGURES, units=question.unit_ids())
        else "",
    }
    return render(request, "portal/rating/rated.html", context, status=400 if asked.problems else 200)


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give what is shown as comma-separated values, UTF-8: one line a question, those with too few answers left out."""
    question = asking.read(request).strictly()
    _, campaign = _campaigns(request, question)
    found = surveys.published(question.unit_ids(), campaign=campaign, period=question.period, at=clock.now())
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"hai-long-{question.unit.code}-{question.period.first}-{question.period.last}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(HEADS)
    if found.period is not None:
        begun = (question.unit.code, campaign, found.period.first.isoformat(), found.period.last.isoformat())
        for one in found.questions:
            if one.tally.answers:
                asks = one.question
                row = (*begun, asks.element.value, asks.code, asks.text, one.tally.answers, one.tally.satisfied)
                writer.writerow([_plain(cell) for cell in row])
    return response


def _plain(cell: str | int) -> str | int:
    """Write a text so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" and cell else cell


def _campaigns(request: HttpRequest, question: asking.Question) -> tuple[list[str], str]:
    """Give the surveys in which the units were answered, that of the one-stop shop first, and the one asked for."""
    known = sorted({ONE_STOP, *surveys.campaigns(question.unit_ids())}, key=lambda one: (one != ONE_STOP, one))
    wanted = asking.clean(request.GET.get(CAMPAIGN, ""))
    return known, wanted if wanted in known else ONE_STOP


def _bars(found: Published) -> list[tuple[charts.Piece, int]]:
    """Draw each element of which enough is known, a full bar for all satisfied; each with its place in pixels."""
    known = [(element, tally) for element, tally in found.elements if tally.answers]
    parts = [
        charts.Part(
            str(surveying.ELEMENTS[element]), tally.satisfied, "1", said=words.percent(tally.satisfied, tally.answers)
        )
        for element, tally in known
    ]
    pieces = charts.of_whole(parts, [tally.answers for _, tally in known])
    return [(piece, place * BAR) for place, piece in enumerate(pieces)]


def _offices(question: asking.Question, found: Published, campaign: str) -> Iterator[Office]:
    """Give each of several offices with its own sums; nothing for one alone."""
    of_units = found.units or {}
    if len(of_units) < 2:
        return
    for unit in sorted((question.structure.units[one] for one in of_units), key=lambda one: one.code):
        url = f"{reverse('rated')}?{question.of(unit).query(**{CAMPAIGN: campaign})}"
        yield Office(surveying.share(unit.name, of_units.get(unit.id, Tally(0, 0))), url)


def _definition(question: asking.Question) -> Indicator | None:
    try:
        return REGISTRY.find(INDICATOR, on=question.period.last)
    except UnknownIndicator:
        return None
