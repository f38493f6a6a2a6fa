"""A slip is issued on the desk as data: looked at first, what it lacks beside it, dated, and never changed."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.services.surveys import models
from motcua.services.surveys import public as surveys
from motcua.services.surveys.public import AsksCode
from sites.town import NOW, Town

SignIn = Callable[[str], Client]
HEAD = {
    "title": "Phiếu khảo sát", "campaign": "", "code": "p2", "document_number": "12/QĐ-UBND",
    "document_date": "10/10/2022", "valid_from": "11/10/2022", "valid_to": "", "free_text": "khong",
    "asks_name": "khong", "ticked": "khong", "asks_code": "required", "so-cau": "3",
}  # fmt: skip
FIRST = {"text_1": "Thái độ của công chức", "element_1": "officials", "index_1": "manner", "needed_1": "co"}
SECOND = {"text_2": "Thời gian giải quyết", "element_2": "procedures", "index_2": "time", "needed_2": "khong"}
POOR = HEAD | FIRST | SECOND


def said(answer: HttpResponse, status: int = 200) -> str:
    text = unescape(answer.content.decode())
    assert answer.status_code == status, text
    return text


def send(client: Client, deed: str, **also: str) -> HttpResponse:
    return client.post(reverse("slips-issue"), POOR | {"lam": deed} | also)  # type: ignore[return-value]  # a response


def test_the_form_begins_with_the_slip_in_use_and_says_that_it_is_good(town: Town, signed_in: SignIn) -> None:
    text = said(signed_in("cchc").get(reverse("slips-issue")))
    assert 'value="Thái độ của cán bộ, công chức, viên chức"' in text
    assert "Hỏi đủ những điều phải hỏi." in text
    assert "Ban hành mẫu phiếu này" not in text  # it is looked at first
    assert 'value="SIPAS-2022"' in said(signed_in("cchc").get(reverse("slips-issue") + "?tu=sipas"))


def test_a_poor_slip_is_told_what_it_lacks_as_our_reading_and_is_issued_all_the_same(
    changing_town: Town, signed_in: SignIn
) -> None:
    client = signed_in("cchc")
    text = said(send(client, "xem"))
    lacks = text.split("Phiếu không hỏi về</h3>")[1].split("</ul>")[0]
    assert re.findall(r"<li>(\d)\.", lacks) == ["3", "4", "5", "7", "8", "9"]
    assert text.split("Cách hỏi</h3>")[1].split("</ul>")[0].count("<li>") == 2
    assert "cách hiểu của chương trình" in text
    assert "Mẫu phiếu còn thiếu vẫn ban hành được" in text
    assert "1. Thái độ của công chức" in text
    assert not models.Slip.objects.filter(code="p2").exists()
    led = send(client, "ban-hanh").headers["Location"]
    assert "Đã ban hành “Phiếu khảo sát”, dùng từ 11/10/2022." in said(client.get(led))
    issued = surveys.by_id(models.Slip.objects.get(code="p2").pk)
    assert issued is not None
    assert (issued.unit_id, issued.slip.asks_code, issued.slip.free_text) == (
        changing_town.district.id,
        AsksCode.REQUIRED,
        False,
    )
    assert [(one.code, one.index, one.needed) for one in issued.slip.questions] == [
        ("1", "manner", True),
        ("2", "time", False),
    ]
    assert surveys.slip_of(changing_town.district.id, on=NOW.date()).slip.code == "mot-cua"  # type: ignore[union-attr]  # there is one
    assert 'href="#f-valid_from"' in said(send(client, "ban-hanh"), 400)
    assert models.Slip.objects.filter(code="p2").count() == 1


def test_more_rows_keep_what_was_entered(town: Town, signed_in: SignIn) -> None:
    text = said(send(signed_in("cchc"), "them"))
    assert 'name="so-cau" value="8"' in text
    assert 'value="Thời gian giải quyết"' in text
    assert 'id="f-text_8"' in text
    assert 'role="alert"' not in text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"document_number": ""}, "document_number"),
        ({"valid_from": "32/10/2022"}, "valid_from"),
        ({"valid_to": "01/01/2022"}, "valid_to"),
        ({"element_1": ""}, "element_1"),
        ({"element_1": "lunch"}, "element_1"),
        ({"index_2": "nothing"}, "index_2"),
        ({"asks_code": "perhaps"}, "asks_code"),
        ({"free_text": ""}, "free_text"),
        ({"title": "x" * 301}, "title"),
        ({"campaign": "x" * 65}, "campaign"),
        ({"valid_from": "01/01/2022"}, "valid_from"),
    ],
)
def test_what_cannot_be_a_slip_is_said_beside_its_field(
    town: Town, signed_in: SignIn, wrong: dict[str, str], field: str
) -> None:
    text = said(send(signed_in("cchc"), "ban-hanh", **wrong), 400)
    assert f'href="#f-{field}"' in text
    assert f'id="e-{field}"' in text
    assert 'value="Thái độ của công chức"' in text


@pytest.mark.parametrize(
    "wrong",
    [
        {"text_1": "", "text_2": ""},
        {"code_1": "a", "code_2": "a"},
        {"text_1": "x" * 501},
        {"so-cau": "-1", "text_1": "", "text_2": ""},
        {"so-cau": "９", "text_1": "", "text_2": ""},
    ],
)
def test_a_slip_without_questions_of_its_own_is_refused(town: Town, signed_in: SignIn, wrong: dict[str, str]) -> None:
    assert 'role="alert"' in said(send(signed_in("cchc"), "ban-hanh", **wrong), 400)


@pytest.mark.parametrize("who", ["van-thu", "mot-cua", "lanh-dao"])
def test_others_issue_none(town: Town, signed_in: SignIn, who: str) -> None:
    assert send(signed_in(who), "ban-hanh").status_code == 403
