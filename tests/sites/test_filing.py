"""Filing online, page by page: kept as it is answered, sent once, taken up at the counter, completed, taken back."""

import base64
import hashlib
import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from files import samples
from motcua.foundation.units import public as units
from motcua.services.dossiers import public as dossiers
from motcua.services.fees import public as fees
from motcua.services.filing import public as filing
from motcua.services.intake import public as intake
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Form, Kind, Page, Question
from papers.test_sheets import text_of
from sites.town import BIRTH, NOW, Town
from sites.town_catalogue import BIRTHS

SAID = {"by": "post/1", "at": NOW}
PHOTOGRAPH = samples.jpeg()
FORM = Form(
    (
        Page(
            "con", "Trẻ em", (Question("ten", "Họ tên của trẻ"), Question("sinh", "Ngày sinh", Kind.DATE, when="past"))
        ),
    ),
    illustrative=True,
)
ANSWERS = (
    ("truong-hop", {"chosen": "thuong"}),
    ("nguoi-nop", {"name": "Người Mẹ Mẫu", "identity_number": "034188 000417", "address": "Xã Mẫu"}),
    ("lien-he", {"phone": "0900 000 123", "email": ""}),
    ("nop-thay", {"chosen": "khong"}),
    ("mien-giam", {"chosen": "khong"}),
    ("nhan-ket-qua", {"chosen": "counter"}),
)
VI = {"accept-language": "vi"}


@pytest.fixture
def offered(changing_town: Town) -> Town:
    """Ask for the papers and the answers of a birth, and take it online."""
    procedures.ask(code=BIRTH, asked=BIRTHS, on=date(2022, 10, 1), **SAID)
    procedures.lay_down_form(code=BIRTH, form=FORM, on=date(2022, 10, 1), **SAID)
    procedures.offer(unit=changing_town.district.key, procedure=BIRTH, on=date(2022, 10, 1), level_new="full", **SAID)
    return changing_town


def begin(client: Client, town: Town) -> int:
    answer = client.post(reverse("filing-start", kwargs={"code": BIRTH}), {"unit": town.district.code})
    found = re.fullmatch(r"/nop-ho-so/(\d+)/", answer.headers["Location"])
    assert found
    return int(found[1])


def at(name: str, number: int, **more: object) -> str:
    return reverse(name, kwargs={"number": number, **more})


def photograph(client: Client, number: int, paper: str, content: bytes = PHOTOGRAPH) -> HttpResponse:
    file = SimpleUploadedFile("anh.jpg", content, "image/jpeg")
    return client.post(at("filing-paper", number, paper=paper), {"tep": file, "lam": "xong"})


def fill(client: Client, town: Town) -> int:
    number = begin(client, town)
    for step, said in ANSWERS:
        assert client.post(at("filing-step", number, step=step), said).status_code == 302, step
    child = {"ten": "Bé Mẫu", "sinh": "01/10/2022", "da-hien": "ten sinh"}
    assert client.post(at("filing-form", number, page="con"), child).status_code == 302
    for paper in ("to-khai", "chung-sinh"):
        assert photograph(client, number, paper).status_code == 302
    return number


def send(client: Client, number: int) -> HttpResponse:
    return client.post(at("filing-check", number), {"cam-doan": "1"})


def text(answer: HttpResponse) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_the_page_of_a_procedure_leads_to_filing_only_where_it_is_taken_online(
    changing_town: Town, visitor: Client
) -> None:
    page = reverse("procedure", kwargs={"code": BIRTH})
    start = reverse("filing-start", kwargs={"code": BIRTH})
    assert start in visitor.get(page).content.decode()
    for unit in filing.takers(BIRTH, on=NOW.date()):
        key = units.by_id([unit])[unit].key
        filing.say_own_portal(unit=key, opens=False, on=date(2022, 10, 1), decision="12/QĐ-UBND", **SAID)
    assert start not in visitor.get(page).content.decode()
    assert "Không nộp tại đây" in text(visitor.get(start, headers=VI))
    assert visitor.post(start, {"unit": changing_town.district.code}).status_code == 400


