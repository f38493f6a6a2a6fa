"""Articles and documents as those see them who write and publish them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.services.news import public as news
from motcua.services.news.public import ArticleView, State
from motcua.sites.look.public import clock, leafing, staff, told

STATES = {
    State.DRAFT: gettext_lazy("draft"),
    State.PUBLISHED: gettext_lazy("published"),
    State.WITHDRAWN: gettext_lazy("withdrawn"),
}
SHAPES = {State.DRAFT: "wait", State.PUBLISHED: "ontime", State.WITHDRAWN: "not"}
NEWEST = 10
"""How many documents stand beneath the articles."""

ACTS = (Act.WRITE_NEWS, Act.PUBLISH_NEWS)


@require_safe
@staff(*ACTS)
def news_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the articles of the units within reach, and the newest of their documents. Fourteen SQL queries."""
    reach = frozenset().union(*actor.reach.values())
    leaf = leafing.leaf(request, total=news.article_count(states=tuple(State), unit_ids=reach))
    today = timezone.localdate(clock.now())
    lines = news.articles(states=tuple(State), unit_ids=reach, offset=leaf.offset, most=leafing.LENGTH)
    context = frame(actor) | {
        "lines": [(one, STATES[one.state], SHAPES[one.state]) for one in lines],
        "names": {unit_id: unit.name for unit_id, unit in units.by_id({one.unit_id for one in lines}).items()},
        "leaf": leaf,
        "documents": [
            (told.told(one, today), STATES[one.state], SHAPES[one.state])
            for one in news.documents(unit_ids=reach, states=tuple(State), most=NEWEST)
        ],
        "may_write": may(actor, Act.WRITE_NEWS),
    }
    return render(request, "desk/news/list.html", context)


@require_safe
@staff(*ACTS)
def article(request: HttpRequest, actor: Actor, article: int) -> HttpResponse:
    """Show an article with what can be done with it now. Eleven SQL queries."""
    shown = opened(actor, article, *ACTS)
    draft = shown.state is State.DRAFT
    context = frame(actor) | {
        "article": shown,
        "unit": units.by_id([shown.unit_id])[shown.unit_id].name,
        "topic": told.TOPICS[shown.topic],
        "state": STATES[shown.state],
        "shape": SHAPES[shown.state],
        "writes": draft and may(actor, Act.WRITE_NEWS, units=[shown.unit_id]),
        "publishes": draft and may(actor, Act.PUBLISH_NEWS, units=[shown.unit_id]),
        "withdraws": shown.state is not State.WITHDRAWN and may(actor, Act.PUBLISH_NEWS, units=[shown.unit_id]),
        "rated": news.rated(shown.id),
    }
    return render(request, "desk/news/article.html", context)


@require_safe
@staff(*ACTS)
def picture(request: HttpRequest, actor: Actor, article: int, place: int) -> HttpResponse:
    """Give a photograph of an article, published or not. Nine SQL queries."""
    shown = opened(actor, article, *ACTS)
    found = next((one for one in shown.photographs if one.place == place and one.digest), None)
    if found is None:
        raise Http404
    kept = files.kept([found.digest])[found.digest]
    response = HttpResponse(files.read(found.digest), content_type=kept.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def opened(actor: Actor, article: int, *acts: Act) -> ArticleView:
    """Give an article to a post that may do one of some acts on it. :raises Http404: :raises PermissionDenied:"""
    shown = news.article(article)
    if shown is None:
        raise Http404
    if not any(may(actor, act, units=[shown.unit_id]) for act in acts):
        raise PermissionDenied(gettext("This is for another unit to do."))
    return shown


def frame(actor: Actor) -> dict[str, object]:
    """Give what the frame of a page of the desk needs. One SQL query."""
    return {"section": "work", "actor": actor, "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name}
