"""The counter as an officer uses it, with buttons alone: every way to send the form keeps what is filled in first."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel, State
from motcua.services.intake import public as intake
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Asked, AskedPaper, Case, ListedDefect, Tariff
from sites.town import BIRTH, BY, NOW, Town
from sites.town_catalogue import DECLARATION

SignIn = Callable[[str], Client]
CARD = "034188000417||NGUYỄN THỊ MẪU|12041988|Nữ|Thôn Mẫu|15042021"
ASKED = Asked(
    NOW.date(),
    papers=(AskedPaper("to-khai", "Tờ khai"), AskedPaper("chung-sinh", "Giấy chứng sinh")),
    cases=(Case("thuong", "Thông thường", ("to-khai", "chung-sinh")), Case("lai", "Đăng ký lại", ("to-khai",))),
    tariffs=(Tariff("le-phi", "Lệ phí", "charge", 8_000),),
    defects=(ListedDefect("ky", "Tờ khai chưa ký tên", "Điều 9"),),
    legal_basis="Luật Hộ tịch",
)


@pytest.fixture
def officer(changing_town: Town, signed_in: SignIn) -> Client:
    """An officer of a commune, whose procedure asks for papers."""
    procedures.ask(code=BIRTH, asked=ASKED, on=NOW.date(), by=BY, at=NOW)
    return signed_in("xa-mot")


def begin(client: Client) -> str:
    answer = client.post(reverse("counter"))
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def fields(client: Client, where: str) -> dict[str, str]:
    """Give what the form holds, as a browser would send it."""
    page = client.get(where).content.decode()
    found = dict(re.findall(r'<input[^>]*?name="([\w-]+)"[^>]*?value="([^"]*)"', page))
    for name, value in re.findall(r'<input type="radio" name="([\w-]+)" value="([^"]*)" checked', page):
        found[name] = value
    for name, body in re.findall(r'<select[^>]*name="([\w-]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', body)
        found[name] = chosen[1] if chosen else ""
    return {name: unescape(value) for name, value in found.items()}


def send(client: Client, where: str, viec: str = "luu", **entries: str) -> HttpResponse:
    answer = client.post(where, {**fields(client, where), "viec": viec, **entries})
    assert isinstance(answer, HttpResponse)
    return answer


def shown(client: Client, where: str, **entries: str) -> str:
    """Send the form and follow where it leads."""
    answer = send(client, where, **entries)
    return said(client.get(answer.headers["Location"]))  # type: ignore[arg-type]  # a response


def said(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def filled(client: Client) -> str:
    """Fill in for a citizen, up to the moment before acceptance."""
    where = begin(client)
    send(client, where, procedure="khai sinh")
    send(client, where, case="thuong", scan=CARD)
    return where


def test_a_citizen_is_served_with_a_few_letters_a_case_and_a_scan(officer: Client) -> None:
    where = filled(officer)
    page = said(officer.get(where))  # type: ignore[arg-type]  # a response
    assert "8.000 đồng" in page
    assert 'value="NGUYỄN THỊ MẪU"' in page
    answer = send(officer, where, "nhan")
    code = re.search(r"/xong/(.+)/", answer.headers["Location"])
    assert code
    assert code[1] in said(officer.get(answer.headers["Location"]))  # type: ignore[arg-type]  # a response
    assert [one.code for one in intake.handed_in(code[1])] == ["to-khai", "chung-sinh"]
    dossier, whose = dossiers.brief(code[1]), dossiers.whose(code[1])
    assert dossier
    assert whose
    assert (dossier.channel, dossier.state, whose.name) == (Channel.COUNTER, State.ACCEPTED, "NGUYỄN THỊ MẪU")


def test_the_same_form_sent_twice_is_one_dossier(officer: Client) -> None:
    where = filled(officer)
    form = {**fields(officer, where), "viec": "nhan"}
    first, again = officer.post(where, form), officer.post(where, form)
    assert first.headers["Location"] == again.headers["Location"]


def test_what_is_typed_is_there_after_a_crash_and_a_sign_out(officer: Client, signed_in: SignIn) -> None:
    where = filled(officer)
    keep = reverse("intake-keep", kwargs={"draft": int(where.split("/")[-2])})
    answer = officer.post(keep, {**fields(officer, where), "phone": "0900 000 000"})
    assert answer.status_code == 200
    assert 'value="0900 000 000"' in said(signed_in("xa-mot").get(where))  # type: ignore[arg-type]  # a response


def test_another_officer_finds_nothing_at_that_address(officer: Client, signed_in: SignIn) -> None:
    where = filled(officer)
    assert signed_in("xa-hai").get(where).status_code == 404
    assert signed_in("xa-hai").post(where, {"viec": "nhan"}).status_code == 404


def test_one_is_parked_and_the_next_is_served(officer: Client) -> None:
    first = filled(officer)
    assert send(officer, first, "gac").headers["Location"] == reverse("counter")
    begin(officer)
    page = said(officer.get(reverse("counter")))  # type: ignore[arg-type]  # a response
    assert page.count('class="open"') == 2
    assert "NGUYỄN THỊ MẪU" in page


@pytest.mark.parametrize(("typed", "found"), [("zzzz", 0), ("k", 2)])
def test_what_is_not_one_procedure_is_asked_again_with_what_was_found(
    changing_town: Town, signed_in: SignIn, typed: str, found: int
) -> None:
    officer = signed_in("mot-cua")
    answer = send(officer, begin(officer), procedure=typed)
    assert answer.status_code == 400
    assert said(answer).count('type="radio" name="ma"') >= found
    assert f'value="{typed}"' in said(answer)


def test_a_card_that_was_garbled_is_said_so_and_nothing_is_filled_in(officer: Client) -> None:
    where = begin(officer)
    answer = send(officer, where, scan=CARD.replace("|", "¦"))
    assert answer.status_code == 400
    assert "dấu gạch đứng giữa các ô đã bị đổi khi quét" in said(answer)
    assert 'value="034188000417"' not in said(answer)


def test_a_person_of_an_earlier_dossier_is_known_by_the_number(officer: Client) -> None:
    where = filled(officer)
    send(officer, where, "nhan", phone="0900 000 000")
    again = begin(officer)
    page = shown(officer, again, identity_number="034188000417")
    assert 'value="NGUYỄN THỊ MẪU"' in page
    assert 'value="0900 000 000"' in page


def printed(page: str) -> str:
    """Give the address of the paper that the counter offers to print."""
    return re.findall(r'href="([^"]+\.pdf)"', page)[0]


def test_a_missing_paper_stops_acceptance_and_is_asked_for(officer: Client) -> None:
    where = filled(officer)
    answer = send(officer, where, "nhan", **{"p-to-khai": "missing"})
    assert answer.status_code == 400
    assert "còn thiếu giấy tờ" in said(answer).lower()
    ask = str(send(officer, where, "bo-sung").headers["Location"])
    form = fields(officer, ask)
    assert form["what_1"] == "Thiếu: Tờ khai"
    told = said(officer.get(officer.post(ask, {**form, "liet-ke": "ky"}).headers["Location"]))  # type: ignore[arg-type]  # a response
    assert "đã yêu cầu bổ sung" in told
    assert officer.get(printed(told)).content[:5] == b"%PDF-"
    code = send(officer, where, "nhan", **{"p-to-khai": "enough"}).headers["Location"].split("/")[-2]
    status = dossiers.public_status(code, at=NOW)
    assert status
    assert status.requests == 1


def test_not_accepting_needs_its_reason(officer: Client) -> None:
    where = filled(officer)
    refuse = str(send(officer, where, "tu-choi").headers["Location"])
    assert officer.post(refuse, fields(officer, refuse)).status_code == 400
    done = officer.post(refuse, {**fields(officer, refuse), "reason": "không thuộc thẩm quyền"}).headers["Location"]
    assert officer.get(printed(said(officer.get(done)))).content[:5] == b"%PDF-"  # type: ignore[arg-type]  # a response
    assert officer.get(where).status_code == 404


def test_hostile_entries_are_shown_and_kept_as_text(officer: Client) -> None:
    where = filled(officer)
    send(officer, where, name="<script>alert(1)</script>\x00", sets="-1", copies="99999999", channel="x")
    page = officer.get(where).content
    assert b"<script>alert" not in page
    assert b"&lt;script&gt;alert(1)" in page


def test_a_case_that_was_changed_keeps_what_stays(officer: Client) -> None:
    where = filled(officer)
    send(officer, where, **{"r-to-khai": "bản nhàu"})
    page = shown(officer, where, case="lai")
    assert 'value="bản nhàu"' in page
    assert "Giấy chứng sinh" not in page


def test_the_form_of_a_content_reads_itself_back() -> None:
    content = replace(intake.Content(), papers=intake.lines_for(ASKED, "thuong"))
    assert [line.code for line in content.papers] == ["to-khai", "chung-sinh"]


@pytest.fixture
def with_form(officer: Client) -> Client:
    """The same officer, whose procedure has an electronic form."""
    procedures.lay_down_form(code=BIRTH, form=DECLARATION, on=NOW.date(), by=BY, at=NOW)
    return officer


def answered(code: str) -> intake.Answered | None:
    dossier = dossiers.brief(code)
    assert dossier
    return intake.answered(dossier.id)


def test_a_form_is_filled_in_page_by_page_and_goes_with_the_dossier(with_form: Client, signed_in: SignIn) -> None:
    where = filled(with_form)
    assert send(with_form, where, "bieu-mau").headers["Location"] == f"{where}to-khai/"
    child = f"{where}to-khai/tre-em/"
    page = said(with_form.get(child))  # type: ignore[arg-type]  # a response
    assert "page 1 of 2" in page or "trang 1 trên 2" in page
    refused = with_form.post(child, {"ten-con": "Con Mẫu", "ngay-sinh": "31/02/2022", "co-anh-chi": "no"})
    assert refused.status_code == 400
    assert 'value="31/02/2022"' in refused.content.decode()
    assert 'value="Con Mẫu"' in with_form.get(child).content.decode()
    stopped = send(with_form, where, "nhan")
    assert stopped.status_code == 400
    assert 'href="#f-answers"' in stopped.content.decode()
    after = with_form.post(child, {"ten-con": "Con Mẫu", "ngay-sinh": "1/2/2022", "co-anh-chi": "no"})
    assert after.headers["Location"] == f"{where}to-khai/nguoi-khai/"
    known = said(with_form.get(f"{where}to-khai/nguoi-khai/"))  # type: ignore[arg-type]  # a response
    assert "NGUYỄN THỊ MẪU" in known
    assert "<details>" in known
    last = with_form.post(f"{where}to-khai/nguoi-khai/", {"ho-ten": "NGUYỄN THỊ MẪU"})
    assert last.headers["Location"] == f"{where}to-khai/"
    assert "01/02/2022" in said(with_form.get(f"{where}to-khai/"))  # type: ignore[arg-type]  # a response
    code = unquote(send(with_form, where, "nhan").headers["Location"].split("/xong/")[1].strip("/"))
    found = answered(code)
    assert found
    assert found.answers["ten-con"] == "Con Mẫu"
    assert "Con Mẫu" in said(with_form.get(reverse("desk-dossier", args=[code])))  # type: ignore[arg-type]  # a response


def test_a_name_that_is_put_right_at_the_counter_is_right_in_the_form(with_form: Client) -> None:
    where = filled(with_form)
    with_form.post(f"{where}to-khai/tre-em/", {"ten-con": "Con Mẫu", "ngay-sinh": "1/2/2022", "co-anh-chi": "no"})
    with_form.post(f"{where}to-khai/nguoi-khai/", {"ho-ten": "NGUYỄN THỊ MẪU"})
    answer = send(with_form, where, "nhan", name="Nguyễn Thị Mẫu")
    found = answered(unquote(answer.headers["Location"].split("/xong/")[1].strip("/")))
    assert found
    assert found.answers["ho-ten"] == "Nguyễn Thị Mẫu"


def test_answers_may_be_taken_out_and_a_form_left_alone(with_form: Client) -> None:
    where = filled(with_form)
    with_form.post(f"{where}to-khai/tre-em/", {"ten-con": "Con Mẫu"})
    assert with_form.post(f"{where}to-khai/", {"viec": "bo"}).headers["Location"] == where
    answer = send(with_form, where, "nhan")
    assert answered(unquote(answer.headers["Location"].split("/xong/")[1].strip("/"))) is None


def test_the_form_is_there_for_whoever_began_and_for_a_procedure_that_has_one(
    with_form: Client, signed_in: SignIn
) -> None:
    where = filled(with_form)
    assert with_form.get(f"{where}to-khai/khong-co/").status_code == 404
    assert signed_in("xa-hai").get(f"{where}to-khai/tre-em/").status_code == 404
    assert with_form.get(f"{begin(with_form)}to-khai/").status_code == 404


def test_a_page_of_a_form_costs_what_it_says(with_form: Client) -> None:
    where = filled(with_form)
    for address in (f"{where}to-khai/", f"{where}to-khai/tre-em/"):
        with CaptureQueriesContext(connection) as asked:
            with_form.get(address)
        assert len(asked) == 9
