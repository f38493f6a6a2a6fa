"""The demo's door: one click signs one in as a post, in a demo and nowhere else."""

import importlib
from collections.abc import Iterator
from html import unescape

import pytest
from django.conf import settings as live
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, clear_url_caches, reverse
from pytest_django import Settings

from motcua.config import urls
from motcua.foundation.accounts import public as accounts
from motcua.sites.look.context import Frame
from sites.town import NOW, Town

ADDRESS = "/vao-thu/"


@pytest.fixture
def demo(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make this installation a demo for the length of a test, with the addresses that a demo has."""
    settings.MOTCUA_DEMO = True
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "motcua.sites.demo"]
    monkeypatch.setattr(Frame, "demo", True)
    importlib.reload(urls)
    clear_url_caches()
    yield
    settings.MOTCUA_DEMO = False
    importlib.reload(urls)
    clear_url_caches()


def test_outside_a_demo_there_is_no_such_address(visitor: Client, town: Town) -> None:
    assert not live.MOTCUA_DEMO
    for answer in (visitor.get(ADDRESS), visitor.post(ADDRESS, {"vi-tri": "1"})):
        assert answer.status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("demo-door")
    for address in ("nguoi-nop/", "thu-di/"):
        assert visitor.get(ADDRESS + address).status_code == 404
    assert visitor.get("/ban/").status_code == 302
    with pytest.raises(accounts.NotADemo):
        accounts.sign_in_as_demo_applicant(RequestFactory().get("/"), "cong-dan", at=NOW)


@pytest.mark.usefixtures("demo")
def test_in_a_demo_one_click_lets_one_in_as_an_applicant_and_not_as_staff(visitor: Client, changing_town: Town) -> None:
    assert "Công dân (trình diễn)" in unescape(visitor.get(f"{ADDRESS}nguoi-nop/").content.decode())
    assert visitor.post(f"{ADDRESS}nguoi-nop/", {"ai": "cong-dan"}).headers["Location"] == "/tai-khoan/"
    assert "đã định danh" in unescape(visitor.get("/tai-khoan/").content.decode())
    assert visitor.get("/ban/").status_code == 403
    assert visitor.post(f"{ADDRESS}nguoi-nop/", {"ai": "ai-do"}).status_code == 400


@pytest.mark.usefixtures("demo")
def test_a_demo_shows_what_it_would_have_sent(visitor: Client, changing_town: Town) -> None:
    visitor.post("/tai-khoan/mat-khau/", {"email": "ai-do@mau.example"})
    assert "Địa chỉ này chưa có tài khoản" in unescape(visitor.get(f"{ADDRESS}thu-di/").content.decode())


@pytest.mark.usefixtures("demo")
def test_in_a_demo_one_click_signs_one_in_as_a_post(visitor: Client, town: Town) -> None:
    page = unescape(visitor.get(ADDRESS).content.decode())
    assert "Phó Chủ tịch UBND huyện" in page
    chosen = page.split("Phó Chủ tịch UBND huyện")[0].rsplit('value="', 1)[1].split('"')[0]
    answer = visitor.post(ADDRESS, {"vi-tri": chosen})
    assert answer.headers["Location"] == "/ban/bat-dau/"
    assert "Phó Chủ tịch UBND huyện" in visitor.get("/ban/").content.decode()


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("post", ["", "0", "999999", "x", "1e3", "٣", "-1", "9" * 40])
def test_a_post_that_there_is_not_signs_nobody_in(visitor: Client, town: Town, post: str) -> None:
    assert visitor.post(ADDRESS, {"vi-tri": post}).status_code == 400
    assert visitor.get("/ban/").status_code == 302


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("where", ["/", "/ho-so/", "/so-lieu/", "/doi-chieu/", "/gioi-thieu/", "/khong-co/", ADDRESS])
def test_every_page_of_a_demo_says_that_its_data_are_made_up(visitor: Client, town: Town, where: str) -> None:
    page = visitor.get(where).content.decode()
    assert '<p class="synthetic"><b>Dữ liệu dựng lại.</b>' in page


def test_no_other_page_says_so(visitor: Client, town: Town) -> None:
    assert "synthetic" not in visitor.get("/").content.decode()
