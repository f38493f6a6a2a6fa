"""An officer adds a key, signs out, and comes in again by password and key; the key is one that Chromium plays."""

from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse
from playwright.sync_api import Page, expect

from journeys.test_access import violations
from motcua.foundation.accounts.public import User
from sites.town import Town

Visit = Callable[..., Page]
pytestmark = pytest.mark.browser
PASSWORD = "mot-cua mot lan 2022"
KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.mark.parametrize("width", [1280, 390])
def test_a_key_is_added_and_opens_the_desk(changing_town: Town, visit: Visit, address: str, width: int) -> None:
    User.objects.filter(username="mot-cua").update(password=make_password(PASSWORD))
    home = address.replace("127.0.0.1", "localhost")  # a key is bound to a name, never to a number
    page = visit("/", width=width)
    played = page.context.new_cdp_session(page)
    played.send("WebAuthn.enable")
    played.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})

    def sign_in() -> None:
        page.goto(home + reverse("account_login"))
        page.get_by_label("Tên đăng nhập").fill("mot-cua")
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()

    sign_in()
    page.get_by_role("link", name="Dùng khóa bảo mật thay mã số").click()
    page.get_by_label("Tên gọi").fill("Điện thoại của tôi")
    assert not violations(page)
    page.get_by_role("button", name="Thêm khóa này").click()
    page.wait_for_url("**" + reverse("mfa_view_recovery_codes"))
    page.goto(home + reverse("mfa_list_webauthn"))
    expect(page.locator("main")).to_contain_text("Điện thoại của tôi")
    assert not violations(page)
    page.goto(home + reverse("account_logout"))
    page.locator("main form button").click()
    sign_in()
    assert not violations(page)
    page.get_by_role("button", name="Dùng khóa").click()
    page.wait_for_url("**/ban/**")
