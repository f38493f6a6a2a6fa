"""Codes of six digits that were sent to somebody: good once, for ten minutes, for five tries, one at a time."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from motcua.foundation.accounts.models import OneTimeCode

CODE_GOOD_FOR = timedelta(minutes=10)
TRIES = 5
MOST_CODES = 5
"""So many codes are made for one thing within :data:`COUNTED`: with five tries each a guess is right once in 40,000."""
COUNTED = timedelta(hours=1)
DIGITS = 6


@transaction.atomic
def new_code(about: str, *, at: datetime) -> str | None:
    """
    Make a code, which ends the one before; None where too many were made within the hour.

    :param about: what it opens, in at most a hundred letters; it names nobody (see :func:`about_address`).
    """
    OneTimeCode.objects.get_or_create(about=about, defaults={"made": 0, "counted_from": at, "expires_at": at})
    row = OneTimeCode.objects.select_for_update().get(about=about)
    if row.counted_from <= at - COUNTED:
        row.made, row.counted_from = 0, at
    if row.made >= MOST_CODES:
        return None
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    row.digest, row.expires_at, row.tries, row.made = _digest(about, code), at + CODE_GOOD_FOR, 0, row.made + 1
    row.save()
    return code


@transaction.atomic
def use_code(about: str, given: str, *, at: datetime) -> bool:
    """Say whether this is the code that is good now; then it is good no more. A wrong one costs a try."""
    row = OneTimeCode.objects.select_for_update().filter(about=about).exclude(digest="").first()
    if row is None or row.expires_at <= at or row.tries >= TRIES:
        return False
    row.tries += 1
    right = constant_time_compare(row.digest, _digest(about, "".join(given.split())))
    if right:
        row.digest = ""
    row.save(update_fields=["tries", "digest"])
    return right


def about_address(purpose: str, address: str) -> str:
    """Say what a code opens by an address without naming it: a purpose and a keyed digest."""
    return f"{purpose}/{salted_hmac('motcua address', address.strip().lower(), algorithm='sha256').hexdigest()}"


def forget_codes(*, at: datetime) -> int:
    """Delete the codes that are good no more and count no more; give how many there were. One SQL query."""
    return OneTimeCode.objects.filter(counted_from__lt=at - COUNTED, expires_at__lt=at).delete()[0]


def _digest(about: str, code: str) -> str:
    return salted_hmac("motcua one-time code", f"{about}/{code}", algorithm="sha256").hexdigest()
