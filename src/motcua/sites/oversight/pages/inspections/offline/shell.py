"""
The page itself, its manifest and its worker.

The page shows nothing of anyone, since the tablet keeps it for whoever opens the tablet; what it shows later comes out
of the tablet's own encrypted notes.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.reform.inspections import public as inspections
from motcua.reform.registers.public import FIELD_TITLES
from motcua.sites.look.public import staff
from motcua.sites.oversight.pages.inspections.offline.words import words

TEMPLATE = "oversight/inspections/offline/page.html"
WORKER = "oversight/offline/worker.js"
PARTS = (
    "look/mark.svg",
    "look/tokens.css",
    "look/motcua.css",
    *(
        f"oversight/offline/{name}.js"
        for name in ("app", "bytes", "notes", "page", "picture", "place", "store", "sync", "vault")
    ),
)
"""What the page is made of, by its static names. A part that is missing here is missing without a line."""


@require_safe
@staff(Act.INSPECT)
def page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the page that a tablet keeps. It is the same for all posts."""
    return render(request, TEMPLATE, _context())


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Say how the page is put on a home screen. Open to all: a browser asks for it without saying for whom."""
    return JsonResponse(
        {
            "name": gettext("Inspecting without a line"),
            "short_name": gettext("Inspection"),
            "lang": get_language(),
            "start_url": reverse("inspection-offline"),
            "scope": reverse("inspection-offline"),
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": "#27356f",
            "icons": [{"src": static("look/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
        },
        content_type="application/manifest+json",
    )


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Hand out the worker with what it keeps written above it: it changes whenever any part of the page does."""
    page_at, files = reverse("inspection-offline"), [static(name) for name in PARTS]
    kept = {"VERSION": _version(), "PAGE": page_at, "FILES": files}
    head = "\n".join(f"const {name} = {json.dumps(value)};" for name, value in kept.items())
    response = HttpResponse(f"{head}\n{_content(WORKER).decode()}", content_type="text/javascript; charset=utf-8")
    patch_cache_control(response, no_cache=True)
    return response


def _context() -> dict[str, Any]:
    return {
        "words": words(),
        "answers": _named(inspections.ANSWER_TITLES),
        "finding_kinds": _named(inspections.FINDING_TITLES),
        "severities": _named(inspections.SEVERITY_TITLES),
        "causes": _named(inspections.CAUSE_TITLES),
        "fields": _named(FIELD_TITLES),
    }


def _named(titles: Any) -> list[tuple[str, str]]:
    return [(one.value, gettext(title)) for one, title in titles.items()]


def _version() -> str:
    """Give the digest of all parts, and of the page in the reader's language."""
    digest = hashlib.sha256(render_to_string(TEMPLATE, _context()).encode())
    for name in (WORKER, *PARTS):
        digest.update(_content(name))
    return digest.hexdigest()[:16]


def _content(name: str) -> bytes:
    return Path(str(finders.find(name))).read_bytes()
