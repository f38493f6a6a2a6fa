"""What the office tells: articles that readers rate, how many come, new documents; each without script or cookie."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.news import public as news
from motcua.services.news.public import ArticleLine, ArticleView, DocumentView, Effect, Reader, State
from motcua.sites.look.public import Limit, address, clock, leafing

RATED = Limit("news-rate", most=30, seconds=60)
BOXED, FED = 5, 20
"""How many documents stand in the box of new ones, and how many articles in the feed."""

EFFECTS = {
    Effect.UNSTATED: gettext_lazy("day of effect not stated"),
    Effect.NOT_YET: gettext_lazy("not yet in force"),
    Effect.IN_FORCE: gettext_lazy("in force"),
    Effect.ENDED: gettext_lazy("no longer in force"),
}
SHAPES = {Effect.UNSTATED: "wait", Effect.NOT_YET: "open", Effect.IN_FORCE: "ontime", Effect.ENDED: "not"}


@dataclass(frozen=True, slots=True)
class Told:
    """A document with its effect today, in words and shape."""

    view: DocumentView
    effect: str | Promise
    shape: str


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """List what was published, the newest first. Seven SQL queries."""
    _count(request)
    leaf = leafing.leaf(request, total=news.article_count())
    context = {
        "section": "news",
        "trail": [{"name": gettext("News")}],
        "lines": news.articles(offset=leaf.offset, most=leafing.LENGTH),
        "leaf": leaf,
    }
    return render(request, "portal/news/list.html", context | _boxes())


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an article; one that was withdrawn says so, with the reason. Nine SQL queries."""
    shown = _article(slug)
    if shown.slug != slug:
        return HttpResponsePermanentRedirect(reverse("news-article", args=[shown.slug]))
    _count(request)
    return _shown(request, shown, thanked="cam-on" in request.GET)


@require_POST
def rate(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a reader's points, and lead back to the article. Fourteen SQL statements at most."""
    shown = _article(slug)
    if RATED.spent(request):
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = str(RATED.seconds)
        return response
    text = request.POST.get("points", "")
    try:
        reader = Reader(address(request), request.headers.get("User-Agent", ""))
        points = int(text) if text.isascii() and text.isdecimal() and len(text) < 3 else 0
        news.rate(article=shown.id, points=points, reader=reader, at=clock.now())
    except Refused as refusal:
        return _shown(request, shown, problem=refusal.reason(gettext))
    return HttpResponseRedirect(f"{reverse('news-article', args=[shown.slug])}?cam-on#danh-gia")


@require_safe
def photograph(request: HttpRequest, slug: str, place: int) -> HttpResponse:
    """Give a photograph of a published article. Four SQL queries."""
    shown = _article(slug)
    found = next((one for one in shown.photographs if one.place == place and one.digest), None)
    if found is None or shown.state is not State.PUBLISHED:
        raise Http404
    return _file(found.digest, inline=True)


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """List the documents that are told, the newest first. Two SQL queries."""
    _count(request)
    leaf = leafing.leaf(request, total=news.document_count())
    context = {
        "section": "news",
        "trail": [{"url": reverse("news"), "name": gettext("News")}, {"name": gettext("Documents")}],
        "documents": [_told(one) for one in news.documents(offset=leaf.offset, most=leafing.LENGTH)],
        "leaf": leaf,
    }
    return render(request, "portal/news/documents.html", context)


@require_safe
def document_file(request: HttpRequest, document: int) -> HttpResponse:
    """Hand out the file of a document. Two SQL queries."""
    found = news.document(document)
    if found is None or not found.document.digest:
        raise Http404
    return _file(found.document.digest, inline=False)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Give the newest articles as an Atom feed. Two SQL queries."""
    lines = news.articles(most=FED)
    context = {"lines": lines, "root": request.build_absolute_uri("/")[:-1], "updated": _updated(lines)}
    return render(request, "portal/news/feed.xml", context, content_type="application/atom+xml; charset=utf-8")


def newest() -> list[ArticleLine]:
    """Give the articles that stand on the first page. Two SQL queries."""
    return news.articles(most=3)


def _updated(lines: list[ArticleLine]) -> str:
    return (max(one.last_at for one in lines) if lines else clock.now()).isoformat()


def _article(slug: str) -> ArticleView:
    """Find an article that was once published. :raises Http404:"""
    number = news.number_in(slug)
    shown = news.article(number) if number else None
    if shown is None or shown.published_on is None:
        raise Http404
    return shown


def _shown(request: HttpRequest, shown: ArticleView, *, problem: str = "", thanked: bool = False) -> HttpResponse:
    context = {
        "section": "news",
        "trail": [{"url": reverse("news"), "name": gettext("News")}, {"name": shown.wording.title}],
        "article": shown,
        "unit": units.by_id([shown.unit_id])[shown.unit_id].name,
    }
    if shown.state is State.WITHDRAWN:
        return render(request, "portal/news/withdrawn.html", context, status=410)
    context |= {
        "about_url": _about(shown.about),
        "rated": news.rated(shown.id),
        "scale": range(1, 6),
        "keep_days": news.reading_on(timezone.localdate(clock.now())).keep_days,
        "problem": problem,
        "thanked": thanked,
    }
    return render(request, "portal/news/article.html", context | _boxes(), status=400 if problem else 200)


def _about(about: str) -> str:
    """Give where a thing is shown that an article tells of: ``inspection/12`` at the address ``about-inspection``."""
    kind, _, key = about.partition("/")
    try:
        return reverse(f"about-{kind}", args=[key]) if key else ""
    except NoReverseMatch:
        return ""


def _boxes() -> dict[str, object]:
    """
    Give what stands beside: new documents, and visits.

    Visits are told as of now, or of the last one where that was recorded later, as in a demo that stands still.
    """
    now = clock.now()
    at = max(now, news.last_visit() or now)
    return {
        "documents": [_told(one) for one in news.documents(most=BOXED)],
        "visits": news.visits(at),
        "visits_at": at,
        "visits_on": timezone.localdate(at),
    }


def _told(one: DocumentView) -> Told:
    effect = news.effect_on(one.document, timezone.localdate(clock.now()))
    return Told(one, EFFECTS[effect], SHAPES[effect])


def _count(request: HttpRequest) -> None:
    if request.method == "GET":
        news.count_visit(agent=request.headers.get("User-Agent", ""), at=clock.now())


def _file(digest: str, *, inline: bool) -> HttpResponse:
    """Answer with a file that everyone may read. :raises AlteredOnDisk: if it is not what was kept."""
    kept = files.kept([digest])[digest]
    response = HttpResponse(files.read(digest), content_type=kept.media_type)
    name = f"{digest[:12]}{files.ENDINGS[kept.kind][0]}"
    response.headers["Content-Disposition"] = content_disposition_header(not inline, name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
