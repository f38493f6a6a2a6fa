"""One box over the whole site: procedures, articles, documents, public answers; each group by itself, best first."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from motcua.kernel.searching import read_search
from motcua.services.feedback import public as feedback
from motcua.services.news import public as news
from motcua.services.procedures import public as procedures
from motcua.sites.look.public import Limit, asking, clock, phrases, told

LOOKED = Limit("portal-search", most=60, seconds=60)
TEXT = "tim"
SHOWN, EXCERPT = 5, 200
"""How many of each group are shown, and how many letters of each."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found, with what is said of it."""

    title: str
    url: str
    said: str
    beside: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: how many, the first of them, and where the rest is."""

    word: str
    name: str | Promise
    total: int
    more: bool
    hits: tuple[Hit, ...]
    url: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """
    Find words, tones or not, in all that anyone may read.

    Public answers come newest first; the others best first. Eighteen SQL queries at most, none without words.
    """
    if LOOKED.spent(request):
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = str(LOOKED.seconds)
        return response
    text = asking.clean(request.GET.get(TEXT, ""))
    groups = [_procedures(text), _documents(text), _articles(text), _answers(text)] if read_search(text) else []
    context = {
        "trail": [{"name": gettext("Search the whole site")}],
        "text": text,
        "asked": TEXT in request.GET,
        "groups": sorted((one for one in groups if one.total), key=lambda one: -bool(one.hits)),
        "nothing": bool(groups) and not any(one.total for one in groups),
        "not_found": [one.name for one in groups if not one.total],
    }
    return render(request, "portal/search.html", context)


def _procedures(text: str) -> Group:
    found = procedures.find_all(text, on=timezone.localdate(clock.now()))
    hits = tuple(
        Hit(
            one.name,
            reverse("procedure", args=[one.code]),
            one.field_name,
            phrases.term_said(one.term) if one.term else "",
        )
        for one, _ in found[:SHOWN]
    )
    return Group("thu-tuc", gettext_lazy("Procedures"), len(found), False, hits, _further("procedures", text))


def _articles(text: str) -> Group:
    page = news.find_articles(text, most=SHOWN)
    hits = tuple(
        Hit(one.title, reverse("news-article", args=[one.slug]), _cut(one.lead), _day(one.published_on))
        for one in page.lines
    )
    return Group("tin", gettext_lazy("News"), page.total, page.more, hits, _further("news", text))


def _documents(text: str) -> Group:
    today = timezone.localdate(clock.now())
    page = news.find_documents(news.Wanted(text=text), on=today, most=SHOWN)
    hits = tuple(
        Hit(
            f"{one.kind} {one.said.number}",
            reverse("news-document", args=[one.view.id]),
            _cut(one.said.abstract),
            f"{_day(one.said.issued_on)} · {one.effect}",
        )
        for one in (told.told(view, today) for view in page.documents)
    )
    return Group("van-ban", gettext_lazy("Documents"), page.total, page.more, hits, _further("news-documents", text))


def _answers(text: str) -> Group:
    page = feedback.published(text=text, limit=SHOWN)
    hits = tuple(
        Hit(
            _cut(one.question),
            reverse("feedback-answer", args=[one.case_id]),
            _cut(one.answer),
            f"{one.unit_name} · {_day(timezone.localdate(one.published_at))}",
        )
        for one in page.rows
    )
    name = gettext_lazy("Public answers to feedback")
    return Group("phan-anh", name, page.total, page.more, hits, _further("feedback-public", text))


def _further(name: str, text: str) -> str:
    return f"{reverse(name)}?{urlencode({TEXT: text})}"


def _cut(text: str) -> str:
    return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1]}…"


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
