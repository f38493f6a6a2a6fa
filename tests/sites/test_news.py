"""Pages of news: read, rated without a cookie, written, published and withdrawn, each entry kept when it is refused."""

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from motcua.services.news import public as news
from motcua.services.news.actions import reading
from motcua.services.news.public import State
from sites.town import Town

SignIn = Callable[[str], Client]
PERSON = "Mozilla/5.0 (Linux; Android 8.0)"


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]  # an answer of the test client


def test_an_article_is_read_with_its_photographs_captions_and_author(town: Town, visitor: Client) -> None:
    page = text(visitor.get(f"/tin-tuc/{town.told.slug('published')}/"))
    assert 'alt="Phòng họp có bàn dài"' in page
    assert "Ảnh không còn giữ" in page
    assert "Tác giả: Văn thư" in page
    assert "&lt;b&gt;Chữ đậm" in page
    assert "<li>Niêm yết đầy đủ</li>" in page
    assert "Tổng số điểm của bài viết là: 9 trong 2 đánh giá" in page
    assert "1.566" in page
    picture = visitor.get(f"/tin-tuc/{town.told.slug('published')}/anh/{town.told.place}/")
    assert picture.headers["Content-Type"] == "image/png"


def test_another_title_in_the_address_leads_to_the_article(town: Town, visitor: Client) -> None:
    answer = visitor.get(f"/tin-tuc/tua-cu-{town.told.published}/")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/tin-tuc/{town.told.slug('published')}/")
    assert visitor.get("/tin-tuc/khong-co/").status_code == 404


def test_a_withdrawn_article_says_why_and_shows_nothing_else(town: Town, visitor: Client) -> None:
    page = text(visitor.get(f"/tin-tuc/{town.told.slug('withdrawn')}/"))
    assert "sai số liệu" in page
    assert "Niêm yết đầy đủ" not in page


def test_a_reader_rates_once_without_a_cookie_that_tells_who(changing_town: Town, visitor: Client) -> None:
    address = f"/tin-tuc/{changing_town.told.slug('published')}/"
    done = visitor.post(f"{address}danh-gia/", {"points": "3"}, headers={"user-agent": PERSON})
    assert done.headers["Location"] == f"{address}?cam-on#danh-gia"
    assert not done.cookies
    assert "12 trong 3 đánh giá" in text(visitor.get(f"{address}?cam-on"))
    again = visitor.post(f"{address}danh-gia/", {"points": "1"}, headers={"user-agent": PERSON})
    assert (again.status_code, "đã đánh giá" in text(again)) == (400, True)
    for wrong in ("", "6", "x", "5" * 40):
        other = visitor.post(f"{address}danh-gia/", {"points": wrong}, headers={"user-agent": "khac"})
        assert other.status_code == 400
    assert news.rated(changing_town.told.published).count == 3


def test_the_first_page_and_the_feed_tell_what_is_new(town: Town, visitor: Client) -> None:
    assert "Kiểm tra cải cách hành chính" in text(visitor.get("/"))
    feed = visitor.get("/tin-tuc/nguon.atom")
    assert feed.headers["Content-Type"].startswith("application/atom+xml")
    assert text(feed).count("<entry>") == 2
    assert "Bài đang viết" not in text(visitor.get("/tin-tuc/"))


