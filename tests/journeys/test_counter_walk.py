"""Counter intake with keyboard and scanner: a known procedure in at most 25 keystrokes and one scan."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from files.samples import HEIC
from motcua.services.procedures import public as procedures
from sites.test_counter import ASKED, CARD
from sites.town import BIRTH, BY, NOW, Town

MOST = 25
Visit = Callable[..., Page]


class Keyboard:
    """Presses keys and counts them; a scanner types too, and is counted as one."""

    def __init__(self, page: Page) -> None:
        self.page, self.strokes, self.scans = page, 0, 0

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.strokes += len(text)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.strokes += 1 + key.count("+")

    def scan(self, text: str) -> None:
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Enter")
        self.scans += 1


def asked() -> None:
    procedures.ask(code=BIRTH, asked=ASKED, on=NOW.date(), by=BY, at=NOW)


def test_a_known_procedure_takes_few_keys_and_one_scan(changing_town: Town, visit: Visit) -> None:
    asked()
    page = visit("/ban/tiep-nhan/", who="xa-mot")
    page.get_by_role("button", name="Người kế tiếp").click()
    keys = Keyboard(page)
    expect(page.locator("#f-procedure")).to_be_focused()
    keys.type("dkks")
    expect(page.locator("#tim-thay [role=option]")).to_have_count(1)
    keys.press("Enter")
    expect(page.locator("#f-scan")).to_be_focused()
    keys.scan(CARD)
    expect(page.locator("#f-name")).to_have_value("NGUYỄN THỊ MẪU")
    page.locator("#f-procedure").focus()
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Space")
    expect(page.locator("#f-papers")).to_contain_text("Giấy chứng sinh")
    keys.press("F9")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã tiếp nhận")
    assert (keys.strokes <= MOST, keys.scans) == (True, 1), keys.strokes


def test_what_is_typed_is_kept_while_it_is_typed(changing_town: Town, visit: Visit) -> None:
    asked()
    page = visit("/ban/tiep-nhan/", who="xa-mot")
    page.get_by_role("button", name="Người kế tiếp").click()
    page.locator("#f-procedure").fill("khai sinh")
    page.keyboard.press("Enter")
    expect(page.locator("#ben")).to_contain_text("Hạn trả kết quả")
    with page.expect_response(lambda answer: answer.url.endswith("/luu/")):
        page.locator("#f-phone").press_sequentially("0900")
    page.reload()
    expect(page.locator("#f-phone")).to_have_value("0900")


def test_a_scan_goes_where_it_belongs_whatever_field_one_is_in(changing_town: Town, visit: Visit) -> None:
    asked()
    page = visit("/ban/tiep-nhan/", who="xa-mot")
    page.get_by_role("button", name="Người kế tiếp").click()
    page.locator("#f-phone").focus()
    Keyboard(page).scan(CARD)
    expect(page.locator("#f-identity_number")).to_have_value("034188000417")
    expect(page.locator("#f-phone")).to_have_value("")


def test_on_a_phone_the_same_screen_serves_a_citizen(changing_town: Town, visit: Visit) -> None:
    asked()
    page = visit("/ban/tiep-nhan/", who="xa-mot", width=390)
    page.get_by_role("button", name="Người kế tiếp").click()
    page.locator("#f-procedure").fill("khai sinh")
    page.keyboard.press("Enter")
    page.get_by_text("Thông thường").click()
    expect(page.locator("#f-papers")).to_contain_text("Giấy chứng sinh")
    page.locator("#f-name").fill("Nguyễn Thị Mẫu")
    page.get_by_role("button", name="Nhận, in giấy hẹn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã tiếp nhận")


@pytest.mark.parametrize("width", [1280, 390])
def test_photographs_of_a_telephone_go_with_the_dossier_and_are_used_again(
    changing_town: Town, visit: Visit, width: int
) -> None:
    procedures.ask(code=BIRTH, asked=ASKED, on=NOW.date(), by=BY, at=NOW)
    for again in (False, True):
        officer = visit("/ban/tiep-nhan/", who="xa-mot", width=width)
        officer.get_by_role("button", name="Người kế tiếp").click()
        officer.locator("#f-procedure").fill("khai sinh")
        officer.keyboard.press("Enter")
        officer.get_by_text("Thông thường").click()
        officer.locator("#f-scan").fill(CARD)
        officer.keyboard.press("Enter")
        expect(officer.locator("#f-name")).to_have_value("NGUYỄN THỊ MẪU")
        officer.get_by_role("button", name="Bản chụp: Tờ khai").click()
        if again:
            officer.get_by_role("button", name="Dùng lại").first.click()
            expect(officer.get_by_text("đã có sẵn, từ hồ sơ")).to_be_visible()
        else:
            pictures = [("IMG_1.HEIC", HEIC), ("IMG_2.HEIC", HEIC)]
            officer.locator("#f-tep").set_input_files(
                [{"name": name, "mimeType": "image/heic", "buffer": content} for name, content in pictures]
            )
            officer.get_by_role("button", name="Thêm").click()
            expect(officer.get_by_role("link", name="Bản chụp 1 (PDF)")).to_be_visible()
        officer.get_by_role("link", name="Về quầy").click()
        officer.get_by_role("button", name="Nhận, in giấy hẹn").click()
        expect(officer.locator(".done .code")).to_be_visible()
