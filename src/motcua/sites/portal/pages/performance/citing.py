"""What is cited: the same figures later, made again from as much of the ledger; and the snapshots that are frozen."""

from threading import Lock
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reform.performance import public as performance
from motcua.reform.performance.public import Asked, Restated
from motcua.sites.look.public import Limit, clock
from motcua.sites.portal.pages.performance import opening, reading, restating
from motcua.sites.portal.pages.performance.page import laid_out, written

REBUILDS = Limit("rebuild", most=10, seconds=600)
MOST_EVENTS = 300_000
"""A longer ledger is not read for a page; whoever keeps it reads it with ``motcua figures rebuild``."""

KEPT = 86_400
_rebuilding = Lock()


@require_safe
def cited(request: HttpRequest) -> HttpResponse:
    """
    Show what an address cites, and beside it what is another number now.

    Some forty SQL queries, nearly all of one stamp each. Where the ledger has grown since, it is read whole once, and
    the answer kept for a day.

    :raises Refused: for an address that cites nothing.
    """
    told = reading.cited(request)
    found = _found(request, told.asked())
    if isinstance(found, str):
        return render(request, "portal/performance/busy.html", {"section": "figures", "why": found}, status=503)
    again = found.then.facts.startswith(told.facts)
    context = laid_out(found.then, None, None) | {
        "section": "figures",
        "part": "performance",
        "trail": _trail(gettext("Cited")),
        "restated": restating.said(found),
        "again": again,
        "cited_facts": told.facts,
        "cite": request.get_full_path(),
        "files": [
            (name, f"{reverse('performance-cited-file', kwargs={'kind': kind})}?{request.GET.urlencode()}")
            for kind, name in (("csv", gettext("These numbers as CSV")), ("json", gettext("These numbers as JSON")))
        ],
        "now_url": f"{reverse('performance')}?{told.query()}",
    }
    return render(request, "portal/performance/page.html", context)


@require_safe
def cited_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Give what an address cites as a file. It stays as it is, so it may be kept for a day."""
    found = _found(request, reading.cited(request).asked())
    if isinstance(found, str):
        return render(request, "portal/performance/busy.html", {"section": "figures", "why": found}, status=503)
    response = written(found.then, kind)
    response.headers["ETag"] = f'"{found.then.facts}-{kind}"'
    patch_cache_control(response, public=True, max_age=KEPT)
    return response


@require_safe
def snapshots(request: HttpRequest) -> HttpResponse:
    """List what was frozen, the latest month first. Two SQL queries."""
    known = performance.listed()
    names = units.by_id({one.unit_id for one in known})
    context = {
        "section": "figures",
        "part": "snapshots",
        "trail": _trail(gettext("Frozen month by month")),
        "snapshots": [
            (one, names[one.unit_id].name, opening.span_said(performance.span(Period(one.first, one.last))))
            for one in known
        ],
    }
    return render(request, "portal/performance/snapshots.html", context)


@require_safe
def snapshot(request: HttpRequest, number: int) -> HttpResponse:
    """
    Show what was frozen, what is another number now, and on request the same made again from the ledger.

    :raises UnknownSnapshot: if there is none.
    """
    kept = performance.kept(number)
    context: dict[str, Any] = laid_out(kept.made, None, None) | {
        "section": "figures",
        "part": "snapshots",
        "trail": [*_trail(gettext("Frozen month by month"), reverse("performance-snapshots")), {"name": str(kept.id)}],
        "kept": kept,
        "sound": performance.digest(kept.content) == kept.digest,
        "cite": request.path,
        "files": [
            (gettext("The frozen bytes, JSON"), reverse("performance-snapshot-file", kwargs={"number": kept.id}))
        ],
    }
    if "dung-lai" in request.GET:
        found = _found(request, performance.citation(kept.made))
        if isinstance(found, str):
            return render(request, "portal/performance/busy.html", {"section": "figures", "why": found}, status=503)
        context["rebuilt"] = performance.same_numbers(kept.made, found.then)
        context["restated"] = restating.said(found)
    else:
        context["restated"] = restating.beside(kept.made, opening.facts(), now=opening.now())
    return render(request, "portal/performance/page.html", context)


@require_safe
def snapshot_file(request: HttpRequest, number: int) -> HttpResponse:
    """Give the exact bytes that were frozen; their SHA-256 is in the ledger. Two SQL queries."""
    kept = performance.kept(number)
    response = HttpResponse(kept.content, content_type="application/json")
    name = f"ban-chot-{kept.id}-{kept.made.unit}-{kept.made.period.first}-{kept.made.period.last}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["ETag"] = f'"{kept.digest}"'
    patch_cache_control(response, public=True, max_age=365 * KEPT, immutable=True)
    return response


def _found(request: HttpRequest, asked: Asked) -> Restated | str:
    """Make a citation, or give it as it was made before; or say in a sentence why not now."""
    present = opening.facts()
    size = present.snapshot.manifest.mark.size
    key = f"cited:{present.id}:{asked.unit}:{asked.period}:{asked.own}:{asked.as_of.isoformat()}:{asked.events}"
    key = key.replace(" ", "")
    found: Restated | None = cache.get(key)
    if found is not None:
        return found
    if asked.events == size:
        return performance.cited(asked, now=clock.now())
    if size > MOST_EVENTS:
        return gettext("The ledger is too long to be read for a page. The office makes it again on request.")
    if REBUILDS.spent(request):
        return gettext("Much was asked to be made again from here. Try again in ten minutes.")
    if not _rebuilding.acquire(blocking=False):
        return gettext("Something else is being made again right now. Try again in a minute.")
    try:
        found = performance.cited(asked, now=clock.now())
    finally:
        _rebuilding.release()
    cache.set(key, found, KEPT)
    return found


def _trail(name: str, url: str = "") -> list[dict[str, str]]:
    return [
        {"url": reverse("figures"), "name": gettext("Open figures")},
        {"url": reverse("performance"), "name": gettext("How the office does")},
        {"name": name} | ({"url": url} if url else {}),
    ]
