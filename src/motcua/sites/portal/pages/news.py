"""What the office tells: articles that are found and rated, how many come; each without script or cookie."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.news import public as news
from motcua.services.news.public import ArticleLine, ArticleView, Reader, State, Topic
from motcua.sites.look.public import Limit, address, asking, clock, leafing, told
from motcua.sites.portal.pages.counting import counted
from motcua.sites.portal.pages.documents import newest as newest_documents

RATED = Limit("news-rate", most=30, seconds=60)
LOOKED = Limit("news", most=120, seconds=60)
BOXED, LENGTH = 5, 20
"""How many documents stand in the box of new ones, and how many articles on a page."""

TEXT, TOPIC, YEAR = "tim", "muc", "nam"


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """List what was published: with words the best first, else the newest. Twelve SQL queries."""
    if LOOKED.spent(request):
        return _later(request, LOOKED)
    counted(request)
    given = {name: asking.clean(request.GET.get(name, "")) for name in (TEXT, TOPIC, YEAR)}
    topic = Topic(given[TOPIC]) if given[TOPIC] in set(Topic) else None
    year = int(given[YEAR]) if given[YEAR].isascii() and given[YEAR].isdecimal() and len(given[YEAR]) == 4 else None
    page = news.find_articles(
        given[TEXT], topic=topic, year=year, offset=(leafing.asked(request) - 1) * LENGTH, most=LENGTH
    )
    context = {
        "section": "news",
        "trail": [{"name": gettext("News")}],
        "given": given,
        "narrowed": any(given.values()),
        "page": page,
        "lines": page.lines,
        "topics": [(one.value, said, one is topic) for one, said in told.TOPICS.items()],
        "years": [str(one) for one in news.article_years()],
        "leaf": leafing.leaf(request, total=page.total, length=LENGTH),
    }
    return render(request, "portal/news/list.html", context | _boxes())


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an article; one that was withdrawn says so, with the reason. Nine SQL queries."""
    shown = _article(slug)
    if shown.slug != slug:
        return HttpResponsePermanentRedirect(reverse("news-article", args=[shown.slug]))
    counted(request)
    return _shown(request, shown, thanked="cam-on" in request.GET)


@require_POST
def rate(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a reader's points, and lead back to the article. Fourteen SQL statements at most."""
    shown = _article(slug)
    if RATED.spent(request):
        return _later(request, RATED)
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
    return _file(found.digest)


def newest() -> list[ArticleLine]:
    """Give the articles that stand on the first page. Two SQL queries."""
    return news.articles(most=2)


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
        "boxed": newest_documents(BOXED, timezone.localdate(now)),
        "visits": news.visits(at),
        "visits_at": at,
        "visits_on": timezone.localdate(at),
    }


def _later(request: HttpRequest, limit: Limit) -> HttpResponse:
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = str(limit.seconds)
    return response


def _file(digest: str) -> HttpResponse:
    """Answer with a file that everyone may read. :raises AlteredOnDisk: if it is not what was kept."""
    kept = files.kept([digest])[digest]
    response = HttpResponse(files.read(digest), content_type=kept.media_type)
    name = f"{digest[:12]}{files.ENDINGS[kept.kind][0]}"
    response.headers["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
