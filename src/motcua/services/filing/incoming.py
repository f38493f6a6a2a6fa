"""Where the bytes of a file lie that is on its way: in the home, one growing file each, until it is whole."""

import os
from pathlib import Path

from django.conf import settings


def received(token: str) -> int:
    """Give how many bytes came so far."""
    place = _place(token)
    return place.stat().st_size if place.exists() else 0


def append(token: str, content: bytes) -> int:
    """Put bytes after those that came, on the disk before it returns; give how many there are now."""
    place = _place(token)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return received(token)


def read(token: str) -> bytes:
    """Give all that came."""
    place = _place(token)
    return place.read_bytes() if place.exists() else b""


def remove(token: str) -> None:
    """Remove what came, if anything did."""
    _place(token).unlink(missing_ok=True)


def _place(token: str) -> Path:
    if len(token) != 32 or not set(token) <= set("0123456789abcdef"):
        raise ValueError("a token is 32 hexadecimal figures")
    return Path(settings.MOTCUA_HOME) / "incoming" / token
