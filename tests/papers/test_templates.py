"""An office's own template: it wins, it may ask for what is known and no more, and a broken one says what is wrong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest

from motcua.foundation.papers.public import BrokenTemplate, default_template, document_docx
from papers.documents import LETTER, NOTICE
from papers.test_documents import words_of

DAY = date(2022, 10, 14)


@pytest.fixture
def home(settings: pytest.FixtureRequest, tmp_path: Path) -> Path:
    settings.MOTCUA_HOME = tmp_path  # type: ignore[attr-defined]  # the settings of the test
    (tmp_path / "papers").mkdir()
    return tmp_path / "papers"


def changed(path: Path, change: Callable[[docx.document.Document], object]) -> Path:
    """Change the program's template as an office would in Word."""
    word = docx.Document(BytesIO(default_template()))
    change(word)
    word.save(str(path))
    return path


def adding(text: str) -> Callable[[docx.document.Document], object]:
    return lambda word: word.add_paragraph(text)


def test_an_offices_own_template_wins_and_one_that_is_named_wins_over_it(home: Path, tmp_path: Path) -> None:
    assert "Mẫu riêng" not in words_of(document_docx(LETTER, on=DAY))
    changed(home / "document.docx", adding("Mẫu riêng của {{ issuer }}"))
    assert "Mẫu riêng của Sở Nội vụ" in words_of(document_docx(LETTER, on=DAY))
    assert "Mẫu riêng" not in words_of(document_docx(replace(LETTER, layout="ket-luan"), on=DAY))
    other = changed(tmp_path / "other.docx", adding("Mẫu khác"))
    assert "Mẫu khác" in words_of(document_docx(LETTER, on=DAY, template=other))
    assert document_docx(NOTICE, on=DAY, template=other) == document_docx(NOTICE, on=DAY, template=other)


def test_a_filled_document_can_be_a_template_that_has_footnotes_already(home: Path) -> None:
    """Word keeps the part of the footnotes of a template; ours come after those that it holds."""
    made = docx.Document(BytesIO(document_docx(NOTICE, on=DAY)))
    made.add_paragraph("{{p body }}")
    made.save(str(home / "document.docx"))
    assert words_of(document_docx(NOTICE, on=DAY)).count("Tính đến 24 giờ ngày 14/10/2022") == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (adding("{{ salary }} {{ issuer }}"), "not known: salary; known are about, above"),
        (adding("{% if kind %}"), "cannot be filled"),
        (adding("{{ kind + 1 }}"), "cannot be filled"),
        (adding("{{ issuer.__class__.__mro__ }}"), "cannot be filled"),
        (adding("{{ issuer.format_map }}"), "no text"),
        (adding("x {{ body }} y"), "within a paragraph"),
        (lambda word: word.styles["VB Thân"].delete(), "lacks the style VB Thân"),
        (lambda word: [one._p.getparent().remove(one._p) for one in word.paragraphs if "body" in one.text], "no place"),
    ],
    ids=[
        "unknown field",
        "open condition",
        "sum of words",
        "way out",
        "no text printed",
        "block in a line",
        "no style",
        "no text",
    ],
)
def test_a_broken_template_is_refused_with_what_is_wrong(
    home: Path, change: Callable[[docx.document.Document], object], said: str
) -> None:
    changed(home / "document.docx", change)
    with pytest.raises(BrokenTemplate, match=said) as refused:
        document_docx(NOTICE, on=DAY)
    assert refused.value.field == "document.docx"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 cut"])
def test_what_is_no_docx_is_refused(home: Path, content: bytes) -> None:
    (home / "document.docx").write_bytes(content)
    with pytest.raises(BrokenTemplate, match="no DOCX"):
        document_docx(NOTICE, on=DAY)


def test_a_template_that_is_not_there_is_refused(home: Path) -> None:
    with pytest.raises(BrokenTemplate, match="no DOCX"):
        document_docx(NOTICE, on=DAY, template=home / "none.docx")
