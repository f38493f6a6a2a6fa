"""Articles as pages need them, and the states that their rows stand for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Max, QuerySet, Sum

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.searching import read_search
from motcua.services.news import models
from motcua.services.news.rules.article import ArticleState, Picture, Wording, photograph_words, slug
from motcua.services.news.rules.body import Block, blocks
from motcua.services.news.rules.reading import Rated
from motcua.services.news.rules.words import State, Topic
from motcua.services.news.searching import ARTICLES, COUNTED, best

PUBLIC = frozenset({State.PUBLISHED})


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in a list."""

    id: int
    slug: str
    state: State
    unit_id: int
    title: str
    lead: str
    topic: Topic
    published_on: date | None
    last_at: datetime


@dataclass(frozen=True, slots=True)
class FoundArticles:
    """A page of articles; ``more``: there are more than ``total``, which is as far as is counted."""

    total: int
    more: bool
    lines: tuple[ArticleLine, ...]


@dataclass(frozen=True, slots=True)
class PhotographView:
    """A photograph of an article; without a digest only its caption is known."""

    place: int
    digest: str
    alt: str
    caption: str


@dataclass(frozen=True)
class ArticleView:
    """An article as its page shows it."""

    id: int
    state: State
    unit_id: int
    wording: Wording
    about: str
    topic: Topic
    published_on: date | None
    last_at: datetime
    reason: str
    photographs: tuple[PhotographView, ...]

    @property
    def slug(self) -> str:
        """Give the last part of its address."""
        return slug(self.wording.title, self.id)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Give the parts of its text."""
        return blocks(self.wording.body)


def articles(
    *,
    states: Collection[State] = PUBLIC,
    unit_ids: Collection[int] | None = None,
    about: str = "",
    offset: int = 0,
    most: int = 20,
) -> list[ArticleLine]:
    """
    List articles, the newest first; without units those of all. Two SQL queries.

    :param about: only those that tell of a thing, as ``inspection/12``.
    """
    found = _rows(states, unit_ids)
    found = found.filter(about=about) if about else found
    return _lines(found.order_by("-published_on", "-pk")[offset : offset + most])


def find_articles(
    text: str = "",
    *,
    topic: Topic | None = None,
    year: int | None = None,
    offset: int = 0,
    most: int = 20,
) -> FoundArticles:
    """
    Give published articles that are looked for: with words the best first, else the newest.

    Four SQL queries. Beyond the last page it is the last.

    :param text: words that must all stand in it, tones or not; those in quotation marks side by side.
    """
    chosen = _rows(PUBLIC, None)
    if topic is not None:
        chosen = chosen.filter(topic=topic.value)
    if year is not None:
        chosen = chosen.filter(published_on__year=year)
    if sought := read_search(text):
        total, ids = best(ARTICLES, sought, chosen, offset=offset, most=most)
    else:
        total = chosen.order_by()[:COUNTED].count()
        offset = min(offset, max(0, (total - 1) // most * most))
        ids = list(chosen.order_by("-published_on", "-pk").values_list("pk", flat=True)[offset : offset + most])
    place = {pk: number for number, pk in enumerate(ids)}
    lines = _lines(_rows(PUBLIC, None).filter(pk__in=ids))
    return FoundArticles(total, total >= COUNTED, tuple(sorted(lines, key=lambda one: place[one.id])))


def article_years() -> list[int]:
    """Give the years of published articles, the latest first. One SQL query."""
    return [day.year for day in _rows(PUBLIC, None).dates("published_on", "year", order="DESC")]


def published_by_topic() -> dict[Topic, tuple[int, date]]:
    """Count the published articles of each part of the site, with the day of the latest. One SQL query."""
    counted = _rows(PUBLIC, None).order_by().values("topic").annotate(many=Count("pk"), last=Max("published_on"))
    return {Topic(one["topic"]): (one["many"], one["last"]) for one in counted}


def article_addresses(*, most: int) -> list[tuple[str, datetime]]:
    """Give the published articles by the last part of their address, with when each last changed. One SQL query."""
    rows = models.Wording.objects.filter(article__state=State.PUBLISHED.value).order_by("-article__published_on", "-pk")
    return [
        (slug(title, pk), last_at)
        for pk, title, last_at in rows.values_list("article_id", "title", "article__last_at")[:most]
    ]


def article_count(*, states: Collection[State] = PUBLIC, unit_ids: Collection[int] | None = None) -> int:
    """Count the articles that :func:`articles` would list. One SQL query."""
    return _rows(states, unit_ids).count()


def article(article_id: int) -> ArticleView | None:
    """Give an article in any state; None if there is none. Three SQL queries."""
    row = models.Article.objects.filter(pk=article_id).first()
    if row is None:
        return None
    said = models.Wording.objects.get(article=row)
    pictures = models.Photograph.objects.filter(article=row).order_by("place")
    return ArticleView(
        row.pk,
        State(row.state),
        row.unit_id,
        _wording(said),
        row.about,
        Topic(row.topic),
        row.published_on,
        row.last_at,
        row.reason,
        tuple(PhotographView(one.place, one.digest, one.alt, one.caption) for one in pictures),
    )


def rated(article_id: int) -> Rated:
    """Give the points of an article and how many rated it. One SQL query."""
    found = models.Rating.objects.filter(article=article_id).aggregate(points=Sum("points"), count=Count("pk"))
    return Rated(found["points"] or 0, found["count"])


def known_states(rows: Sequence[models.Article]) -> dict[int, ArticleState]:
    """Give, by article, the state that its rows stand for. Three SQL queries."""
    keys = {unit_id: unit.key for unit_id, unit in units.by_id({row.unit_id for row in rows}).items()}
    said = {one.article_id: one for one in models.Wording.objects.filter(article__in=rows)}
    pictures: dict[int, list[Picture]] = {}
    for one in models.Photograph.objects.filter(article__in=rows).order_by("place"):
        words = ledger.commitment(photograph_words(one.alt, one.caption), bytes(one.salt))
        pictures.setdefault(one.article_id, []).append(Picture(one.place, one.digest, words))
    return {
        row.pk: ArticleState(
            State(row.state),
            row.events,
            row.last_at,
            keys[row.unit_id],
            row.about,
            ledger.commitment(_wording(said[row.pk]).committed(), bytes(said[row.pk].salt)),
            tuple(pictures.get(row.pk, ())),
            row.published_on,
            row.reason,
            Topic(row.topic),
        )
        for row in rows
    }


def _rows(states: Collection[State], unit_ids: Collection[int] | None) -> QuerySet[models.Article]:
    rows = models.Article.objects.filter(state__in=[state.value for state in states])
    return rows if unit_ids is None else rows.filter(unit_id__in=unit_ids)


def _lines(chosen: QuerySet[models.Article]) -> list[ArticleLine]:
    rows = list(chosen)
    said = {one.article_id: one for one in models.Wording.objects.filter(article__in=rows).defer("body")}
    return [
        ArticleLine(
            row.pk,
            slug(said[row.pk].title, row.pk),
            State(row.state),
            row.unit_id,
            said[row.pk].title,
            said[row.pk].lead,
            Topic(row.topic),
            row.published_on,
            row.last_at,
        )
        for row in rows
    ]


def _wording(row: models.Wording) -> Wording:
    return Wording(row.title, row.lead, row.body, row.by_line, row.about_label)
