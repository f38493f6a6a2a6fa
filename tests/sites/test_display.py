"""How pages are shown is the reader's choice, kept in a cookie that says nothing else."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from motcua.sites.look import display
from motcua.sites.look.display import CHOICES, COOKIE, Display
from sites.town import Town


def chosen(visitor: Client, **choice: str) -> str:
    answer = visitor.post(reverse("display"), {"next": "/ho-so/", **choice})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/ho-so/"
    return visitor.get("/ho-so/").content.decode()


def test_each_choice_is_kept_beside_the_others(visitor: Client, town: Town) -> None:
    chosen(visitor, size="large")
    chosen(visitor, theme="dark")
    page = chosen(visitor, contrast="more")
    assert '<html lang="vi" data-size="large" data-theme="dark" data-contrast="more">' in page
    cookie = visitor.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_plus_twice_gives_the_largest_letters(visitor: Client, town: Town) -> None:
    assert 'value="larger" class="a3"' in chosen(visitor, size="large")
    assert 'data-size="larger"' in chosen(visitor, size="larger")


def test_vietnamese_is_spoken_whatever_the_browser_prefers_until_one_chooses(visitor: Client, town: Town) -> None:
    page = visitor.get("/", headers={"Accept-Language": "en"})
    assert page.headers["Content-Language"] == "vi"
    assert "Hồ sơ của ông/bà đến đâu?" in page.content.decode()
    chosen(visitor, language="en")
    page = visitor.get("/")
    assert page.headers["Content-Language"] == "en"
    assert "Where is your dossier?" in page.content.decode()


@pytest.mark.parametrize(
    "back",
    ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "", "/a\r\nSet-Cookie: x=1", "\\\\x"],
)
def test_leads_back_to_this_site_and_nowhere_else(visitor: Client, town: Town, back: str) -> None:
    assert visitor.post(reverse("display"), {"next": back, "size": "large"}).headers["Location"] == "/"


def test_what_is_no_choice_changes_nothing(visitor: Client, town: Town) -> None:
    page = chosen(visitor, size="huge", theme='dark" onload="x', language="fr", other="x")
    assert '<html lang="vi" data-size="normal">' in page


def test_a_form_from_elsewhere_is_not_taken(town: Town) -> None:
    careful = Client(enforce_csrf_checks=True)
    answer = careful.post(reverse("display"), {"size": "large"})
    assert answer.status_code == 403
    assert "Biểu mẫu này đã cũ" in answer.content.decode()


@given(some.text())
def test_any_cookie_is_read(text: str) -> None:
    class Request:
        COOKIES = {COOKIE: text}  # noqa: RUF012  it stands for a request

    read = display.read(Request())  # type: ignore[arg-type]  # only its cookies are read
    assert all(getattr(read, name) in CHOICES[name] for name in CHOICES)


@given(some.fixed_dictionaries({name: some.sampled_from(words) for name, words in CHOICES.items()}))
def test_what_is_kept_is_read_again(choices: dict[str, str]) -> None:
    kept = Display(**choices)

    class Request:
        COOKIES = {COOKIE: str(kept)}  # noqa: RUF012  it stands for a request

    assert display.read(Request()) == kept  # type: ignore[arg-type]  # only its cookies are read
    assert kept.spoken in dict(settings.LANGUAGES)
