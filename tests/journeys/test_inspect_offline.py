"""Inspecting without a line: what a tablet shows as kept comes to the server, whatever happens to the tablet before."""

import json
import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from journeys.tablet import ALTER, FORGET, OFFLINE, PIN, TEAM, Tablet, visit_begun
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Answer
from sites.town import NOW, Town

CYCLES = 50
LINES = ("1.1.1", "2.1.1", "2.1.2")
SAID = (Answer.YES, Answer.PARTLY, Answer.NO)

Give = Callable[..., Tablet]


@pytest.fixture
def place(changing_town: Town) -> int:
    """Begin a visit in a copy of the town."""
    return visit_begun(changing_town)


@pytest.fixture
def tablet(browser: Browser, address: str, signed_in: Callable[[str], Client], place: int) -> Iterator[Give]:
    """Hand out tablets. None may have complained when the test ends."""
    given: list[Tablet] = []

    def give(**also: Any) -> Tablet:
        given.append(Tablet(browser, address, signed_in, **also))
        return given[-1]

    yield give
    for one in given:
        one.context.close()
    assert [one.complaints for one in given] == [[] for _ in given]


def _received(place: int) -> set[str]:
    return {note.uuid for note in inspections.visit(place).devices.values()}


def _picture() -> dict[str, Any]:
    held = BytesIO()
    Image.new("RGB", (3000, 1200), (120, 90, 60)).save(held, "JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0")
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": held.getvalue()}


def test_a_visit_is_written_down_without_a_line_and_arrives_whole(tablet: Give, place: int) -> None:
    mine = tablet(width=390)
    mine.prepared(place)
    mine.off_line()
    mine.page.close()

    page = mine.unlocked(place)
    expect(page.get_by_text("Không có mạng", exact=True)).to_be_visible()
    line = mine.answer("2.1.2", Answer.PARTLY)
    line.get_by_label("Đã xem").fill("10")
    line.get_by_label("đúng").fill("9")
    line.get_by_text("Ghi chú, ảnh, phát hiện").click()
    line.get_by_label("Ghi chú", exact=True).fill("Một phiếu thiếu ngày trả")
    line.get_by_label("Chú thích ảnh").fill("Phiếu hẹn thiếu ngày trả")
    line.locator("input[type=file]").set_input_files([_picture()])
    expect(line.get_by_role("img", name="Phiếu hẹn thiếu ngày trả")).to_be_visible()
    line.get_by_text("Lập phát hiện").click()
    line.get_by_label("Nội dung phát hiện").fill("Phiếu hẹn thiếu ngày trả kết quả")
    line.get_by_role("button", name="Giữ phát hiện").click()
    expect(line.get_by_role("listitem").filter(has_text="Phát hiện")).to_be_visible()

    held = json.dumps(mine.lies_there())
    assert "device" in held
    assert not any(secret in held for secret in ("phiếu", "partly", "Mẫu Một", PIN))

    page.reload()
    page.get_by_role("textbox", name="Mã PIN").fill(PIN)
    page.get_by_role("button", name="Mở", exact=True).click()
    expect(mine.line("2.1.2").locator("input[value=partly]")).to_be_checked()
    mine.on_line()
    mine.sent()

    visit = inspections.visit(place)
    answer = visit.answers["2.1.2"]
    assert (answer.answer, answer.looked, answer.right) == (Answer.PARTLY, 10, 9)
    assert visit.notes_of["2.1.2"] == "Một phiếu thiếu ngày trả"
    assert [one.text for one in visit.findings] == ["Phiếu hẹn thiếu ngày trả kết quả"]
    assert [one.caption for one in visit.photographs] == ["Phiếu hẹn thiếu ngày trả"]
    assert visit.aside == ()
    there = mine.lies_there()
    assert (there["notes"], there["photographs"], there["thumbnails"]) == ([], [], [])
    expect(mine.line("2.1.2").get_by_text("máy chủ đã nhận")).to_be_visible()


