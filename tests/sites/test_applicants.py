"""An account of one's own: opened with a code, signed in to, seen by nobody else; results go to whom they are for."""

import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils import timezone

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.models import Applicant, OneTimeCode, User
from motcua.services.casework import public as casework
from motcua.services.collecting import public as collecting
from motcua.services.collecting.models import Download
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief, Channel, Filing, Person
from motcua.services.intake.models import Intake
from motcua.services.numbering import public as numbering
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Form, Question
from motcua.services.procedures.public import Page as FormPage
from motcua.services.results import public as results
from papers.test_sheets import text_of
from sites.test_mine import printed
from sites.test_results import DRAFT, desk, do, page
from sites.town import BIRTH, BY, NOW, Town

__all__ = ["desk"]

SignIn = Callable[[str], Client]
EMAIL = "nguoi-nop@mau.example"
PASSWORD = "mưa xuân lất phất bay"
NUMBER = "001099000123"
FORM = {"kind": "person", "name": "Người nộp", "email": EMAIL, "phone": "0912345678", "password": PASSWORD}


@pytest.fixture(autouse=True)
def post() -> Iterator[None]:
    """Let e-mail be sent, and every test ask as often as the first."""
    cache.clear()
    mail.outbox.clear()
    with override_settings(EMAIL_HOST="mail.mau.example"):
        yield
    cache.clear()


def said(answer: object) -> str:
    return unescape(answer.content.decode())  # type: ignore[attr-defined]  # an answer of the client


def code_sent() -> str:
    found = re.search(r": (\d{6})\.", str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found[1]


def opened(client: Client, **more: str) -> int:
    assert client.post(reverse("applicant-register"), FORM | more).status_code == 302
    answer = client.post(reverse("applicant-verify"), {"code": code_sent()})
    assert answer.status_code == 302, said(answer)
    return Applicant.objects.latest("pk").pk


def signs_in(client: Client, email: str = EMAIL, password: str = PASSWORD) -> int:
    return client.post(reverse("applicant-sign-in"), {"email": email, "password": password}).status_code


def identify(applicant: int) -> None:
    accounts.identify_applicant(applicant, name="NGƯỜI NỘP", identity_number=NUMBER, provider="thu", at=timezone.now())


def test_an_account_is_opened_by_the_code_and_one_signs_in_again(changing_town: Town, visitor: Client) -> None:
    opened(visitor)
    assert "Người nộp" in said(visitor.get(reverse("applicant")))
    key = visitor.session.session_key
    assert visitor.post(reverse("applicant-sign-out")).status_code == 302
    assert visitor.get(reverse("applicant")).status_code == 302
    assert signs_in(visitor, password="sai mật khẩu rồi") == 400
    assert signs_in(visitor) == 302
    assert visitor.session.session_key != key
    assert "Tài khoản của tôi" in said(visitor.get(reverse("home")))


def test_before_the_code_there_is_no_account(changing_town: Town, visitor: Client) -> None:
    visitor.post(reverse("applicant-register"), FORM)
    assert not Applicant.objects.exists()
    wrong = "000000" if code_sent() != "000000" else "111111"
    assert visitor.post(reverse("applicant-verify"), {"code": wrong}).status_code == 400
    other = Client()
    assert other.post(reverse("applicant-verify"), {"code": code_sent()}).status_code == 302
    assert not Applicant.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("email", "không phải"), ("phone", "abc"), ("password", "ngắn")]
)
def test_what_is_wrong_is_said_beside_its_field(changing_town: Town, visitor: Client, field: str, value: str) -> None:
    answer = visitor.post(reverse("applicant-register"), FORM | {field: value})
    assert answer.status_code == 400
    assert f'href="#f-{field}"' in said(answer)
    assert mail.outbox == []
    assert PASSWORD not in said(answer)


