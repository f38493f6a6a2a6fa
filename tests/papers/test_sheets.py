"""Table forms as PDF: the same bytes for the same input, text that can be read back, the parts that law asks for."""

import unicodedata
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import fontpkg_source_serif_4
import pikepdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.foundation.papers.public import Column, NotASheet, Sheet, render, sheet_pdf

RECEIVED = "Số hồ sơ tiếp nhận"
SHEET = Sheet(
    agency="Ủy ban nhân dân huyện Mẫu",
    above="Ủy ban nhân dân tỉnh Mẫu",
    title="Tình hình, kết quả giải quyết thủ tục hành chính",
    period="Kỳ báo cáo: từ 15/12/2021 đến 14/03/2022",
    on=date(2022, 3, 14),
    place="Mẫu",
    code="Biểu II.06a/VPCP/KSTT",
    columns=(
        Column("Lĩnh vực", width=4, words=True),
        Column("Tổng số", over=RECEIVED, number="(1)=(2)+(3)"),
        Column("Trực tuyến", over=RECEIVED, number="(2)"),
        Column("Trực tiếp", over=RECEIVED, number="(3)"),
    ),
    rows=(("Đất đai", "1.234", "1.000", "234"), ("Hộ tịch", "2", "1", "1")),
    total=("Tổng số", "1.236", "1.001", "235"),
    notes=("Hồ sơ rút tính vào đã giải quyết.",),
    faults=("(1) = (2) + (3): 9 ≠ 10",),
    signers=("Người lập biểu", "Thủ trưởng đơn vị"),
    marks=("dữ kiện 0123456789ab", "điểm chốt 77"),
    address="https://motcua.localhost/kiem-tra/",
)
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"


def text_of(pdf: bytes) -> str:
    """Read a PDF's text back by the tables that it carries for that."""
    said = []
    with pikepdf.open(BytesIO(pdf)) as file:
        for page in file.pages:
            tables = {
                str(name): characters(font.ToUnicode.read_bytes().decode("ascii"))
                for name, font in page.Resources.get("/Font", {}).items()
            }
            table: dict[bytes, str] = {}
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    table = tables[str(operands[0])]
                elif str(operator) in {"Tj", "TJ"}:
                    parts = operands[0] if str(operator) == "TJ" else operands
                    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                    said.append("".join(table[raw[at : at + 2]] for at in range(0, len(raw), 2)))
    return unicodedata.normalize("NFC", " ".join("".join(said).split()))


def characters(table: str) -> dict[bytes, str]:
    """Read a font's table from glyphs to characters."""
    found = {}
    for block in table.split("beginbfchar")[1:]:
        words = block.split("endbfchar")[0].replace("<", " ").replace(">", " ").split()
        for glyph, meant in zip(words[::2], words[1::2], strict=True):
            found[bytes.fromhex(glyph)] = bytes.fromhex(meant).decode("utf-16-be")
    return found


def pages(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as file:
        return len(file.pages)


def test_equal_input_gives_equal_bytes_and_the_day_of_the_act_is_in_them() -> None:
    first = sheet_pdf(SHEET)
    assert sheet_pdf(SHEET) == first
    assert sheet_pdf(replace(SHEET, on=date(2022, 3, 15))) != first
    with pikepdf.open(BytesIO(first)) as file:
        assert str(file.docinfo.CreationDate) == "D:20220313170000Z"  # the first instant of the day in Hà Nội


def test_every_part_can_be_read_back() -> None:
    said = text_of(sheet_pdf(SHEET))
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN HUYỆN MẪU",
        "ỦY BAN NHÂN DÂN TỈNH MẪU",
        SHEET.title,
        SHEET.period,
        SHEET.code,
        "Mẫu, ngày 14 tháng 03 năm 2022",
        RECEIVED,
        "(1)=(2)+(3)",
        "Đất đai",
        "1.234",
        "1.236",
        *SHEET.notes,
        *SHEET.faults,
        "THỦ TRƯỞNG ĐƠN VỊ",
        "dữ kiện 0123456789ab · điểm chốt 77",
    ):
        assert part in said
    assert said.count(RECEIVED) == 1


def test_every_vietnamese_letter_has_its_shape_upright_and_slanted() -> None:
    """A letter without a shape is not in the table that reads it back."""
    wanted = LETTERS + LETTERS.upper()
    sheet = replace(SHEET, notes=(wanted,), period=wanted)
    assert text_of(sheet_pdf(sheet)).count(wanted) == 2


def test_no_other_letters_are_used_than_those_that_the_program_carries() -> None:
    with pikepdf.open(BytesIO(sheet_pdf(SHEET))) as file:
        names = {str(font.BaseFont) for page in file.pages for font in page.Resources.Font.values()}
    assert names
    assert all("SourceSerif4" in name for name in names)
    assert (Path(fontpkg_source_serif_4.ROOT) / "LICENSE").read_text(encoding="utf-8").count("SIL Open Font License")


def test_a_long_form_repeats_its_heads_on_each_page() -> None:
    long = replace(SHEET, rows=SHEET.rows * 40)
    made = sheet_pdf(long)
    assert pages(sheet_pdf(SHEET)) == 1
    assert pages(made) > 2
    assert text_of(made).count(RECEIVED) >= pages(made) - 1


def test_a_form_of_lone_columns_has_one_row_of_heads() -> None:
    plain = replace(SHEET, columns=tuple(replace(one, over="", number="") for one in SHEET.columns))
    assert RECEIVED not in text_of(sheet_pdf(plain))
    assert [*plain.heads()] == [("", 1)] * 4
    assert [*SHEET.heads()] == [("", 1), (RECEIVED, 3)]


@pytest.mark.parametrize("row", [("Đất đai", "1"), ("Đất đai", "1", "2", "3", "4")])
def test_a_row_that_does_not_fit_is_refused(row: tuple[str, ...]) -> None:
    with pytest.raises(NotASheet, match="and there are 4 columns"):
        replace(SHEET, rows=(row,))
    with pytest.raises(NotASheet):
        replace(SHEET, total=row)
    with pytest.raises(NotASheet, match="a form needs a column"):
        replace(SHEET, columns=(), rows=(), total=())


@settings(max_examples=25)
@given(st.text(max_size=40))
def test_what_is_given_is_text_and_never_markup(text: str) -> None:
    """Whatever stands in a cell is set, and runs nothing."""
    assert sheet_pdf(replace(SHEET, rows=((text, text, "", ""),), notes=(text,), title=text)).startswith(b"%PDF-")


def test_markup_in_a_cell_is_shown_as_it_is() -> None:
    hostile = '#panic("x") *đậm* $x$ #read("/etc/passwd")'
    said = text_of(sheet_pdf(replace(SHEET, notes=(hostile,))))
    assert hostile in said


def test_a_template_reads_no_file_outside_its_folder(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("x", encoding="ascii")
    folder = tmp_path / "templates"
    folder.mkdir()
    template = folder / "paper.typ"
    (folder / "inside.txt").write_text("bên trong", encoding="utf-8")
    template.write_text('#read("inside.txt")', encoding="utf-8")
    assert render(template, {}, on=SHEET.on).startswith(b"%PDF-")
    template.write_text('#read("../secret.txt")', encoding="utf-8")
    with pytest.raises(typst.TypstError):
        render(template, {}, on=SHEET.on)
