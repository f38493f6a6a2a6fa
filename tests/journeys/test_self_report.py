"""A walk through a self-report: the unit corrects a figure and sends, the team reads it, and a new edition follows."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sites.town import Town
from sites.town_scorecards import OWN_POST

Visit = Callable[..., Page]


@pytest.fixture
def visited(changing_town: Town, visit: Visit) -> tuple[Town, Visit]:
    """Give a town that may be changed, and the browser in it."""
    return changing_town, visit


def test_a_unit_corrects_sends_and_writes_again_and_the_team_reads_both(
    visited: tuple[Town, Visit], tmp_path: Path
) -> None:
    _, visit = visited
    page = visit("/giam-sat/kiem-tra/", who=OWN_POST, java_script_enabled=False)
    page.get_by_role("link", name="Báo cáo tự kiểm tra").click()
    expect(page.get_by_role("row").filter(has_text="hạn 17/10/2022")).to_be_visible()
    page.get_by_role("link", name="Kiểm tra công tác cải cách hành chính tại các xã năm 2022").click()

    page.get_by_role("link", name="Viết: Đặc điểm, tình hình chung").click()
    page.get_by_label("Nội dung của đơn vị").fill("Xã có 8 thôn.")
    page.get_by_role("button", name="Lưu và sang phần: Chỉ đạo, điều hành").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chỉ đạo, điều hành")
    plan = page.get_by_role("group", name="Kế hoạch cải cách hành chính")
    scan = tmp_path / "05-KH-UBND.txt"
    scan.write_text("Kế hoạch", encoding="utf-8")
    plan.get_by_text("Tệp kèm theo").click()
    plan.get_by_label("Tệp", exact=True).set_input_files(scan)
    page.get_by_role("button", name="Lưu và sang phần: Cải cách thủ tục hành chính").click()

    total = page.get_by_role("group", name="Nhận giải quyết, tổng số")
    total.get_by_label("Số của đơn vị").fill("9")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("chưa nêu lý do")
    page.get_by_role("alert").get_by_role("link").click()
    total = page.get_by_role("group", name="Nhận giải quyết, tổng số")
    expect(total.get_by_label("Số của đơn vị")).to_have_value("9")
    total.get_by_label("Lý do, nếu khác số hệ thống").fill("hai hồ sơ còn trên sổ giấy")
    page.get_by_role("button", name="Lưu", exact=True).click()
    differs = page.get_by_role("region", name="Đơn vị ghi khác số hệ thống")
    expect(differs.get_by_role("row").nth(1)).to_contain_text("hai hồ sơ còn trên sổ giấy")

    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.get_by_role("region", name="Tình trạng")).to_contain_text("đúng hạn")
    here = page.url

    team = visit(here, who="thanh-tra", java_script_enabled=False)
    expect(team.get_by_role("region", name="Đơn vị ghi khác số hệ thống")).to_contain_text("Nhận giải quyết, tổng số")
    with team.expect_download() as download:
        team.get_by_role("link", name="05-KH-UBND.txt").click()
    assert Path(download.value.path()).read_text(encoding="utf-8") == "Kế hoạch"
    team.get_by_role("link", name="Kiểm tra trong sổ cái").click()
    expect(team.get_by_role("status")).to_be_visible()

    page.get_by_text("Lập lại báo cáo").click()
    page.get_by_label("Sai hoặc thiếu điều gì").fill("đã nhập đủ hồ sơ")
    page.get_by_role("button", name="Bắt đầu bản mới").click()
    expect(page.get_by_role("region", name="Tình trạng")).to_contain_text("đang lập bản mới")
    page.get_by_role("button", name="Gửi báo cáo").click()
    team.goto(here)
    expect(team.get_by_role("complementary", name="Về báo cáo này")).to_contain_text("lập lại: đã nhập đủ hồ sơ")
    team.get_by_role("link", name="Bản lần 1").click()
    expect(team.get_by_role("region", name="Tình trạng")).to_contain_text("lần 1")
