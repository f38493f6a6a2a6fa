"""Pictures of strangers are shown as points alone."""

import io

import pytest
from PIL import Image

from motcua.foundation.files import public as files


def picture(kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(out, kind, **more)  # type: ignore[arg-type]  # told by name
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_nothing_of_what_was_sent_is_shown_but_its_points(kind: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = "<script>alert(1)</script>"
    exif[0x0112] = 6
    sent = picture(kind, exif=exif) + b"<script>alert(2)</script>"
    shown = files.as_shown(sent)
    assert b"script" in sent
    assert b"script" not in shown
    with Image.open(io.BytesIO(shown)) as seen:
        assert (seen.format, seen.size, dict(seen.getexif())) == ("JPEG", (20, 40), {})


def test_what_is_no_picture_is_not_shown() -> None:
    for wrong in (b"", b"GIF89a", picture("PNG")[:60], picture("GIF")):
        with pytest.raises(files.Broken):
            files.as_shown(wrong)
