"""What is typed at the counter is kept as it is typed, for each citizen apart, until it is accepted or dropped."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.intake.models import Draft
from motcua.services.intake.rules.content import Content, PaperLine, read, written

DRAFTS_KEPT = timedelta(days=30)
"""For so long is kept what nobody accepted."""


class UnknownDraft(Refused):
    """There is nothing of this number that this post fills in."""


def open_draft(*, post_id: int, unit_id: int, at: datetime) -> int:
    """Begin with a citizen; give the number. One SQL query."""
    empty = written(Content())
    row = Draft.objects.create(
        post_id=post_id, unit_id=unit_id, key=secrets.token_hex(16), content=empty, opened_at=at, saved_at=at
    )
    return row.pk


class TakenUp(Refused):
    """Another post has taken this up."""


def take_up(*, key: str, content: Content, post_id: int, unit_id: int, at: datetime) -> int:
    """
    Begin with what a citizen filled in elsewhere, under its request key; give the number. Two SQL queries.

    The same post gets the same draft again. :raises TakenUp: if another post has it.
    """
    with transaction.atomic():
        row, _ = Draft.objects.select_for_update().get_or_create(
            key=key,
            defaults={
                "post_id": post_id,
                "unit_id": unit_id,
                "content": written(content),
                "opened_at": at,
                "saved_at": at,
            },
        )
        if row.post_id != post_id:
            raise TakenUp(
                gettext_noop("another post has taken this up"),
                field="application",
                expected=gettext_noop("it can be taken up again once that post has let go of it"),
            )
    return row.pk


def hand_more(*, key: str, papers: Sequence[PaperLine]) -> None:
    """Put more files to the papers of what a post took up, if one did, after those that are there. Two SQL queries."""
    fresh = {line.code: line for line in papers}
    with transaction.atomic():
        row = Draft.objects.select_for_update().filter(key=key).first()
        if row is None:
            return
        content = content_of(row)
        lines = (line.joined(fresh[line.code]) if line.code in fresh else line for line in content.papers)
        row.content = written(replace(content, papers=tuple(lines)))
        row.save(update_fields=["content"])


def save_draft(*, draft: int, post_id: int, content: Content, at: datetime) -> None:
    """Keep what is filled in so far. Two SQL queries. :raises UnknownDraft:"""
    with transaction.atomic():
        row = locked(draft, post_id)
        row.content, row.saved_at = written(content), at
        row.save(update_fields=["content", "saved_at"])


def drop_draft(*, draft: int, post_id: int) -> None:
    """Forget what was filled in for a citizen who leaves. Two SQL queries. :raises UnknownDraft:"""
    with transaction.atomic():
        locked(draft, post_id).delete()


def forget_drafts(*, at: datetime) -> int:
    """Delete what nobody touched for long; give how much there was. One SQL query."""
    return Draft.objects.filter(saved_at__lt=at - DRAFTS_KEPT).delete()[0]


def locked(draft: int, post_id: int) -> Draft:
    """Lock what a post fills in. :raises UnknownDraft:"""
    row = Draft.objects.select_for_update().filter(pk=draft, post_id=post_id).first()
    if row is None:
        raise UnknownDraft(
            gettext_noop("nothing of this number is being filled in here"),
            field="draft",
            value=draft,
            expected=gettext_noop("it was accepted, dropped, or belongs to another post"),
        )
    return row


def content_of(row: Draft) -> Content:
    """Give what a row holds."""
    return read(row.content)
