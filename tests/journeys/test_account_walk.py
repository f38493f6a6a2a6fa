"""A citizen opens an account and finds a dossier there; another takes a result home with the slip and a code."""

from collections.abc import Callable, Iterator

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.test.utils import override_settings
from playwright.sync_api import Page, expect

from journeys.test_access import violations
from motcua.foundation.accounts.models import Applicant
from motcua.services.dossiers.public import Brief
from sites.test_applicants import EMAIL, PASSWORD, code_sent, identify, issued, reached
from sites.test_mine import printed
from sites.test_results import desk

__all__ = ["desk", "issued"]

Visit = Callable[..., Page]


@pytest.fixture(autouse=True)
def post() -> Iterator[None]:
    """Let e-mail be sent, and every walk ask as often as the first."""
    cache.clear()
    mail.outbox.clear()
    with override_settings(EMAIL_HOST="mail.mau.example"):
        yield
    cache.clear()


def checked(page: Page, width: int) -> None:
    """A page is readable by everybody, and scrolls no way but down; axe needs a script."""
    if width > 400:
        assert not (said := violations(page)), said
    else:
        scrolls = page.locator("body").bounding_box()
        assert scrolls
        assert scrolls["width"] <= width


@pytest.mark.parametrize("width", [1280, 390])
def test_an_account_is_opened_and_shows_its_dossiers(issued: Brief, visit: Visit, width: int) -> None:
    citizen = visit("/", width=width, java_script_enabled=width > 400)
    citizen.get_by_role("link", name="Đăng nhập tài khoản").click()
    citizen.get_by_role("link", name="Mở tài khoản").click()
    citizen.get_by_label("Họ và tên").fill("Người nộp")
    citizen.get_by_label("Thư điện tử").fill(EMAIL)
    citizen.get_by_label("Mật khẩu").fill("ngắn")
    citizen.get_by_role("button", name="Gửi mã cho tôi").click()
    expect(citizen.get_by_role("alert")).to_contain_text("mật khẩu quá ngắn")
    expect(citizen.get_by_label("Thư điện tử")).to_have_value(EMAIL)
    checked(citizen, width)
    citizen.get_by_label("Mật khẩu").fill(PASSWORD)
    citizen.get_by_role("button", name="Gửi mã cho tôi").click()
    expect(citizen.get_by_role("heading", name="Nhập mã")).to_be_visible()
    checked(citizen, width)
    citizen.get_by_label("Mã gồm sáu chữ số").fill(code_sent())
    citizen.get_by_role("button", name="Xác nhận và mở tài khoản").click()
    expect(citizen.get_by_role("heading", name="Tài khoản của tôi")).to_be_visible()
    assert EMAIL not in citizen.url
    checked(citizen, width)
    citizen.get_by_role("button", name="Đăng xuất").click()
    citizen.get_by_role("link", name="Đăng nhập tài khoản").click()
    citizen.get_by_label("Thư điện tử").fill(EMAIL)
    citizen.get_by_label("Mật khẩu").fill(PASSWORD)
    citizen.get_by_role("button", name="Đăng nhập").click()
    citizen.get_by_role("link", name="Xem hồ sơ của tôi").click()
    expect(citizen.get_by_text("Chưa nộp hồ sơ nào bằng tài khoản này")).to_be_visible()
    checked(citizen, width)
    identify(Applicant.objects.get().pk)
    citizen.reload()
    checked(citizen, width)
    citizen.get_by_role("link", name=issued.code).click()
    checked(citizen, width)
    with citizen.expect_download() as download:
        citizen.get_by_role("button", name="Tải kết quả").click()
    assert download.value.suggested_filename == f"ket-qua-{issued.code}.pdf"
    citizen.reload()
    expect(citizen.get_by_role("heading", name="Đã tải về")).to_be_visible()
    citizen.get_by_role("link", name="Tài khoản của tôi").first.click()
    checked(citizen, width)
    citizen.get_by_role("link", name="Đóng tài khoản").click()
    checked(citizen, width)
    citizen.get_by_label("Tôi đã đọc").check()
    citizen.get_by_role("button", name="Đóng tài khoản").click()
    expect(citizen.get_by_role("heading", name="Tài khoản đã đóng")).to_be_visible()
    assert Applicant.objects.get().name == ""


@pytest.mark.parametrize("width", [1280, 390])
def test_a_result_is_taken_home_with_the_slip_and_a_code(issued: Brief, visit: Visit, width: int) -> None:
    secret = printed(issued.code)
    reached(issued, EMAIL)
    citizen = visit(f"/ho-so/{issued.code}/", width=width, java_script_enabled=width > 400)
    citizen.get_by_role("link", name="Nhận kết quả trực tuyến").click()
    citizen.get_by_label("Mã hồ sơ", exact=True).fill(issued.code)
    citizen.get_by_label("Mã bí mật trên giấy").fill(secret)
    citizen.get_by_role("button", name="Mở hồ sơ của tôi").click()
    expect(citizen.get_by_text("Không để lại cả hai?")).to_be_visible()
    checked(citizen, width)
    citizen.get_by_role("button", name="Gửi mã cho tôi").click()
    citizen.get_by_label("Mã gồm sáu chữ số").fill("12345")
    citizen.get_by_role("button", name="Tiếp tục").click()
    expect(citizen.get_by_role("alert")).to_contain_text("Mã không đúng")
    checked(citizen, width)
    citizen.get_by_label("Mã gồm sáu chữ số").fill(code_sent())
    citizen.get_by_role("button", name="Tiếp tục").click()
    checked(citizen, width)
    with citizen.expect_download() as download:
        citizen.get_by_role("button", name="Tải kết quả").click()
    assert download.value.suggested_filename.endswith(".pdf")
    assert secret not in citizen.url
    citizen.get_by_role("button", name="Rời trang này").click()
    expect(citizen.get_by_label("Mã bí mật trên giấy")).to_be_visible()
    assert Client().get("/ho-so-cua-toi/ket-qua/").status_code == 200
