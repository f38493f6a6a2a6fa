"""
What can be done with an article: it is written, gets photographs, is published, is withdrawn.

Each is one transaction with its event in the ledger's stream ``article/<id>``. ``by`` is the actor as the ledger knows
it, ``at`` the server's time, aware.
"""

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from motcua.foundation.files import public as files
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.services.news import models
from motcua.services.news.queries.articles import known_states
from motcua.services.news.rules.article import ArticleState, Wording, apply, check, photograph_words
from motcua.services.news.rules.words import (
    PREFIX,
    STREAM,
    Kind,
    NotAPicture,
    Topic,
    UnknownArticle,
    UnknownPhotograph,
    stated,
)
from motcua.services.news.searching import ARTICLES, keep_words

VERSION = 1
"""The version of this module's payloads."""

PICTURES = frozenset({files.Kind.PNG, files.Kind.JPEG})


def write_article(
    *, unit: str, wording: Wording, by: str, at: datetime, about: str = "", topic: Topic = Topic.NEWS
) -> int:
    """
    Write a draft; give its number.

    :param unit: the key of the unit whose article it is.
    :param about: what it tells of, as another module knows it: ``inspection/12``; the wording holds the link's label.
    :raises NotStated: :raises UnknownUnit:
    """
    wording, found = _checked(wording), unit_of(unit)
    about = stated(about, field="about", most=100, needed=False)
    salt = secrets.token_bytes(16)
    payload = {
        "unit": unit,
        "about": about,
        "topic": topic.value,
        "wording": ledger.commitment(wording.committed(), salt),
    }
    with transaction.atomic():
        row = models.Article(unit_id=found.id, state="draft", events=1, last_at=at, about=about, topic=topic.value)
        row.save(force_insert=True)
        _keep(row.pk, wording, salt)
        _append(row.pk, 1, Kind.WRITTEN, payload, unit=unit, by=by, at=at)
    return row.pk


def rewrite_article(*, article: int, wording: Wording, by: str, at: datetime, topic: Topic | None = None) -> None:
    """
    Change what a draft says, and of which part of the site it is.

    :raises UnknownArticle: :raises OutOfOrder: :raises NotStated:
    """
    wording, salt = _checked(wording), secrets.token_bytes(16)
    with transaction.atomic():
        row, state = _locked(article, Kind.REWRITTEN)
        payload = {
            "about": state.about,
            "topic": (topic or state.topic).value,
            "wording": ledger.commitment(wording.committed(), salt),
        }
        _record(row, state, Kind.REWRITTEN, payload, by=by, at=at)
        _keep(row.pk, wording, salt)


def add_photograph(*, article: int, digest: str, alt: str, caption: str, by: str, at: datetime) -> int:
    """
    Put a photograph into a draft; give its place.

    :param digest: of a picture that ``foundation.files`` keeps; empty where only the caption is known.
    :param alt: what the picture shows, for those who do not see it; needed with a picture.
    :raises UnknownArticle: :raises OutOfOrder: :raises NotStated: :raises NotAPicture:
    """
    caption = stated(caption, field="caption", most=500)
    alt = stated(alt, field="alt", most=300, needed=bool(digest))
    kept = files.kept([digest]).get(digest) if digest else None
    if digest and (kept is None or kept.kind not in PICTURES):
        raise NotAPicture(
            gettext_noop("this is not a picture"), field="file", expected=gettext_noop("choose a JPEG or PNG file")
        )
    salt = secrets.token_bytes(16)
    payload = {"digest": digest, "words": ledger.commitment(photograph_words(alt, caption), salt)}
    with transaction.atomic():
        row, state = _locked(article, Kind.PHOTOGRAPH_ADDED)
        after = _record(row, state, Kind.PHOTOGRAPH_ADDED, payload, by=by, at=at)
        models.Photograph.objects.create(
            article=row, place=after.number, digest=digest, alt=alt, caption=caption, salt=salt
        )
        _index(row.pk)
    return after.number


