"""The proof that the rows say what the ledger says: everything that has events is made again from them."""

from collections.abc import Iterator
from dataclasses import fields

from motcua.foundation.ledger import public as ledger
from motcua.services.news import models
from motcua.services.news.queries.articles import known_states
from motcua.services.news.queries.document_rows import known_documents
from motcua.services.news.rules.article import ArticleState, fold
from motcua.services.news.rules.document import DocumentState
from motcua.services.news.rules.document import fold as fold_document
from motcua.services.news.rules.words import DOCUMENT_STREAM, RATING_STREAM, SECTION_STREAM, STREAM


def replay_all() -> list[str]:
    """
    Make everything again from its events and say where a row differs: ``article/7: wording``.

    What an article says is hashed again with its salt, so that a text altered in its table differs too.
    """
    return [*_articles(), *_documents(), *_ratings(), *_links()]


def _articles() -> Iterator[str]:
    rows = list(models.Article.objects.order_by("pk"))
    told = _told([f"{STREAM}{row.pk}" for row in rows])
    for article_id, stored in known_states(rows).items():
        stream = f"{STREAM}{article_id}"
        replayed = fold(told.get(stream, []))
        for one in fields(ArticleState):
            if getattr(stored, one.name) != getattr(replayed, one.name, None):
                yield f"{stream}: {one.name}"


def _documents() -> Iterator[str]:
    rows = list(models.Document.objects.order_by("pk"))
    told = _told([f"{DOCUMENT_STREAM}{row.pk}" for row in rows])
    for document_id, stored in known_documents(rows).items():
        stream = f"{DOCUMENT_STREAM}{document_id}"
        replayed = fold_document(told.get(stream, []))
        for one in fields(DocumentState):
            if getattr(stored, one.name) != getattr(replayed, one.name, None):
                yield f"{stream}: {one.name}"


def _links() -> Iterator[str]:
    rows = list(models.SectionLink.objects.order_by("pk"))
    told = _told([f"{SECTION_STREAM}{row.section}" for row in rows])
    for row in rows:
        stream = f"{SECTION_STREAM}{row.section}"
        events = told.get(stream, [])
        said = [(event.payload.get("url", ""), event.payload.get("label", ""), event.occurred_at) for event in events]
        if said[-1:] != [(row.url, row.label, row.last_at)] or len(said) != row.events:
            yield f"{stream}: link"


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
