"""Feeds of what is told: an Atom feed of articles and one of documents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.services.news import public as news
from motcua.sites.look.public import asking, clock, told

FED = 20
"""How many stand in a feed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed."""

    title: str
    url: str
    updated: datetime
    summary: str


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """Give the newest articles as an Atom feed. Two SQL queries."""
    entries = [
        Entry(_plain(one.title), reverse("news-article", args=[one.slug]), one.last_at, _plain(one.lead))
        for one in news.articles(most=FED)
    ]
    return _feed(request, gettext_lazy("News"), "news", "news-feed", entries)


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Give the newest documents as an Atom feed. Four SQL queries."""
    entries = [
        Entry(
            _plain(f"{told.KINDS[one.document.kind]} {one.document.number}"),
            reverse("news-document", args=[one.id]),
            one.last_at,
            _plain(one.document.abstract),
        )
        for one in news.documents(most=FED)
    ]
    return _feed(request, gettext_lazy("Documents"), "news-documents", "news-documents-feed", entries)


def _feed(request: HttpRequest, title: str | Promise, page: str, own: str, entries: Iterable[Entry]) -> HttpResponse:
    listed = list(entries)
    context = {
        "title": title,
        "page": reverse(page),
        "own": reverse(own),
        "entries": listed,
        "root": asking.public_address(request),
        "updated": max((one.updated for one in listed), default=clock.now()),
    }
    return render(request, "portal/news/feed.xml", context, content_type="application/atom+xml; charset=utf-8")


def _plain(text: str) -> str:
    """Give a text without what XML cannot hold."""
    return asking.printable(" ".join(text.split()))
