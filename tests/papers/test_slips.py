"""A slip as DOCX says all that the PDF says, in a file that is the same each time and opens in Word."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.shared import Mm

from motcua.foundation.papers.public import Slip, SlipProof, SlipTable, slip_docx

SLIP = Slip(
    above="UBND tỉnh Mẫu",
    agency="UBND huyện Mẫu",
    place="Mẫu",
    number="338-220301-0001",
    title=("Giấy tiếp nhận hồ sơ", "và hẹn trả kết quả"),
    on=date(2022, 3, 1),
    lines=(("Tiếp nhận của", "NGUYỄN THỊ MẪU"), ("Nội dung", "Đăng ký khai sinh <b>&{{ x }}")),
    table=SlipTable(
        ("TT", "Tên giấy tờ", "Số lượng"), (("1", "Tờ khai", "1"), ("2", "Giấy chứng sinh", "1")), (1, 6, 2)
    ),
    after=(("Số bộ", "1"),),
    paragraphs=("Đề nghị mang theo giấy này.",),
    box=("Hẹn trả", "17:00, 15/03/2022"),
    signatures=(("Người nộp hồ sơ", "NGUYỄN THỊ MẪU"), ("Người tiếp nhận", "Công chức Một cửa")),
    receivers=("Lưu: VT.",),
    proof=SlipProof("https://motcua.example/ho-so/1/", "a1b2 c3d4", ("Tra cứu:", "quét mã.", "Mã bí mật: ABCDE.")),
    basis="Mẫu số 01, TT 01/2018/TT-VPCP",
    copy="Liên 1: Giao người nộp hồ sơ",
)


def words(made: bytes) -> str:
    document = Document(BytesIO(made))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_everything_that_the_slip_says_stands_in_it() -> None:
    said = words(slip_docx([SLIP]))
    for text in (
        "UBND TỈNH MẪU", "UBND HUYỆN MẪU", "Số: 338-220301-0001", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Mẫu, ngày 01 tháng 03 năm 2022", "GIẤY TIẾP NHẬN HỒ SƠ", "Tiếp nhận của: NGUYỄN THỊ MẪU",
        "Nội dung: Đăng ký khai sinh <b>&{{ x }}", "Giấy chứng sinh", "Số bộ: 1", "Đề nghị mang theo giấy này.",
        "Hẹn trả", "17:00, 15/03/2022", "NGƯỜI TIẾP NHẬN", "Công chức Một cửa", "- Lưu: VT.", "Mã bí mật: ABCDE.",
        "Dấu vết a1b2 c3d4", "Mẫu số 01, TT 01/2018/TT-VPCP", "Liên 1: Giao người nộp hồ sơ",
    ):  # fmt: skip
        assert text in said, text
    assert "KHÔNG CÒN GIÁ TRỊ" not in said


def test_a_void_slip_says_so_at_its_head() -> None:
    assert Document(BytesIO(slip_docx([replace(SLIP, void="void")]))).paragraphs[0].text == "KHÔNG CÒN GIÁ TRỊ"


def test_the_same_slips_give_the_same_bytes_and_others_do_not() -> None:
    assert slip_docx([SLIP, SLIP]) == slip_docx([SLIP, SLIP])
    assert slip_docx([SLIP]) != slip_docx([replace(SLIP, number="2")])


@pytest.mark.parametrize(("size", "width"), [("a5", 148), ("a4", 210)])
def test_each_slip_of_a_batch_has_a_page_of_its_size(size: str, width: int) -> None:
    made = slip_docx([replace(SLIP, size=size)] * 3)  # type: ignore[arg-type]  # one of the two
    sections = Document(BytesIO(made)).sections
    assert [round((one.page_width or 0) / Mm(1)) for one in sections] == [width] * 3


def test_the_code_is_a_picture_in_the_file_and_nothing_is_fetched() -> None:
    with ZipFile(BytesIO(slip_docx([SLIP]))) as file:
        assert [name for name in file.namelist() if name.startswith("word/media/")]
        assert not [name for name in file.namelist() if b'TargetMode="External"' in file.read(name)]


def test_a_slip_of_the_least_stands_too() -> None:
    least = Slip(above="", agency="UBND xã Mẫu", place="Mẫu", number="1", title=("Phiếu",), on=date(2022, 3, 1))
    assert "UBND XÃ MẪU" in words(slip_docx([least]))
