"""Where the bytes of files lie: in the home, each under its digest, written whole or not at all."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from motcua.kernel.refusals import Refused, gettext_noop


class UnknownFile(Refused):
    """No file of this digest is kept."""


class AlteredOnDisk(Refused):
    """What lies under a digest is not what was kept under it."""


def write(content: bytes) -> str:
    """
    Write bytes under their digest, and give it. What lies there already is left as it is.

    The bytes are on the disk before their name is, so that a power cut leaves no half of a file.

    :raises AlteredOnDisk: if other bytes lie there.
    """
    digest = hashlib.sha256(content).hexdigest()
    place = _place(digest)
    if place.exists():
        read(digest)
        return digest
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync(place.parent)
    return digest


def read(digest: str) -> bytes:
    """
    Give the bytes that are kept under a digest, after hashing them again.

    :raises UnknownFile: if there are none. :raises AlteredOnDisk: if they are others than were kept.
    """
    try:
        content = _place(digest).read_bytes()
    except FileNotFoundError:
        raise UnknownFile(
            gettext_noop("there is no such file in the home"),
            field="digest",
            value=digest,
            expected=gettext_noop("take it back from a backup, if it was kept"),
        ) from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise AlteredOnDisk(
            gettext_noop("evidence file altered on disk"),
            field="digest",
            value=digest,
            expected=gettext_noop("take it back from a backup, and find out who could write there"),
        )
    return content


def remove(digest: str) -> bool:
    """Remove the bytes that are kept under a digest; say whether there were any."""
    place = _place(digest)
    if not place.exists():
        return False
    place.unlink()
    _sync(place.parent)
    return True


def _place(digest: str) -> Path:
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise UnknownFile(gettext_noop("this is not the digest of a file"), field="digest", value=digest)
    return Path(settings.MOTCUA_HOME) / "files" / digest[:2] / digest


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
