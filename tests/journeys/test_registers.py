"""Walks through the registers: a record from its form to the declaration, and a file that is mended and taken in."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from motcua.kernel.periods import Period
from motcua.reform.registers import public as registers
from sites.town import Town

Visit = Callable[..., Page]


@pytest.fixture
def visited(changing_town: Town, visit: Visit) -> tuple[Town, Visit]:
    """Give a town that may be changed, and the browser in it."""
    return changing_town, visit


def test_a_record_is_made_proved_corrected_and_its_register_declared(
    visited: tuple[Town, Visit], tmp_path: Path
) -> None:
    town, visit = visited
    page = visit("/giam-sat/so/", who="cchc", java_script_enabled=False)
    page.locator("#viec").get_by_role("link", name="Kế hoạch kiểm soát thủ tục hành chính").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thêm bản ghi")
    expect(page.get_by_label("Từ ngày")).to_have_value("01/01/2022")
    page.get_by_label("Số, ký hiệu văn bản").fill("12/KH-UBND")
    page.get_by_role("button", name="Ghi nhận").click()
    expect(page.get_by_role("alert")).to_contain_text("Ngày ban hành")
    page.get_by_role("alert").get_by_role("link", name="Ngày ban hành").click()
    page.get_by_label("Ngày ban hành").fill("20/1/2022")
    page.get_by_label("Trích yếu").fill("Kế hoạch kiểm soát thủ tục hành chính năm 2022")
    page.get_by_role("button", name="Ghi nhận").click()
    expect(page.get_by_role("status")).to_contain_text("Hãy thêm minh chứng")

    scan = tmp_path / "12-KH-UBND.txt"
    scan.write_text("Kế hoạch", encoding="utf-8")
    page.get_by_label("Tệp", exact=True).set_input_files(scan)
    page.get_by_role("button", name="Thêm tệp").click()
    expect(page.get_by_role("status")).to_contain_text("Tệp đã được thêm")
    with page.expect_download() as download:
        page.get_by_role("link", name="12-KH-UBND.txt", exact=True).click()
    assert Path(download.value.path()).read_text(encoding="utf-8") == "Kế hoạch"

    page.get_by_role("link", name="Sửa bản ghi").click()
    page.get_by_label("Trích yếu").fill("Kế hoạch kiểm soát TTHC năm 2022")
    page.get_by_label("Lý do sửa").fill("Ghi đúng trích yếu")
    page.get_by_role("button", name="Sửa bản ghi").click()
    expect(page.get_by_role("status")).to_contain_text("Đã sửa")
    expect(page.get_by_role("listitem").filter(has_text="Ghi đúng trích yếu")).to_contain_text("TTHC năm 2022")
    page.get_by_role("link", name="Kiểm tra trong sổ cái").first.click()
    expect(page.get_by_role("status")).to_be_visible()
    page.go_back()

    page.get_by_role("link", name="Về sổ").click()
    expect(page.get_by_text("Chưa chốt đủ cho những ngày này")).to_be_visible()
    page.get_by_role("link", name="Chốt đủ").click()
    page.get_by_role("button", name="Chốt đủ").click()
    expect(page.get_by_text("Đã chốt đủ cho những ngày này")).to_be_visible()
    assert registers.is_complete(
        "procedure_control_plan", town.district.id, Period(date(2022, 1, 1), date(2022, 9, 30))
    )


def test_a_file_with_a_wrong_row_is_marked_mended_and_taken_in(visited: tuple[Town, Visit], tmp_path: Path) -> None:
    town, visit = visited
    page = visit("/giam-sat/so/equipment/", who="van-thu", java_script_enabled=False)
    page.get_by_role("link", name="Nhập từ tệp").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Bảng tính mẫu").click()
    book = openpyxl.load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    sheet = book.worksheets[0]
    places = {str(cell.value): cell.column for cell in sheet[1]}
    for line, present in ((2, "hai"), (3, 3)):
        for title, value in (
            ("loại", "máy in"), ("số lượng cần", 3), ("số lượng hiện có", present), ("tình trạng", "tốt"),
            ("nơi đặt", f"Phòng {line}"), ("từ ngày", "2022-01-01"), ("đến ngày", "2022-12-31"),
        ):  # fmt: skip
            sheet.cell(line, places[title], value)
    wrong = tmp_path / "thiet-bi.xlsx"
    book.save(wrong)
    page.get_by_label("Tệp", exact=True).set_input_files(wrong)
    page.get_by_role("button", name="Xem trước kết quả").click()
    expect(page.get_by_role("alert")).to_contain_text("Có 1 dòng sai")
    expect(page.get_by_role("button", name="Nhận tất cả các dòng")).to_have_count(0)
    before = len(registers.records("equipment", town.district.id))

    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp đã đánh dấu").click()
    book = openpyxl.load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    sheet = book.worksheets[0]
    assert "hai" in str(sheet.cell(2, sheet.max_column).value)
    places = {str(cell.value): cell.column for cell in sheet[1]}
    sheet.cell(2, places["số lượng hiện có"], 2)
    mended = tmp_path / "thiet-bi-sua.xlsx"
    book.save(mended)
    page.get_by_role("link", name="Chọn tệp khác").click()
    page.get_by_label("Tệp", exact=True).set_input_files(mended)
    page.get_by_role("button", name="Xem trước kết quả").click()
    page.get_by_role("button", name="Nhận tất cả các dòng").click()
    expect(page.get_by_role("status")).to_contain_text("Số dòng đã nhận: 2")
    expect(page.get_by_role("link", name="máy in")).to_have_count(2)
    assert len(registers.records("equipment", town.district.id)) == before + 2
