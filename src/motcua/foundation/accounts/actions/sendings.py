"""Forms that are sent twice act once: by a double click, by the button back, by a line that broke off."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from motcua.foundation.accounts.models import Sending
from motcua.kernel.refusals import Refused, gettext_noop

SENDINGS_KEPT = timedelta(days=7)
"""For so long does a form that is sent again lead to where it led first."""

_KEY = re.compile(r"[0-9A-Za-z-]{16,64}")


class NotASendingKey(Refused):
    """A form carries a key that none of our pages gave it, or one of another page."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that is being sent for the first time (``led_to`` is None), or was sent before."""

    sending_id: int
    led_to: str | None


def send(*, user_id: int, key: str, page: str, at: datetime) -> Sent:
    """
    Take a form by its key, within the transaction of what it does. Two SQL queries, three when it was sent before.

    Whoever sends the same at the same time waits here until the first is done.

    :raises NotASendingKey: for a key of another shape, or one that another page was sent with.
    """
    if not _KEY.fullmatch(key):
        raise NotASendingKey(
            gettext_noop("this form carries a key that no page gave it"),
            field="lan-gui",
            value=key[:64],
            expected=gettext_noop("open the page anew and fill it in there"),
        )
    try:
        with transaction.atomic():
            return Sent(Sending.objects.create(user_id=user_id, key=key, page=page[:300], at=at).pk, None)
    except IntegrityError:
        known = Sending.objects.get(user_id=user_id, key=key)
    if known.page != page[:300]:
        raise NotASendingKey(
            gettext_noop("this form was sent from another page before"),
            field="lan-gui",
            value=key,
            expected=gettext_noop("open the page anew and fill it in there"),
        )
    return Sent(known.pk, known.led_to)


def led(sending_id: int, to: str) -> None:
    """Remember where a form led; within its transaction. One SQL query."""
    Sending.objects.filter(pk=sending_id).update(led_to=to)


def not_sent(sending_id: int) -> None:
    """Forget a form that did nothing, as one with a mistake in it: it may be sent again. One SQL query."""
    Sending.objects.filter(pk=sending_id).delete()


def forget_sendings(*, at: datetime) -> int:
    """Delete the sendings whose time is over; give how many there were. One SQL query."""
    return Sending.objects.filter(at__lt=at - SENDINGS_KEPT).delete()[0]
