"""Feedback and slips walked through with scripts switched off: each by who is there for it, on the pages they have."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from sites.town import Town

Visit = Callable[..., Page]
TOLD = [
    "Tiếp nhận",
    "Phân loại",
    "Chuyển cơ quan phải trả lời",
    "Đã trả lời",
    "Công khai trả lời",
    "Người gửi đánh giá",
    "Mở lại",
]


def test_a_call_is_answered_published_and_opened_again(visit: Visit, changing_town: Town) -> None:
    page = visit("/ban/phan-anh/", who="mot-cua", java_script_enabled=False)
    page.get_by_role("link", name="Ghi nhận phản ánh").click()
    expect(page.get_by_label("Kênh")).to_have_value("hotline")
    expect(page.get_by_label("Đến lúc")).to_have_value("2022-10-10T10:52")
    page.get_by_label("Số gọi đến").fill("0227 3456 789")
    page.get_by_label("Họ và tên").fill("Người Gọi Mẫu")
    page.get_by_role("button", name="Ghi nhận").click()
    expect(page.get_by_role("alert")).to_contain_text("Nội dung phản ánh: cần ghi ô này")
    expect(page.get_by_label("Họ và tên")).to_have_value("Người Gọi Mẫu")
    page.get_by_label("Nội dung phản ánh").fill("Hồ sơ trả chậm, không ai báo.")
    page.get_by_role("button", name="Ghi nhận").click()
    expect(page.get_by_label("Tình trạng phản ánh")).to_contain_text("Chờ phân loại")
    page.get_by_role("link", name="Phân loại").click()
    page.get_by_label("Đây là").select_option("Phản ánh, kiến nghị")
    page.get_by_role("button", name="Phân loại").click()
    page.get_by_role("link", name="Chuyển xử lý").click()
    page.get_by_label("Cơ quan phải trả lời").select_option("Huyện Mẫu")
    page.get_by_role("button", name="Chuyển xử lý").click()
    expect(page.get_by_label("Tình trạng phản ánh")).to_contain_text("Đang trả lời")
    case = page.url

    page = visit(case, who="chuyen-vien", java_script_enabled=False)
    page.get_by_role("link", name="Trả lời", exact=True).click()
    page.get_by_label("Nội dung trả lời người gửi").fill("Xin lỗi ông Người Gọi Mẫu; hồ sơ đã trả.")
    page.get_by_role("button", name="Trả lời").click()
    expect(page.get_by_label("Tình trạng phản ánh")).to_contain_text("Trước hạn")

    page = visit(case, who="lanh-dao", java_script_enabled=False)
    page.get_by_role("link", name="Công khai trả lời").click()
    page.get_by_label("Nội dung hỏi").fill("Hồ sơ trả chậm.")
    page.get_by_role("button", name="Công khai trả lời").click()
    expect(page.get_by_role("alert")).to_contain_text("nội dung này cho biết người gửi là ai")
    page.get_by_label("Trả lời", exact=True).fill("Cơ quan đã xin lỗi và trả hồ sơ.")
    page.get_by_role("button", name="Công khai trả lời").click()
    expect(page.get_by_role("heading", name="Công khai trả lời")).to_be_visible()

    page = visit(case, who="mot-cua", java_script_enabled=False)
    page.get_by_role("link", name="Ghi đánh giá của người gửi").click()
    page.get_by_label("Người gửi", exact=True).select_option("Chưa hài lòng")
    page.get_by_role("button", name="Ghi đánh giá của người gửi").click()
    page.get_by_role("link", name="Mở lại").click()
    page.get_by_label("Trả lời còn thiếu điều gì").fill("Chưa nói vì sao chậm.")
    page.get_by_role("button", name="Mở lại").click()
    expect(page.get_by_label("Tình trạng phản ánh")).to_contain_text("Đang trả lời")
    expect(page.locator(".line li h3")).to_have_text(TOLD)


def test_a_slip_of_paper_is_entered_by_the_keyboard_alone(visit: Visit, changing_town: Town) -> None:
    page = visit("/ban/hai-long/nhap/", who="van-thu")
    expect(page.get_by_label("1. Thời gian giải quyết so với thời gian hẹn")).to_be_focused()
    for digit in "454345454545":
        page.keyboard.type(digit)
        page.keyboard.press("Tab")
    expect(page.get_by_label("Ý kiến viết tay")).to_be_focused()
    record = page.get_by_role("button", name="Ghi nhận, phiếu tiếp")
    expect(record).to_have_attribute("accesskey", "l")
    record.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Đã ghi nhận phiếu số")
    page.get_by_role("link", name="Về trang chỉ số").click()
    expect(page.get_by_text("13 phiếu đã trả lời.")).to_be_visible()
