"""Documents on pages: found, read with their files, entered with a preview, corrected, and withdrawn by two."""

import hashlib
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from motcua.services.news import public as news
from motcua.services.news.public import State
from sites.town import Town

SignIn = Callable[[str], Client]
NEW = "/ban/tin-bai/van-ban/moi/"
SAID = {
    "number": "15/QĐ-UBND",
    "issued_on": "01/10/2022",
    "kind": "decision",
    "subject": "steering",
    "issuer": "UBND huyện Mẫu",
    "signer_post": "Chủ tịch",
    "abstract": "Quyết định về <b>trực</b> lễ",
    "effective_from": "01/10/2022",
    "effective_to": "",
    "replaces": "12/KH-UBND ngày 01/09/2022",
    "amends": "",
    "title": "Toàn văn",
}


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]  # an answer of the test client


def added(clerk: Client, **also: str) -> int:
    """Enter a document; give its number."""
    file = SimpleUploadedFile("kh.txt", "Quyết định\n".encode())
    where = clerk.post(NEW, SAID | also | {"file": file}).headers["Location"]
    return int(where.rstrip("/").rpartition("/")[2])


def test_the_list_says_who_signed_and_whether_each_holds(town: Town, visitor: Client) -> None:
    page = text(visitor.get("/van-ban/"))
    assert "Phó Chủ tịch UBND huyện" in page
    assert "đang có hiệu lực" in page
    assert "13/QĐ-UBND" not in page
    assert page.count("12/KH-UBND") == 2


def test_programs_read_what_the_pages_say(
    town: Town, visitor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):
        told = visitor.get("/van-ban/danh-sach.json?so=12").json()
    assert (told["version"], told["total"], told["more"]) == (1, 2, False)
    assert "13/QĐ-UBND" not in visitor.get("/van-ban/danh-sach.json").content.decode()
    one = visitor.get(f"/van-ban/{town.told.with_file}.json").json()
    assert one | {"version": 1} in [each | {"version": 1} for each in told["documents"]]
    file = visitor.get(one["files"][0]["address"])
    assert hashlib.sha256(file.content).hexdigest() == one["files"][0]["sha256"]
    assert one["effect"] == "in_force"
    gone = visitor.get(f"/van-ban/{town.told.document_gone}.json")
    assert (gone.status_code, set(gone.json())) == (410, {"version", "id", "withdrawn"})


@pytest.mark.parametrize(
    ("query", "many"),
    [
        ("tim=ke+hoach+cai+cach", 2),
        ("tim=khong+co", 0),
        ("so=12", 2),
        ("so=1", 0),
        ("loai=plan", 1),
        ("linh-vuc=reform", 1),
        ("co-quan=UBND+huyện+Mẫu", 2),
        ("nam=2022", 2),
        ("nam=2021", 0),
        ("hieu-luc=dang-co", 1),
        ("hieu-luc=chua-ro", 1),
        ("hieu-luc=het", 0),
        ("loai=x&linh-vuc=x&nam=x&hieu-luc=x&trang=x", 2),
        ("tim=%00%22&nam=²&trang=9999999", 2),
    ],
)
def test_documents_are_narrowed(town: Town, visitor: Client, query: str, many: int) -> None:
    assert f"{many} văn bản" in text(visitor.get(f"/van-ban/?{query}"))


def test_a_document_shows_its_files_and_nobody_elses(town: Town, visitor: Client) -> None:
    told = town.told
    page = text(visitor.get(f"/van-ban/{told.with_file}/"))
    assert "Toàn văn" in page
    assert "Đăng văn bản" in page
    file = visitor.get(f"/van-ban/{told.with_file}/tep/{told.file}/")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert visitor.get(f"/van-ban/{told.with_file}/tep/99/").status_code == 404
    assert visitor.get(f"/van-ban/{10**30}/").status_code == 404


def test_a_withdrawn_document_says_why_and_not_what_it_said(town: Town, visitor: Client) -> None:
    page = text(visitor.get(f"/van-ban/{town.told.document_gone}/"))
    assert "đăng nhầm" in page
    assert "Kế hoạch cải cách" not in page