def remove_photograph(*, article: int, place: int, by: str, at: datetime) -> None:
    """Take a photograph out of a draft. :raises UnknownArticle: :raises OutOfOrder: :raises UnknownPhotograph:"""
    with transaction.atomic():
        row, state = _locked(article, Kind.PHOTOGRAPH_REMOVED)
        if place not in {one.place for one in state.pictures}:
            raise UnknownPhotograph(gettext_noop("the article has no such photograph"), field="place", value=place)
        _record(row, state, Kind.PHOTOGRAPH_REMOVED, {"place": place}, by=by, at=at)
        models.Photograph.objects.filter(article=row, place=place).delete()
        _index(row.pk)


def publish_article(*, article: int, by: str, at: datetime, published_on: date | None = None) -> None:
    """
    Publish a draft; from now on anyone reads it, and nobody changes it.

    :param published_on: the local day that it bears, where it was published elsewhere before; else that of ``at``.
    :raises UnknownArticle: :raises OutOfOrder:
    """
    with transaction.atomic():
        row, state = _locked(article, Kind.PUBLISHED)
        payload = {"published_on": (published_on or timezone.localdate(at)).isoformat()}
        _record(row, state, Kind.PUBLISHED, payload, by=by, at=at)


def withdraw_article(*, article: int, reason: str, by: str, at: datetime) -> None:
    """
    Take an article back; its page then says so, with the reason.

    :param reason: it stays in the ledger and must name nobody.
    :raises UnknownArticle: :raises OutOfOrder: :raises NotStated:
    """
    reason = stated(reason, field="reason", most=300)
    with transaction.atomic():
        row, state = _locked(article, Kind.WITHDRAWN)
        _record(row, state, Kind.WITHDRAWN, {"reason": reason}, by=by, at=at)


def unit_of(key: str) -> units.Unit:
    """Give the unit of a key. One SQL query. :raises UnknownUnit:"""
    found = units.by_key([key]).get(key)
    if found is None:
        raise units.UnknownUnit(gettext_noop("there is no unit of this key"), field="unit", value=key)
    return found


def _checked(said: Wording) -> Wording:
    return Wording(
        stated(said.title, field="title", most=300),
        stated(said.lead, field="lead", most=1_000, needed=False),
        stated(said.body, field="body", most=100_000),
        stated(said.by_line, field="by_line", most=200),
        stated(said.about_label, field="about_label", most=200, needed=False),
    )


def _locked(article: int, kind: Kind) -> tuple[models.Article, ArticleState]:
    row = models.Article.objects.select_for_update().filter(pk=article).first()
    if row is None:
        raise UnknownArticle(gettext_noop("there is no article of this number"), field="article", value=article)
    state = known_states([row])[row.pk]
    check(state, kind)
    return row, state


def _record(
    row: models.Article, state: ArticleState, kind: Kind, payload: Mapping[str, Any], *, by: str, at: datetime
) -> ArticleState:
    after = apply(state, kind, at, payload)
    _append(row.pk, after.number, kind, payload, unit=state.unit, by=by, at=at)
    row.state, row.events, row.last_at = after.state.value, after.number, after.last_at
    row.published_on, row.reason, row.topic = after.published_on, after.reason, after.topic.value
    row.save(update_fields=["state", "events", "last_at", "published_on", "reason", "topic"])
    return after


def _keep(article: int, said: Wording, salt: bytes) -> None:
    models.Wording.objects.update_or_create(
        article_id=article,
        defaults={
            "title": said.title,
            "lead": said.lead,
            "body": said.body,
            "by_line": said.by_line,
            "about_label": said.about_label,
            "salt": salt,
        },
    )
    _index(article)


def _index(article: int) -> None:
    """Keep the words of an article and of its captions for the search."""
    said = models.Wording.objects.get(article=article)
    captions = models.Photograph.objects.filter(article=article).order_by("place").values_list("caption", flat=True)
    keep_words(ARTICLES, article, head=said.title, rest=" ".join((said.lead, said.body, said.by_line, *captions)))


def _append(
    article: int, number: int, kind: Kind, payload: Mapping[str, Any], *, unit: str, by: str, at: datetime
) -> None:
    ledger.append(
        ledger.NewEvent(
            stream=f"{STREAM}{article}",
            number=number,
            kind=PREFIX + kind.value,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=unit,
            payload=payload,
        ),
        recorded_at=at,
    )
