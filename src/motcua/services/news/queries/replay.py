"""The proof that the rows say what the ledger says: every article and rating made again from its events."""

from collections.abc import Iterator
from dataclasses import fields

from motcua.foundation.ledger import public as ledger
from motcua.services.news import models
from motcua.services.news.queries.articles import known_states
from motcua.services.news.rules.article import ArticleState, fold
from motcua.services.news.rules.words import RATING_STREAM, STREAM


def replay_all() -> list[str]:
    """
    Make everything again from its events and say where a row differs: ``article/7: wording``.

    What an article says is hashed again with its salt, so that a text altered in its table differs too.
    """
    return [*_articles(), *_ratings()]


def _articles() -> Iterator[str]:
    rows = list(models.Article.objects.order_by("pk"))
    told = _told([f"{STREAM}{row.pk}" for row in rows])
    for article_id, stored in known_states(rows).items():
        stream = f"{STREAM}{article_id}"
        replayed = fold(told.get(stream, []))
        for one in fields(ArticleState):
            if getattr(stored, one.name) != getattr(replayed, one.name, None):
                yield f"{stream}: {one.name}"


def _ratings() -> Iterator[str]:
    rows = list(models.Rating.objects.order_by("pk"))
    told = _told([f"{RATING_STREAM}{row.pk}" for row in rows])
    for row in rows:
        stream = f"{RATING_STREAM}{row.pk}"
        said = [event.payload for event in told.get(stream, [])]
        if said != [{"article": f"{STREAM}{row.article_id}", "points": row.points}]:
            yield f"{stream}: points"


def _told(streams: list[str]) -> dict[str, list[ledger.Event]]:
    told: dict[str, list[ledger.Event]] = {}
    for event in ledger.read_many(streams):
        told.setdefault(event.stream, []).append(event)
    return told
