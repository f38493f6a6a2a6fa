"""An administrator opens a post, registers somebody, gives them the post, and ends it again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from journeys.test_access import violations
from sites.town import Town

Visit = Callable[..., Page]
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 390])
def test_somebody_is_registered_and_given_a_post(changing_town: Town, visit: Visit, width: int) -> None:
    page = visit("/ban/quan-tri/nhan-su/", who="quan-tri", width=width)
    assert not violations(page)
    page.locator("summary", has_text="Đăng ký người mới").click()
    page.get_by_label("Họ và tên").fill("Công chức mới")
    page.get_by_label("Tên đăng nhập", exact=True).fill("cong-chuc.moi")
    page.get_by_role("button", name="Đăng ký và tạo liên kết đặt mật khẩu").click()
    expect(page.locator("main [role=status]")).to_contain_text("/vao/mat-khau/")
    page.locator("summary", has_text="Mở vị trí").click()
    page.get_by_label("Đơn vị").select_option(label="Xã Mẫu Hai")
    page.get_by_label("Tên vị trí").fill("Công chức Văn hóa")
    page.get_by_label("Vai trò").select_option(label="chuyên viên")
    page.get_by_role("button", name="Mở vị trí").click()
    page.get_by_label("Tên đăng nhập của người được giao").fill("cong-chuc.moi")
    page.get_by_role("button", name="Giao vị trí").click()
    expect(page.locator("main dl")).to_contain_text("Công chức mới (cong-chuc.moi)")
    assert not violations(page)
    page.get_by_role("button", name="Thôi giữ").click()
    expect(page.locator("main dl")).not_to_contain_text("cong-chuc.moi")