def _cycles(mine: Tablet, place: int, number: int) -> set[str]:
    """Answer lines and kill the tab at a moment of chance, so many times; give what was shown as kept."""
    confirmed: set[str] = set()
    for cycle in range(number):
        chance = random.Random(cycle)  # noqa: S311  a moment, no secret
        mine.unlocked(place)
        for code in LINES:
            mine.answer(code, chance.choice(SAID), kept=False)
        mine.page.wait_for_timeout(chance.uniform(0, 40))
        confirmed |= mine.shown_as_kept()
        mine.killed(crash=cycle % 5 == 4)
    return confirmed


def test_no_note_that_was_shown_as_kept_is_lost_when_the_tab_is_killed(tablet: Give, place: int) -> None:
    mine = tablet()
    mine.prepared(place)
    mine.off_line()
    mine.page.close()
    confirmed = _cycles(mine, place, CYCLES)
    assert len(confirmed) > CYCLES
    mine.on_line()
    mine.unlocked(place)
    mine.sent()
    assert confirmed <= _received(place)


def test_a_page_that_says_so_before_the_disk_has_it_loses_notes(tablet: Give, place: int) -> None:
    """The control: the same kills, with a page that does not wait for the write."""
    hasty = tablet(change={"notes": ("await store.write(PARTS", "setTimeout(store.write, 400, PARTS")})
    hasty.prepared(place)
    hasty.page.close()
    confirmed = _cycles(hasty, place, 3)
    hasty.unlocked(place)
    hasty.page.wait_for_timeout(100)
    left = {one["uuid"] for one in hasty.lies_there()["notes"]}
    assert confirmed - left


def test_what_the_server_took_and_the_tablet_never_heard_of_is_sent_again_and_taken_once(
    tablet: Give, place: int
) -> None:
    mine = tablet()
    page = mine.prepared(place)
    mine.answer("1.1.1", Answer.YES)
    mine.answer("2.1.1", Answer.NO)

    def unheard(route: Route) -> None:
        route.fetch()
        route.abort()

    mine.context.route("**/gui/", unheard)
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="Không gọi được máy chủ")).to_be_visible()
    assert len(_received(place)) == 2
    mine.context.unroute("**/gui/")
    mine.sent()
    assert len(_received(place)) == 2
    assert inspections.visit(place).number == 3


def test_two_tablets_write_on_one_visit(tablet: Give, place: int) -> None:
    one, other = tablet(), tablet(who=TEAM[1])
    for mine in (one, other):
        mine.prepared(place)
        mine.off_line()
    one.answer("1.1.1", Answer.YES)
    other.answer("1.1.1", Answer.NO)
    other.answer("2.1.1", Answer.YES)
    for mine in (one, other):
        mine.on_line()
        mine.sent()
    visit = inspections.visit(place)
    assert {line: said.answer for line, said in visit.answers.items()} == {"1.1.1": Answer.NO, "2.1.1": Answer.YES}
    assert len({note.device for note in visit.devices.values()}) == 2
    assert len(visit.devices) == 3


def test_a_note_altered_on_the_tablet_is_not_sent_and_those_after_it_are(tablet: Give, place: int) -> None:
    mine = tablet()
    page = mine.prepared(place)
    mine.answer("1.1.1", Answer.YES)
    mine.answer("2.1.1", Answer.NO)
    page.evaluate(ALTER, "notes")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_text("bị sửa trên máy này")).to_be_visible()
    assert _received(place) == set()
    page.get_by_role("button", name="Để riêng ghi chú này").click()
    mine.sent()
    visit = inspections.visit(place)
    assert list(visit.answers) == ["2.1.1"]
    assert "để riêng" in visit.remarks[0].text


def test_what_follows_a_note_that_the_server_lacks_is_chained_anew_and_sent(tablet: Give, place: int) -> None:
    """As after a server was restored from a copy that is older than what it had confirmed."""
    mine = tablet()
    page = mine.prepared(place)
    mine.answer("1.1.1", Answer.YES)
    page.evaluate(FORGET)
    mine.answer("2.1.1", Answer.NO)
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("button", name="Nối lại các ghi chú")).to_be_visible()
    assert _received(place) == set()
    page.get_by_role("button", name="Nối lại các ghi chú").click()
    mine.sent()
    assert list(inspections.visit(place).answers) == ["2.1.1"]
    assert "nối lại" in inspections.visit(place).remarks[0].text