def test_a_document_goes_from_the_clerk_to_the_public(changing_town: Town, signed_in: SignIn, visitor: Client) -> None:
    clerk = signed_in("van-thu")
    wrong = clerk.post(NEW, SAID | {"effective_to": "01/09/2022"})
    assert (wrong.status_code, "Quyết định về" in text(wrong)) == (400, True)
    for field, value in (("replaces", "12/KH"), ("kind", "x"), ("issued_on", "31/02/2022"), ("number", "")):
        assert clerk.post(NEW, SAID | {field: value}).status_code == 400
    assert clerk.post(NEW, SAID | {"file": SimpleUploadedFile("a.pdf", b"khong phai")}).status_code == 400
    number = added(clerk)
    assert visitor.get(f"/van-ban/{number}/").status_code == 404
    preview = text(clerk.get(f"/ban/tin-bai/van-ban/{number}/"))
    assert "Người dân sẽ thấy như sau" in preview
    assert "&lt;b&gt;trực&lt;/b&gt;" in preview
    clerk.post(f"/ban/tin-bai/van-ban/{number}/sua/", SAID | {"signer_post": "Phó Chủ tịch"})
    assert clerk.post(f"/ban/tin-bai/van-ban/{number}/dang/").status_code == 302
    page = text(visitor.get(f"/van-ban/{number}/"))
    assert "Thay thế" in page
    assert "Toàn văn" in page
    assert "&lt;b&gt;trực" in page
    assert "đã bị thay thế" not in page
    assert news.replay_all() == []


def test_a_correction_is_shown_before_it_is_made(changing_town: Town, signed_in: SignIn, visitor: Client) -> None:
    clerk, number = signed_in("van-thu"), changing_town.told.with_file
    where = f"/ban/tin-bai/van-ban/{number}/sua/"
    said = {
        **SAID, "number": "12/KH-UBND", "issued_on": "01/09/2022", "kind": "plan", "subject": "reform",
        "signer_post": "Phó Chủ tịch UBND huyện", "abstract": "Kế hoạch cải cách", "replaces": "",
        "effective_from": "01/09/2022", "effective_to": "31/12/2022",
    }  # fmt: skip
    nothing = clerk.post(where, said | {"reason": "thử", "xac-nhan": "1"})
    assert (nothing.status_code, "Không có gì thay đổi" in text(nothing)) == (400, True)
    better = said | {"abstract": "Kế hoạch cải cách năm 2022", "reason": ""}
    assert clerk.post(where, better).status_code == 400
    shown = clerk.post(where, better | {"reason": "ghi thiếu năm"})
    assert (shown.status_code, "Người dân sẽ thấy như sau" in text(shown)) == (200, True)
    assert "năm 2022" not in text(visitor.get(f"/van-ban/{number}/"))
    again = clerk.post(where, better | {"reason": "ghi thiếu năm", "sua-tiep": "1"})
    assert (again.status_code, "Kế hoạch cải cách năm 2022" in text(again)) == (200, True)
    assert clerk.post(where, better | {"reason": "ghi thiếu năm", "xac-nhan": "1"}).status_code == 302
    page = text(visitor.get(f"/van-ban/{number}/"))
    assert "Kế hoạch cải cách năm 2022" in page
    assert "ghi thiếu năm" in page
    assert "Đính chính" in page


def test_files_are_attached_and_taken_off_with_a_reason(changing_town: Town, signed_in: SignIn) -> None:
    clerk, number = signed_in("van-thu"), changing_town.told.with_file
    where = f"/ban/tin-bai/van-ban/{number}"
    said = {"title": "Phụ lục", "reason": "thiếu phụ lục"}
    assert clerk.post(f"{where}/them-tep/", said).status_code == 400
    file = SimpleUploadedFile("pl.txt", "Phụ lục\n".encode())
    assert clerk.post(f"{where}/them-tep/", said | {"file": file}).status_code == 302
    place = changing_town.told.file
    assert clerk.post(f"{where}/tep/{place}/bo/", {"reason": ""}).status_code == 400
    assert clerk.post(f"{where}/tep/{place}/bo/", {"reason": "bản cũ"}).status_code == 302
    shown = news.document(number)
    assert shown
    assert [one.title for one in shown.files] == ["Phụ lục"]


