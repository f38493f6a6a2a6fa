"""A day at the till: cash, a transfer that another approves, money given back, an annulled receipt, and the count."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from sites.test_fees import money, owing
from sites.town import Town

__all__ = ["money"]

Visit = Callable[..., Page]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_days_fees_are_closed(money: Town, visit: Visit, width: int) -> None:
    first, second = owing(money), owing(money)
    officer = visit(f"/ban/ho-so/{first}/le-phi/", who="mot-cua", width=width)
    officer.get_by_role("button", name="Thu tiền mặt, in biên lai").click()
    expect(officer.get_by_role("link", name="AA/22P-0000001")).to_be_visible()
    officer.get_by_text("Chốt số phải nộp, hoàn tiền").click()
    officer.locator("#m-ly-do").fill("ghi sai người nộp")
    officer.get_by_role("button", name="Hủy biên lai").click()
    officer.get_by_role("button", name="Thu tiền mặt, in biên lai").click()
    expect(officer.get_by_role("link", name="AA/22P-0000002")).to_be_visible()
    officer.get_by_text("Chốt số phải nộp, hoàn tiền").click()
    officer.locator("#f-back").fill("20.000")
    officer.locator("#f-way").select_option("cash")
    officer.locator("#f-reason").fill("thu thừa")
    officer.get_by_role("button", name="Đề nghị người thứ hai duyệt").click()
    officer.goto(f"/ban/ho-so/{second}/le-phi/")
    officer.locator("#f-tep").set_input_files({"name": "ck.txt", "mimeType": "text/plain", "buffer": b"120000"})
    officer.get_by_role("button", name="Nộp chứng từ").click()
    leader = visit("/ban/thu-phi/", who="lanh-dao", width=width)
    for _ in range(2):
        leader.goto("/ban/thu-phi/")
        leader.locator(".tasks a").first.click()
        leader.get_by_role("button", name="Duyệt").first.click()
        expect(leader.get_by_role("button", name="Duyệt")).to_have_count(0)
    officer.goto("/ban/thu-phi/ngay/2022-10-10/")
    officer.locator("#f-counted").fill("90.000")
    officer.get_by_role("button", name="Chốt sổ ngày").click()
    expect(officer.get_by_role("alert")).to_contain_text("100.000")
    officer.locator("#f-counted").fill("100.000")
    officer.get_by_role("button", name="Chốt sổ ngày").click()
    officer.goto("/ban/thu-phi/")
    expect(officer.get_by_text("khớp")).to_be_visible()
