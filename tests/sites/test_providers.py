"""Signing in at an identity provider: a signed token that fits opens an account; what does not fit opens nothing."""

from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from accounts.issuer import ISSUER, SETTINGS, Issuer, elliptic_key, other_key
from motcua.foundation.accounts import oidc
from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.models import Applicant, Identity, User
from sites.test_applicants import EMAIL, FORM, code_sent
from sites.town import Town

LEAD, BACK = "/tai-khoan/vao/thu/", "/tai-khoan/vao/thu/ve/"


@pytest.fixture
def issuer(changing_town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[Issuer]:
    """An identity provider that the settings name, where the network would be."""
    cache.clear()
    one = Issuer()
    monkeypatch.setattr(oidc.OPENER, "open", one.open)
    with override_settings(MOTCUA_OIDC=SETTINGS, EMAIL_HOST="mail.mau.example"):
        yield one
    cache.clear()


def came_back(client: Client, issuer: Issuer, **query: str) -> Any:
    led = client.get(LEAD)
    assert led.status_code == 302, unescape(led.content.decode())
    return client.get(BACK, issuer.sign_in(led.headers["Location"]) | query)


def is_in(client: Client) -> bool:
    return client.get(reverse("applicant")).status_code == 200


def test_a_signed_token_opens_an_identified_account(issuer: Issuer, visitor: Client) -> None:
    assert came_back(visitor, issuer).headers["Location"] == reverse("applicant")
    assert is_in(visitor)
    row = Applicant.objects.get()
    assert (row.name, row.identity_number, row.assurance) == ("NGƯỜI NỘP", "001099000123", "identified")
    assert "đã định danh" in unescape(visitor.get(reverse("applicant")).content.decode())
    asked = issuer.asked
    assert asked["redirect_uri"] == [f"http://testserver{BACK}"]
    assert asked["code_challenge_method"] == ["S256"]
    assert issuer.tokens[0]["basic"].startswith("mot-cua:")
    assert len(issuer.tokens[0]["form"]["code_verifier"][0]) >= 43
    assert accounts.replay_applicants() == []


def test_who_comes_again_has_the_same_account(issuer: Issuer, visitor: Client) -> None:
    came_back(visitor, issuer)
    came_back(Client(), issuer)
    assert Applicant.objects.count() == 1
    issuer.claims["sub"] = "người khác"
    came_back(Client(), issuer)
    assert Applicant.objects.count() == 2


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "khác"},
        {"nonce": None},
        {"iss": "https://khac.example"},
        {"aud": "khac"},
        {"aud": ["mot-cua", "khac"]},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"iat": None},
        {"sub": None},
    ],
    ids=str,
)
def test_a_token_that_does_not_fit_opens_nothing(issuer: Issuer, visitor: Client, claims: dict[str, Any]) -> None:
    issuer.claims |= claims
    answer = came_back(visitor, issuer)
    assert answer.status_code == 400
    assert "Hệ thống định danh không xác nhận" in unescape(answer.content.decode())
    assert not is_in(visitor)
    assert not Applicant.objects.exists()


def test_a_token_of_another_key_or_kind_opens_nothing(issuer: Issuer, visitor: Client) -> None:
    issuer.signing_key = other_key()
    assert came_back(visitor, issuer).status_code == 400
    issuer.signing_key, issuer.algorithm = elliptic_key(), "ES256"
    assert came_back(visitor, issuer).status_code == 400
    issuer.signing_key, issuer.algorithm = "một bí mật dùng chung đủ dài để ký", "HS256"
    assert came_back(visitor, issuer).status_code == 400
    issuer.signing_key, issuer.algorithm = "", "none"
    assert came_back(visitor, issuer).status_code == 400
    issuer.signing_key, issuer.algorithm, issuer.header = None, "RS256", {"kid": "2"}
    assert came_back(visitor, issuer).status_code == 400
    assert not Applicant.objects.exists()
    issuer.header = {}
    assert came_back(visitor, issuer).status_code == 302


@pytest.mark.parametrize("query", [{"state": "khác"}, {"iss": "https://khac.example"}, {"code": ""}], ids=str)
def test_an_answer_that_was_not_asked_for_opens_nothing(issuer: Issuer, visitor: Client, query: dict[str, str]) -> None:
    assert came_back(visitor, issuer, **query).status_code == 400
    assert not is_in(visitor)