def test_nobody_learns_who_has_an_account(changing_town: Town, visitor: Client) -> None:
    opened(visitor)
    visitor.post(reverse("applicant-sign-out"))
    fresh = FORM | {"email": "khac@mau.example"}
    pages, letters = [], []
    for form in (FORM, fresh):
        other = Client()
        first = other.post(reverse("applicant-register"), form)
        shown = said(other.get(first.headers["Location"])).replace(form["email"], "…")
        pages.append((first.status_code, re.sub(r'value="\w{40,}"', "", shown)))
        letters.append(mail.outbox[-1].subject)
        other.post(reverse("applicant-forgot"), {"email": form["email"]})
        letters.append(mail.outbox[-1].subject)
    assert pages[0] == pages[1]
    assert letters == [
        "Địa chỉ này đã có tài khoản", "Mã đặt lại mật khẩu",
        "Mã xác nhận mở tài khoản", "Địa chỉ này chưa có tài khoản",
    ]  # fmt: skip


def test_an_address_of_the_staff_opens_no_account(changing_town: Town, visitor: Client) -> None:
    User.objects.filter(username="mot-cua").update(email=EMAIL)
    visitor.post(reverse("applicant-register"), FORM)
    assert "đã có tài khoản" in mail.outbox[-1].subject
    visitor.post(reverse("applicant-forgot"), {"email": EMAIL})
    assert "chưa có tài khoản" in mail.outbox[-1].subject
    assert not Applicant.objects.exists()


def test_another_password_ends_the_sessions_before(changing_town: Town, visitor: Client) -> None:
    opened(visitor)
    thief = Client()
    assert signs_in(thief) == 302
    visitor.post(reverse("applicant-forgot"), {"email": EMAIL})
    sent = {"code": code_sent(), "password": "gió mùa đông bắc về"}
    assert visitor.post(reverse("applicant-new-password"), sent | {"password": "ngắn"}).status_code == 400
    assert visitor.post(reverse("applicant-new-password"), sent).status_code == 302
    assert visitor.get(reverse("applicant")).status_code == 200
    assert thief.get(reverse("applicant")).status_code == 302
    assert signs_in(Client()) == 400
    assert signs_in(Client(), password="gió mùa đông bắc về") == 302


def test_a_code_of_one_address_is_no_code_of_another(changing_town: Town, visitor: Client) -> None:
    opened(visitor)
    other = Client()
    other.post(reverse("applicant-forgot"), {"email": "khac@mau.example"})
    visitor.post(reverse("applicant-forgot"), {"email": EMAIL})
    sent = {"code": code_sent(), "password": "gió mùa đông bắc về"}
    assert other.post(reverse("applicant-new-password"), sent).status_code == 400


def test_passwords_cannot_be_tried_by_the_hundred(changing_town: Town, visitor: Client) -> None:
    opened(visitor)
    assert [signs_in(Client(), password=f"đoán mò lần {number}") for number in range(12)][-1] == 429


def test_one_goes_on_to_a_page_of_this_site_alone(changing_town: Town, visitor: Client) -> None:
    opened(visitor)
    for wanted, led in [
        ("https://khac.example/", "/tai-khoan/"),
        ("//khac.example", "/tai-khoan/"),
        ("/ho-so/", "/ho-so/"),
    ]:
        answer = Client().post(reverse("applicant-sign-in"), {"email": EMAIL, "password": PASSWORD, "next": wanted})
        assert answer.headers["Location"] == led


def test_the_staff_and_applicants_keep_to_their_own_pages(
    changing_town: Town, visitor: Client, signed_in: SignIn
) -> None:
    opened(visitor)
    for name in ("work", "oversight", "account_login", "mfa_activate_totp", "choose_post", "registers"):
        assert visitor.get(reverse(name)).status_code == 403, name
    officer = signed_in("mot-cua")
    for name in ("applicant", "applicant-dossiers", "applicant-sign-in", "applicant-register"):
        assert officer.get(reverse(name)).status_code == 403, name
    assert officer.post(reverse("applicant-register"), FORM).status_code == 403
    assert "/tai-khoan/dang-ky" not in said(Client().get(reverse("account_login")))


