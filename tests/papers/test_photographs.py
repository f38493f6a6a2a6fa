"""Photographs in documents: as they were kept, upright, within the page, with the caption beneath."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.shared import Mm

from files.samples import jpeg, picture, png
from motcua.foundation.files.public import turned
from motcua.foundation.papers.public import Appendix, Document, Figure, NotADocument, document_docx, document_pdf
from papers.documents import NOTICE
from papers.test_sheets import text_of

DAY = date(2022, 10, 14)
CAPTION = "Đoàn kiểm tra làm việc tại xã Mẫu"


@pytest.fixture(autouse=True)
def _home(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.MOTCUA_HOME = tmp_path  # type: ignore[attr-defined]  # the settings of the test


def photographed(*contents: bytes) -> Document:
    figures = tuple(Figure(content, CAPTION, alt="Người ngồi quanh bàn") for content in contents)
    return replace(NOTICE, blocks=figures[:1], appendices=(Appendix("Ảnh", figures[1:]),))


@pytest.mark.parametrize("content", [jpeg(1), png()], ids=["jpeg", "png"])
def test_a_photograph_is_in_the_file_with_its_caption_and_what_it_shows(content: bytes) -> None:
    document = photographed(content)
    pdf, word = document_pdf(document, on=DAY), document_docx(document, on=DAY)
    assert (pdf, word) == (document_pdf(document, on=DAY), document_docx(document, on=DAY))
    assert CAPTION in text_of(pdf)
    opened = docx.Document(BytesIO(word))
    assert CAPTION in [paragraph.text for paragraph in opened.paragraphs]
    (kept,) = [one.blob for one in opened.part.package.image_parts if one.blob == content]
    assert kept == content
    assert 'descr="Người ngồi quanh bàn"' in opened.element.xml


def test_every_photograph_is_there_once_also_in_an_appendix() -> None:
    document = photographed(jpeg(1), png(), jpeg(6))
    with pikepdf.open(BytesIO(document_pdf(document, on=DAY))) as file:
        shown = sum(len(page.get_images()) for page in file.pages)
    assert shown == 3
    parts = docx.Document(BytesIO(document_docx(document, on=DAY))).part.package.image_parts
    assert len({part.sha1 for part in parts}) == 3 + 1  # one is the code that leads to the check


@pytest.mark.parametrize(("held", "turn"), [(1, None), (3, "10800000"), (6, "5400000"), (8, "16200000")])
def test_word_is_told_how_a_photograph_is_turned(held: int, turn: str | None) -> None:
    content = jpeg(held)
    (drawn, *_) = docx.Document(BytesIO(document_docx(photographed(content), on=DAY))).inline_shapes
    shape = drawn._inline.graphic.graphicData.pic.spPr.xfrm
    lies = held in {6, 8}
    assert shape.get("rot") == turn
    assert (drawn.width < drawn.height) == lies
    assert shape.ext.cx > shape.ext.cy
    assert shape.ext.cx == (drawn.height if lies else drawn.width)
    assert drawn.width <= Mm(120)
    assert drawn.height <= Mm(90)
    assert turned(content) == {1: 0, 3: 180, 6: 90, 8: 270}[held]


@pytest.mark.parametrize("size", [(3000, 20), (20, 3000)])
def test_a_photograph_stays_within_the_page(size: tuple[int, int]) -> None:
    held = BytesIO()
    picture(*size).save(held, "PNG")
    document = photographed(held.getvalue())
    (drawn, *_) = docx.Document(BytesIO(document_docx(document, on=DAY))).inline_shapes
    assert drawn.width <= Mm(120)
    assert drawn.height <= Mm(90)
    assert CAPTION in text_of(document_pdf(document, on=DAY))


def test_what_is_no_photograph_is_refused() -> None:
    with pytest.raises(NotADocument, match="JPEG or PNG"):
        photographed(b"%PDF-1.7")
