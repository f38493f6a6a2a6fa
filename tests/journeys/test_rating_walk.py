"""A person rates the service with the slip in hand, on a tablet, or by a link; a poor slip is told what it lacks."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from journeys.test_access import sideways, violations
from motcua.services.surveys import models
from motcua.services.surveys import public as surveys
from sites.test_fees import money
from sites.test_rated import sipas
from sites.test_rating import returned
from sites.town import Town

__all__ = ["money"]

Visit = Callable[..., Page]


def choose(page: Page, place: int, answer: str) -> None:
    page.locator(f"input[name=c{place}]").first.locator("xpath=ancestor::fieldset").get_by_label(
        answer, exact=True
    ).check()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_returned_result_is_rated_by_its_slip_once(money: Town, visit: Visit, width: int) -> None:
    """At 390 pixels without JavaScript."""
    code, secret = returned(money)
    scripted = width > 400
    person = visit("/danh-gia/", width=width, java_script_enabled=scripted)
    person.get_by_label("Mã hồ sơ", exact=True).fill(code)
    person.get_by_label("Mã bí mật trên giấy").fill(secret)
    person.get_by_role("button", name="Mở phiếu hỏi").click()
    assert code not in person.url
    assert secret not in person.url
    person.get_by_label("Khi nhận kết quả").check()
    choose(person, 1, "Rất hài lòng")
    person.get_by_label("Ý kiến khác").fill("Xin cảm ơn")
    person.get_by_role("button", name="Gửi câu trả lời").click()
    expect(person.get_by_role("alert").get_by_role("link")).to_have_count(2)
    expect(person.get_by_label("Ý kiến khác")).to_have_value("Xin cảm ơn")
    expect(person.get_by_label("Khi nhận kết quả")).to_be_checked()
    if scripted:
        assert not (said := violations(person)), said
        assert sideways(person) <= 0
        small = person.evaluate(
            """() => [...document.querySelectorAll('.choices label, .rate button')]
                .filter(one => one.getBoundingClientRect().height < 44).length"""
        )
        assert small == 0
    choose(person, 6, "Bình thường")
    choose(person, 12, "Hài lòng")
    other = person.context.new_page()  # the questions stand open a second time
    other.goto("/danh-gia/")
    person.get_by_role("button", name="Gửi câu trả lời").click()
    expect(person.get_by_role("heading", name="Đã ghi nhận câu trả lời")).to_be_visible()
    other.get_by_label("Khi nhận kết quả").check()
    for place in (1, 6, 12):
        choose(other, place, "Không hài lòng")
    other.get_by_role("button", name="Gửi câu trả lời").click()
    expect(other.get_by_role("alert")).to_contain_text("không có phiếu thứ hai")
    assert sorted(models.Answer.objects.order_by("-pk")[:3].values_list("value", flat=True)) == [3, 4, 5]


def test_an_officer_hands_the_tablet_over_signed_out(money: Town, visit: Visit) -> None:
    code, _ = returned(money)
    tablet = visit(f"/ban/ho-so/{code}/", who="mot-cua", width=820)
    tablet.get_by_role("link", name="Mời người nộp hồ sơ đánh giá").click()
    expect(tablet.get_by_label("Mã hồ sơ")).to_have_value(code)
    tablet.get_by_role("button", name="Mở trên máy này và đăng xuất tôi").click()
    assert code not in tablet.content()
    assert not (said := violations(tablet)), said
    for place in (1, 6, 12):
        choose(tablet, place, "Hài lòng")
    tablet.get_by_role("button", name="Gửi câu trả lời").click()
    expect(tablet.get_by_text("Xin đưa lại máy cho công chức")).to_be_visible()
    tablet.goto("/ban/")
    expect(tablet.get_by_role("button", name="Đăng nhập")).to_be_visible()


def test_the_square_code_is_shown_once_and_opens_the_questions(money: Town, visit: Visit) -> None:
    code, _ = returned(money)
    officer = visit(f"/danh-gia/quay/?ma={code}", who="mot-cua")
    officer.get_by_role("button", name="Hiện mã vuông").click()
    link = officer.locator("figcaption").inner_text().strip()
    expect(officer.locator("svg.qr")).to_be_visible()
    assert not (said := violations(officer)), said
    officer.reload()
    expect(officer.locator("svg.qr")).to_have_count(0)
    person = visit(link, width=390, java_script_enabled=False)
    expect(person.get_by_role("button", name="Gửi câu trả lời")).to_be_visible()
    assert code not in person.content()


def test_too_few_answers_are_hidden_in_public(money: Town, visit: Visit) -> None:
    sipas(money.commune, 9)
    where = "/danh-gia/ket-qua/?don-vi=12472&tu=01/08/2022&den=31/08/2022&dot=SIPAS-2022"
    person = visit(where, width=390)
    expect(person.get_by_text("Quá ít người trả lời để công bố")).to_be_visible()
    expect(person.locator("figure.chart")).to_have_count(0)
    assert "66," not in person.content()
    assert not (said := violations(person)), said
    person.goto("/danh-gia/ket-qua/")
    expect(person.locator("figure.chart svg[role=img]")).to_be_visible()
    expect(person.get_by_text("12 phiếu đã trả lời")).to_be_visible()
    assert sideways(person) <= 0


def test_a_poor_slip_is_told_what_it_lacks_and_issued(money: Town, visit: Visit) -> None:
    officer = visit("/ban/hai-long/mau/", who="cchc", java_script_enabled=False)
    for place in range(3, 13):
        officer.locator(f"#f-text_{place}").fill("")
    officer.get_by_label("Số văn bản ban hành").fill("12/QĐ-UBND")
    officer.get_by_label("Dùng từ ngày").fill("11/10/2022")
    officer.get_by_role("button", name="Xem trước").click()
    side = officer.get_by_role("complementary", name="Phiếu còn thiếu gì")
    expect(side).to_contain_text("Mẫu phiếu còn ít thông tin, chưa đảm bảo theo quy định.")
    expect(side).to_contain_text("6. Thái độ của cán bộ, công chức, viên chức")
    expect(side).to_contain_text("cách hiểu của chương trình")
    officer.get_by_role("button", name="Ban hành mẫu phiếu này").click()
    expect(officer.get_by_role("status")).to_contain_text("dùng từ 11/10/2022")
    issued = surveys.by_id(models.Slip.objects.latest("pk").pk)
    assert issued is not None
    assert [one.code for one in issued.slip.questions] == ["1", "2"]