def test_a_clock_that_is_wrong_by_a_day_is_measured_and_told(tablet: Give, place: int) -> None:
    mine = tablet(slow=timedelta(days=1))
    page = mine.prepared(place)
    mine.answer("1.1.1", Answer.YES)
    mine.sent()
    expect(page.get_by_role("alert").filter(has_text="chậm 1 ngày")).to_be_visible()
    (note,) = inspections.visit(place).devices.values()
    assert note.captured_at == NOW - timedelta(days=1)
    assert abs(note.slow - 86_400) <= 1
    assert inspections.visit(place).answers["1.1.1"].at == NOW


def test_after_seven_days_without_a_line_all_of_it_is_sent(
    tablet: Give, place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tablet()
    mine.prepared(place)
    mine.off_line()
    mine.page.close()
    for day in range(7):
        mine.context.clock.set_fixed_time(NOW + timedelta(days=day))
        mine.unlocked(place)
        mine.answer("1.1.1", SAID[day % 2])
        mine.page.close()
    later = NOW + timedelta(days=7)
    monkeypatch.setattr(timezone, "now", lambda: later)
    mine.context.clock.set_fixed_time(later)
    mine.on_line()
    page = mine.unlocked(place)
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("link", name="Đăng nhập")).to_be_visible()
    mine.signed_in()
    mine.sent()
    captured = [note.captured_at for note in inspections.visit(place).devices.values()]
    assert captured == [NOW + timedelta(days=day) for day in range(7)]
    assert inspections.visit(place).answers["1.1.1"].answer is Answer.YES


def test_notes_of_one_post_are_not_sent_by_another(tablet: Give, place: int) -> None:
    mine = tablet()
    page = mine.prepared(place)
    mine.answer("1.1.1", Answer.YES)
    mine.signed_in(TEAM[1])
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="“Thanh tra viên”")).to_be_visible()
    assert _received(place) == set()


def test_a_wrong_pin_opens_nothing_and_a_forgotten_one_ends_in_a_wiped_tablet(tablet: Give, place: int) -> None:
    mine = tablet()
    mine.prepared(place)
    mine.answer("1.1.1", Answer.YES)
    mine.page.close()
    page = mine.opened(place)
    for _ in range(5):
        page.get_by_role("textbox", name="Mã PIN").fill("không phải mã này")
        page.get_by_role("button", name="Mở", exact=True).click()
        expect(page.get_by_role("alert").filter(has_text="Mã PIN này không mở được")).to_be_visible()
    page.get_by_role("textbox", name="Mã PIN").fill(PIN)
    page.get_by_role("button", name="Mở", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="giây nữa")).to_be_visible()
    page.get_by_text("Tôi quên mã").click()
    page.get_by_label("gõ XÓA").fill("xóa")
    page.get_by_role("button", name="Xóa sạch máy này").click()
    expect(page.get_by_role("button", name="Đặt mã")).to_be_visible()
    assert mine.lies_there()["notes"] == []
    assert page.url.endswith(OFFLINE)


WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
DRESS = "([theme, contrast]) => Object.assign(document.documentElement.dataset, { theme, contrast })"


def _readable(page: Page) -> None:
    """Unfold all, and let axe look at it on two grounds; nothing scrolls sideways."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for ground in (["light", "normal"], ["dark", "more"]):
        page.evaluate(DRESS, ground)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{ground} {found.generate_report()}"
    assert page.evaluate(WIDE) <= 0


def test_everyone_can_read_every_screen_on_a_small_one(tablet: Give, place: int) -> None:
    mine = tablet(width=320)
    page = mine.opened()
    expect(page.get_by_role("button", name="Đặt mã")).to_be_visible()
    _readable(page)
    page.close()
    page = mine.prepared(place)
    mine.answer("2.1.2", Answer.PARTLY)
    page.evaluate(ALTER, "notes")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("button", name="Để riêng ghi chú này")).to_be_visible()
    _readable(page)
    page.get_by_role("button", name="Mọi đơn vị").click()
    expect(page.get_by_role("heading", name="Có thể mang theo")).to_be_visible()
    _readable(page)
    page.close()
    page = mine.opened(place)
    expect(page.get_by_role("button", name="Mở", exact=True)).to_be_visible()
    _readable(page)
