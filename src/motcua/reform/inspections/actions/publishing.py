"""A signed conclusion is published: as an article that opens onto it, with photographs of the visits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, override

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections.actions.concluding import locked, record
from motcua.reform.inspections.queries.assembling import LANGUAGE
from motcua.reform.inspections.queries.conclusion_rows import state_of
from motcua.reform.inspections.rules import drafting
from motcua.reform.inspections.rules.article import body_of
from motcua.reform.inspections.rules.conclusion import PART_OF, Act
from motcua.services.news import public as news


class NotOfThisInspection(Refused):
    """An article that tells of something else cannot publish this conclusion."""


@dataclass(frozen=True, slots=True)
class Shown:
    """
    A photograph of the article.

    :param digest: of the file; empty where only the caption is known.
    :param alt: what is to be seen; needed where there is a file.
    """

    digest: str
    alt: str
    caption: str


def about(inspection_id: int) -> str:
    """Give the word by which the news names what an article of an inspection tells of."""
    return f"inspection/{inspection_id}"


def article_body(content: Mapping[str, Any]) -> str:
    """Give what an article says of a signed conclusion where nobody writes another text: its statements, by part."""
    with override(LANGUAGE):
        parts = {kind: gettext(text) for kind, text in PART_OF.items()}
    return body_of(content, parts)


def publish_conclusion(
    *,
    inspection_id: int,
    title: str,
    by_line: str,
    lead: str = "",
    body: str = "",
    photographs: Sequence[Shown] = (),
    published_on: date | None = None,
    by: str,
    at: datetime,
) -> int:
    """
    Publish a signed conclusion, and give the id of the article. Anyone reads both from now on.

    :param by_line: the post or the office that tells it.
    :param body: what the article says; by default the statements of the conclusion under their heads.
    :param published_on: the day that it bears where it was published elsewhere before; else that of ``at``.
    :raises NothingConcluded: if it was not signed. :raises ConclusionSigned: if it was published before.
    :raises NotStated: :raises NotAPicture: as the news do.
    """
    with transaction.atomic():
        row = locked(inspection_id)
        state = state_of(row)
        drafting.published(state, 0)
        content = state.content or {}
        article = news.write_article(
            unit=content["unit"]["key"],
            wording=news.Wording(
                title=title,
                lead=lead,
                body=body or article_body(content),
                by_line=by_line,
                about_label=f"{content['title']}, {content['number']}",
            ),
            about=about(inspection_id),
            by=by,
            at=at,
        )
        for one in photographs:
            news.add_photograph(article=article, digest=one.digest, alt=one.alt, caption=one.caption, by=by, at=at)
        news.publish_article(article=article, published_on=published_on, by=by, at=at)
        _published(inspection_id, article, by=by, at=at)
    return article


def publish_conclusion_as(*, inspection_id: int, article: int, by: str, at: datetime) -> None:
    """
    Publish a signed conclusion with an article that was published before and tells of it.

    :raises NotOfThisInspection: if it does not. :raises NothingConcluded: :raises ConclusionSigned: as above.
    """
    found = news.article(article)
    if found is None or found.about != about(inspection_id) or found.state is not news.State.PUBLISHED:
        raise NotOfThisInspection(
            gettext_noop("the article does not tell of this inspection, or is not published"),
            field="article",
            value=article,
            expected=gettext_noop("choose a published article about it, or write a new one"),
        )
    with transaction.atomic():
        _published(inspection_id, article, by=by, at=at)


def _published(inspection_id: int, article: int, *, by: str, at: datetime) -> None:
    row = locked(inspection_id)
    record(row, Act.PUBLISHED, drafting.published(state_of(row), article), by=by, at=at)
