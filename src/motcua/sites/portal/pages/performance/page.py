"""What everyone may see of how an office does, on one page and as files."""

import hashlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from motcua.reform.performance import public as performance
from motcua.reform.performance.public import Performance
from motcua.sites.look.public import answering, asking, clock, ii06
from motcua.sites.portal.pages.performance import laying, opening, reading

TABLE = "bang"
TABLES = {"chung": "whole", "don-vi": "unit", "linh-vuc": "field", "thang": "month", "hai-long": "satisfaction"}
"""How an address says which table it asks for."""

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show how an office does. Three SQL queries where it is at hand, else as :func:`opening.shown` says."""
    asked, context = opening.context(request)
    context["trail"] = [
        {"url": reverse("figures"), "name": gettext("Open figures")},
        {"name": gettext("How the office does")},
    ]
    if asked.question is None:
        return render(request, "portal/figures/none.html", context, status=400 if asked.problems else 200)
    shown = opening.shown(asked.question)
    context |= laid_out(shown.made, shown.before, asked.question) | {
        "near": asking.near(asked.question),
        "choices": opening.choices(asked.question, clock.now()),
        "whole_months": opening.whole_months(asked.question),
        "cite": cite_url(shown.made),
        "files": files(asked.question),
    }
    return render(request, "portal/performance/page.html", context, status=400 if asked.problems else 200)


def laid_out(made: Performance, before: Performance | None, question: asking.Question | None) -> dict[str, Any]:
    """
    Lay out what is shown for the template.

    :param question: what the numbers lead to; None where it is not of now.
    """
    url = laying.definition_url(question) if question else _nowhere
    line = laying.form_line(made.whole, question)
    rated = f"{reverse('rated')}?{question.query()}" if question else ""
    return {
        "question": question,
        "made": made,
        "before": before,
        "before_said": opening.span_said(performance.span(before.period)) if before else "",
        "span": opening.span_said(performance.span(made.period)),
        "form": ii06.Form(line, (), ""),
        "groups": laying.groups(made, before, url),
        "cards": {one.code: one for _, some in laying.groups(made, before, url) for one in some},
        "satisfied": laying.satisfied(made, rated),
        "holders": laying.holders(made, url),
        "trend": laying.trend(made, laying.ON_TIME, question),
        "tables": [one for by in ("unit", "field", "month") if (one := laying.laid(made, by, question))],
        "statements": [gettext(said) for said in made.statements],
        "fewest": performance.FEWEST,
        "checkpoint": performance.checkpoint_over(made),
        "scope": answering.scope_said(question) if question else "",
    }


def _nowhere(code: str) -> str:
    return ""


def files(question: asking.Question) -> list[tuple[str, str]]:
    """Give the files of a question: their names and addresses."""
    csv = reverse("performance-file", kwargs={"kind": "csv"})
    return [
        (gettext("All numbers as CSV"), f"{csv}?{question.query()}"),
        (gettext("All numbers as JSON"), f"{reverse('performance-file', kwargs={'kind': 'json'})}?{question.query()}"),
    ]


def cite_url(made: Performance) -> str:
    """Give the address that cites what is shown."""
    return f"{reverse('performance-cited')}?{reading.Cited.of(made).query(whole=True)}"


@require_safe
def file(request: HttpRequest, kind: str) -> HttpResponse:
    """
    Give every number of a question, or those of one table, as CSV or JSON.

    The tag of the answer follows from the state of the facts and from what is shown: whoever has it is sent nothing.
    """
    made = opening.shown(asking.read(request).strictly()).made
    table = TABLES.get(request.GET.get(TABLE, ""), "")
    told = json.dumps([performance.content(made), kind, table, get_language()], sort_keys=True)
    tag = f'"{made.facts}-{hashlib.sha256(told.encode()).hexdigest()[:16]}"'
    response = get_conditional_response(request, etag=tag)
    if response is None or response.status_code != 304:
        response = written(made, kind, table=table)
    response.headers["ETag"] = tag
    patch_cache_control(response, public=True, max_age=opening.FRESH)
    return response


def written(made: Performance, kind: str, *, table: str = "") -> HttpResponse:
    """Write a file of what is shown."""
    checkpoint = performance.checkpoint_over(made)
    name = f"ket-qua-{made.unit}-{made.period.first}-{made.period.last}.{kind}"
    content = (
        performance.as_json(made, checkpoint)
        if kind == "json"
        else "".join(performance.as_csv(made, checkpoint, table=table))
    )
    response = HttpResponse(content, content_type=TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
