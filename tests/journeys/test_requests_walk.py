"""A citizen takes a dossier back with the slip in hand, without an account; an officer answers at the desk."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from journeys.test_access import violations
from sites.test_fees import money
from sites.test_mine import slip
from sites.town import Town

__all__ = ["money"]

Visit = Callable[..., Page]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_dossier_is_taken_back_by_its_slip(money: Town, visit: Visit, width: int) -> None:
    code, secret = slip(money)
    citizen = visit("/ho-so-cua-toi/", width=width, java_script_enabled=width > 400)
    citizen.get_by_label("Mã hồ sơ", exact=True).fill(code)
    citizen.get_by_label("Mã bí mật trên giấy").fill("AAAAA-AAAAA")
    citizen.get_by_role("button", name="Mở hồ sơ của tôi").click()
    expect(citizen.get_by_role("alert")).to_contain_text("Không có giấy hẹn nào")
    citizen.get_by_label("Mã bí mật trên giấy").fill(secret)
    citizen.get_by_role("button", name="Mở hồ sơ của tôi").click()
    assert secret not in citizen.url
    if width > 400:
        assert not (said := violations(citizen)), said
    citizen.get_by_label("Rút hồ sơ").check()
    citizen.get_by_label("Lý do, hoặc điều cần sửa").fill("Gia đình xin rút để làm ở nơi ở mới")
    citizen.get_by_role("button", name="Gửi yêu cầu").click()
    expect(citizen.get_by_text("chờ trả lời")).to_be_visible()
    officer = visit("/ban/yeu-cau/", who="mot-cua", width=width)
    officer.get_by_role("link", name=code).click()
    officer.get_by_role("button", name="Đồng ý cho rút hồ sơ").click()
    expect(officer.get_by_role("alert")).to_be_visible()
    officer.get_by_label("Trả lời người nộp").fill("Đã cho rút, mời đến nhận lại giấy tờ")
    officer.get_by_role("button", name="Đồng ý cho rút hồ sơ").click()
    expect(officer.get_by_text("đã được chấp nhận")).to_be_visible()
    citizen.reload()
    expect(citizen.get_by_text("mời đến nhận lại giấy tờ")).to_be_visible()
    citizen.get_by_role("button", name="Rời trang này").click()
    expect(citizen.get_by_label("Mã bí mật trên giấy")).to_be_visible()