def test_an_article_goes_from_the_writer_to_the_leader_to_the_public(changing_town: Town, signed_in: SignIn) -> None:
    clerk, leader = signed_in("van-thu"), signed_in("lanh-dao")
    said = {"title": "Tin <mới>", "topic": "news", "lead": "", "body": "Một đoạn.", "by_line": "Văn thư"}
    refused = clerk.post("/ban/tin-bai/moi/", said | {"title": " "})
    assert (refused.status_code, "Một đoạn." in text(refused)) == (400, True)
    address = clerk.post("/ban/tin-bai/moi/", said).headers["Location"]
    held = io.BytesIO()
    Image.new("RGB", (9, 9)).save(held, "PNG")
    photograph = {"caption": "Chú thích", "alt": "Một phòng"}
    nothing = clerk.post(f"{address}them-anh/", photograph)
    assert (nothing.status_code, "Chú thích" in text(nothing)) == (400, True)
    lying = SimpleUploadedFile("a.png", b"khong phai anh")
    assert clerk.post(f"{address}them-anh/", photograph | {"file": lying}).status_code == 400
    good = SimpleUploadedFile("a.png", held.getvalue())
    assert clerk.post(f"{address}them-anh/", photograph | {"file": good}).status_code == 302
    assert clerk.post(f"{address}sua/", said | {"title": "Tin mới"}).status_code == 302
    assert clerk.post(f"{address}dang/").status_code == 403
    assert leader.post(f"{address}dang/").status_code == 302
    assert news.articles()[0].title == "Tin mới"
    late = clerk.post(f"{address}sua/", said)
    assert (late.status_code, news.articles()[0].title) == (400, "Tin mới")
    assert leader.post(f"{address}rut/", {"reason": ""}).status_code == 400
    assert leader.post(f"{address}rut/", {"reason": "sai"}).status_code == 302
    assert news.articles()[0].title != "Tin mới"
    assert news.replay_all() == []


def test_a_photograph_is_taken_out_of_a_draft(changing_town: Town, signed_in: SignIn) -> None:
    told = changing_town.told
    place = f"/ban/tin-bai/{told.draft}/anh/{told.place}/bo/"
    assert signed_in("lanh-dao").post(place).status_code == 403
    assert signed_in("cchc").post(place).status_code == 302
    shown = news.article(told.draft)
    assert shown
    assert (len(shown.photographs), shown.state) == (1, State.DRAFT)


def test_articles_are_found_and_narrowed_by_part_and_year(town: Town, visitor: Client) -> None:
    found = text(visitor.get("/tin-tuc/?tim=kiem+tra+cai+cach+hanh+chinh"))
    assert "Kiểm tra cải cách hành chính" in found
    assert "Bài của xã" not in found
    assert "Không có bài viết phù hợp" in text(visitor.get("/tin-tuc/?tim=khongcogi"))
    assert "Không có bài viết phù hợp" in text(visitor.get("/tin-tuc/?muc=leaders"))
    assert "Kiểm tra cải cách hành chính" in text(visitor.get("/tin-tuc/?muc=news&nam=2022&tim=kiem"))
    for wrong in ("?nam=x", "?muc=x", "?nam=99999", "?trang=9999999"):
        assert visitor.get(f"/tin-tuc/{wrong}").status_code == 200


def test_pages_of_news_are_counted_for_people_alone(changing_town: Town, visitor: Client) -> None:
    """Programs, and a browser that fetches ahead of its reader, are no visits; nor is a question for the head alone."""
    batch = reading._BATCH
    with batch.lock:
        batch.minutes.clear()
        batch.since = None
    person = {"user-agent": PERSON}
    for ignored in (
        {"user-agent": "Googlebot/2.1"},
        {"user-agent": ""},
        person | {"sec-purpose": "prefetch;prerender"},
        person | {"x-moz": "prefetch"},
    ):
        visitor.get("/van-ban/", headers=ignored)
    visitor.head("/tin-tuc/", headers=person)
    assert not batch.minutes
    for page in ("/tin-tuc/", "/van-ban/", f"/van-ban/{changing_town.told.with_file}/", "/co-quan/", "/so-do/"):
        answer = visitor.get(page, headers=person)
        assert set(answer.cookies) <= {"csrftoken"}
    assert sum(batch.minutes.values()) == 5


@pytest.mark.parametrize(("path", "said"), [("/tin-tuc/", "New documents"), ("/van-ban/", "Subject of the document")])
def test_pages_speak_english_too(town: Town, visitor: Client, path: str, said: str) -> None:
    visitor.cookies["motcua_display"] = "normal.-.-.en"
    assert said in text(visitor.get(path))
