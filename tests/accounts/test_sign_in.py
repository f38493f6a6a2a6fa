"""Signing in: by name or address, in two steps, with nothing told to those who guess."""

import base64
import hmac
import re
import struct
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as installed
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from accounts.cast import AT, PASSWORD, Office, user, with_password
from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Role

MIDDLEWARE = "motcua.foundation.accounts.middleware.SecondFactor"


@pytest.fixture(autouse=True)
def _quick(settings: Settings, office: Office) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.LANGUAGE_CODE = "en"
    with_password("lanh-dao")


def digits(secret: str, ahead: int = 0) -> str:
    """Give the digits of RFC 6238 for now, without the library that is tested."""
    count = struct.pack(">Q", int(time.time()) // 30 + ahead)
    mac = hmac.digest(base64.b32decode(secret), count, "sha1")
    place = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def sign_in(client: Client, name: str = "lanh-dao", password: str = PASSWORD) -> str:
    """Take the first step; give where it leads, or nothing if it leads nowhere."""
    answer = client.post(reverse("account_login"), {"login": name, "password": password})
    return str(answer.headers.get("Location", ""))


def set_up(client: Client) -> str:
    """Set the second step up; give its secret."""
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    found = re.search(r'class="code">([A-Z2-7]+)<', page)
    assert found
    answer = client.post(reverse("mfa_activate_totp"), {"code": digits(found[1])})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    return found[1]


def is_open(client: Client, page: str = "work") -> bool:
    return client.get(reverse(page)).status_code == 200


@pytest.mark.parametrize("name", ["lanh-dao", "LANH-DAO", "lanh-dao@mau.example"])
def test_one_signs_in_by_name_or_address(client: Client, name: str) -> None:
    assert sign_in(client, name) == reverse("start")


def test_an_administrator_is_led_to_the_units(client: Client) -> None:
    with_password("quan-tri")
    assert sign_in(client, "quan-tri") == reverse("start")
    set_up(client)
    assert client.get(reverse("start")).headers["Location"] == reverse("offices")
    assert "administrator" in client.get(reverse("choose_post")).content.decode()


def test_without_a_second_step_no_page_opens(client: Client) -> None:
    sign_in(client)
    for page in ("work", "home", "choose_post"):
        answer = client.get(reverse(page))
        assert answer.headers["Location"].startswith(reverse("mfa_activate_totp") + "?next=")
    set_up(client)
    assert is_open(client)


def test_without_the_middleware_the_page_would_open(client: Client, settings: Settings) -> None:
    """The control of the test above: it is the middleware that keeps the page shut."""
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one != MIDDLEWARE]
    sign_in(client)
    assert is_open(client)


def test_the_second_step_is_asked_each_time(client: Client) -> None:
    sign_in(client)
    secret = set_up(client)
    client.post(reverse("account_logout"))
    assert sign_in(client) == reverse("mfa_authenticate")
    assert client.get(reverse("work")).status_code == 302
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 200
    right = client.post(reverse("mfa_authenticate"), {"code": digits(secret, ahead=1)})
    assert right.headers["Location"] == reverse("start")
    assert is_open(client)


def test_the_same_digits_are_good_once(client: Client) -> None:
    sign_in(client)
    secret = set_up(client)
    code = digits(secret)
    answers = []
    for _ in range(2):
        client.post(reverse("account_logout"))
        sign_in(client)
        answers.append(client.post(reverse("mfa_authenticate"), {"code": code}).status_code)
    assert answers[-1] == 200


def test_a_session_that_began_before_the_second_step_was_set_up_must_show_it(client: Client) -> None:
    old = Client()
    sign_in(old)
    sign_in(client)
    secret = set_up(client)
    assert old.get(reverse("work")).headers["Location"].startswith(reverse("mfa_reauthenticate"))
    old.post(reverse("mfa_reauthenticate"), {"code": digits(secret, ahead=1)})
    assert is_open(old)


def test_a_recovery_code_lets_one_in_once(client: Client) -> None:
    sign_in(client)
    set_up(client)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    codes = re.findall(r"<li>([0-9a-f]{8,})</li>", page)
    assert len(codes) == 10
    for expected in (302, 200):
        client.post(reverse("account_logout"))
        sign_in(client)
        assert client.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == expected


def test_secrets_are_not_stored_in_the_clear(client: Client) -> None:
    sign_in(client)
    secret = set_up(client)
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_who_is_there_cannot_be_learned(client: Client) -> None:
    """A wrong password, an unknown name, a name that is locked: the answer is the same."""
    with_password("chu-tich")
    accounts.lock_out(staff_name="chu-tich", by="test", at=AT)

    def answer(name: str, password: str) -> str:
        page = client.post(reverse("account_login"), {"login": name, "password": password}).content.decode()
        return re.sub(r'name="csrfmiddlewaretoken"[^>]*>|value="[^"]*"', "", page)

    assert answer("lanh-dao", "sai mật khẩu rồi") == answer("khong-ai", PASSWORD) == answer("chu-tich", "sai rồi")
    assert "You are not signed in" in answer("khong-ai", PASSWORD)


def test_what_the_library_says_is_said_in_vietnamese(client: Client, settings: Settings) -> None:
    settings.LANGUAGE_CODE = "vi"
    page = client.post(reverse("account_login"), {"login": "khong-ai", "password": PASSWORD}).content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in page


def test_guessing_is_slowed_down(client: Client) -> None:
    for _ in range(5):
        sign_in(client, password="sai mật khẩu rồi")
    assert sign_in(client) == ""
    cache.clear()
    assert sign_in(client) != ""


