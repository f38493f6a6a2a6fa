"""Pictures of strangers as they are shown: decoded, and written anew from their points alone."""

import io

from PIL import Image, ImageOps

from motcua.foundation.files.rules.pictures import broken

QUALITY = 88


def as_shown(content: bytes) -> bytes:
    """
    Give a kept picture as a JPEG of its points, stood upright: nothing of the bytes that were sent is in it.

    What is kept stays as it is, under its digest. :raises Broken: if it cannot be decoded.
    """
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as held:
            turned = ImageOps.exif_transpose(held).convert("RGBA")
    except (OSError, SyntaxError, ValueError) as failure:
        raise broken() from failure
    plain = Image.new("RGB", turned.size, "white")
    plain.paste(turned, mask=turned.getchannel("A"))
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
