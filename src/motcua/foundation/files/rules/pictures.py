"""What the two kinds of pictures share: their size in pixels, and how the camera was held."""

import struct

from motcua.foundation.files.rules.words import Bomb, Broken, Limits
from motcua.kernel.refusals import gettext_noop

ORIENTATION = 1
"""The picture stands as it is stored."""
_TAG, _SHORT = 0x0112, 3


def check_pixels(width: int, height: int, limits: Limits) -> None:
    """Check the size of a picture before it is drawn. :raises Broken: if it has none. :raises Bomb: if it is vast."""
    if not width or not height:
        raise broken()
    if width * height > limits.pixels:
        raise Bomb(
            gettext_noop("the picture has %(width)s × %(height)s points"),
            expected=gettext_noop("%(most)s million are the most; make it smaller"),
            params={"width": width, "height": height, "most": limits.pixels // 1_000_000},
        )


def broken() -> Broken:
    """Give the refusal of a picture that cannot be read to its end."""
    return Broken(
        gettext_noop("the picture cannot be read to its end"),
        expected=gettext_noop("see whether it opens where it is, and send it again"),
    )


def orientation_of(segment: bytes) -> int:
    """Read from an Exif segment how the camera was held; what cannot be read is as if it were not there."""
    block = segment.removeprefix(b"Exif\x00\x00")
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(block[:4])
    if block == segment or order is None or len(block) < 8:
        return ORIENTATION
    (at,) = struct.unpack_from(f"{order}I", block, 4)
    entries = block[at + 2 :] if at + 2 <= len(block) else b""
    for place in range(0, len(entries) - 11, 12):
        tag, kind, _, value = struct.unpack_from(f"{order}HHIH", entries, place)
        if tag == _TAG and kind == _SHORT:
            return value if 1 <= value <= 8 else ORIENTATION
    return ORIENTATION


def minimal_exif(orientation: int) -> bytes:
    """Write an Exif segment that says how the camera was held, and nothing else."""
    entry = struct.pack(">HHIHH", _TAG, _SHORT, 1, orientation, 0)
    return b"Exif\x00\x00MM\x00*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