def test_guessing_the_digits_is_slowed_down(client: Client) -> None:
    sign_in(client)
    secret = set_up(client)
    client.post(reverse("account_logout"))
    sign_in(client)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert client.post(reverse("mfa_authenticate"), {"code": digits(secret, ahead=1)}).status_code == 200


def test_nobody_signs_up_or_asks_for_a_password_by_mail() -> None:
    for name in ("account_signup", "account_reset_password", "account_email", "mfa_login_webauthn"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_an_invitation_is_good_once(client: Client) -> None:
    path = accounts.invite(staff_name="mot-cua", by="test", at=AT)
    form = client.get(path, follow=True)
    action = form.redirect_chain[-1][0]
    assert path not in form.content.decode()
    short = client.post(action, {"password1": "ngắn", "password2": "ngắn"})
    assert short.status_code == 200
    done = client.post(action, {"password1": PASSWORD, "password2": PASSWORD})
    assert done.headers["Location"] == reverse("account_reset_password_from_key_done")
    assert sign_in(client, "mot-cua") != ""
    again = Client().get(path, follow=True).content.decode()
    assert "This link is no longer good" in again


def test_a_reset_ends_the_sessions_and_the_second_step(client: Client) -> None:
    sign_in(client)
    set_up(client)
    assert is_open(client)
    accounts.reset(staff_name="lanh-dao", by="test", at=AT)
    assert not is_open(client)
    assert not Authenticator.objects.exists()


def test_a_locked_name_is_out_with_the_next_request(client: Client) -> None:
    sign_in(client)
    set_up(client)
    accounts.lock_out(staff_name="lanh-dao", by="test", at=AT)
    assert client.get(reverse("work")).headers["Location"].startswith(reverse("account_login"))


def test_a_role_withdrawn_shuts_the_page_with_the_next_request(client: Client, office: Office) -> None:
    sign_in(client)
    set_up(client)
    assert is_open(client)
    accounts.withdraw(post_id=office.posts["lanh-dao"], role=Role.LEADER, on=accounts.today(), by="test", at=AT)
    assert client.get(reverse("work")).status_code == 403


def test_one_chooses_among_the_posts_that_one_holds(client: Client, office: Office) -> None:
    second = accounts.open_post(unit_id=office.commune, title="Kiêm nhiệm", on=accounts.today(), by="test", at=AT)
    accounts.hold(post_id=second, person_id=user("lanh-dao").person_id or 0, on=accounts.today(), by="test", at=AT)
    sign_in(client)
    set_up(client)
    page = reverse("choose_post")
    assert "Act as Kiêm nhiệm" in client.get(page).content.decode()
    client.post(page, {"post": second})
    assert "Act as Vị trí lanh-dao" in client.get(page).content.decode()
    foreign = client.post(page, {"post": office.posts["mot-cua"]})
    assert foreign.status_code >= 400
    assert "Act as Vị trí lanh-dao" in client.get(page).content.decode()


def test_another_authenticator_takes_the_place_of_the_present_one(client: Client) -> None:
    sign_in(client)
    old = set_up(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert not is_open(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    new = set_up(client)
    assert is_open(client)
    assert new != old
    client.post(reverse("account_logout"))
    sign_in(client)
    assert client.post(reverse("mfa_authenticate"), {"code": digits(old, ahead=1)}).status_code == 200
    assert client.post(reverse("mfa_authenticate"), {"code": digits(new, ahead=1)}).status_code == 302


@pytest.mark.parametrize("page", ["account_change_password", "mfa_index", "mfa_view_recovery_codes"])
def test_the_pages_of_the_sign_in_render_in_both_languages(client: Client, page: str) -> None:
    sign_in(client)
    set_up(client)
    for language in ("vi", "en"):
        client.cookies[installed.LANGUAGE_COOKIE_NAME] = language
        assert client.get(reverse(page)).status_code == 200


def test_the_code_that_an_authenticator_reads_names_post_and_program(client: Client) -> None:
    sign_in(client)
    page = client.get(reverse("mfa_activate_totp"))
    url = urlsplit(page.context["totp_url"])
    assert url.path == "/lanh-dao"
    assert parse_qs(url.query)["issuer"] == ["Một Cửa"]


def test_a_click_signs_nobody_in_outside_the_demo(client: Client, office: Office, rf: object) -> None:
    request = client.get(reverse("home")).wsgi_request
    with pytest.raises(accounts.NotADemo, match="this is not a demo"):
        accounts.sign_in_as_post(request, office.posts["lanh-dao"])
    assert accounts.demo_posts() == []
    assert not request.user.is_authenticated


def test_a_click_signs_in_within_the_demo(client: Client, office: Office, settings: Settings) -> None:
    """The control of the test above, and a demo's session is worth nothing elsewhere."""
    settings.MOTCUA_DEMO = True
    assert {post.title for post in accounts.demo_posts()} >= {"Vị trí lanh-dao"}
    request = client.get(reverse("home")).wsgi_request
    accounts.sign_in_as_post(request, office.posts["lanh-dao"])
    request.session.save()
    client.cookies[installed.SESSION_COOKIE_NAME] = request.session.session_key or ""
    assert is_open(client)
    settings.MOTCUA_DEMO = False
    assert not is_open(client)


def test_a_click_on_a_post_that_nobody_holds_is_refused(client: Client, office: Office, settings: Settings) -> None:
    settings.MOTCUA_DEMO = True
    accounts.leave(post_id=office.posts["lanh-dao"], on=accounts.today(), by="test", at=AT)
    request = client.get(reverse("home")).wsgi_request
    with pytest.raises(accounts.UnknownPost):
        accounts.sign_in_as_post(request, office.posts["lanh-dao"])