def test_particulars_are_kept_and_a_mistake_keeps_the_entries(changing_town: Town, visitor: Client) -> None:
    opened(visitor)
    form = {"name": "Người nộp", "identity_number": NUMBER, "phone": "", "address": "Thôn Mẫu"}
    assert visitor.post(reverse("applicant"), form).status_code == 302
    answer = visitor.post(reverse("applicant"), form | {"identity_number": "12", "address": "Thôn Khác"})
    assert answer.status_code == 400
    assert "Thôn Khác" in said(answer)
    assert Applicant.objects.get().address == "Thôn Mẫu"


def asks_for(client: Client, email: str, password: str = PASSWORD) -> int:
    return client.post(reverse("applicant-address"), {"email": email, "password": password}).status_code


def gives(client: Client, code: str) -> int:
    return client.post(reverse("applicant-address-verify"), {"code": code}).status_code


def test_an_address_is_changed_by_a_code_sent_to_the_new_one_and_the_old_one_is_told(
    changing_town: Town, visitor: Client
) -> None:
    opened(visitor)
    assert asks_for(visitor, "moi@mau.example", password="sai mật khẩu rồi") == 400
    assert asks_for(visitor, EMAIL) == 400
    assert asks_for(visitor, "moi@mau.example") == 302
    assert mail.outbox[-1].to == ["moi@mau.example"]
    wrong = "000000" if code_sent() != "000000" else "111111"
    assert gives(visitor, wrong) == 400
    assert signs_in(Client()) == 302
    assert gives(visitor, code_sent()) == 302
    assert mail.outbox[-1].to == [EMAIL]
    assert "moi@" not in str(mail.outbox[-1].body)
    assert signs_in(Client()) == 400
    assert signs_in(Client(), email="moi@mau.example") == 302
    assert accounts.replay_applicants() == []


def test_an_address_that_somebody_has_is_not_taken_and_the_page_does_not_tell(
    changing_town: Town, visitor: Client
) -> None:
    opened(visitor)
    opened(other := Client(), email="khac@mau.example")
    pages = []
    for email in (EMAIL, "moi@mau.example"):
        assert asks_for(other, email) == 302
        shown = said(other.get(reverse("applicant-address-verify"))).replace(email, "…")
        pages.append(re.sub(r'value="\w{40,}"', "", shown))
    assert pages[0] == pages[1]
    assert asks_for(other, EMAIL) == 302
    assert "đã có tài khoản" in mail.outbox[-1].subject
    assert gives(other, "123456") == 400
    assert signs_in(Client(), email="khac@mau.example") == 302


def test_closing_is_confirmed_and_erases(changing_town: Town, visitor: Client) -> None:
    opened(visitor)
    assert visitor.post(reverse("applicant-close"), {}).status_code == 400
    assert Applicant.objects.get().name
    assert visitor.post(reverse("applicant-close"), {"dong-y": "1"}).headers["Location"] == reverse("applicant-closed")
    assert Applicant.objects.get().name == ""
    assert visitor.get(reverse("applicant")).status_code == 302
    assert signs_in(Client()) == 400


@pytest.fixture
def issued(desk: Town, signed_in: SignIn) -> Brief:
    """A dossier of a known person, whose result was signed, sealed and issued as a file."""
    return _issued(desk, signed_in, "electronic")


def _issued(desk: Town, signed_in: SignIn, medium: str) -> Brief:
    filing = Filing(
        procedure=BIRTH, unit=desk.district.key, channel=Channel.COUNTER,
        person=Person("NGƯỜI NỘP", identity_number=NUMBER, phone=""),
    )  # fmt: skip
    code = str(dossiers.receive(filing=filing, by=BY, at=NOW).state.code)
    casework.open_case(code=code, by=BY, at=NOW)
    casework.move(code=code, to="xu-ly", by=BY, at=NOW)
    specialist = signed_in("chuyen-vien")
    assert specialist.post(page(code, "dossier-result-draft"), DRAFT | {"medium": medium}).status_code == 302
    assert do(specialist, code, "trinh") == 302
    assert do(signed_in("lanh-dao"), code, "ky") == 302
    assert do(signed_in("van-thu"), code, "phat-hanh", so=numbering.books([desk.district.id])[0].id) == 302
    found = dossiers.brief(code)
    assert found
    return found


