"""Walks through the town: what one comes for, from the first page to the end, with scripts switched off."""

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from sites.town import Town
from sites.town_scorecards import OWN_POST

Visit = Callable[..., Page]


def _tab_to(page: Page, place: Locator) -> None:
    for _ in range(30):
        page.keyboard.press("Tab")
        if place.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError("the keyboard does not reach it")


def test_a_citizen_finds_out_where_the_dossier_is(visit: Visit, town: Town) -> None:
    page = visit("/", width=390, java_script_enabled=False)
    page.get_by_label("Mã trên giấy hẹn").fill(town.transfer)
    page.get_by_role("button", name="Xem").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sang tên quyền sử dụng đất do chuyển nhượng")
    expect(page.get_by_label("Tình trạng hồ sơ")).to_contain_text("Chi cục Thuế")
    expect(page.get_by_label("Từng ngày làm việc").get_by_role("listitem")).to_have_count(14)
    page.get_by_text("Từng lần tính hạn, và quy tắc").click()
    expect(page.get_by_role("region", name="Các lần tính hạn")).to_be_visible()
    page.get_by_role("link", name="Số liệu của cơ quan này").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Giải quyết thủ tục hành chính tại Huyện Mẫu")


def test_a_slip_is_checked_and_its_proof_kept_and_checked_again(visit: Visit, town: Town, tmp_path: Path) -> None:
    page = visit(f"/ho-so/{town.transfer}/", java_script_enabled=False)
    page.get_by_label("Dấu vết trên giấy").fill(f"{town.leaf[:4]} {town.leaf[4:8]}")
    page.get_by_role("button", name="Đối chiếu").click()
    expect(page.get_by_role("status")).to_contain_text("Khớp. Không có gì bị sửa sau khi in.")
    expect(page.get_by_role("status")).to_contain_text("thuộc đúng hồ sơ")
    with page.expect_download() as download:
        page.get_by_role("link", name="tải bằng chứng").click()
    kept = tmp_path / "proof.json"
    download.value.save_as(kept)
    page.get_by_role("button", name="Tệp bằng chứng").set_input_files(kept)
    page.get_by_role("button", name="Kiểm tra tệp").click()
    expect(page.get_by_role("status")).to_contain_text("Bằng chứng trong tệp cũng đã được kiểm tra")
    altered = json.loads(kept.read_text(encoding="utf-8")) | {"index": 0}
    kept.write_text(json.dumps(altered), encoding="utf-8")
    page.get_by_role("button", name="Tệp bằng chứng").set_input_files(kept)
    page.get_by_role("button", name="Kiểm tra tệp").click()
    expect(page.get_by_role("alert")).to_be_visible()


def test_each_number_opens_for_the_public_to_its_count_and_its_dossiers(visit: Visit, town: Town) -> None:
    page = visit("/", java_script_enabled=False)
    page.get_by_role("link", name="22 hồ sơ giải quyết quá hạn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("22 hồ sơ giải quyết quá hạn")
    page.get_by_role("link", name="Hạn trả").click()
    expect(page.get_by_role("columnheader", name="Hạn trả")).to_have_attribute("aria-sort", "ascending")
    page.locator("a.open").first.click()
    expect(page.get_by_label("Tình trạng hồ sơ")).to_contain_text("Quá hạn")


def test_a_wrong_question_leads_to_the_field_that_is_wrong(visit: Visit, town: Town) -> None:
    page = visit("/so-lieu/?don-vi=339")
    page.get_by_role("alert").get_by_role("link").click()
    assert page.evaluate("document.activeElement.id") == "q-don-vi" or page.evaluate("location.hash") == "#q-don-vi"


def test_an_inspector_goes_from_a_figure_to_the_proof_of_one_event(visit: Visit, town: Town) -> None:
    page = visit("/giam-sat/", who="thanh-tra", java_script_enabled=False)
    page.get_by_role("link", name="1 hồ sơ đang giải quyết đã quá hạn").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 hồ sơ đang giải quyết đã quá hạn")
    page.locator("a.open").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sang tên quyền sử dụng đất do chuyển nhượng")
    page.get_by_text("đã chốt trong sổ cái").first.click()
    page.get_by_role("link", name="Kiểm chứng, tải bằng chứng").first.click()
    expect(page.get_by_role("status")).to_contain_text("Khớp")


def test_an_officer_works_with_the_keyboard_alone(visit: Visit, town: Town) -> None:
    page = visit("/ban/", who="mot-cua")
    code = page.get_by_label("Mở hồ sơ theo mã")
    expect(code).to_have_attribute("accesskey", "k")
    _tab_to(page, code)
    page.keyboard.type(town.transfer)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sang tên quyền sử dụng đất do chuyển nhượng")
    work = page.get_by_role("link", name="Việc của đơn vị")
    expect(work).to_have_attribute("accesskey", "v")
    _tab_to(page, work)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của đơn vị")


def test_a_reader_chooses_how_pages_are_shown_and_they_stay_so(visit: Visit, town: Town) -> None:
    page = visit("/gioi-thieu/", display="normal.-.light.-", java_script_enabled=False)
    page.get_by_role("button", name="Nền tối").click()
    page.get_by_role("button", name="Chữ lớn").click()
    page.get_by_role("button", name="Tăng tương phản").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How this site can be trusted")
    html = page.locator("html")
    for name, value in (("theme", "dark"), ("size", "large"), ("contrast", "more")):
        expect(html).to_have_attribute(f"data-{name}", value)
    expect(page.get_by_role("button", name="Light ground")).to_be_visible()
    expect(page.get_by_role("button", name="Dark ground")).to_be_hidden()


def test_a_unit_scores_itself_and_reads_where_points_are_missing(visit: Visit, town: Town) -> None:
    page = visit(f"/giam-sat/cham-diem/dot/{town.scoring.open}/", who=OWN_POST, width=390, java_script_enabled=False)
    expect(page.get_by_text("Ông/bà xem được các đơn vị mà vị trí của mình theo dõi.")).to_be_visible()
    page.get_by_role("link", name="Xã Mẫu Một", exact=True).click()
    page.get_by_role("link", name="Chấm điểm", exact=True).last.click()
    on_time = page.get_by_role("group", name="Hồ sơ giải quyết đúng hạn")
    on_time.get_by_label("Điểm, tối đa 10,00").fill("11")
    on_time.get_by_label("Ghi chú").fill("Theo sổ theo dõi hồ sơ")
    page.get_by_role("button", name="Lưu điểm").click()
    page.get_by_role("alert").get_by_role("link", name="Hồ sơ giải quyết đúng hạn").click()
    assert page.evaluate("document.querySelector(':target').value") == "11"
    expect(on_time.get_by_label("Ghi chú")).to_have_value("Theo sổ theo dõi hồ sơ")


def test_an_inspector_goes_from_a_rank_to_the_points_lost_and_their_rows(visit: Visit, town: Town) -> None:
    page = visit(f"/giam-sat/cham-diem/dot/{town.scoring.verified}/", who="thanh-tra", java_script_enabled=False)
    page.get_by_role("link", name="Xã Mẫu Một", exact=True).click()
    lost = page.get_by_role("region", name="Còn thiếu nhiều điểm nhất ở đâu").get_by_role("row")
    expect(lost.nth(1)).to_contain_text("Công khai thủ tục hành chính đủ, đúng")
    page.get_by_text("Ghi chú, lý do, minh chứng").first.click()
    expect(page.get_by_text("Bảng niêm yết thiếu mẫu đơn của sáu thủ tục.")).to_be_visible()
    page.get_by_role("link", name="48").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("đúng hạn")
