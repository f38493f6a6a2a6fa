"""The key that signs checkpoints. It lies under the installation's home and is readable by its owner alone."""

import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from motcua.foundation.ledger.rules.checkpoint import VerifierKey
from motcua.kernel.refusals import Refused, gettext_noop


class NoKey(Refused):
    """The installation has no key to sign with."""


def key_file() -> Path:
    """Name the file of the private key: 32 bytes in hex."""
    return Path(settings.MOTCUA_HOME) / "keys" / "ledger"


def ensure_keys() -> VerifierKey:
    """Make the key that signs checkpoints, unless there is one, and give its public half."""
    file = key_file()
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = Ed25519PrivateKey.generate().private_bytes_raw().hex()
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return verifier_key()
        with os.fdopen(handle, "w", encoding="ascii") as opened:
            opened.write(made)
    return verifier_key()


def signing_key() -> Ed25519PrivateKey:
    """Give the private key. :raises NoKey: before ``motcua migrate`` has made one."""
    return _read(key_file())


def verifier_key() -> VerifierKey:
    """Give the public key with the installation's name."""
    return VerifierKey(settings.MOTCUA_ORIGIN, signing_key().public_key().public_bytes_raw())


@lru_cache(maxsize=4)
def _read(file: Path) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(file.read_text(encoding="ascii")))
    except FileNotFoundError:
        raise NoKey(
            gettext_noop("there is no key to sign the ledger with"), expected=gettext_noop("run: motcua migrate")
        ) from None