def test_an_answer_is_good_once_and_in_its_own_browser(issuer: Issuer, visitor: Client) -> None:
    query = issuer.sign_in(visitor.get(LEAD).headers["Location"])
    other = Client()
    assert other.get(BACK, query).headers["Location"] == reverse("applicant-sign-in")
    assert not is_in(other)
    assert visitor.get(BACK, query).headers["Location"] == reverse("applicant")
    visitor.post(reverse("applicant-sign-out"))
    assert visitor.get(BACK, query).headers["Location"] == reverse("applicant-sign-in")


def test_without_a_number_one_is_signed_in_and_not_identified(issuer: Issuer, visitor: Client) -> None:
    issuer.claims["so_dinh_danh"] = None
    issuer.userinfo = {"sub": "ai-do"}
    came_back(visitor, issuer)
    assert is_in(visitor)
    assert Applicant.objects.get().assurance == "self_declared"


def test_what_is_said_of_another_subject_is_not_taken(issuer: Issuer, visitor: Client) -> None:
    issuer.claims["so_dinh_danh"] = None
    issuer.userinfo = {"sub": "ai khác", "so_dinh_danh": "001099000999"}
    assert came_back(visitor, issuer).status_code == 400
    issuer.userinfo = {"sub": "ai-do", "so_dinh_danh": "001099000999"}
    assert came_back(visitor, issuer).status_code == 302
    assert Applicant.objects.get().identity_number == "001099000999"


def test_an_own_account_is_identified_and_the_number_stays(issuer: Issuer, visitor: Client) -> None:
    visitor.post(reverse("applicant-register"), FORM)
    visitor.post(reverse("applicant-verify"), {"code": code_sent()})
    came_back(visitor, issuer)
    row = Applicant.objects.get()
    assert (row.assurance, User.objects.get(pk=row.user_id or 0).email) == ("identified", EMAIL)
    issuer.claims["so_dinh_danh"] = "001099000999"
    assert came_back(visitor, issuer).status_code == 400
    assert Applicant.objects.get().identity_number == "001099000123"
    other = Client()
    other.post(reverse("applicant-register"), FORM | {"email": "khac@mau.example"})
    other.post(reverse("applicant-verify"), {"code": code_sent()})
    issuer.claims["so_dinh_danh"] = "001099000123"
    assert came_back(other, issuer).status_code == 400
    assert Identity.objects.count() == 1


def test_an_address_of_the_staff_that_is_asserted_lets_nobody_in_as_staff(issuer: Issuer, visitor: Client) -> None:
    User.objects.filter(username="lanh-dao").update(email=EMAIL)
    issuer.claims |= {"email": EMAIL, "email_verified": True}
    came_back(visitor, issuer)
    assert visitor.get(reverse("work")).status_code == 403
    assert Applicant.objects.get().user_id != User.objects.get(username="lanh-dao").pk


def test_a_provider_that_is_away_or_another_is_told(issuer: Issuer, visitor: Client) -> None:
    issuer.reachable = False
    assert visitor.get(LEAD).status_code == 400
    issuer.reachable = True
    issuer.published = {"issuer": "https://khac.example"}
    assert visitor.get(LEAD).status_code == 400
    issuer.published = {"authorization_endpoint": "http://khong-an-toan.example"}
    assert visitor.get(LEAD).status_code == 400
    assert visitor.get("/tai-khoan/vao/khong-co/").status_code == 404


def test_the_sign_in_names_the_providers(issuer: Issuer, visitor: Client) -> None:
    assert "Định danh thử" in unescape(visitor.get(reverse("applicant-sign-in")).content.decode())
    assert ISSUER not in unescape(visitor.get(reverse("applicant-sign-in")).content.decode())


def test_closing_the_account_forgets_the_subject(issuer: Issuer, visitor: Client) -> None:
    came_back(visitor, issuer)
    visitor.post(reverse("applicant-close"), {"dong-y": "1"})
    assert not Identity.objects.exists()
    came_back(visitor, issuer)
    assert Applicant.objects.filter(closed_at=None).count() == 1
