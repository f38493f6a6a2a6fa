"""Pictures lose what the camera wrote and keep their points; the vast, the broken and the doubled are refused."""

import struct
import zlib
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from files.samples import (
    HEIC,
    archive,
    chunk,
    jpeg,
    picture,
    png,
    png_of,
    take,
)
from motcua.foundation.files.public import (
    Bomb,
    Broken,
    FileRefused,
    Kind,
    LyingName,
    TwoInOne,
    as_pdf,
)

SECRETS = (b"SECRET", b"tEXt", b"eXIf", b"GPS")


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
@pytest.mark.parametrize("progressive", [False, True])
def test_a_photograph_loses_what_the_camera_wrote_and_keeps_its_points_and_its_turn(
    orientation: int, progressive: bool
) -> None:
    content = jpeg(orientation, progressive=progressive)
    assert b"SECRETPHONE" in content  # the control: it was there
    _, clean = take("a.jpg", content)
    assert not [secret for secret in SECRETS if secret in clean]
    before, after = Image.open(BytesIO(content)), Image.open(BytesIO(clean))
    assert before.tobytes() == after.tobytes()
    assert dict(after.getexif()) == ({0x0112: orientation} if orientation > 1 else {})


def test_a_png_loses_its_texts_and_keeps_its_points() -> None:
    content = png()
    assert b"SECRET OWNER" in content
    _, clean = take("a.png", content)
    assert not [secret for secret in SECRETS if secret in clean]
    assert Image.open(BytesIO(clean)).tobytes() == picture().tobytes()


@pytest.mark.parametrize(("name", "content"), [("a.jpg", jpeg()), ("a.png", png())], ids=["jpeg", "png"])
def test_a_picture_with_something_behind_its_end_is_refused(name: str, content: bytes) -> None:
    take(name, content + b"\x00\x00")
    for behind in (b"<script>", archive({"a": "b"}), b"\xff\xd8\xff", b"x"):
        with pytest.raises(TwoInOne):
            take(name, content + behind)


@pytest.mark.parametrize(("name", "content"), [("a.jpg", jpeg()), ("a.png", png())], ids=["jpeg", "png"])
def test_a_picture_that_is_cut_off_anywhere_is_refused(name: str, content: bytes) -> None:
    for length in range(9, len(content), 7):
        with pytest.raises(FileRefused):
            take(name, content[:length])


def test_a_vast_picture_is_refused_before_it_is_drawn() -> None:
    vast = png_of(60_000, 60_000, zlib.compress(b""))
    with pytest.raises(Bomb, match="100 million are the most"):
        take("a.png", vast)
    frame = jpeg()
    at = frame.index(b"\xff\xc0")
    with pytest.raises(Bomb):
        take("a.jpg", frame[: at + 5] + struct.pack(">HH", 65_000, 65_000) + frame[at + 9 :])


def test_a_png_that_unfolds_to_more_than_its_size_is_refused() -> None:
    honest = zlib.compress(b"\x00" * 11 * 10)
    assert take("a.png", png_of(10, 10, honest))[0] is Kind.PNG
    with pytest.raises(Bomb):
        take("a.png", png_of(10, 10, zlib.compress(bytes(50_000_000))))
    with pytest.raises(Broken):
        take("a.png", png_of(10, 11, honest))
    with pytest.raises(Bomb):
        take("a.png", png_of(10, 10, honest + b"more"))


def test_a_png_of_many_points_that_repeat_is_taken() -> None:
    """What unfolds a thousandfold is no bomb where the picture is as large as it says."""
    assert take("a.png", png_of(5_000, 5_000, zlib.compress(bytes(5_000 * 5_001), 9)))[0] is Kind.PNG


def test_a_png_with_a_wrong_sum_is_refused() -> None:
    content = bytearray(png())
    content[45] ^= 1
    with pytest.raises(Broken):
        take("a.png", bytes(content))


def test_a_telephones_heic_is_kept_as_jpeg_with_its_points_and_nothing_else() -> None:
    kind, clean = take("IMG_0001.HEIC", HEIC)
    assert kind is Kind.JPEG
    with Image.open(BytesIO(clean)) as shown:
        assert shown.size == (64, 48)
        left, right = shown.convert("RGB").getpixel((5, 5)), shown.convert("RGB").getpixel((60, 40))
        assert not shown.getexif()
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[2] > 150 > left[0]
    assert right[0] > 150 > right[2]


@pytest.mark.parametrize("length", [12, 40, 200, 400, len(HEIC) - 30])
def test_a_heic_that_is_cut_off_is_refused(length: int) -> None:
    with pytest.raises(Broken):
        take("a.heic", HEIC[:length])


def test_a_vast_heic_is_refused_before_it_is_decoded() -> None:
    place = HEIC.index(b"ispe") + 8
    vast = HEIC[:place] + struct.pack(">II", 60_000, 60_000) + HEIC[place + 8 :]
    with pytest.raises((Bomb, Broken)):
        take("a.heic", vast)


def test_a_heic_under_another_name_is_refused() -> None:
    with pytest.raises(LyingName):
        take("a.pdf", HEIC)


def test_several_pictures_become_one_pdf_a_sheet_each_and_always_the_same_bytes() -> None:
    at = datetime(2022, 10, 10, 8, 0, tzinfo=UTC)
    made = as_pdf([take("a.jpg", jpeg())[1], take("b.png", png())[1], take("c.heic", HEIC)[1]], at=at)
    assert made == as_pdf([take("a.jpg", jpeg())[1], take("b.png", png())[1], take("c.heic", HEIC)[1]], at=at)
    kind, clean = take("a.pdf", made)
    assert kind is Kind.PDF
    with pikepdf.open(BytesIO(clean)) as opened:
        assert len(opened.pages) == 3
    assert b"SECRET" not in clean


def test_a_chunk_of_ones_own_is_left_out_of_a_png() -> None:
    content = png_of(1, 1, zlib.compress(b"\x00\x7f"))
    with_more = content[:33] + chunk(b"prVt", b"<script>SECRET") + content[33:]
    assert take("a.png", with_more)[1] == content
