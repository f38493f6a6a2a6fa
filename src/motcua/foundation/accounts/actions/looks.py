"""Noting what the staff were shown of personal data, and forgetting it when its time is over."""

import re
from datetime import datetime

from motcua.foundation.accounts.models import Look
from motcua.foundation.accounts.rules import LOOKS_KEPT, Actor
from motcua.kernel.refusals import Refused, gettext_noop

_WHAT = re.compile(r"[a-z_]+/[^\x00-\x1f]{1,280}")


class NotAReference(Refused):
    """What was looked at is not told as a kind and a reference."""


def note_look(actor: Actor, what: str, *, unit_id: int, at: datetime, shown: int = 1) -> None:
    """
    Note that a post was shown personal data. One SQL query; whoever shows it notes it before it is sent.

    :param what: a kind and a reference, as ``dossier/H54-1``; it says nothing of the persons.
    :param unit_id: the unit whose data it is.
    :param at: the server's time, also where a demo stands at another.
    :param shown: how many things of the kind stood on the page, which is noted once.
    """
    if not _WHAT.fullmatch(what):
        raise NotAReference(
            gettext_noop("this is no reference to what was looked at"),
            field="what",
            value=what,
            expected=gettext_noop("write its kind and its number, as dossier/H54-1"),
        )
    Look.objects.create(
        at=at,
        person_id=actor.person_id,
        post_id=actor.post_id,
        post_unit_id=actor.unit_id,
        unit_id=unit_id,
        what=what,
        shown=shown,
    )


def forget_looks(*, at: datetime) -> int:
    """Delete the looks whose time is over; give how many there were. One SQL query."""
    return Look.objects.filter(at__lt=at - LOOKS_KEPT).delete()[0]
