"""JPEG pictures: read marker by marker; what a camera wrote about place, time and owner is left out, unrecoded."""

import re
import struct
from collections.abc import Iterator

from motcua.foundation.files.rules.pictures import ORIENTATION, broken, check_pixels, minimal_exif, orientation_of
from motcua.foundation.files.rules.words import Kind, Limits, TwoInOne
from motcua.kernel.refusals import gettext_noop

_FIRST, _START, _END, _SCAN, _HEAD, _EXIF = 0xC0, 0xD8, 0xD9, 0xDA, 0xE0, 0xE1
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_KEPT = _FRAMES | {0xC4, 0xCC, 0xDB, 0xDD, _SCAN, _HEAD}
"""Frames, tables, scans, and the plain JFIF head; of applications' own, the two below."""
_PROFILE, _ADOBE = (0xE2, b"ICC_PROFILE\x00"), (0xEE, b"Adobe")
_TURNS = {3: 180, 6: 90, 8: 270}
_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")


def read(content: bytes, limits: Limits) -> tuple[Kind, bytes]:
    """
    Take a picture without its metadata; how it is turned, and its colours, stay.

    :raises Broken: if it is cut off. :raises Bomb: if it is too large to show. :raises TwoInOne: with data at its end.
    """
    parts: list[tuple[int, bytes, bytes]] = []
    turned, frames, scans = ORIENTATION, 0, 0
    for marker, body, scanned in _segments(content):
        if marker == _EXIF:
            turned = orientation_of(body)
        if marker in _FRAMES:
            frames += 1
            height, width = struct.unpack(">HH", body[1:5]) if len(body) > 5 else (0, 0)
            check_pixels(width, height, limits)
        scans += marker == _SCAN
        if marker in _KEPT or any(marker == own and body.startswith(sign) for own, sign in (_PROFILE, _ADOBE)):
            parts.append((marker, body, scanned))
    if frames != 1 or not scans:
        raise broken()
    if turned != ORIENTATION:
        parts.insert(1 if parts[0][0] == _HEAD else 0, (_EXIF, minimal_exif(turned), b""))
    return Kind.JPEG, b"".join((b"\xff\xd8", *(_written(*part) for part in parts), b"\xff\xd9"))


def turned(content: bytes) -> int:
    """Say by how many degrees clockwise a kept picture is turned to stand upright; 0 for what is no JPEG."""
    if not content.startswith(b"\xff\xd8"):
        return 0
    held = (orientation_of(body) for marker, body, _ in _segments(content) if marker == _EXIF)
    return _TURNS.get(next(held, ORIENTATION), 0)


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Give each segment: its marker, its body, and behind the head of a scan the picture's data."""
    at = 2
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1
        if len(content) < at + 2 or content[at] != 0xFF:
            raise broken()
        marker, at = content[at + 1], at + 2
        if marker == _END:
            if content[at:].strip(b"\x00\r\n "):
                raise TwoInOne(
                    gettext_noop("something stands behind the end of the picture"),
                    expected=gettext_noop("open the picture, save it anew and send that"),
                )
            return
        length = int.from_bytes(content[at : at + 2], "big")
        if marker < _FIRST or marker == _START or length < 2 or len(content) < at + length:
            raise broken()
        body, at = content[at + 2 : at + length], at + length
        end = at
        if marker == _SCAN:
            following = _NEXT_MARKER.search(content, at)
            if following is None:
                raise broken()
            end = following.start()
        yield marker, body, content[at:end]
        at = end


def _written(marker: int, body: bytes, scanned: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body + scanned
