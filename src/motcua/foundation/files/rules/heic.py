"""HEIC pictures, as telephones take them: read once, stood upright, and kept as JPEG, which every machine shows."""

import io
import zlib

import pi_heif
from PIL import Image

from motcua.foundation.files.rules.pictures import broken, check_pixels
from motcua.foundation.files.rules.words import Kind, Limits, NotYetKept
from motcua.kernel.refusals import gettext_noop

QUALITY = 88
"""Of the JPEG: what a page of print needs to stay readable."""


def read(content: bytes, limits: Limits) -> tuple[Kind, bytes]:
    """
    Take a picture as JPEG without its metadata; of several in a file, the main one.

    Its size is read before it is decoded. :raises Broken: if it cannot be read to its end. :raises Bomb: if it is vast.
    :raises NotYetKept: for a picture of a kindred kind (AVIF) that the decoder does not know.
    """
    try:
        held = pi_heif.open_heif(io.BytesIO(content), convert_hdr_to_8bit=True)
        width, height = held.size
        check_pixels(width, height, limits)
        picture = held.to_pillow()
    except (ValueError, EOFError, OSError, SyntaxError, zlib.error, MemoryError, RuntimeError) as failure:
        if content[8:12] == b"avif":
            raise NotYetKept(
                gettext_noop("pictures in AVIF are not kept for now"),
                expected=gettext_noop("send the picture as JPEG"),
            ) from failure
        raise broken() from failure
    out = io.BytesIO()
    _plain(picture).save(out, "JPEG", quality=QUALITY)
    return Kind.JPEG, out.getvalue()


def _plain(picture: Image.Image) -> Image.Image:
    """Give a picture as points alone, on white where one sees through it."""
    if picture.mode == "RGBA":
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        return ground
    plain = Image.new("RGB", picture.size)
    plain.paste(picture.convert("RGB"))
    return plain