def test_a_withdrawal_needs_a_clerk_and_a_leader(changing_town: Town, signed_in: SignIn, visitor: Client) -> None:
    clerk, leader, number = signed_in("van-thu"), signed_in("lanh-dao"), changing_town.told.with_file
    where = f"/ban/tin-bai/van-ban/{number}"
    assert leader.post(f"{where}/rut/dong-y/").status_code == 400
    assert clerk.post(f"{where}/rut/", {"reason": ""}).status_code == 400
    assert clerk.post(f"{where}/rut/", {"reason": "đăng nhầm"}).status_code == 302
    assert visitor.get(f"/van-ban/{number}/").status_code == 200
    assert clerk.post(f"{where}/rut/dong-y/").status_code == 403
    assert leader.post(f"{where}/rut/giu-lai/").status_code == 302
    clerk.post(f"{where}/rut/", {"reason": "đăng nhầm thật"})
    assert "đăng nhầm thật" in text(leader.get(f"{where}/"))
    assert leader.post(f"{where}/rut/dong-y/").status_code == 302
    assert visitor.get(f"/van-ban/{number}/").status_code == 410
    assert visitor.get(f"/van-ban/{number}/tep/{changing_town.told.file}/").status_code == 404
    assert "12/KH-UBND" in text(clerk.get("/ban/tin-bai/van-ban/"))


def test_a_draft_is_discarded_with_a_reason(changing_town: Town, signed_in: SignIn) -> None:
    clerk, number = signed_in("van-thu"), changing_town.told.document_draft
    assert clerk.post(f"/ban/tin-bai/van-ban/{number}/rut/", {"reason": "nhập hai lần"}).status_code == 302
    shown = news.document(number)
    assert shown
    assert (shown.state, shown.told_at) == (State.WITHDRAWN, None)


def test_feeds_are_well_formed_whatever_was_written(changing_town: Town, signed_in: SignIn, visitor: Client) -> None:
    number = added(signed_in("van-thu"), abstract="Một & <hai>\x0b ]]>")
    signed_in("van-thu").post(f"/ban/tin-bai/van-ban/{number}/dang/")
    space = "{http://www.w3.org/2005/Atom}"
    for path in ("/van-ban/nguon.atom", "/tin-tuc/nguon.atom"):
        answer = visitor.get(path)
        assert answer.headers["Content-Type"].startswith("application/atom+xml")
        root = ElementTree.fromstring(answer.content)  # noqa: S314 - our own page
        for entry in root.iter(f"{space}entry"):
            assert entry.findtext(f"{space}id", "").startswith("http://testserver/")
    feed = ElementTree.fromstring(visitor.get("/van-ban/nguon.atom").content)  # noqa: S314 - the same
    assert [one.text for one in feed.iter(f"{space}title")][1] == "Quyết định 15/QĐ-UBND"
    assert "13/QĐ-UBND" not in text(visitor.get("/van-ban/nguon.atom"))


@pytest.mark.parametrize(
    ("path", "many"),
    [
        ("/van-ban/", 8),
        ("/van-ban/?tim=ke+hoach", 8),
        ("/van-ban/{document}/", 9),
        ("/van-ban/nguon.atom", 4),
        ("/tin-tuc/nguon.atom", 2),
        ("/tin-tuc/?tim=kiem", 12),
        ("/tim-kiem/?tim=ke+hoach", 13),
        ("/tim-kiem/", 0),
        ("/co-quan/", 13),
        ("/so-do/", 16),
        ("/sitemap.xml", 3),
        ("/robots.txt", 0),
    ],
)
def test_pages_take_the_queries_that_they_say(
    town: Town, visitor: Client, path: str, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    asked = path.format(document=town.told.with_file)
    visitor.get(asked)
    with django_assert_num_queries(many):
        visitor.get(asked)


@pytest.mark.parametrize(
    ("path", "many"),
    [
        ("", 11),
        ("moi/", 7),
        ("{document}/", 15),
        ("{document}/sua/", 10),
        ("{document}/them-tep/", 11),
        ("{document}/tep/{file}/", 10),
        ("{document}/tep/{file}/bo/", 10),
        ("{document}/rut/", 10),
        ("../muc-phai-co/", 22),
        ("../muc-phai-co/national_portal/", 7),
        ("../", 14),
    ],
)
def test_pages_at_the_desk_take_the_queries_that_they_say(
    town: Town, signed_in: SignIn, path: str, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    clerk = signed_in("van-thu")
    asked = f"/ban/tin-bai/van-ban/{path.format(document=town.told.with_file, file=town.told.file)}".replace(
        "van-ban/../", ""
    )
    clerk.get(asked)
    with django_assert_num_queries(many):
        clerk.get(asked)
