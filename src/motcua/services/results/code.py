"""The code on a result, by which anybody checks it: made from the installation's key, stored nowhere."""

import base64

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

LETTERS = 10


def code_of(result_id: int, issue: int) -> str:
    """Give the code that stands on an issue of a result: ``512-1-ABCDE-FGHIJ``."""
    return f"{result_id}-{issue}-{_made(result_id, issue, settings.SECRET_KEY)}"


def read_code(given: str) -> tuple[int, int] | None:
    """Give result and issue of a code; None if it is none of ours, in a time that tells nothing."""
    parts = "".join(given.split()).upper().split("-")
    if len(parts) != 4 or not all(part.isascii() and part.isdecimal() and len(part) < 16 for part in parts[:2]):
        return None
    result, issue = int(parts[0]), int(parts[1])
    found = False
    for key in (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)):
        found |= constant_time_compare(_made(result, issue, key), "-".join(parts[2:]))
    return (result, issue) if found else None


def _made(result_id: int, issue: int, key: str) -> str:
    digest = salted_hmac("motcua.results", f"{result_id}/{issue}", secret=key, algorithm="sha256").digest()
    text = base64.b32encode(digest).decode()[:LETTERS]
    return f"{text[:5]}-{text[5:]}"
