"""A result goes from the specialist to the leader, back, to the clerk and the citizen; then anybody checks it."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from motcua.services.dossiers import public as dossiers
from motcua.services.results import public as results
from sites.test_results import desk, received
from sites.town import Town

__all__ = ["desk"]

Visit = Callable[..., Page]


def draft(page: Page, code: str, text: str) -> None:
    page.goto(f"/ban/ho-so/{code}/ket-qua/du-thao/")
    for name, value in (("kind", "Quyết định"), ("about", "Về việc thử"), ("text", text)):
        page.locator(f"#f-{name}").fill(value)
    page.get_by_role("button", name="Lưu bản này").click()
    page.get_by_role("button", name="Trình lãnh đạo ký").click()
    expect(page.get_by_text("đang trình lãnh đạo ký")).to_be_visible()


def sign(page: Page) -> None:
    """Draw a stroke on the pad, as somebody does who takes a result."""
    page.locator("#chu-ky").scroll_into_view_if_needed()
    box = page.locator("#chu-ky").bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 60, steps=5)
    page.mouse.up()
    expect(page.get_by_text("Đã ký.")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_batch_is_signed_numbered_issued_and_handed_over(desk: Town, visit: Visit, width: int) -> None:
    cache.clear()
    codes = [received(desk) for _ in range(3)]
    specialist = visit("/ban/", who="chuyen-vien", width=width)
    for code in codes:
        draft(specialist, code, "QUYẾT ĐỊNH:\nĐiều 1. Thử.")
    leader = visit(f"/ban/ho-so/{codes[0]}/ket-qua/", who="lanh-dao", width=width)
    leader.get_by_text("Trả lại kèm lý do").click()
    leader.locator("#f-reason").fill("Ghi rõ căn cứ")
    leader.get_by_role("button", name="Trả lại").click()
    draft(specialist, codes[0], "Căn cứ Luật Hộ tịch;\nQUYẾT ĐỊNH:\nĐiều 1. Thử.")
    leader.goto("/ban/trinh-ky/")
    expect(leader.get_by_text("đã sửa sau khi bị trả lại")).to_be_visible()
    leader.get_by_role("link", name=codes[0]).click()
    expect(leader.locator("ins")).to_have_text("Căn cứ Luật Hộ tịch;")
    leader.goto("/ban/trinh-ky/")
    leader.get_by_role("button", name="Ký mục đã chọn").click()
    expect(leader.get_by_role("status")).to_contain_text("Đã ký: 3")
    clerk = visit("/ban/phat-hanh/", who="van-thu", width=width)
    clerk.get_by_role("button", name="Cấp số, đóng dấu, phát hành mục đã chọn").click()
    expect(clerk.get_by_role("status")).to_contain_text("Đã cấp số, đóng dấu, phát hành: 3")
    officer = visit("/ban/cho-tra/", who="mot-cua", width=width)
    officer.get_by_role("row", name=codes[0]).get_by_role("link", name="Trả kết quả").click()
    officer.get_by_role("button", name="Trả kết quả").click()
    expect(officer.get_by_role("alert")).to_contain_text("Chưa có chữ ký")
    sign(officer)
    officer.get_by_role("button", name="Trả kết quả").click()
    with officer.expect_popup() as shown:
        officer.get_by_role("link", name="Chữ ký").click()
    expect(shown.value.locator("img")).to_be_visible()
    dossier = dossiers.brief(codes[0])
    assert dossier
    assert dossier.state is dossiers.State.RETURNED
    view = results.result_of(dossier.id)
    assert view
    citizen = visit("/ket-qua/", width=width)
    citizen.locator("#f-ma").fill(view.code)
    citizen.get_by_role("button", name="Kiểm tra kết quả").click()
    expect(citizen.get_by_role("status")).to_contain_text("còn giá trị")