def reached(dossier: Brief, email: str) -> None:
    """Let intake know an address, as was said at acceptance."""
    said_then = {"number": 1, "sets": 1, "return_by": "counter", "papers": [], "private": {"email": email}}
    Intake.objects.update_or_create(dossier_id=dossier.id, defaults=said_then)


def own(dossier: Brief) -> str:
    return reverse("applicant-dossier", kwargs={"code": dossier.code})


def declares(dossier: Brief) -> str:
    """Let a dossier have answers to a form; give where they are printed."""
    form = Form((FormPage("con", "Trẻ em", (Question("ten", "Họ tên của trẻ"),)),))
    procedures.lay_down_form(code=BIRTH, form=form, on=NOW.date(), by=BY, at=NOW)
    laid = procedures.laid_form(BIRTH, on=NOW.date())
    assert laid
    body = {"form": laid.digest, **procedures.written_answers(procedures.answers_of(form, {"ten": ["Bé Mẫu"]}))}
    said_then = {"number": 1, "sets": 1, "return_by": "counter", "papers": [], "private": {"answers": body}}
    Intake.objects.update_or_create(dossier_id=dossier.id, defaults=said_then)
    return reverse("applicant-declaration", kwargs={"code": dossier.code})


def test_an_identified_account_prints_its_own_declaration_and_nobody_elses(
    issued: Brief, visitor: Client, desk: Town
) -> None:
    where = declares(issued)
    applicant = opened(visitor)
    assert visitor.get(where).status_code == 404
    identify(applicant)
    assert where in visitor.get(own(issued)).content.decode()
    assert "Bé Mẫu" in text_of(visitor.get(where).content)
    other = dossiers.brief(desk.late)
    assert other
    assert visitor.get(declares(other)).status_code == 404


def test_an_identified_account_sees_its_dossiers_and_takes_the_result(issued: Brief, visitor: Client) -> None:
    applicant = opened(visitor)
    identify(applicant)
    assert issued.code in said(visitor.get(reverse("applicant-dossiers")))
    assert "Tải kết quả" in said(visitor.get(own(issued)))
    answer = visitor.post(own(issued))
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="ket-qua-')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]
    view = results.result_of(issued.id)
    assert view
    assert results.digest_of(answer.content) == view.state.digest == Download.objects.get().digest
    assert "Đã tải về" in said(visitor.get(own(issued)))
    assert collecting.replay_all() == []


def test_a_number_that_one_states_oneself_opens_nothing(issued: Brief, visitor: Client) -> None:
    applicant = opened(visitor)
    form = {"name": "NGƯỜI NỘP", "identity_number": NUMBER, "phone": "", "address": ""}
    assert visitor.post(reverse("applicant"), form).status_code == 302
    assert Applicant.objects.get(pk=applicant).identity_number == NUMBER
    assert issued.code not in said(visitor.get(reverse("applicant-dossiers")))
    assert visitor.get(own(issued)).status_code == 404
    assert visitor.post(own(issued)).status_code == 404
    assert not Download.objects.exists()


def test_an_identified_account_opens_no_dossier_of_somebody_else(issued: Brief, visitor: Client, desk: Town) -> None:
    identify(opened(visitor))
    assert visitor.get(reverse("applicant-dossier", kwargs={"code": desk.late})).status_code == 404
    assert visitor.get(reverse("applicant-dossier", kwargs={"code": "khong-co"})).status_code == 404


def holds_slip(client: Client, dossier: Brief) -> None:
    answer = client.post(reverse("collect"), {"ma": dossier.code, "bi-mat": printed(dossier.code)})
    assert answer.status_code == 302


def deed(client: Client, word: str, **more: str) -> HttpResponse:
    answer: HttpResponse = client.post(reverse("collect"), {"lam": word, **more})  # type: ignore[assignment]  # as the client answers
    return answer


