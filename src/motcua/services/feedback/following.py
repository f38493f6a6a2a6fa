"""The secret by which a sender follows a case, and the key of the form that it came with: neither stands anywhere."""

import hashlib

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from motcua.kernel.spoken import plain, word_of


def secret_of(key: str) -> str:
    """Give the secret of the case that a form with this key makes: twelve letters and figures in groups of four."""
    return word_of(salted_hmac("motcua.feedback.secret", key, secret=settings.SECRET_KEY, algorithm="sha256").digest())


def sending_of(key: str) -> str:
    """Give what is kept of a form's key."""
    return hashlib.sha256(b"motcua.feedback.sending/" + key.encode()).hexdigest()


def digest_of(case_id: int, secret: str) -> str:
    """Give what is kept of a secret."""
    return _digest(case_id, secret, settings.SECRET_KEY)


def is_secret(case_id: int, secret: str, digest: str) -> bool:
    """Say whether a secret is that of a case, in a time that tells nothing; older keys of the house count."""
    found = False
    for key in (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)):
        found |= constant_time_compare(_digest(case_id, secret, key), digest)
    return found


def _digest(case_id: int, secret: str, key: str) -> str:
    return salted_hmac(
        "motcua.feedback.following", f"{case_id}:{plain(secret)}", secret=key, algorithm="sha256"
    ).hexdigest()
