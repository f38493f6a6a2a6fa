"""Several pictures of pages become one PDF: each on a sheet of A4, upright, in order, without anything else."""

import io
from collections.abc import Sequence
from datetime import datetime

from PIL import Image, ImageOps

A4, DOTS = (1654, 2339), 200
"""A sheet in dots, and dots an inch: what print needs to be readable."""
MOST = 100
MARGIN = 40


def as_pdf(pictures: Sequence[bytes], *, at: datetime) -> bytes:
    """
    Put pictures into one PDF, a sheet each. They are pictures that were kept, so none is broken or vast.

    :param at: the time that the file says it was made at. :raises ValueError: for none, or for more than a hundred.
    """
    if not 0 < len(pictures) <= MOST:
        raise ValueError(len(pictures))
    sheets = [_sheet(content) for content in pictures]
    out = io.BytesIO()
    made = at.timetuple()
    sheets[0].save(
        out,
        "PDF",
        save_all=True,
        append_images=sheets[1:],
        resolution=DOTS,
        quality=85,
        creationDate=made,
        modDate=made,
        producer="Motcua",
    )
    return out.getvalue()


def _sheet(content: bytes) -> Image.Image:
    """Lay a picture on a sheet, as large as fits, across where it is wide."""
    with Image.open(io.BytesIO(content)) as held:
        picture = ImageOps.exif_transpose(held).convert("RGB")
    size = A4 if picture.height >= picture.width else (A4[1], A4[0])
    picture.thumbnail((size[0] - 2 * MARGIN, size[1] - 2 * MARGIN))
    sheet = Image.new("RGB", size, "white")
    sheet.paste(picture, ((size[0] - picture.width) // 2, (size[1] - picture.height) // 2))
    return sheet
