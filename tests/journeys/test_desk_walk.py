"""Whole ways through the desk: from the counter to the returned result, and those that go late or come back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Role
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import State
from motcua.services.procedures import public as procedures
from sites.test_counter import ASKED, CARD
from sites.town import BIRTH, BY, FOUNDED, NOW, Town

Visit = Callable[..., Page]


def state(code: str) -> State:
    found = dossiers.brief(code)
    assert found
    return found.state


def act(page: Page, name: str, **entries: str) -> None:
    """Open an act from the dossier, fill in what it asks, and do it."""
    page.get_by_role("navigation", name="Việc có thể làm bây giờ").get_by_role("link", name=name, exact=True).click()
    for label, text in entries.items():
        field = page.locator(f"[name={label}]")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    page.locator("main form[method=post] button.btn:not([type=button])").first.click()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_birth_is_registered_from_the_counter_to_the_returned_result(
    changing_town: Town, visit: Visit, width: int
) -> None:
    """In a small commune one post takes it in, works on it, issues and returns; the district's leader signs."""
    procedures.ask(code=BIRTH, asked=ASKED, on=NOW.date(), by=BY, at=NOW)
    (post,) = accounts.posts_of(accounts.User.objects.get(username="xa-mot"))
    for role in (Role.SPECIALIST, Role.CLERK):
        accounts.grant(post_id=post.id, role=role, on=FOUNDED, by=BY, at=NOW)
    officer = visit("/ban/tiep-nhan/", who="xa-mot", width=width)
    officer.get_by_role("button", name="Người kế tiếp").click()
    officer.locator("#f-procedure").fill("khai sinh")
    officer.keyboard.press("Enter")
    officer.get_by_text("Thông thường").click()
    officer.locator("#f-scan").fill(CARD)
    officer.keyboard.press("Enter")
    expect(officer.locator("#f-name")).to_have_value("NGUYỄN THỊ MẪU")
    officer.get_by_role("button", name="Nhận, in giấy hẹn").click()
    code = officer.locator(".done .code").inner_text()
    expect(officer.get_by_role("link", name="In giấy hẹn")).to_be_visible()
    officer.get_by_role("link", name="Mở hồ sơ").click()
    act(officer, "Chuyển bước", note="")
    act(officer, "Chuyển bước", note="trình ký")
    leader = visit(f"/ban/ho-so/{code}/", who="lanh-dao", width=width)
    act(leader, "Ký quyết định", note="")
    act(leader, "Chuyển bước", note="")
    officer.reload()
    act(officer, "Đã có kết quả")
    assert state(code) is State.READY
    act(officer, "Trả kết quả", paper="card", proof="identity", owing="nộp sau qua chuyển khoản")
    assert state(code) is State.RETURNED
    expect(officer.get_by_role("region", name="Việc trả kết quả")).to_contain_text("Chính người nộp hồ sơ")
    citizen = visit(f"/ho-so/{code}/", width=width)
    expect(citizen.locator("main")).to_contain_text("Đã trả kết quả")


def test_a_land_dossier_goes_late_and_the_citizen_is_told_so(changing_town: Town, visit: Visit) -> None:
    code = changing_town.late
    leader = visit(f"/ban/ho-so/{code}/", who="lanh-dao")
    act(leader, "Xin lỗi và hẹn lại ngày trả", to="20/10/2022", reason="đo đạc lại thửa đất")
    expect(leader.locator("[role=alert]")).to_be_visible()  # it comes after the due day, so no day moves any more
    leader.goto(f"/ban/ho-so/{code}/")
    act(leader, "Xin lỗi", reason="đo đạc lại thửa đất")
    leader.goto(f"/ban/giay-to/{code}/")
    leader.get_by_role("button", name="Phiếu xin lỗi và hẹn lại").click()
    expect(leader.get_by_role("link", name="Phiếu xin lỗi và hẹn lại", exact=True)).to_be_visible()
    view = dossiers.public_status(code, at=NOW)
    assert view
    assert (view.apologies, view.extensions, view.standing) == (1, 0, "overdue")


def test_completion_is_asked_once_and_again_with_the_leaders_consent(changing_town: Town, visit: Visit) -> None:
    code = changing_town.late
    specialist = visit(f"/ban/ho-so/{code}/", who="chuyen-vien")
    act(specialist, "Mở xử lý")
    act(specialist, "Yêu cầu bổ sung", what_1="Tờ khai chưa ký", basis_1="khoản 1 Điều 9")
    assert state(code) is State.WAITING_CITIZEN
    counter = visit(f"/ban/ho-so/{code}/", who="mot-cua")
    act(counter, "Nhận hồ sơ bổ sung")
    specialist.goto(f"/ban/ho-so/{code}/")
    act(specialist, "Yêu cầu bổ sung", what_1="Thiếu bản vẽ", basis_1="khoản 2 Điều 9")
    assert state(code) is State.PROCESSING
    leader = visit(f"/ban/ho-so/{code}/", who="lanh-dao")
    leader.get_by_role("link", name="Chấp thuận yêu cầu bổ sung lần nữa").click()
    expect(leader.locator("main")).to_contain_text("Thiếu bản vẽ")
    leader.get_by_role("button", name="Chấp thuận và gửi").click()
    assert state(code) is State.WAITING_CITIZEN
    status = dossiers.public_status(code, at=NOW)
    assert status
    assert status.repeated_requests == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_a_leader_apologises_from_the_list_of_what_is_late(changing_town: Town, visit: Visit, width: int) -> None:
    leader = visit("/ban/tre-han/", who="lanh-dao", width=width)
    leader.locator(f"[id='c-{changing_town.late}']").check()
    leader.locator("#f-reason").fill("đo đạc lại thửa đất")
    leader.get_by_role("button", name="Gửi phiếu xin lỗi").click()
    expect(leader.get_by_role("alert")).to_contain_text("ngày cuối cùng được gia hạn")
    leader.get_by_label("Chỉ xin lỗi").check()
    leader.get_by_role("button", name="Gửi phiếu xin lỗi").click()
    expect(leader.get_by_role("status")).to_contain_text("đã gửi 1 phiếu xin lỗi")


def test_a_change_is_seen_by_the_next_person_within_a_second(changing_town: Town, visit: Visit) -> None:
    code = changing_town.late
    officer, listed = visit(f"/ban/ho-so/{code}/", who="mot-cua"), visit("/ban/", who="mot-cua")
    for page in (officer, listed):
        expect(page.get_by_text("Có thay đổi")).to_be_hidden()
    leader = visit(f"/ban/ho-so/{code}/", who="lanh-dao")
    act(leader, "Xin lỗi", reason="đo đạc lại thửa đất")
    for page in (officer, listed):
        expect(page.get_by_text("Có thay đổi")).to_be_visible(timeout=1_500)
    officer.get_by_role("link", name="Tải lại").click()
    expect(officer.locator("main")).to_contain_text("đo đạc lại thửa đất")


def test_a_list_is_walked_with_the_keyboard_alone(changing_town: Town, visit: Visit) -> None:
    page = visit("/ban/", who="mot-cua")
    codes = page.locator("main table a.open").all_inner_texts()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("main .bar .code")).to_have_text(codes[1])
    page.goto("/ban/")
    page.keyboard.press("/")
    page.keyboard.type(codes[0])
    page.keyboard.press("Enter")
    expect(page.locator("main .bar .code")).to_have_text(codes[0])
