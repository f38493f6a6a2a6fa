"""A conclusion in a browser, without a script: stated, signed, published, opened and checked by anyone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from motcua.reform.inspections import public as inspections
from sites.town import Town

Visit = Callable[..., Page]


def test_from_the_first_statement_to_the_check_of_the_paper(visit: Visit, changing_town: Town) -> None:
    told = changing_town.inspected.told
    officer = visit(f"/giam-sat/kiem-tra/{told}/", who="cchc", width=390, java_script_enabled=False)
    officer.get_by_role("link", name="Kết luận", exact=True).click()
    officer.get_by_role("link", name="Thêm đề mục").click()
    officer.get_by_label("Đề mục").fill("Tại xã Mẫu Một")
    officer.get_by_role("checkbox", name="Xã Mẫu Một").check()
    officer.get_by_role("button", name="Lưu").click()
    officer.get_by_role("link", name="Thêm nhận định").click()
    officer.get_by_label("Nội dung", exact=True).fill("Xã đã tiếp nhận {tiep_nhan} hồ sơ.")
    officer.get_by_label("Tên trong nội dung").first.fill("tiep_nhan")
    officer.get_by_label("Chỉ tiêu").first.select_option("received.total")
    officer.get_by_role("button", name="Lưu").click()
    expect(officer.get_by_role("link", name="7", exact=True)).to_be_visible()

    head = visit(officer.url, who="thanh-tra")
    head.get_by_role("link", name="Ký kết luận").click()
    head.get_by_label("Số", exact=True).fill("60/TB-UBND")
    head.get_by_role("button", name="Ký kết luận").click()
    head.get_by_role("link", name="Đăng công khai").click()
    head.get_by_label("Tiêu đề").fill("Kiểm tra tại xã Mẫu Một")
    head.get_by_role("button", name="Đăng").click()
    expect(head.get_by_role("link", name="Kiểm tra tại xã Mẫu Một")).to_be_visible()

    citizen = visit("/kiem-tra/", width=390, java_script_enabled=False)
    citizen.get_by_role("link", name="Kiểm tra công tác cải cách hành chính tại các xã năm 2022").click()
    citizen.get_by_role("link", name="7", exact=True).click()
    expect(citizen.get_by_role("heading", name="7", exact=True)).to_be_visible()
    sealed = inspections.conclusion(told).sealed
    assert sealed is not None
    citizen.goto(citizen.url.partition("/so-lieu/")[0] + "/doi-chieu/")
    citizen.get_by_label("Mã băm", exact=True).fill(sealed.digest[:16])
    citizen.get_by_role("button", name="Đối chiếu").click()
    expect(citizen.get_by_text("Khớp. Văn bản của ông/bà đúng là nội dung đã ký.")).to_be_visible()
