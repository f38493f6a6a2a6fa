"""
A citizen finds a procedure, files it, pays, follows it to its result and rates it; on a telephone and without a script.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from files import samples
from journeys.test_access import sideways, violations
from motcua.services.dossiers import public as dossiers
from motcua.services.filing import public as filing
from motcua.services.intake.public import PaperLine
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Form, Question
from motcua.services.procedures.public import Page as FormPage
from sites.town import BIRTH, NOW, Town
from sites.town_catalogue import BIRTHS

SAID = {"by": "post/1", "at": NOW}
FORM = Form((FormPage("con", "Đứa trẻ", (Question("ten", "Họ tên của trẻ"),)),), illustrative=True)


@pytest.fixture
def offered(changing_town: Town) -> Town:
    procedures.ask(code=BIRTH, asked=BIRTHS, on=date(2022, 10, 1), **SAID)
    procedures.lay_down_form(code=BIRTH, form=FORM, on=date(2022, 10, 1), **SAID)
    procedures.offer(unit=changing_town.district.key, procedure=BIRTH, on=date(2022, 10, 1), level_new="full", **SAID)
    return changing_town


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    place = tmp_path / "anh.jpg"
    place.write_bytes(samples.jpeg())
    return place


def go_on(page: Page, *, looked: bool = False) -> None:
    """Go on to the next page, after axe looked this one over."""
    if looked:
        assert not (said := violations(page)), said
        assert sideways(page) <= 0
    page.get_by_role("button", name="Tiếp tục").click()


def fill(page: Page, photograph: Path, *, looked: bool) -> None:
    """Answer page after page until all is looked over."""
    page.get_by_label("Trẻ em có Giấy chứng sinh").check()
    go_on(page, looked=looked)
    page.get_by_label("Họ và tên").fill("Người Mẹ Mẫu")
    page.get_by_label("Số định danh").fill("034188000417")
    go_on(page, looked=looked)
    page.get_by_label("Điện thoại").fill("0900 000 123")
    go_on(page, looked=looked)
    page.get_by_label("Không, hồ sơ của tôi").check()
    go_on(page, looked=looked)
    page.get_by_label("Họ tên của trẻ").fill("Bé Mẫu")
    go_on(page, looked=looked)
    for name in ("Tờ khai đăng ký khai sinh", "Giấy chứng sinh"):
        page.get_by_role("heading", name=name, level=1).wait_for()
        page.get_by_label("Ảnh chụp hoặc tệp").set_input_files(photograph)
        go_on(page, looked=looked)
    page.get_by_label("Không, tôi nộp đủ").check()
    go_on(page, looked=looked)
    page.get_by_label("Tôi nhận tại quầy").check()
    go_on(page, looked=looked)
    page.get_by_role("heading", name="Xem lại", level=1).wait_for()


def begin(page: Page, town: Town) -> None:
    page.get_by_label(town.district.name).check()
    page.get_by_role("button", name="Bắt đầu").click()
    page.get_by_role("link", name="Bắt đầu").click()


@pytest.mark.parametrize(("width", "script"), [(1280, True), (390, True), (390, False)])
def test_a_birth_is_found_filed_paid_followed_to_its_result_and_rated(
    visit: Callable[..., Page], offered: Town, photograph: Path, width: int, script: bool
) -> None:
    page = visit("/thu-tuc/?tim=khai+sinh", width=width, java_script_enabled=script)
    page.get_by_role("link", name="Đăng ký khai sinh").first.click()
    page.get_by_role("complementary", name="Tóm tắt").get_by_role("link", name="Nộp trực tuyến").click()
    begin(page, offered)
    fill(page, photograph, looked=script and width == 390)
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    page.get_by_text("Hồ sơ đã gửi và đang chờ xem.").wait_for()
    number = page.url.strip("/").split("/")[-1]
    assert [len(line.files) for line in _papers(int(number))] == [1, 1]
    page.get_by_label("Ảnh hoặc tệp thể hiện việc chuyển khoản").set_input_files(photograph)
    if script and width == 390:
        assert not (said := violations(page)), said
    page.get_by_role("button", name="Gửi chứng từ").click()
    page.get_by_text("chờ người thứ hai").first.wait_for()

    desk = visit(reverse("counter"), who="mot-cua", width=1280)
    desk.get_by_role("button", name="Nhận xem Người Mẹ Mẫu").click()
    expect(desk.locator("#f-name")).to_have_value("Người Mẹ Mẫu")
    desk.get_by_role("button", name="Nhận, in giấy hẹn").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Đã tiếp nhận")

    page.goto(f"/nop-ho-so/{number}/")
    page.get_by_text("Cơ quan đã tiếp nhận").wait_for()
    code = page.locator("a.code").first.inner_text()
    desk.goto(reverse("till"))
    desk.get_by_role("link", name=code).click()
    desk.get_by_role("button", name="Duyệt", exact=True).click()
    desk.get_by_text("được tính").first.wait_for()
    page.reload()
    page.get_by_text("được tính").first.wait_for()

    dossiers.finish(code=code, **SAID)
    dossiers.return_result(code=code, **SAID)
    page.get_by_role("link", name=code).click()
    page.get_by_text("Đã trả kết quả").first.wait_for()
    page.goto(f"/nop-ho-so/{number}/")
    page.get_by_role("button", name="Nộp tiền, đề nghị sửa, rút hồ sơ").click()
    page.get_by_role("link", name="Mở phiếu hỏi").click()
    page.get_by_label("Khi nhận kết quả").check()
    for question in page.locator("fieldset").filter(has=page.locator("input[value='4']")).all():
        question.get_by_label("Hài lòng", exact=True).check()
    page.get_by_role("button", name="Gửi câu trả lời").click()
    page.get_by_role("heading", name="Đã ghi nhận câu trả lời").wait_for()


def test_an_upload_goes_on_when_the_line_comes_back(visit: Callable[..., Page], offered: Town, tmp_path: Path) -> None:
    """The line breaks after the first piece; what came is not sent again."""
    large = tmp_path / "lon.jpg"
    large.write_bytes(samples.jpeg())
    page = visit(f"/nop-ho-so/{BIRTH}/moi/", width=390)
    begin(page, offered)
    page.get_by_label("Trẻ em có Giấy chứng sinh").check()
    go_on(page)
    page.goto(page.url.replace("hoi/nguoi-nop", "giay-to/to-khai"))
    pieces: list[str] = []

    def break_once(route: Route) -> None:
        pieces.append(route.request.method)
        if pieces.count("PATCH") == 1 and route.request.method == "PATCH":
            route.abort("connectionreset")
        else:
            route.continue_()

    page.context.route("**/tai-len/**", break_once)
    page.get_by_label("Ảnh chụp hoặc tệp").set_input_files(large)
    page.get_by_role("button", name="Thêm và ở lại trang này").click()
    page.get_by_role("heading", name="Đã gửi").wait_for()
    assert pieces == ["POST", "PATCH", "HEAD", "PATCH"]


def _papers(number: int) -> tuple[PaperLine, ...]:
    view = filing.application(number)
    assert view
    assert view.content
    return view.content.papers