def test_the_slip_and_the_code_together_give_the_result(issued: Brief, visitor: Client) -> None:
    reached(issued, EMAIL)
    holds_slip(visitor, issued)
    assert not deed(visitor, "tai").content.startswith(b"%PDF")
    deed(visitor, "gui-ma")
    code = code_sent()
    wrong = "000000" if code != "000000" else "111111"
    assert deed(visitor, "ma", code=wrong).status_code == 400
    assert deed(visitor, "ma", code=code).status_code == 302
    assert deed(visitor, "tai").content.startswith(b"%PDF")
    assert [one.way for one in collecting.downloads_of(issued.id)] == [collecting.Way.SLIP]
    other = Client()
    holds_slip(other, issued)
    assert deed(other, "ma", code=code).status_code == 400


def test_a_code_that_ran_out_or_was_tried_too_often_gives_nothing(issued: Brief, visitor: Client) -> None:
    reached(issued, EMAIL)
    holds_slip(visitor, issued)
    deed(visitor, "gui-ma")
    OneTimeCode.objects.update(expires_at=timezone.now())
    assert deed(visitor, "ma", code=code_sent()).status_code == 400
    deed(visitor, "gui-ma")
    for _ in range(5):
        deed(visitor, "ma", code="không")
    assert deed(visitor, "ma", code=code_sent()).status_code == 400
    assert not Download.objects.exists()


def test_a_new_slip_closes_what_the_old_one_opened(issued: Brief, visitor: Client) -> None:
    reached(issued, EMAIL)
    holds_slip(visitor, issued)
    deed(visitor, "gui-ma")
    deed(visitor, "ma", code=code_sent())
    holds_slip(Client(), issued)
    assert not deed(visitor, "tai").content.startswith(b"%PDF")


def test_the_same_is_said_whether_or_not_a_code_goes_anywhere(issued: Brief, visitor: Client) -> None:
    shown = []
    secret = printed(issued.code)
    for email in (EMAIL, ""):
        reached(issued, email)
        client = Client()
        client.post(reverse("collect"), {"ma": issued.code, "bi-mat": secret})
        answer = deed(client, "gui-ma")
        shown.append(re.sub(r'value="\w{40,}"', "", said(client.get(answer.headers["Location"]))))
    assert shown[0] == shown[1]
    assert "Mời nhận kết quả tại" in shown[0]
    assert len(mail.outbox) == 1


def test_nothing_is_handed_out_without_the_slip(issued: Brief, visitor: Client) -> None:
    assert deed(visitor, "tai").status_code == 400
    assert visitor.post(reverse("collect"), {"ma": issued.code, "bi-mat": "AAAAA-AAAAA"}).status_code == 400


def test_what_is_on_paper_waits_at_the_counter(desk: Town, signed_in: SignIn, visitor: Client) -> None:
    on_paper = _issued(desk, signed_in, "paper")
    identify(opened(visitor))
    assert "Kết quả là bản giấy" in said(visitor.get(own(on_paper)))
    assert visitor.post(own(on_paper)).status_code == 400


def test_an_annulled_result_is_handed_out_no_more(issued: Brief, visitor: Client) -> None:
    results.annul(code=issued.code, reason="sai tên", by="post/0", at=NOW)
    identify(opened(visitor))
    assert visitor.post(own(issued)).status_code == 400
    assert not Download.objects.exists()


def test_pages_of_an_account_ask_as_often_as_they_say(issued: Brief, visitor: Client) -> None:
    identify(opened(visitor))
    holder = Client()
    holds_slip(holder, issued)
    pages = {
        "applicant": (visitor, reverse("applicant")),
        "dossiers": (visitor, reverse("applicant-dossiers")),
        "dossier": (visitor, own(issued)),
        "close": (visitor, reverse("applicant-close")),
        "register": (Client(), reverse("applicant-register")),
        "collect": (Client(), reverse("collect")),
        "held": (holder, reverse("collect")),
    }
    asked = {}
    for name, (client, place) in pages.items():
        client.get(place)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(place).status_code == 200
        asked[name] = len(counted)
    assert asked == {
        "applicant": 3, "dossiers": 13, "dossier": 25, "close": 3, "register": 0, "collect": 0, "held": 15,
    }  # fmt: skip
