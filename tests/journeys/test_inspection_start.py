"""The start of an inspection in a browser, without a script: a plan, an inspection by it, its decision, its notice."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from motcua.reform.inspections import public as inspections
from sites.town import Town

Visit = Callable[..., Page]


def test_from_the_plan_to_the_notice(visit: Visit, changing_town: Town) -> None:
    town = changing_town
    officer = visit("/giam-sat/kiem-tra/", who="cchc", width=390, java_script_enabled=False)
    officer.get_by_role("link", name="Lập kế hoạch").click()
    officer.get_by_label("Năm kế hoạch").fill("2022")
    officer.get_by_label("Mục đích, yêu cầu").fill("Đánh giá việc giải quyết hồ sơ đất đai")
    officer.get_by_label("Số liệu từ ngày").fill("01/07/2022")
    officer.get_by_label("Số liệu đến ngày").fill("30/09/2022")
    officer.get_by_role("checkbox", name="Xã Mẫu Một").check()
    officer.get_by_label("Ngày kiểm tra, Xã Mẫu Một").fill("8/11/2022")
    officer.get_by_label("Thành viên 1", exact=True).select_option(label="Thanh tra viên")
    officer.get_by_role("button", name="Lưu dự thảo").click()
    expect(officer.get_by_role("cell", name="08/11/2022")).to_be_visible()

    leader = visit(officer.url, who="lanh-dao")
    leader.get_by_label("Số", exact=True).fill("20/KH-UBND")
    leader.get_by_role("button", name="Ban hành kế hoạch").click()
    expect(leader.get_by_text("Kế hoạch số 20/KH-UBND ngày 10/10/2022")).to_be_visible()

    officer.reload()
    officer.get_by_role("link", name="Mở cuộc kiểm tra theo kế hoạch này").click()
    expect(officer.get_by_label("Ngày kiểm tra, Xã Mẫu Một")).to_have_value("08/11/2022")
    officer.get_by_role("button", name="Mở cuộc kiểm tra").click()
    expect(officer.get_by_role("link", name="Quyết định kiểm tra")).to_be_visible()

    leader.goto(officer.url)
    leader.get_by_role("link", name="Quyết định kiểm tra").click()
    leader.get_by_label("Số", exact=True).fill("91/QĐ-UBND")
    leader.get_by_role("button", name="Ký quyết định").click()
    leader.get_by_role("link", name="Thông báo lịch kiểm tra").click()
    leader.get_by_label("Số", exact=True).fill("725/UBND-NV")
    leader.get_by_label("Ngày", exact=True).fill("4/11/2022")
    leader.get_by_role("button", name="Gửi thông báo").click()
    expect(
        leader.get_by_role("link", name="Ngày: thông báo trước ngày kiểm tra đầu tiên ít nhất 5 ngày")
    ).to_be_visible()
    leader.get_by_label("Ngày", exact=True).fill("10/10/2022")
    leader.get_by_role("button", name="Gửi thông báo").click()
    expect(leader.get_by_text("số 725/UBND-NV ngày 10/10/2022")).to_be_visible()
    expect(leader.get_by_text("hôm nay đang có hiệu lực")).to_be_visible()

    [opened] = inspections.plan(latest_plan(town)).inspections
    assert inspections.inspection(opened).notified is not None


def latest_plan(town: Town) -> int:
    """Give the id of the plan that was drafted last."""
    return max(one.id for one in inspections.plans([town.district.id]))
