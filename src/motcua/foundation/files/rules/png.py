"""PNG pictures: read chunk by chunk; texts, times and what a camera wrote are left out, unrecoded."""

import struct
import zlib
from collections.abc import Iterable, Iterator

from motcua.foundation.files.rules.pictures import broken, check_pixels
from motcua.foundation.files.rules.words import Bomb, Kind, Limits, TwoInOne
from motcua.kernel.refusals import gettext_noop

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD", b"hIST",
}  # fmt: skip
_AT_ONCE = 1_000_000
"""Bytes of a picture that are unfolded at once."""
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples a point, by type of colour."""
_PASSES = ((0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4), (0, 2, 2, 4), (1, 2, 0, 2), (0, 1, 1, 2))
"""First column, step, first row, step of the seven passes of an interlaced picture."""


def read(content: bytes, limits: Limits) -> tuple[Kind, bytes]:
    """
    Take a picture without its metadata.

    :raises Broken: if it is cut off. :raises Bomb: if it unfolds to more than its size says, or is too large to show.
    :raises TwoInOne: with data at its end.
    """
    chunks = [*_chunks(content)]
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13:
        raise broken()
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    check_pixels(width, height, limits)
    if depth not in {1, 2, 4, 8, 16} or colour not in _SAMPLES or interlaced not in {0, 1}:
        raise broken()
    wanted = _unpacked(width, height, depth * _SAMPLES[colour], interlaced=bool(interlaced))
    _check_data((body for name, body in chunks if name == b"IDAT"), wanted)
    return Kind.PNG, _SIGNATURE + b"".join(_written(name, body) for name, body in chunks if name in _KEPT)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while len(content) >= at + 12:
        (length,) = struct.unpack_from(">I", content, at)
        name, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        sum_at = at + 8 + length
        if content[sum_at : sum_at + 4] != struct.pack(">I", zlib.crc32(name + body)):
            raise broken()
        yield name, body
        at = sum_at + 4
        if name == b"IEND":
            if content[at:].strip(b"\x00\r\n "):
                raise TwoInOne(
                    gettext_noop("something stands behind the end of the picture"),
                    expected=gettext_noop("open the picture, save it anew and send that"),
                )
            return
    raise broken()


def _unpacked(width: int, height: int, bits: int, *, interlaced: bool) -> int:
    """Say to how many bytes the data of a picture unfolds: for each row its filter and its points."""
    passes = _PASSES if interlaced else ((0, 1, 0, 1),)
    size = 0
    for column, across, row, down in passes:
        columns, rows = -(-(width - column) // across), -(-(height - row) // down)
        if columns > 0 and rows > 0:
            size += rows * (1 + -(-columns * bits // 8))
    return size


def _check_data(bodies: Iterable[bytes], wanted: int) -> None:
    """Unfold the data without keeping it, and never past what the picture's size says."""
    unfolding, size = zlib.decompressobj(), 0
    try:
        for body in bodies:
            more = True
            while more:
                room = min(wanted + 1 - size, _AT_ONCE)
                unfolded = unfolding.decompress(body, room)
                size, body = size + len(unfolded), unfolding.unconsumed_tail
                more = bool(body) or len(unfolded) == room
                if size > wanted or unfolding.unused_data:
                    raise Bomb(
                        gettext_noop("the picture holds more than its size says"),
                        expected=gettext_noop("open the picture, save it anew and send that"),
                    )
    except zlib.error:
        raise broken() from None
    if size != wanted or not unfolding.eof:
        raise broken()


def _written(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