def test_all_is_answered_looked_over_and_sent_once(offered: Town, visitor: Client) -> None:
    number = fill(visitor, offered)
    shown = text(visitor.get(at("filing-check", number), headers=VI))
    for said in ("Người Mẹ Mẫu", "034188000417", "0900 000 123", "Bé Mẫu", "01/10/2022", "1 tệp", "8.000 đ"):
        assert said in shown
    assert visitor.post(at("filing-check", number), {}).status_code == 400
    assert send(visitor, number).status_code == 302
    assert send(visitor, number).status_code == 302
    assert "Hồ sơ đã gửi và đang chờ xem" in text(visitor.get(at("filing", number), headers=VI))
    assert [one.id for one in filing.waiting_at([offered.district.id])] == [number]


def test_what_is_missing_is_told_and_stands_in_the_way(offered: Town, visitor: Client) -> None:
    number = begin(visitor, offered)
    shown = text(visitor.get(at("filing-check", number), headers=VI))
    assert "Còn thiếu 7 mục trước khi nộp được" in shown
    assert "Nộp hồ sơ" not in shown
    before = dossiers.waiting_acceptance([offered.district.id])
    assert send(visitor, number).status_code == 400
    assert dossiers.waiting_acceptance([offered.district.id]) == before


def test_each_page_leads_to_the_next_that_is_not_answered(offered: Town, visitor: Client) -> None:
    number = begin(visitor, offered)
    led = visitor.post(at("filing-step", number, step="truong-hop"), {"chosen": "thuong"}).headers["Location"]
    assert led == at("filing-step", number, step="nguoi-nop")
    number = fill(visitor, offered)
    again = visitor.post(at("filing-step", number, step="lien-he"), {"phone": "0900000124"}).headers["Location"]
    assert again == at("filing-check", number)


