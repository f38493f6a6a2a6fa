"""One search over the whole site, its map for people and programs, the office, and what the site must have."""

from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from motcua.foundation.units import public as units
from motcua.foundation.units.public import Contact
from motcua.services.news import public as news
from motcua.services.news.public import Standing
from motcua.sites.look.public import inventory
from sites.town import BIRTH, NOW, Town

SignIn = Callable[[str], Client]
TODAY = NOW.date()
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]  # an answer of the test client


def addresses(visitor: Client) -> list[str]:
    told = ElementTree.fromstring(visitor.get("/sitemap.xml").content)  # noqa: S314 - our own page
    return [one.text or "" for one in told.iter(LOCATION)]


def standing() -> dict[str, Standing]:
    return {one.section.code: one.standing for one in inventory.taken(TODAY).checked}


def test_one_box_finds_in_all_that_is_public(town: Town, visitor: Client) -> None:
    found = text(visitor.get("/tim-kiem/?tim=khai+sinh"))
    assert f"/thu-tuc/{BIRTH}/" in found
    found = text(visitor.get("/tim-kiem/?tim=ke+hoach"))
    assert f"/van-ban/{town.told.with_file}/" in found
    found = text(visitor.get("/tim-kiem/?tim=doan"))
    assert "/tin-tuc/" in found
    found = text(visitor.get("/tim-kiem/?tim=bang"))
    assert "/phan-anh/" in found


@pytest.mark.parametrize("query", ["", "?tim=", "?tim=%20", "?tim=%22", "?tim=...", "?tim=%00"])
def test_nothing_is_looked_for_without_a_word(town: Town, visitor: Client, query: str) -> None:
    answer = visitor.get(f"/tim-kiem/{query}")
    assert answer.status_code == 200
    assert "results" not in text(answer)


def test_the_search_finds_no_dossier_no_draft_and_nothing_withdrawn(town: Town, visitor: Client) -> None:
    for words in (town.transfer, "Bài đang viết", "Bài có số liệu sai", "13/QĐ-UBND"):
        page = text(visitor.get("/tim-kiem/", {"tim": words}))
        assert f"/ho-so/{town.transfer}/" not in page
        assert 'class="results"' not in page, words


def test_the_map_for_programs_names_only_what_anyone_reads(town: Town, visitor: Client) -> None:
    answer = visitor.get("/sitemap.xml")
    assert answer.headers["Content-Type"].startswith("application/xml")
    places = addresses(visitor)
    assert len(places) == len(set(places))
    paths = [place.removeprefix("http://testserver") for place in places]
    assert f"/van-ban/{town.told.with_file}/" in paths
    assert f"/tin-tuc/{town.told.slug('published')}/" in paths
    assert f"/thu-tuc/{BIRTH}/" in paths
    for hidden in (town.told.document_draft, town.told.document_gone):
        assert f"/van-ban/{hidden}/" not in paths
    for forbidden in ("/ho-so/", "/ban/", "/giam-sat/", "/vao/", "/danh-gia/"):
        assert not [path for path in paths if path.startswith(forbidden) and path != reverse("rated")]
    assert not [path for path in paths if path.startswith("/phan-anh/") and path != "/phan-anh/"]
    for path in paths:
        assert visitor.get(path).status_code == 200, path


def test_programs_are_told_what_to_leave_alone(town: Town, visitor: Client) -> None:
    lines = text(visitor.get("/robots.txt")).splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    alone = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow: ")]
    for path in (
        "/nop-ho-so/",
        "/tai-khoan/",
        "/ho-so/",
        "/ho-so-cua-toi/",
        "/ban/",
        "/giam-sat/",
        "/phan-anh/theo-doi/",
        "/danh-gia/",
        "/ket-qua/",
    ):
        assert path in alone
    for place in addresses(visitor):
        path = place.removeprefix("http://testserver")
        assert path == reverse("rated") or not path.startswith(tuple(alone)), path
    with override_settings(MOTCUA_DEMO=True):
        assert "Disallow: /" in text(visitor.get("/robots.txt")).splitlines()


