"""An officer narrows the list of work, keeps it under a name, and comes back to it with one key."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from journeys.test_access import violations
from sites.town import Town

Visit = Callable[..., Page]
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 390])
def test_a_list_is_narrowed_kept_and_found_again(changing_town: Town, visit: Visit, width: int) -> None:
    page = visit("/ban/", who="lanh-dao", width=width)
    page.get_by_role("link", name="Lọc danh sách").click()
    page.get_by_label("Nơi tiếp nhận").select_option(label="Huyện Mẫu")
    page.get_by_role("button", name="Xem danh sách").click()
    expect(page.locator("main")).to_contain_text("Đang lọc theo Nơi tiếp nhận Huyện Mẫu")
    page.get_by_role("navigation", name="Lọc", exact=True).get_by_role("link", name="Quá hạn").click()
    expect(page.locator("main table a.open")).to_have_text([changing_town.late])
    page.get_by_text("Lưu danh sách này với một tên").click()
    page.get_by_label("Tên danh sách").fill("Huyện nhận, đã trễ")
    page.get_by_label("Cho cả đơn vị").check()
    assert not violations(page)
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("navigation", name="Danh sách đã lưu")).to_contain_text("Huyện nhận, đã trễ 1")
    assert not violations(page)
    officer = visit("/ban/", who="mot-cua", width=width)
    officer.keyboard.press("1")
    expect(officer.locator("main table a.open")).to_have_text([changing_town.late])
    officer.get_by_role("link", name="Danh sách khác").click()
    expect(officer.locator("main")).to_contain_text("cả đơn vị cùng dùng")
    assert not violations(officer)
    page.get_by_role("link", name="Danh sách khác").click()
    page.locator(".tasks").get_by_role("button", name="Bỏ").click()
    expect(page.locator("main")).not_to_contain_text("Danh sách đã lưu")
