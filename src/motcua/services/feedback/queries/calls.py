"""Calls that are being taken down: each is its post's alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.services.feedback.models import Call


@dataclass(frozen=True, slots=True)
class CallView:
    """A call that is being taken down: what is typed of it so far, and since when."""

    id: int
    entries: Mapping[str, str]
    opened_at: datetime
    saved_at: datetime
    key: str


def calls_of(post_id: int) -> tuple[CallView, ...]:
    """Give the calls that a post takes down, the latest first. One SQL query."""
    return tuple(_view(row) for row in Call.objects.filter(post=post_id).order_by("-opened_at", "-pk"))


def call_of(call: int, *, post_id: int) -> CallView | None:
    """Give a call that a post takes down; None if it takes down none of this number. One SQL query."""
    row = Call.objects.filter(pk=call, post=post_id).first()
    return _view(row) if row else None


def _view(row: Call) -> CallView:
    return CallView(row.pk, row.entries, row.opened_at, row.saved_at, row.key)
