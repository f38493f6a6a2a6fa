"""A call from the first ring to the case that is opened again; few keys, and nothing lost when the line is."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from journeys.test_access import sideways, violations
from journeys.test_counter_walk import Keyboard
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import State
from sites.town import NOW, Town

Visit = Callable[..., Page]
NUMBER, NAME, SAID = "0900111222", "Mẫu", "Quầy số hai đóng cửa lúc mười giờ sáng."
MOST = 12
"""So many keys a call takes at the most, beside the letters of its number, its name and its words."""


class Operator(Keyboard):
    """Presses Alt and a letter too: two keys. A driven browser knows no such keys, so what has the letter is taken."""

    def alt(self, letter: str) -> None:
        self.strokes += 2
        named = self.page.locator(f'[accesskey="{letter}"]')
        if named.evaluate("one => one.matches('a, button')"):
            named.click()
        else:
            named.focus()


def told(page: Page) -> tuple[int, str]:
    """Give the number and the secret that a page tells."""
    text = page.locator("main").inner_text()
    return int(re.findall(r"PA-(\d+)", text)[0]), re.findall(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}", text)[0]


def test_a_call_takes_few_keys_beside_what_is_said(changing_town: Town, visit: Visit) -> None:
    page = visit("/ban/phan-anh/", who="mot-cua")
    keys = Operator(page)
    keys.alt("n")
    expect(page.locator("#f-caller")).to_be_focused()
    keys.type(NUMBER)
    keys.press("Tab")
    keys.type(NAME)
    keys.alt("2")
    keys.type(SAID)
    keys.press("F9")
    expect(page.get_by_role("heading", name="Đã ghi nhận cuộc gọi")).to_be_visible()
    beside = keys.strokes - len(NUMBER) - len(NAME) - len(SAID)
    assert beside <= MOST, beside
    keys.alt("n")
    expect(page.locator("#f-caller")).to_be_focused()


def test_a_call_with_a_ready_answer_takes_few_keys(changing_town: Town, visit: Visit) -> None:
    page = visit("/ban/phan-anh/", who="mot-cua")
    keys = Operator(page)
    keys.alt("n")
    expect(page.locator("#f-caller")).to_be_focused()
    keys.type(NUMBER)
    keys.press("Tab")
    keys.type(NAME)
    keys.alt("2")
    keys.type(SAID)
    keys.alt("4")
    keys.press("ArrowDown")
    expect(page.locator("#ben")).to_contain_text("Đọc cho người gọi")
    keys.press("F7")
    expect(page.get_by_role("heading", name="Đã ghi nhận cuộc gọi")).to_be_visible()
    beside = keys.strokes - len(NUMBER) - len(NAME) - len(SAID)
    assert beside <= MOST, beside
    view = feedback.case_view(told(page)[0], at=NOW)
    assert view is not None
    assert view.state.state is State.CLOSED


def test_nothing_is_lost_when_the_browser_is_gone(changing_town: Town, visit: Visit) -> None:
    page = visit("/ban/phan-anh/goi/", who="mot-cua")
    page.get_by_role("button", name="Cuộc gọi tiếp theo").click()
    with page.expect_response(lambda answer: answer.url.endswith("/giu/")):
        page.locator("#f-text").press_sequentially("Quầy số hai")
    where = page.url
    page.close()
    again = visit("/ban/phan-anh/goi/", who="mot-cua")
    again.get_by_role("link", name="chưa có số").click()
    assert again.url == where
    expect(again.locator("#f-text")).to_have_value("Quầy số hai")


@pytest.mark.parametrize(("width", "scripted"), [(1280, True), (390, True), (390, False)])
def test_a_call_is_answered_in_public_and_opened_again_by_who_called(
    changing_town: Town, visit: Visit, width: int, scripted: bool
) -> None:
    office = visit("/ban/phan-anh/", who="cchc", width=width, java_script_enabled=scripted)
    office.get_by_role("button", name="Nhận cuộc gọi").click()
    office.get_by_label("Số gọi đến").fill(NUMBER)
    office.get_by_label("Họ và tên").fill("Người Gọi Mẫu")
    office.get_by_label("Nội dung phản ánh").fill(SAID)
    office.get_by_label("Trả lời qua điện thoại").fill("Quầy mở cửa đủ giờ kể từ ngày mai.")
    if scripted:
        assert not (wrong := violations(office)), wrong
        assert sideways(office) <= 0
    office.get_by_role("button", name="Đã trả lời qua điện thoại").click()
    expect(office.get_by_role("heading", name="Đã ghi nhận cuộc gọi")).to_be_visible()
    if scripted:
        assert not (wrong := violations(office)), wrong
        assert sideways(office) <= 0
    number, secret = told(office)
    office.get_by_role("link", name=f"PA-{number}", exact=True).click()
    office.get_by_role("link", name="Công khai trả lời").click()
    office.get_by_label("Nội dung hỏi").fill("Quầy đóng cửa sớm.")
    office.get_by_role("button", name="Công khai trả lời").click()
    caller = visit("/phan-anh/theo-doi/", width=width, java_script_enabled=scripted)
    caller.get_by_label("Số", exact=True).fill(f"PA-{number}")
    caller.get_by_label("Mã bí mật").fill(secret)
    caller.get_by_role("button", name="Hiện", exact=True).click()
    expect(caller.get_by_text("Quầy mở cửa đủ giờ kể từ ngày mai.").first).to_be_visible()
    caller.get_by_label("Chưa, và tôi muốn mở lại").check()
    caller.get_by_label("Vì sao").fill("Hôm nay quầy vẫn đóng.")
    caller.get_by_role("button", name="Cho biết").click()
    expect(caller.get_by_text("Hôm nay quầy vẫn đóng.").first).to_be_visible()
    view = feedback.case_view(number, at=NOW)
    assert view is not None
    assert (view.state.state, view.state.reopened) == (State.FORWARDED, 1)
    office.goto(office.url.replace("cong-khai/", ""))
    expect(office.get_by_text("Đang trả lời").first).to_be_visible()
