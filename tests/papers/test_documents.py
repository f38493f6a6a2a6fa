"""Official documents as PDF and DOCX: equal bytes, all that was given and nothing as markup, the annex's layout."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import docx
import pikepdf
import pytest
import zxingcpp
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from motcua.foundation.papers.public import (
    Check,
    Document,
    Heading,
    Level,
    Listing,
    NotADocument,
    Note,
    Paragraph,
    Run,
    Signature,
    Table,
    batch_pdf,
    day_in_words,
    document_docx,
    document_pdf,
    paragraphs,
)
from papers.documents import ADDRESS, FIGURE, LETTER, NOTICE
from papers.test_sheets import LETTERS, pages, text_of

DAY = date(2022, 10, 14)
PARTS = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "ỦY BAN NHÂN DÂN TỈNH MẪU",
    "SỞ NỘI VỤ",
    "Số: 05/TB-SNV",
    "DỰ THẢO LẦN 2",
    "THÔNG BÁO",
    NOTICE.about,
    "Phần I",
    "KẾT QUẢ ĐẠT ĐƯỢC",
    "Chương II",
    "CẢI CÁCH THỦ TỤC HÀNH CHÍNH",
    "Mục 1",
    "Điều 3. Trách nhiệm của bộ phận một cửa",
    "I. ƯU ĐIỂM",
    "1. Về giải quyết thủ tục hành chính",
    "1.1. Trong kỳ đã giải quyết",
    "- Có sổ theo dõi;",
    "d) Báo cáo;",
    "đ) Lưu hồ sơ.",
    "Bảng 1. Kết quả giải quyết thủ tục hành chính",
    "Số hồ sơ",
    "(2)",
    "1.234",
    "mở ra hồ sơ",
    "KẾT LUẬN:",
    "KT. GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC",
    "(Ký tên, đóng dấu)",
    "Người ký theo chức vụ",
    "Nơi nhận:",
    "- Ủy ban nhân dân tỉnh (để báo cáo);",
    "- Lưu: VT, CCHC.",
    "dấu vết 3f9a 77c1",
    "Phụ lục I",
    "DANH SÁCH HỒ SƠ CHẬM",
    "(Kèm theo Thông báo số 05/TB-SNV",
)
HOSTILE = (
    "{{ issuer }} {% for x in y %} {_{ }_} {# c #} #let a=1 #panic(1) *b* $x$ \\ @ref <w:p/> <!-- --> ]]> & &#65; \"'"
)


def words_of(made: bytes) -> str:
    """Read the text of a DOCX back, footnotes too."""
    with ZipFile(BytesIO(made)) as file:
        roots = [docx.oxml.parse_xml(file.read(f"word/{name}.xml")) for name in ("document", "footnotes")]
    said = ["".join(text.text or "" for text in root.iter(W + "t")) for root in roots]
    return " ".join(" ".join(said).split())


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KINDS: dict[str, tuple[Callable[[Document], bytes], Callable[[bytes], str]]] = {
    "pdf": (partial(document_pdf, on=DAY), text_of),
    "docx": (partial(document_docx, on=DAY), words_of),
}


@pytest.fixture(autouse=True)
def _home(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.MOTCUA_HOME = tmp_path  # type: ignore[attr-defined]  # the settings of the test


@pytest.mark.parametrize("kind", KINDS)
def test_equal_input_gives_equal_bytes(kind: str) -> None:
    make, _ = KINDS[kind]
    assert make(NOTICE) == make(NOTICE)
    assert make(NOTICE) != make(replace(NOTICE, about="Việc khác"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_can_be_read_back(kind: str) -> None:
    make, read = KINDS[kind]
    said = read(make(NOTICE))
    squeezed = said.replace(" ", "")
    assert [part for part in PARTS if part.replace(" ", "") not in squeezed] == []
    assert FIGURE in squeezed


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_has_its_addressees_and_its_matter_below_the_number(kind: str) -> None:
    make, read = KINDS[kind]
    said = read(make(LETTER))
    assert said.index("SNV-CCHC") < said.index("V/v chuẩn bị báo cáo tự kiểm tra") < said.index("Kính gửi:")
    assert said.index("- Ủy ban nhân dân huyện Mẫu;") < said.index("- Phòng Nội vụ huyện Mẫu.")
    assert "Mẫu, ngày 14 tháng 10 năm 2022" in said
    assert "Kính gửi: Sở Tài chính" in read(make(replace(LETTER, addressees=("Sở Tài chính",))))


@pytest.mark.parametrize("kind", KINDS)
def test_every_vietnamese_letter_comes_back(kind: str) -> None:
    make, read = KINDS[kind]
    for words in (LETTERS, LETTERS.upper()):
        runs = (Run(words), Run(words, bold=True), Run(words, italic=True))
        said = read(make(replace(LETTER, blocks=(Paragraph(runs),))))
        assert said.replace(" ", "").count(words) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_stays_text_wherever_it_stands(kind: str) -> None:
    make, read = KINDS[kind]
    document = replace(
        NOTICE,
        issuer=HOSTILE,
        about=HOSTILE,
        blocks=(
            Heading(Level.ARTICLE, "1", HOSTILE),
            Paragraph((Run(HOSTILE, note=Note(HOSTILE)),)),
            Listing((HOSTILE,)),
            Table(NOTICE.appendices[0].blocks[1].columns, ((HOSTILE, "1", "2", HOSTILE),)),  # type: ignore[union-attr]  # a table
        ),
        signatures=(Signature(post="Giám đốc", name=HOSTILE),),
        receivers=(HOSTILE,),
    )
    assert read(make(document)).replace(" ", "").count(HOSTILE.replace(" ", "")) == 10


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15, deadline=None)
@given(text=st.text(st.sampled_from("{}%#_[]$*\\<>&'\"`~@=-/:aắ1 "), min_size=1, max_size=40))
def test_no_text_is_ever_markup(kind: str, text: str) -> None:
    make, read = KINDS[kind]
    said = read(make(replace(LETTER, blocks=(Paragraph(f"x{text}x"),))))
    assert f"x{text}x".replace(" ", "") in said.replace(" ", "")


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a\x00", "a\u202eb", "a\ud800", "a\uffff"])
def test_what_cannot_be_seen_is_refused(text: str) -> None:
    with pytest.raises(NotADocument, match="cannot be seen"):
        replace(NOTICE, blocks=(Listing((text,)),))


def test_a_text_of_several_lines_becomes_paragraphs() -> None:
    assert paragraphs("Một\r\n\n  hai\tba ") == (Paragraph("Một"), Paragraph("hai ba"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": ""}, "needs an addressee"),
        ({"layout": "../khoa"}, "no name of a layout"),
        ({"check": Check("javascript:alert(1)")}, "no address"),
        ({"check": Check("")}, "no address"),
        ({"blocks": (Paragraph((Run("a", address='https://a"b'),)),)}, "no address"),
        ({"blocks": (Table((), ()),)}, "a cell for each"),
        ({"blocks": (Listing(("a",) * 24, lettered=True),)}, "23 points"),
        ({"signatures": (Signature("Giám đốc", authority=("Thay mặt",)),)}, "line of authority"),
    ],
)
def test_what_cannot_be_set_is_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(NotADocument, match=said):
        replace(NOTICE, **change)  # type: ignore[arg-type]  # wrong on purpose


def test_days_and_numbers_are_written_as_the_annex_asks() -> None:
    assert day_in_words(date(2022, 2, 5)) == "ngày 05 tháng 02 năm 2022"
    assert day_in_words(date(2022, 3, 15)) == "ngày 15 tháng 3 năm 2022"
    assert replace(LETTER, number="7", sign="2022/QĐ-UBND").number_line() == "Số: 07/2022/QĐ-UBND"
    assert replace(LETTER, number="112").number_line() == "Số: 112/SNV-CCHC"
    assert re.fullmatch(r"Mẫu, ngày +tháng +năm 2022", replace(LETTER, draft="Dự thảo").day_line(DAY))


def test_only_the_letters_of_the_program_are_in_the_file_and_they_are_whole() -> None:
    with pikepdf.open(BytesIO(document_pdf(NOTICE, on=DAY))) as file:
        fonts = [font for page in file.pages for font in page.Resources.Font.values()]
        assert {"SourceSerif4" in str(font.BaseFont) for font in fonts} == {True}
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)


def test_the_page_is_a4_and_the_first_bears_no_number() -> None:
    made = document_pdf(NOTICE, on=DAY)
    with pikepdf.open(BytesIO(made)) as file:
        assert [float(side) for side in file.pages[0].MediaBox][2:] == pytest.approx([595.28, 841.89], abs=0.1)
        assert str(file.docinfo.Title) == f"Số: 05/TB-SNV - {NOTICE.about}"
    assert pages(made) == 3
    assert pages(document_pdf(LETTER, on=DAY)) == 1
    assert text_of(document_pdf(LETTER, on=DAY)).startswith("ỦY BAN")


def test_a_batch_is_one_file_whose_documents_begin_on_odd_pages_if_asked() -> None:
    many = [LETTER, NOTICE, LETTER]
    assert pages(batch_pdf(many, on=DAY)) == 1 + 3 + 1
    made = batch_pdf(many, on=DAY, two_sided=True)
    assert made == batch_pdf(many, on=DAY, two_sided=True)
    with pikepdf.open(BytesIO(made)) as file:
        begun = [number for number, page in enumerate(file.pages, 1) if "CỘNG HÒA" in text_of(alone(page))]
        empty = [number for number, page in enumerate(file.pages, 1) if not text_of(alone(page))]
    assert (begun, empty) == ([1, 3, 7], [2, 6])
    with pytest.raises(NotADocument, match="no document"):
        batch_pdf([], on=DAY)


def test_pages_of_a_batch_are_counted_anew_in_each_document() -> None:
    with pikepdf.open(BytesIO(batch_pdf([LETTER, NOTICE, NOTICE], on=DAY))) as file:
        begun = [text_of(alone(page)) for page in file.pages]
    wanted = ["ỦY", "ỦY", "2", "3P", "ỦY", "2", "3P"]
    assert [said[: len(begin)] for said, begin in zip(begun, wanted, strict=True)] == wanted


def alone(page: pikepdf.Page) -> bytes:
    """Give a page as a file of its own."""
    with pikepdf.new() as file:
        file.pages.append(page)
        made = BytesIO()
        file.save(made)
    return made.getvalue()


def test_links_lead_where_they_say() -> None:
    with pikepdf.open(BytesIO(document_pdf(NOTICE, on=DAY))) as file:
        led = {
            str(mark.A.URI) for page in file.pages for mark in page.get("/Annots", []) if "/URI" in mark.get("/A", {})
        }
    assert led == {ADDRESS, FIGURE}
    with ZipFile(BytesIO(document_docx(NOTICE, on=DAY))) as file:
        written = file.read("word/document.xml").decode()
    assert written.count(f"HYPERLINK &quot;{FIGURE}&quot;") == 3
    assert written.count(f"HYPERLINK &quot;{ADDRESS}&quot;") == 1


def test_a_footnote_is_a_real_one_in_word() -> None:
    with ZipFile(BytesIO(document_docx(NOTICE, on=DAY))) as file:
        called = re.findall(r'<w:footnoteReference w:id="(\d+)"', file.read("word/document.xml").decode())
        notes = docx.oxml.parse_xml(file.read("word/footnotes.xml"))
        assert b"footnotes+xml" in file.read("[Content_Types].xml")
    assert called == ["1"]
    assert [note.get(W + "id") for note in notes] == ["-1", "0", "1"]


def test_the_qr_code_reads_as_the_address() -> None:
    with ZipFile(BytesIO(document_docx(NOTICE, on=DAY))) as file:
        [picture] = [file.read(name) for name in file.namelist() if name.startswith("word/media/")]
    drawn = Image.open(BytesIO(picture)).convert("L")
    framed = Image.new("L", (drawn.width + 80, drawn.height + 80), 255)
    framed.paste(drawn, (40, 40))
    assert [code.text for code in zxingcpp.read_barcodes(framed)] == [ADDRESS]


def test_a_docx_has_the_page_of_the_annex_and_names_its_letters() -> None:
    word = docx.Document(BytesIO(document_docx(NOTICE, on=DAY)))
    section = word.sections[0]
    assert [round(side / Mm(1)) for side in (section.page_width, section.page_height)] == [210, 297]  # type: ignore[operator]  # it has sides
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side / Mm(1)) for side in margins] == [20, 20, 30, 18]  # type: ignore[operator]  # it has margins
    assert section.different_first_page_header_footer
    assert " PAGE " in section.header._element.xml
    assert word.styles["Normal"].font.name == "Times New Roman"
    assert word.core_properties.author == NOTICE.issuer


def test_a_docx_is_packed_in_a_fixed_order_with_the_day_of_the_act() -> None:
    with ZipFile(BytesIO(document_docx(NOTICE, on=DAY))) as file:
        entries = file.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    assert [one.filename for one in entries[1:]] == sorted(one.filename for one in entries[1:])
    assert {one.date_time for one in entries} == {(2022, 10, 14, 0, 0, 0)}
    assert {one.compress_type for one in entries} == {ZIP_STORED}


@pytest.mark.parametrize("before", [24, 28])
def test_a_head_stays_with_its_paragraph_wherever_the_page_ends(before: int) -> None:
    noted = (Run("Có mười "), Run("hồ sơ trễ hạn", note=Note("Số liệu được chốt. " * 30)))
    blocks = (
        *[Paragraph("Dòng.")] * before,
        Heading(Level.CLAUSE, "1", "Đầu mục"),
        Paragraph("Nêu rõ:"),
        Paragraph(noted),
    )
    made = document_pdf(replace(NOTICE, blocks=blocks, appendices=()), on=DAY)
    with pikepdf.open(BytesIO(made)) as file:
        texts = [text_of(alone(page)).replace(" ", "") for page in file.pages]
    (page,) = [text for text in texts if "Đầumục" in text]
    assert "Nêurõ:" in page
    assert "hồsơtrễhạn" in page
