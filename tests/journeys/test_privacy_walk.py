"""A person asks what an office keeps about them: recorded at the counter, printed, handed over; erasing is declined."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from journeys.test_access import violations
from sites.town import Town

Visit = Callable[..., Page]
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 390])
def test_a_copy_is_handed_over_and_an_erasure_declined(changing_town: Town, visit: Visit, width: int) -> None:
    code = changing_town.late
    page = visit(f"/ban/ho-so/{code}/du-lieu/", who="mot-cua", width=width)
    for what in ("Bản sao dữ liệu đang lưu", "Xóa dữ liệu"):
        summary = page.get_by_text("Ghi yêu cầu tại quầy")
        if not page.get_by_label("Người dân yêu cầu").is_visible():
            summary.click()
        page.get_by_label("Người dân yêu cầu").select_option(label=what)
        page.get_by_label("Đã xác minh người yêu cầu thế nào").fill("Xem thẻ căn cước tại quầy")
        page.get_by_role("button", name="Ghi yêu cầu", exact=True).click()
    expect(page.locator("main")).to_contain_text("Lãnh đạo quyết định việc này")
    assert not violations(page)
    leader = visit("/ban/du-lieu/", who="lanh-dao", width=width)
    assert not violations(leader)
    leader.get_by_role("link", name=code).first.click()
    wish = leader.locator(".asks li", has_text="Xóa dữ liệu cá nhân đang lưu")
    wish.get_by_label("Trả lời người yêu cầu").fill("Hồ sơ đang được giải quyết")
    wish.get_by_role("button", name="Không đồng ý").click()
    page.reload()
    page.get_by_role("link", name="Xem bản sao để in hoặc giao").click()
    expect(page.locator("main")).to_contain_text("Toàn bộ dữ liệu cá nhân đang lưu")
    assert not violations(page)
    page.go_back()
    page.get_by_label("Trả lời người yêu cầu").fill("Đã giao bản in")
    page.get_by_role("button", name="Đã giao bản sao").click()
    expect(
        page.locator("main .tag", has_text="Đã xong").or_(page.locator("main .tag", has_text="đã xong"))
    ).to_be_visible()
