"""Documents: found and narrowed, each on a page of its own with its files, its effect and what was corrected in it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.services.news import public as news
from motcua.services.news.public import Bond, DocumentKind, DocumentView, Effect, State, Subject, Wanted
from motcua.sites.look.public import Limit, asking, clock, handed_out, leafing, told
from motcua.sites.portal.pages.counting import counted

LOOKED = Limit("documents", most=120, seconds=60)
TEXT, NUMBER, KIND, SUBJECT, ISSUER, YEAR, EFFECT = "tim", "so", "loai", "linh-vuc", "co-quan", "nam", "hieu-luc"
NAMES = (TEXT, NUMBER, KIND, SUBJECT, ISSUER, YEAR, EFFECT)
LENGTH = 20
EFFECT_WORDS: Mapping[str, Effect] = {
    "dang-co": Effect.IN_FORCE,
    "chua-co": Effect.NOT_YET,
    "het": Effect.ENDED,
    "bi-thay-the": Effect.REPLACED,
    "chua-ro": Effect.UNSTATED,
}


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """List the documents that are told: with words the best first, else the newest. Eight SQL queries."""
    if LOOKED.spent(request):
        return _later(request)
    counted(request)
    today = timezone.localdate(clock.now())
    given = {name: asking.clean(request.GET.get(name, "")) for name in NAMES}
    page = news.find_documents(_wanted(given), on=today, offset=(leafing.asked(request) - 1) * LENGTH, most=LENGTH)
    context = {
        "section": "news",
        "trail": [{"url": reverse("news"), "name": gettext("News")}, {"name": gettext("Documents")}],
        "given": given,
        "narrowed": any(given.values()),
        "further": any(given[name] for name in (NUMBER, KIND, SUBJECT, ISSUER, YEAR, EFFECT)),
        "page": page,
        "documents": [told.told(one, today) for one in page.documents],
        "leaf": leafing.leaf(request, total=page.total, length=LENGTH),
        "kinds": [(one.value, said, given[KIND] == one.value) for one, said in told.KINDS.items()],
        "subjects": [(one.value, said, given[SUBJECT] == one.value) for one, said in told.SUBJECTS.items()],
        "effects": [(word, told.EFFECTS[one], given[EFFECT] == word) for word, one in EFFECT_WORDS.items()],
        "issuer": given[ISSUER],
        "issuers": news.issuers(),
        "years": [str(year) for year in news.years()],
    }
    return render(request, "portal/documents/list.html", context)


@require_safe
def document(request: HttpRequest, document: int) -> HttpResponse:
    """Show a document; one that was withdrawn says so, with the reason. Nine SQL queries at most."""
    shown = _shown(document)
    counted(request)
    today = timezone.localdate(clock.now())
    context = {
        "section": "news",
        "trail": [{"url": reverse("news-documents"), "name": gettext("Documents")}, {"name": shown.document.number}],
        "one": told.told(shown, today),
        "unit": units.by_id([shown.unit_id])[shown.unit_id].name,
    }
    if shown.state is State.WITHDRAWN:
        return render(request, "portal/documents/withdrawn.html", context, status=410)
    context |= {
        "today": today,
        "attached": told.attachments(shown),
        "bound": told.bound(shown),
        "history": told.public_history(shown.id),
    }
    return render(request, "portal/documents/document.html", context)


@require_safe
def listed_as_json(request: HttpRequest) -> HttpResponse:
    """Give a page of the documents that are told as JSON, asked for as on the page of the list. Six SQL queries."""
    if LOOKED.spent(request):
        return _later(request)
    today = timezone.localdate(clock.now())
    wanted = _wanted({name: asking.clean(request.GET.get(name, "")) for name in NAMES})
    found = news.find_documents(wanted, on=today, offset=(leafing.asked(request) - 1) * LENGTH, most=LENGTH)
    told_of = {"total": found.total, "more": found.more, "page": leafing.asked(request), "length": LENGTH}
    return _json(told_of | {"documents": [_content(one, today) for one in found.documents]})


@require_safe
def as_json(request: HttpRequest, document: int) -> HttpResponse:
    """Give a document as JSON; of one that was withdrawn its number here, and why. Four SQL queries."""
    if LOOKED.spent(request):
        return _later(request)
    shown = _shown(document)
    if shown.state is State.WITHDRAWN:
        return _json({"id": shown.id, "withdrawn": shown.reason}, status=410)
    return _json(_content(shown, timezone.localdate(clock.now())))


@require_safe
def file(request: HttpRequest, document: int, place: int) -> HttpResponse:
    """Hand out a file of a document that is told. Five SQL queries."""
    shown = _shown(document)
    found = next((one for one in shown.files if one.place == place), None)
    if found is None or shown.state is not State.PUBLISHED:
        raise Http404
    kept = files.kept([found.digest])[found.digest]
    response = handed_out(kept, name=f"van-ban-{document}-{place}")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def newest(most: int, on: date) -> list[told.Told]:
    """Give the documents of the box of new ones. Four SQL queries."""
    return [told.told(one, on) for one in news.documents(most=most)]


def _wanted(given: Mapping[str, str]) -> Wanted:
    """Read what is looked for; a word that is none narrows nothing."""
    year = given[YEAR]
    return Wanted(
        text=given[TEXT],
        number=given[NUMBER],
        kind=DocumentKind(given[KIND]) if given[KIND] in set(DocumentKind) else None,
        subject=Subject(given[SUBJECT]) if given[SUBJECT] in set(Subject) else None,
        issuer=given[ISSUER],
        year=int(year) if year.isascii() and year.isdecimal() and 1900 < int(year) < 2200 else None,
        effect=EFFECT_WORDS.get(given[EFFECT]),
    )


def _shown(document: int) -> DocumentView:
    """Find a document that was once told. :raises Http404:"""
    shown = news.document(document) if document < 2**31 else None
    if shown is None or shown.told_at is None:
        raise Http404
    return shown


def _content(shown: DocumentView, on: date) -> dict[str, Any]:
    said = shown.document
    bonds: dict[str, list[dict[str, Any]]] = {one.value: [] for one in Bond}
    for one in said.relations:
        bonds[one.bond.value].append({"number": one.number, "issued_on": one.issued_on, "id": one.document})
    return {
        "id": shown.id,
        "address": reverse("news-document", kwargs={"document": shown.id}),
        "number": said.number,
        "issued_on": said.issued_on,
        "issuer": said.issuer,
        "signer": said.signer_post,
        "kind": said.kind,
        "subject": said.subject,
        "abstract": said.abstract,
        "effective_from": said.effective_from,
        "effective_to": said.effective_to,
        "effect": shown.effect_on(on),
        "replaced_from": shown.replaced_from,
        **bonds,
        "files": [
            {
                "title": one.title,
                "address": reverse("news-document-file", kwargs={"document": shown.id, "place": one.place}),
                "sha256": one.digest,
            }
            for one in shown.files
        ],
        "changed_at": shown.last_at,
    }


def _json(content: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    response = JsonResponse({"version": 1, **content}, status=status, json_dumps_params={"ensure_ascii": False})
    patch_cache_control(response, public=True, max_age=60)
    return response


def _later(request: HttpRequest) -> HttpResponse:
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = str(LOOKED.seconds)
    return response
