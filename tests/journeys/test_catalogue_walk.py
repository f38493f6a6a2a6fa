"""An administrator without JavaScript raises a fee, adds a paper and shares out a process anew; an officer reads it."""

import re
from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect

from motcua.services.procedures import public as procedures
from sites.town import BIRTH, COPY, Town

Visit = Callable[..., Page]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("link", name=name).click()


def test_from_a_few_letters_to_what_is_in_force(visit: Visit, changing_town: Town) -> None:
    page = visit("/ban/quan-tri/thu-tuc/", who="quan-tri", java_script_enabled=False)
    page.get_by_label("Vài chữ của tên, hoặc mã").fill("dkks")
    page.keyboard.press("Enter")
    follow(page, BIRTH)
    follow(page, "Tiếp tục bản dự thảo")

    follow(page, "Sửa Lệ phí hộ tịch")
    page.get_by_label("Mức thu, đồng").fill("9000")
    press(page, "Lưu vào bản dự thảo")
    follow(page, "Thêm giấy tờ")
    page.get_by_label("Tên giấy tờ").fill("Giấy cam đoan")
    page.get_by_label("Mã", exact=True).fill("có dấu cách")
    press(page, "Lưu vào bản dự thảo")
    expect(page.get_by_role("alert")).to_contain_text("Mã")
    expect(page.get_by_label("Tên giấy tờ")).to_have_value("Giấy cam đoan")
    page.get_by_label("Mã", exact=True).fill("cam-doan")
    press(page, "Lưu vào bản dự thảo")
    expect(page.get_by_text("Chưa thuộc trường hợp nào")).to_contain_text("Giấy cam đoan")
    page.get_by_label("Có hiệu lực từ").fill("01/11/2022")
    press(page, "Ban hành")
    expect(page.get_by_role("heading", name="Yêu cầu của thủ tục vào")).to_contain_text("01/11/2022")
    expect(page.get_by_text("9.000")).to_be_visible()
    assert procedures.asked(BIRTH, on=date(2022, 10, 31)).papers == ()

    follow(page, "Sửa quy trình")
    follow(page, "Phân bổ thời gian")
    page.get_by_label("Thẩm định, dự thảo kết quả").fill("65")
    press(page, "Lưu vào bản dự thảo")
    expect(page.get_by_text("đang là 105")).to_be_visible()
    press(page, "Ban hành")
    expect(page.get_by_role("alert")).to_be_visible()
    follow(page, "Phân bổ thời gian")
    page.get_by_label("Tiếp nhận hồ sơ").fill("5")
    press(page, "Lưu vào bản dự thảo")
    page.get_by_label("Có hiệu lực từ").fill("01/11/2022")
    press(page, "Ban hành")
    expect(page.get_by_role("img", name="Quy trình")).to_be_visible()
    assert [one.share for one in procedures.process_of(BIRTH, unit_key="", on=date(2022, 11, 1)).steps] == [
        5, 65, 20, 10, 0,
    ]  # fmt: skip

    officer = visit(page.url.removeprefix(page.url.split("/ban/")[0]), who="mot-cua")
    expect(officer.get_by_text("65").first).to_be_visible()
    expect(officer.get_by_role("link", name="Chuẩn bị sửa đổi")).to_have_count(0)


def test_a_form_from_its_first_page_to_what_is_in_force(visit: Visit, changing_town: Town) -> None:
    page = visit("/ban/quan-tri/thu-tuc/", who="quan-tri", java_script_enabled=False)
    page.get_by_label("Vài chữ của tên, hoặc mã").fill(COPY)
    page.keyboard.press("Enter")
    follow(page, COPY)
    follow(page, "Soạn biểu mẫu điện tử")
    follow(page, "Thêm trang")
    page.get_by_label("Tên trang").fill("Bản sao")
    press(page, "Lưu vào bản dự thảo")
    follow(page, "Thêm câu hỏi")
    page.get_by_label("Nội dung hỏi", exact=True).fill("Nhận qua bưu chính")
    page.get_by_label("Trả lời bằng").select_option("yes_no")
    press(page, "Lưu vào bản dự thảo")
    follow(page, "Thêm câu hỏi")
    page.get_by_label("Nội dung hỏi", exact=True).fill("Gửi về địa chỉ nào")
    page.get_by_label("Chỉ hỏi khi câu hỏi").select_option(label="Nhận qua bưu chính")
    press(page, "Lưu vào bản dự thảo")
    follow(page, "Thêm nhóm câu hỏi")
    page.get_by_label("Tên nhóm").fill("Giấy tờ cần sao")
    page.get_by_label("Trả lời nhiều lần").check()
    page.get_by_label("Nhiều nhất mấy lần").fill("2")
    press(page, "Lưu vào bản dự thảo")
    expect(page.get_by_text("mỗi nhóm phải có ít nhất một câu hỏi")).to_be_visible()
    follow(page, "Thêm câu hỏi Giấy tờ cần sao")
    page.get_by_label("Nội dung hỏi", exact=True).fill("Tên giấy tờ")
    press(page, "Lưu vào bản dự thảo")
    press(page, "Lên Giấy tờ cần sao")
    expect(page.locator("ol.items > li b").nth(1)).to_have_text("Giấy tờ cần sao")

    follow(page, "Xem thử")
    page.get_by_label("Có", exact=True).check()
    press(page, "Thêm một mục Giấy tờ cần sao")
    page.get_by_label("Tên giấy tờ").fill("Giấy khai sinh")
    press(page, "Khai thử")
    expect(page.get_by_role("alert")).to_contain_text("Gửi về địa chỉ nào")
    expect(page.get_by_label("Tên giấy tờ")).to_have_value("Giấy khai sinh")
    page.get_by_label("Gửi về địa chỉ nào").fill("Thôn Mẫu")
    press(page, "Khai thử")
    expect(page.get_by_text("Câu trả lời được đọc như sau")).to_be_visible()

    follow(page, "Về bản dự thảo")
    page.get_by_label("Có hiệu lực từ").fill("01/11/2022")
    press(page, "Ban hành")
    form = procedures.form_of(COPY, on=date(2022, 11, 1))
    assert form
    assert [one.code for _, _, one in form.questions()] == ["nhan-qua-buu-chinh", "ten-giay-to", "gui-ve-dia-chi-nao"]
    assert procedures.form_of(COPY, on=date(2022, 10, 31)) is None
