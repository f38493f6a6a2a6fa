"""The secret of a slip: ten letters that stand on it and nowhere else, made from the installation's key."""

import base64

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

LETTERS = 10


def secret_of(issue_id: int) -> str:
    """Give the secret that is printed on a paper, in two groups of five letters and figures."""
    return _made(issue_id, settings.SECRET_KEY)


def is_secret(issue_id: int, given: str) -> bool:
    """Say whether somebody has the secret of a paper, in a time that tells nothing; older keys of the house count."""
    plain = "".join(given.split()).replace("-", "").upper()
    found = False
    for key in (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)):
        found |= constant_time_compare(_made(issue_id, key).replace("-", ""), plain)
    return found


def _made(issue_id: int, key: str) -> str:
    digest = salted_hmac("motcua.paperwork", str(issue_id), secret=key, algorithm="sha256").digest()
    text = base64.b32encode(digest).decode()[:LETTERS]
    return f"{text[:5]}-{text[5:]}"