def test_the_map_for_people_leads_where_something_is(town: Town, visitor: Client) -> None:
    page = text(visitor.get("/so-do/"))
    assert 'href="/van-ban/?linh-vuc=reform"' not in page
    assert "Thủ tục hành chính" in page
    assert "Lịch làm việc của lãnh đạo" in page
    assert "chưa đối chiếu với nguyên văn" in page
    visitor.cookies["motcua_display"] = "normal.-.-.en"
    assert "Working schedule of the leaders" in text(visitor.get("/so-do/"))


def test_the_office_tells_its_structure_hours_and_contacts(changing_town: Town, visitor: Client) -> None:
    units.tell_contact(
        unit_id=changing_town.district.id,
        contact=Contact("Số 1 đường Mẫu", "0227 3123 456", hours="7:30-11:30"),
        on=TODAY,
        by="post/1",
        at=NOW,
    )
    page = text(visitor.get("/co-quan/"))
    assert "Xã Mẫu Một" in page
    assert "Số 1 đường Mẫu" in page
    assert "07:30 – 11:30" in page
    assert ">nghỉ</span></li>" in page
    assert "Cơ quan chưa đăng nội dung này" in page


@pytest.mark.parametrize(
    ("who", "address", "most"),
    [("", "/", 14), ("", "/tim-kiem/?tim=ke+hoach", 18), ("cchc", "/ban/tin-bai/", 14)],
)
def test_a_page_costs_as_many_queries_as_it_says(
    town: Town, visitor: Client, signed_in: SignIn, who: str, address: str, most: int
) -> None:
    client = signed_in(who) if who else visitor
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= most


def test_every_probe_that_the_list_names_is_made(town: Town) -> None:
    names = {name for one in news.sections_on(TODAY).sections for name in one.probes}
    assert names <= set(inventory.PROBES)


def test_what_the_site_has_is_found_and_not_assumed(town: Town) -> None:
    found = standing()
    assert found["procedures"] is Standing.PRESENT
    assert found["structure"] is Standing.PRESENT
    assert found["feedback"] is Standing.PRESENT
    assert found["boards"] is Standing.PARTIAL
    for code in ("functions", "leaders", "schedule", "legal", "budget", "national_portal", "consultation", "contacts"):
        assert found[code] is Standing.EMPTY, code


def test_an_empty_site_has_nothing(db: None) -> None:
    assert {*standing().values()} == {Standing.EMPTY}


def test_each_thing_that_is_done_fills_its_section(changing_town: Town, signed_in: SignIn) -> None:
    clerk, leader = signed_in("van-thu"), signed_in("lanh-dao")
    said = {"title": "Lịch tuần", "topic": "schedule", "lead": "", "body": "Thứ hai", "by_line": "Văn thư"}
    where = clerk.post("/ban/tin-bai/moi/", said).headers["Location"]
    assert standing()["schedule"] is Standing.EMPTY
    leader.post(f"{where}dang/")
    assert standing()["schedule"] is Standing.PRESENT
    later = {one.section.code: one.standing for one in inventory.taken(date(2022, 10, 18)).checked}
    assert later["schedule"] is Standing.OUTDATED
    link = "/ban/tin-bai/muc-phai-co/national_portal/"
    for wrong in ("http://dichvucong.gov.vn", "javascript:alert(1)", "https://a b.vn"):
        assert clerk.post(link, {"url": wrong, "label": "Cổng"}).status_code == 400
    clerk.post(link, {"url": "https://dichvucong.gov.vn", "label": "Cổng Dịch vụ công quốc gia"})
    assert standing()["national_portal"] is Standing.PRESENT
    assert clerk.post(f"{link}bo/").status_code == 302
    assert standing()["national_portal"] is Standing.EMPTY
    assert clerk.post(f"{link}bo/").status_code == 400
    assert leader.post(link, {"url": "https://a.vn", "label": "A"}).status_code == 403


def test_staff_see_what_is_missing_and_who_must_act(town: Town, signed_in: SignIn) -> None:
    page = text(signed_in("van-thu").get("/ban/tin-bai/muc-phai-co/"))
    missing, _, there = page.partition("chuyên mục đã có")
    assert "Công khai ngân sách" in missing
    assert "văn thư" in missing.lower()
    assert "Thủ tục hành chính" in there
    assert "/ban/quan-tri/don-vi/" not in page