@pytest.mark.parametrize(
    ("step", "said", "problem"),
    [
        ("truong-hop", {"chosen": "x"}, "chọn một mục trong danh sách"),
        ("truong-hop", {}, "chọn một mục trong danh sách"),
        ("nguoi-nop", {"name": ""}, "ghi người nộp hồ sơ"),
        ("nguoi-nop", {"name": "Người Mẹ Mẫu"}, "hãy ghi số định danh"),
        ("lien-he", {}, "hãy để lại số điện thoại hoặc thư điện tử"),
        ("lien-he", {"phone": "không"}, "đây không phải số điện thoại"),
        ("nop-thay", {"chosen": "co", "by_name": "Người Cha Mẫu"}, "hãy ghi họ tên và số định danh của người nộp thay"),
        ("nhan-ket-qua", {"chosen": "post"}, "ghi địa chỉ"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(
    offered: Town, visitor: Client, step: str, said: dict[str, str], problem: str
) -> None:
    answer = visitor.post(at("filing-step", begin(visitor, offered), step=step), said, headers=VI)
    assert answer.status_code == 400
    assert problem in text(answer).lower()
    for value in said.values():
        assert value in answer.content.decode() or value == "x"


def test_a_form_refuses_what_is_no_day_and_keeps_it_in_the_field(offered: Town, visitor: Client) -> None:
    number = begin(visitor, offered)
    child = {"ten": "Bé Mẫu", "sinh": "32/13/2022", "da-hien": "ten sinh"}
    answer = visitor.post(at("filing-form", number, page="con"), child)
    assert answer.status_code == 400
    assert "32/13/2022" in answer.content.decode()
    assert visitor.get(at("filing-form", number, page="khong")).status_code == 404


@pytest.mark.parametrize("content", [b"", b"MZ" + bytes(90), b"%PDF-1.7 gone"])
def test_an_empty_or_lying_file_is_refused_and_nothing_is_kept(offered: Town, visitor: Client, content: bytes) -> None:
    number = begin(visitor, offered)
    visitor.post(at("filing-step", number, step="truong-hop"), {"chosen": "thuong"})
    assert photograph(visitor, number, "to-khai", content).status_code == 400
    view = filing.application(number)
    assert view
    assert view.content
    assert view.content.papers[0].files == ()


def test_a_file_that_was_given_is_shown_to_whoever_gave_it_and_taken_out(offered: Town, visitor: Client) -> None:
    number = fill(visitor, offered)
    view = filing.application(number)
    assert view
    assert view.content
    digest = view.content.papers[0].files[0]
    seen = visitor.get(at("filing-file", number, digest=digest))
    assert (seen.status_code, seen.headers["Content-Type"]) == (200, "image/jpeg")
    assert visitor.get(at("filing-file", number, digest="0" * 64)).status_code == 404
    assert Client().get(at("filing-file", number, digest=digest)).status_code == 302
    visitor.post(at("filing-paper", number, paper="to-khai"), {"lam": "bo", "tep-bo": digest})
    assert "Còn thiếu" in text(visitor.get(at("filing-check", number), headers=VI))


def test_a_file_comes_in_pieces_and_goes_on_where_it_broke_off(offered: Town, visitor: Client) -> None:
    number = begin(visitor, offered)
    visitor.post(at("filing-step", number, step="truong-hop"), {"chosen": "thuong"})
    announced = visitor.post(
        at("filing-upload", number, paper="to-khai"),
        headers={
            "upload-length": str(len(PHOTOGRAPH)),
            "upload-metadata": "filename " + base64.b64encode("ảnh.jpg".encode()).decode(),
        },
    )
    assert announced.status_code == 201
    where = announced.headers["Location"]

    def piece(offset: int, content: bytes, *, client: Client = visitor) -> HttpResponse:
        kind = "application/offset+octet-stream"
        return client.patch(where, content, content_type=kind, headers={"upload-offset": str(offset)})

    assert piece(0, PHOTOGRAPH[:200]).status_code == 204
    assert visitor.head(where).headers["Upload-Offset"] == "200"
    assert piece(0, PHOTOGRAPH[:200]).status_code == 409
    assert piece(200, PHOTOGRAPH[200:], client=Client()).status_code == 302
    assert visitor.patch(where, b"x", content_type="text/plain", headers={"upload-offset": "200"}).status_code == 400
    done = piece(200, PHOTOGRAPH[200:])
    assert done.json()["received"] == hashlib.sha256(PHOTOGRAPH).hexdigest()
    view = filing.application(number)
    assert view
    assert view.content
    assert view.content.papers[0].files == (done.json()["kept"],)
    assert visitor.head(where).status_code == 404


@pytest.mark.parametrize("headers", [{}, {"upload-length": "0"}, {"upload-length": "x"}, {"upload-length": "9" * 14}])
def test_what_will_not_be_taken_is_refused_when_it_is_announced(
    offered: Town, visitor: Client, headers: dict[str, str]
) -> None:
    number = begin(visitor, offered)
    visitor.post(at("filing-step", number, step="truong-hop"), {"chosen": "thuong"})
    answer = visitor.post(at("filing-upload", number, paper="to-khai"), headers=headers)
    assert answer.status_code == 400
    assert answer.json()["reason"]


def test_nobody_sees_what_others_fill_in_and_the_word_opens_it_on_another_device(
    offered: Town, visitor: Client
) -> None:
    number = begin(visitor, offered)
    word = re.search(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}", visitor.get(at("filing", number)).content.decode())
    assert word
    other = Client()
    for name, more in (("filing", {}), ("filing-check", {}), ("filing-step", {"step": "nguoi-nop"})):
        assert other.get(at(name, number, **more)).headers["Location"] == f"{reverse('filing-resume')}?so={number}"
    wrong = other.post(reverse("filing-resume"), {"so": str(number), "tu": "AAAA-AAAA-AAAA"}, headers=VI)
    assert (wrong.status_code, "mã quay lại" in text(wrong)) == (400, True)
    right = other.post(reverse("filing-resume"), {"so": str(number), "tu": word[0].lower()})
    assert right.headers["Location"] == at("filing", number)
    assert other.get(at("filing", number)).status_code == 200
    other.post(at("filing", number), {"lam": "roi"})
    assert other.get(at("filing", number)).status_code == 302


def test_the_counter_takes_it_up_accepts_it_and_the_applicant_sees_the_code(
    offered: Town, visitor: Client, signed_in: Callable[[str], Client]
) -> None:
    number = fill(visitor, offered)
    send(visitor, number)
    officer = signed_in("mot-cua")
    counter = officer.get(reverse("counter"), headers=VI)
    assert "Người Mẹ Mẫu" in text(counter)
    led = officer.post(reverse("counter"), {"viec": "lay-len", "so": str(number)}).headers["Location"]
    screen = officer.get(led, headers=VI)
    assert 'name="channel" value="online"' in screen.content.decode()
    assert officer.post(reverse("counter"), {"viec": "lay-len", "so": "999999"}).status_code == 400
    draft = int(led.strip("/").split("/")[-1])
    post = intake.taken_up([_key(number)])[_key(number)]
    accepted = intake.accept(draft=draft, post_id=post, by=f"post/{post}", at=NOW)
    assert accepted.code in text(visitor.get(at("filing", number)))
    whose = dossiers.whose(accepted.code)
    assert whose
    assert whose.name == "Người Mẹ Mẫu"
    assert "Người Mẹ Mẫu" not in text(officer.get(reverse("counter")))


def test_the_declaration_is_printed_for_who_sent_it_and_for_who_may_see_the_applicant_whole(
    offered: Town, visitor: Client, signed_in: Callable[[str], Client]
) -> None:
    number = begin(visitor, offered)
    own = at("filing-declaration", number)
    assert visitor.get(own).status_code == 404
    number = fill(visitor, offered)
    send(visitor, number)
    own = at("filing-declaration", number)
    assert own in visitor.get(at("filing", number)).content.decode()
    for_me = text_of(visitor.get(own).content)
    assert [one for one in ("Người Mẹ Mẫu", "Họ tên của trẻ", "Bé Mẫu", "01/10/2022") if one not in for_me] == []
    assert Client().get(own).status_code == 302
    officer = signed_in("mot-cua")
    led = officer.post(reverse("counter"), {"viec": "lay-len", "so": str(number)}).headers["Location"]
    post = intake.taken_up([_key(number)])[_key(number)]
    draft = int(led.strip("/").split("/")[-1])
    code = intake.accept(draft=draft, post_id=post, by=f"post/{post}", at=NOW).code
    page = reverse("dossier-declaration", kwargs={"code": code})
    assert page in officer.get(reverse("desk-dossier", kwargs={"code": code})).content.decode()
    assert "Bé Mẫu" in text_of(officer.get(page).content)
    masked = signed_in("van-thu")
    assert page not in masked.get(reverse("desk-dossier", kwargs={"code": code})).content.decode()
    assert masked.get(page).status_code == signed_in("xa-hai").get(page).status_code == 403


def test_what_the_office_asks_for_waits_on_its_page_until_all_of_it_is_sent(
    offered: Town, visitor: Client, signed_in: Callable[[str], Client]
) -> None:
    number = fill(visitor, offered)
    send(visitor, number)
    led = signed_in("mot-cua").post(reverse("counter"), {"viec": "lay-len", "so": str(number)}).headers["Location"]
    post = intake.taken_up([_key(number)])[_key(number)]
    intake.ask_before_accepting(
        draft=int(led.strip("/").split("/")[-1]),
        post_id=post,
        defects=[dossiers.Defect("Chụp lại giấy chứng sinh", "Luật Hộ tịch")],
        by=f"post/{post}",
        at=NOW,
    )
    page, fresh = at("filing", number), samples.jpeg(3)
    named = "filename " + base64.b64encode(b"moi.jpg").decode()
    announced = visitor.post(
        at("filing-upload", number, paper="chung-sinh"),
        headers={"upload-length": str(len(fresh)), "upload-metadata": named},
    )
    where, kind = announced.headers["Location"], "application/offset+octet-stream"
    digest = visitor.patch(where, fresh, content_type=kind, headers={"upload-offset": "0"}).json()["kept"]
    shown = visitor.get(page, headers=VI)
    assert digest[:12] in text(shown)
    assert visitor.get(at("filing-file", number, digest=digest)).status_code == 200
    empty = {"lam": "bo-sung", "tep-chung-sinh": SimpleUploadedFile("rong.jpg", b"")}
    refused = visitor.post(page, empty, headers=VI)
    assert (refused.status_code, "tệp rỗng" in text(refused).lower()) == (400, True)
    assert visitor.post(page, {"lam": "bo-tep", "tep-bo": f"chung-sinh:{digest}"}).status_code == 302
    assert visitor.post(page, {"lam": "bo-tep", "tep-bo": f"gi-do:{digest}"}).status_code == 400
    assert visitor.post(page, {"lam": "bo-sung"}).status_code == 400
    whole = {"lam": "bo-sung", "tep-chung-sinh": SimpleUploadedFile("anh.jpg", fresh)}
    assert visitor.post(page, whole).status_code == 302
    assert "đang chờ xem" in text(visitor.get(page, headers=VI))
    assert visitor.post(page, whole).status_code == 400


def test_the_fee_is_paid_before_the_office_took_it_in_and_given_back_once_it_was_taken_back(
    offered: Town, visitor: Client, signed_in: Callable[[str], Client]
) -> None:
    number = fill(visitor, offered)
    pay = {"lam": "chung-tu", "amount": "8.000"}
    assert visitor.post(at("filing", number), pay).status_code == 400
    send(visitor, number)

    def proof(**said: object) -> HttpResponse:
        return visitor.post(at("filing", number), pay | {"tep": SimpleUploadedFile("ck.jpg", PHOTOGRAPH)} | said)

    assert "Còn phải nộp" in text(visitor.get(at("filing", number), headers=VI))
    assert visitor.post(at("filing", number), pay).status_code == 400
    assert proof(amount="9.000").status_code == 400
    assert proof(amount="nhiều").status_code == 400
    assert proof(tep=SimpleUploadedFile("ck.jpg", b"")).status_code == 400
    assert proof().status_code == 302
    waits = visitor.get(at("filing", number), headers=VI)
    assert "Hiện chưa phải nộp thêm" in text(waits)
    assert 'value="chung-tu"' not in waits.content.decode()
    assert proof().status_code == 400  # all of it waits to be looked at
    officer, page = signed_in("mot-cua"), reverse("dossier-fees", kwargs={"code": f"request:{_key(number)}"})
    assert page in officer.get(reverse("till")).content.decode()
    assert signed_in("xa-hai").get(page).status_code == 403
    assert officer.post(page, {"lam": "duyet", "so": "1"}).status_code == 302
    assert "được tính" in text(visitor.get(at("filing", number), headers=VI))
    visitor.post(at("filing", number), {"lam": "thu-lai"})
    back = {"lam": "hoan", "back": "8.000", "way": "transfer", "reason": "người nộp rút hồ sơ"}
    assert officer.post(page, back).status_code == 302
    assert signed_in("lanh-dao").post(page, {"lam": "duyet", "so": "3"}).status_code == 302
    dossier = dossiers.brief(f"request:{_key(number)}")
    assert dossier
    assert fees.bill_of(dossier, on=NOW.date()).paid == 0


def test_what_was_paid_for_what_the_office_refuses_is_given_back_and_its_page_tells_it(
    offered: Town, visitor: Client, signed_in: Callable[[str], Client]
) -> None:
    number = fill(visitor, offered)
    send(visitor, number)
    page = at("filing", number)
    visitor.post(page, {"lam": "chung-tu", "amount": "8.000", "tep": SimpleUploadedFile("ck.jpg", PHOTOGRAPH)})
    officer, leader = signed_in("mot-cua"), signed_in("lanh-dao")
    led = officer.post(reverse("counter"), {"viec": "lay-len", "so": str(number)}).headers["Location"]
    refusal = reverse("intake-refusal", kwargs={"draft": int(led.strip("/").split("/")[-1])})
    assert "đã nộp tiền" in text(officer.get(refusal, headers=VI))
    money = officer.post(refusal, {"reason": "không thuộc thẩm quyền"}).headers["Location"]
    assert money == reverse("dossier-fees", kwargs={"code": f"request:{_key(number)}"})
    told = text(visitor.get(page, headers=VI))
    assert "ông/bà không phải nộp gì" in told
    assert "Còn phải nộp" not in told
    assert visitor.post(page, {"lam": "chung-tu", "amount": "8.000"}).status_code == 400
    assert officer.post(money, {"lam": "duyet", "so": "1"}).status_code == 302  # it did come
    assert "8.000 đ" in text(visitor.get(page, headers=VI))
    assert money in officer.get(reverse("till")).content.decode()
    shown = officer.get(money, headers=VI)
    assert 'name="back" value="8.000"' in shown.content.decode()
    assert 'value="tien-mat"' not in shown.content.decode()
    back = {"lam": "hoan", "back": "8.000", "way": "transfer", "reason": "không tiếp nhận"}
    assert officer.post(money, back).status_code == 302
    assert officer.post(money, back).status_code == 400  # all of it is on its way already
    waits = text(visitor.get(page, headers=VI))
    assert "Đang hoàn lại cho ông/bà" in waits
    assert officer.post(money, {"lam": "duyet", "so": "3"}).status_code == 400  # by whoever asked
    assert leader.post(money, {"lam": "duyet", "so": "3"}).status_code == 302
    assert "Đã hoàn lại cho ông/bà" in text(visitor.get(page, headers=VI))
    assert money not in officer.get(reverse("till")).content.decode()
    assert fees.replay_all() == []


def test_nobody_is_shown_the_fees_of_what_waits_and_was_not_paid_for(
    offered: Town, visitor: Client, signed_in: Callable[[str], Client]
) -> None:
    number = fill(visitor, offered)
    send(visitor, number)
    page = reverse("dossier-fees", kwargs={"code": f"request:{_key(number)}"})
    assert signed_in("mot-cua").get(page).status_code == 404


def test_it_is_taken_back_and_begun_again(offered: Town, visitor: Client) -> None:
    number = fill(visitor, offered)
    send(visitor, number)
    assert visitor.post(at("filing", number), {"lam": "thu-lai", "ly-do": "sai tên"}).status_code == 302
    assert "Ông/bà đã rút lại hồ sơ" in text(visitor.get(at("filing", number), headers=VI))
    again = visitor.post(at("filing", number), {"lam": "lam-lai"}).headers["Location"]
    assert again != at("filing", number)
    assert "0 mục" not in text(visitor.get(again + "kiem-tra/", headers=VI))
    assert send(visitor, int(again.strip("/").split("/")[-1])).status_code == 302


def test_what_is_thrown_away_is_gone(offered: Town, visitor: Client) -> None:
    number = fill(visitor, offered)
    visitor.post(at("filing", number), {"lam": "bo"})
    assert filing.application(number) is None
    assert visitor.get(at("filing", number)).status_code == 302


def test_a_button_that_there_is_not_is_refused(offered: Town, visitor: Client) -> None:
    number = begin(visitor, offered)
    for lam in ("", "x", "giay-hen", "bo-sung", "thu-lai", "lam-lai"):
        assert visitor.post(at("filing", number), {"lam": lam}).status_code == 400


def test_an_administrator_says_by_which_decision_an_office_takes_dossiers_here(
    changing_town: Town, signed_in: Callable[[str], Client]
) -> None:
    page, client = reverse("own-portal"), signed_in("quan-tri")
    said = {"unit": changing_town.district.key, "what": "dong", "on": "01/11/2022", "decision": "12/QĐ-UBND"}
    assert client.post(page, said | {"decision": ""}).status_code == 400
    assert client.post(page, said | {"on": "x"}).status_code == 400
    assert client.post(page, said).status_code == 302
    assert client.post(page, said).status_code == 400
    assert [one.decision for one in filing.said_by(changing_town.district.id)] == ["12/QĐ-UBND"]


def _key(number: int) -> str:
    view = filing.application(number)
    assert view
    assert view.dossier
    return view.dossier.request_key or ""
