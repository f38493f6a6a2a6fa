"""The word by which something is taken up elsewhere, and what stands for an identity number: kept as digests."""

import secrets

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from motcua.kernel.spoken import FEWEST_BYTES, plain, word_of


def new_word() -> str:
    """Make a word of twelve letters and figures, in groups of four."""
    return word_of(secrets.token_bytes(FEWEST_BYTES))


def digest_of(application: int, word: str) -> str:
    """Give what is kept of a word."""
    return _keyed("return", f"{application}:{plain(word)}", settings.SECRET_KEY)


def is_word(application: int, word: str, digest: str) -> bool:
    """Say whether a word is that of an application, in a time that tells nothing; older keys of the house count."""
    found = False
    for key in (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)):
        found |= constant_time_compare(_keyed("return", f"{application}:{plain(word)}", key), digest)
    return found and bool(digest)


def whose(identity_number: str) -> str:
    """Give what stands for an identity number, to count what one person has open."""
    return _keyed("whose", identity_number.upper(), settings.SECRET_KEY) if identity_number else ""


def _keyed(use: str, text: str, key: str) -> str:
    return salted_hmac(f"motcua.filing.{use}", text, secret=key, algorithm="sha256").hexdigest()
