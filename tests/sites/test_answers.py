"""Whatever a client sends is answered with a page that says what is wrong; nothing it sends breaks a page."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as some

from databases import PostgreSQLTemplate, SQLiteTemplate
from motcua.sites.look import pages
from sites.stage import Built, copy_of
from sites.test_routes import ROUTES, address
from sites.town import Town

GOOD = {200, 301, 302, 400, 403, 404, 405, 410, 429}
NAMES = ("don-vi", "tu", "den", "gom", "o", "theo", "nhom", "xep", "trang", "loc", "ma", "dau-vet", "next", "x")
NASTY = some.one_of(
    some.text(),
    some.text(alphabet="\x00\x01\x7f\ud7ff'\"<>&%;/\\\u202e\U0001f4a9", max_size=80),
    some.sampled_from(
        ["2022-02-30", "0001-01-01", "9999-12-31", "-1", "0", "1e9", "9" * 5000, "٣", "resolved.overdue",
         "received.total", "linh-vuc", "thang", "don-vi", "DD", "2022-03", "338", "338@2010-01-01", "338@x", "-ma",
         "'; DROP TABLE x; --"]
    ),
)  # fmt: skip
FUZZ = hypothesis(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def built_town(
    built_town: Built, template: PostgreSQLTemplate | SQLiteTemplate, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Built]:
    """Send all of it to a copy of the town: a form that is sent empty may still be one that does something."""
    with copy_of(built_town, template, tmp_path_factory.mktemp("trampled") / "town") as copied:
        yield copied


@pytest.mark.parametrize("who", ["", "lanh-dao"], ids=["visitor", "leader"])
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.name} {route.asked}".strip())
def test_no_question_breaks_a_page(
    route: object, who: str, town: Town, visitor: Client, signed_in: Callable[[str], Client]
) -> None:
    client = signed_in(who) if who else visitor
    where = address(route, town).split("?")[0]  # type: ignore[arg-type]  # a Route

    @FUZZ
    @given(query=some.dictionaries(some.sampled_from(NAMES), NASTY, max_size=5), tail=some.binary(max_size=20))
    def ask(query: dict[str, str], tail: bytes) -> None:
        assert client.get(where, query).status_code in GOOD
        asked = "o=received.total&ma=%ff%00" + tail.decode("latin-1")
        assert client.get(where, QUERY_STRING=asked).status_code in GOOD

    ask()


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.name} {route.asked}".strip())
def test_no_method_breaks_a_page(route: object, town: Town, signed_in: Callable[[str], Client]) -> None:
    where = address(route, town)  # type: ignore[arg-type]  # a Route
    for client in (Client(), signed_in("lanh-dao")):
        for method in ("post", "put", "patch", "delete", "options", "trace", "head"):
            assert getattr(client, method)(where).status_code in GOOD, method


@FUZZ
@given(some.text(min_size=1, max_size=90))
def test_no_code_breaks_the_pages_of_a_dossier(town: Town, signed_in: Callable[[str], Client], code: str) -> None:
    client = signed_in("lanh-dao")
    for place in ("/ho-so/", "/ban/ho-so/"):
        answer = client.get(f"{place}{code.replace('?', '%3f').replace('#', '%23')}/")
        assert answer.status_code in GOOD


@pytest.mark.parametrize(
    "body",
    [b"", b"\x00", b"a=" + b"x" * 3_000_000, b"&".join(b"%d=1" % place for place in range(2000)), b"next=%ff%00"],
)
@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "text/plain; charset=no",
    ],
)
@pytest.mark.parametrize("name", ["display", "check", "account_login"])
def test_no_form_breaks_a_page(visitor: Client, town: Town, name: str, content_type: str, body: bytes) -> None:
    assert visitor.generic("POST", reverse(name), body, content_type=content_type).status_code in {*GOOD, 413}


@pytest.mark.parametrize(
    "header", [{"HTTP_HOST": "evil.example"}, {"HTTP_COOKIE": "sessionid=\x00; x"}, {"HTTP_COOKIE": "="}]
)
def test_no_header_breaks_a_page(visitor: Client, town: Town, header: dict[str, str]) -> None:
    assert visitor.get("/", **header).status_code in GOOD  # type: ignore[arg-type]  # headers by their WSGI name


@pytest.mark.parametrize(
    ("where", "status", "said"),
    [
        ("/khong-co/", 404, "Không có trang nào ở địa chỉ này"),
        ("/so-lieu/dem/", 400, "Chưa hiểu điều vừa gửi"),
        ("/hien-thi/", 405, "Trang này không gọi theo cách này"),
    ],
)
def test_each_wrong_way_has_a_page(visitor: Client, town: Town, where: str, status: int, said: str) -> None:
    answer = visitor.get(where)
    assert answer.status_code == status
    page = answer.content.decode()
    assert said in page
    assert '<main id="noi-dung"' in page
    assert reverse("track") in page


def test_what_may_not_be_opened_says_why(town: Town, signed_in: Callable[[str], Client]) -> None:
    answer = signed_in("quan-tri").get(reverse("work"))
    assert answer.status_code == 403
    assert "Vị trí “Quản trị hệ thống” không có vai trò làm việc này" in answer.content.decode()
    assert "không giữ vị trí nào" in signed_in("khong-vi-tri").get(reverse("work")).content.decode()


def test_a_defect_is_answered_without_database_session_or_trace(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of all of this: a page that breaks is a 500, with a calm page and no trace of the program."""
    from motcua.sites.portal.pages import home  # noqa: PLC0415  broken here alone

    monkeypatch.setattr(home.asking, "default", lambda: 1 / 0)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "Máy chủ gặp lỗi" in page
    assert "ZeroDivisionError" not in page
    assert pages.broken(RequestFactory().get("/")).status_code == 500


def test_no_page_may_run_scripts_or_styles_of_others(visitor: Client, town: Town) -> None:
    policy = visitor.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'self'" in policy
    assert "worker-src 'self'" in policy
    assert "manifest-src 'self'" in policy
    assert "unsafe" not in policy
    assert settings.X_FRAME_OPTIONS == "DENY"
    assert isinstance(visitor.get("/").wsgi_request, WSGIRequest)
