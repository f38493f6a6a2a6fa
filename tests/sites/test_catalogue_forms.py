"""An administrator writes a form in plain fields, tries it, and puts it in force; what is wrong is said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import (
    Asked,
    AskedPaper,
    Case,
    Choice,
    Comparison,
    Condition,
    Form,
    Group,
    Kind,
    Question,
)
from sites.test_catalogue import hidden, of, sent
from sites.town import BIRTH, COPY, Town
from sites.town_catalogue import DECLARATION

TODAY = date(2022, 10, 10)
AT = datetime(2022, 10, 10, 2, tzinfo=UTC)
SignIn = Callable[[str], Client]


def draft(code: str = BIRTH, case: str = "") -> Form:
    return procedures.form_draft(code, on=TODAY, case=case).content


def test_a_form_is_begun_with_a_page_and_grows(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("quan-tri")
    assert sent(client, of("catalogue-form-page-add", COPY), title="Bản sao", code="").status_code == 302
    add = of("catalogue-form-question-add", COPY, "ban-sao")
    assert (
        sent(client, add, label="Số bản sao", kind="number", least="1", most="20", marks=["required"]).status_code
        == 302
    )
    choices = "Nhận tại quầy\nbuu-chinh | Qua bưu chính"
    assert sent(client, add, label="Cách nhận", kind="one_of", choices=choices, marks=[]).status_code == 302
    address = {"if_question": "cach-nhan", "if_test": "equals", "if_values": "qua bưu chính"}
    assert (
        sent(client, add, label="Gửi về đâu", kind="address", from_known="applicant.address", **address).status_code
        == 302
    )
    assert draft(COPY).pages[0].items == (
        Question("so-ban-sao", "Số bản sao", Kind.NUMBER, least=1, most=20),
        Question(
            "cach-nhan",
            "Cách nhận",
            Kind.ONE_OF,
            required=False,
            choices=(Choice("nhan-tai-quay", "Nhận tại quầy"), Choice("buu-chinh", "Qua bưu chính")),
        ),
        Question(
            "gui-ve-dau",
            "Gửi về đâu",
            Kind.ADDRESS,
            shown_if=Condition("cach-nhan", Comparison.EQUALS, ("buu-chinh",)),
            from_known="applicant.address",
        ),
    )
    assert "“Cách nhận” có câu trả lời này Qua bưu chính" in client.get(of("catalogue-form", COPY)).content.decode()


def test_an_entry_that_is_opened_and_saved_is_as_it_was(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("quan-tri")
    for name, key in (
        ("catalogue-form-question", "ngay-sinh"),
        ("catalogue-form-question", "ten-anh-chi"),
        ("catalogue-form-question", "ho-ten"),
        ("catalogue-form-group", "anh-chi"),
        ("catalogue-form-page", "tre-em"),
    ):
        assert sent(client, of(name, BIRTH, key)).status_code == 302
    assert sent(client, of("catalogue-form-whole")).status_code == 302
    assert draft() == DECLARATION


def test_conditions_follow_a_renamed_question_and_what_is_taken_out_is_gone(
    changing_town: Town, signed_in: SignIn
) -> None:
    client = signed_in("quan-tri")
    assert sent(client, of("catalogue-form-question", BIRTH, "co-anh-chi"), code="anh-em").status_code == 302
    group = draft().item("anh-chi")
    assert group
    assert group.shown_if == Condition("anh-em")
    assert sent(client, of("catalogue-form-question", BIRTH, "ten-anh-chi"), lam="bo").status_code == 302
    assert draft().item("anh-chi") == replace(group, questions=())
    assert "mỗi nhóm phải có ít nhất một câu hỏi" in client.get(of("catalogue-form")).content.decode()


@pytest.mark.parametrize(
    ("name", "key", "wrong", "field"),
    [
        ("catalogue-form-question", "ten-con", {"code": "ngay-sinh"}, "code"),
        ("catalogue-form-question", "ten-con", {"code": "Có Dấu"}, "code"),
        ("catalogue-form-question", "ten-con", {"kind": "one_of", "choices": ""}, "label"),
        ("catalogue-form-question", "ten-con", {"if_question": "ngay-sinh"}, "if_question"),
        ("catalogue-form-question", "ngay-sinh", {"least": "một"}, "least"),
        ("catalogue-form-question", "ho-ten", {"if_question": "co-anh-chi", "if_test": "equals"}, "if_values"),
        ("catalogue-form-group", "anh-chi", {"at_least": "9"}, ""),
        ("catalogue-form-page", "tre-em", {"title": ""}, "title"),
    ],
)
def test_what_is_wrong_with_an_entry_is_said_and_kept(
    changing_town: Town, signed_in: SignIn, name: str, key: str, wrong: dict[str, str], field: str
) -> None:
    answer = sent(signed_in("quan-tri"), of(name, BIRTH, key), **wrong)
    assert answer.status_code == 400
    assert field in answer.context["entries"].problems
    assert {one: answer.context["entries"].given[one] for one in wrong} == wrong
    assert draft() == DECLARATION


def test_a_question_is_moved_among_its_neighbours(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("quan-tri")
    where = of("catalogue-form")
    seen = hidden(client.get(where), "da-xem")
    assert client.post(where, {"viec": "xuong:ten-con", "da-xem": seen}).status_code == 302
    assert [one.code for one in draft().pages[0].items][:2] == ["ngay-sinh", "ten-con"]
    stale = client.post(where, {"viec": "len:ten-con", "da-xem": seen})
    assert stale.status_code == 400
    assert "có người khác đã sửa" in stale.content.decode().lower() or stale.context["entries"].problems
    seen = hidden(client.get(where), "da-xem")
    assert client.post(where, {"viec": "len:khong-co", "da-xem": seen}).status_code == 302


def test_a_form_is_put_in_force_from_a_day(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("quan-tri")
    assert sent(client, of("catalogue-form"), on="01/11/2022").status_code == 302
    assert procedures.form_of(BIRTH, on=TODAY) is None
    assert procedures.form_of(BIRTH, on=date(2022, 11, 1)) == DECLARATION
    assert "01/11/2022" in client.get(of("catalogue-form")).content.decode()


def test_a_case_has_a_draft_of_its_own(changing_town: Town, signed_in: SignIn) -> None:
    cases = Asked(TODAY, papers=(AskedPaper("a", "A"),), cases=(Case("thay", "Đăng ký thay", ("a",)),))
    procedures.ask(code=BIRTH, asked=cases, on=TODAY, by="quan-tri", at=AT)
    client = signed_in("quan-tri")
    where = of("catalogue-form-page-add") + "?truong-hop=thay"
    assert sent(client, where, title="Người thay", code="nguoi-thay").status_code == 302
    assert [page.code for page in draft(case="thay").pages] == ["nguoi-thay"]
    assert draft() == DECLARATION
    assert client.post(of("catalogue-form-drop") + "?truong-hop=thay").status_code == 302
    assert draft(case="thay") == Form()


def test_a_page_is_tried_and_nothing_is_kept(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("quan-tri")
    where = of("catalogue-form-preview", BIRTH, "tre-em")
    refused = client.post(where, {"ten-con": "Con mẫu", "ngay-sinh": "31/02/2022"})
    assert refused.status_code == 400
    assert 'href="#f-ngay-sinh"' in refused.content.decode()
    more = client.post(where, {"da-hien": "ten-con ngay-sinh co-anh-chi", "co-anh-chi": "yes"})
    assert 'name="anh-chi.1.ten-anh-chi"' in more.content.decode()
    whole = client.post(where, {"ten-con": "Con mẫu", "ngay-sinh": "1/2/2022", "co-anh-chi": "no"})
    assert "01/02/2022" in whole.content.decode()
    assert draft() == DECLARATION
    assert isinstance(DECLARATION.item("anh-chi"), Group)
