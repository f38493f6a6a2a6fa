"""Satisfaction on the desk: the slip and what it lacks, the indices with their n, and slips of paper entered."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.foundation.accounts import models as accounts
from motcua.services.surveys import models
from sites.town import Town

SignIn = Callable[[str], Client]
DIGITS = {f"q{place}": "4" for place in range(1, 13)}
SLIP = DIGITS | {"answered_on": "2022-10-09", "stage": "visit", "dossier": "", "comment": ""}


def said(answer: HttpResponse, status: int = 200) -> str:
    assert answer.status_code == status
    return unescape(answer.content.decode())


def test_a_good_slip_is_said_to_be_good_and_its_indices_have_their_n(town: Town, signed_in: SignIn) -> None:
    text = said(signed_in("cchc").get(reverse("slips")))
    assert "Hỏi đủ những điều phải hỏi." in text
    assert "12 phiếu đã trả lời." in text
    rows = re.findall(r'<th scope="row"><b>([^<]+)</b></th><td class="r">(\d+)</td><td class="r">(\d+)</td>', text)
    assert rows == [
        ("Tiếp cận dịch vụ", "30", "45"),
        ("Thủ tục hành chính", "32", "48"),
        ("Công chức giải quyết", "8", "12"),
        ("Kết quả", "8", "11"),
        ("Tiếp nhận, xử lý góp ý, phản ánh", "7", "11"),
        ("Đánh giá chung", "7", "11"),
        ("Tất cả câu trả lời", "92", "138"),
    ]
    assert "66,7\u00a0%" in text


def test_a_poor_slip_is_told_exactly_what_it_lacks(town: Town, signed_in: SignIn) -> None:
    text = said(signed_in("cchc").get(reverse("slips") + "?don-vi=12472"))
    assert "Mẫu phiếu còn ít thông tin, chưa đảm bảo theo quy định." in text
    lacks = text.split("Phiếu không hỏi về</h3>")[1].split("</ul>")[0]
    assert re.findall(r"<li>(\d)\.", lacks) == ["1", "3", "4", "5", "7", "8", "9"]
    asks = text.split("Cách hỏi</h3>")[1].split("</ul>")[0]
    assert asks.count("<li>") == 2
    assert "cách hiểu của chương trình" in text
    assert "Chưa có ai trả lời" in text
    assert "Nhập phiếu giấy" not in text  # it is for the commune's own posts


def test_comments_are_read_mixed_and_only_by_who_serves_nobody(changing_town: Town, signed_in: SignIn) -> None:
    place = reverse("slips-comments")
    mine, others = models.AnswerSlip.objects.filter(unit=changing_town.district.id, answered_on__lt="2022-10-01")[:2]
    models.AnswerSlip.objects.filter(pk=mine.pk).update(comment="Ghế chờ quá ít.", salt=b"\xff" * 16)
    models.AnswerSlip.objects.filter(pk=others.pk).update(comment="Cô ở quầy hai nhiệt tình", salt=b"\x00" * 16)
    sums = models.MonthSlips.objects.filter(unit=changing_town.district.id)
    sums.filter(month=mine.answered_on.replace(day=1)).update(comments=2)
    reader = signed_in("cchc")
    text = said(reader.get(place + "?tu=2022-01-01&den=2022-12-31"))
    written = re.findall(r"<li>((?:Ghế|Cô)[^\n]*?)</li>", text)
    assert [one[:3] for one in written] == ["Cô ", "Ghế"]
    assert str(mine.answered_on) not in text
    sums.update(slips=1)
    assert "Ghế chờ" not in said(reader.get(place + "?tu=2022-01-01&den=2022-12-31"))
    officer, own = (
        accounts.Holding.objects.get(person=accounts.User.objects.get(username=name).person_id)
        for name in ("mot-cua", "cchc")
    )
    accounts.Grant.objects.filter(post=officer.post_id).update(post=own.post_id)
    assert reader.get(place).status_code == 403


def test_a_unit_without_a_slip_is_told_so(town: Town, signed_in: SignIn) -> None:
    text = said(signed_in("cchc").get(reverse("slips") + "?tu=01/01/2021&den=31/12/2021"))
    assert "Cơ quan chưa có mẫu phiếu" in text


def test_a_slip_of_paper_is_entered_and_nothing_of_it_shown_again(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("van-thu")
    filled = SLIP | {"q6": "5", "q9": "", "stage": "result", "dossier": changing_town.ready, "comment": "Cảm ơn cô Mẫu"}
    answer = client.post(reverse("slips-enter"), filled)
    after = said(client.get(answer.headers["Location"]))
    entered = models.AnswerSlip.objects.latest("pk")
    assert f"Đã ghi nhận phiếu số {entered.pk}." in after
    assert changing_town.ready not in after
    assert "cô Mẫu" not in after
    values = dict(models.Answer.objects.filter(answer_slip=entered).values_list("question__code", "value"))
    assert values == {str(place): 4 for place in range(1, 13) if place != 9} | {"6": 5}
    assert (entered.comment, str(entered.answered_on)) == ("Cảm ơn cô Mẫu", "2022-10-09")
    again = said(client.post(reverse("slips-enter"), filled), 400)
    assert 'href="#f-dossier"' in again
    assert "hồ sơ này đã có phiếu ở bước này" in again
    withdraw = reverse("slips-withdraw", kwargs={"answer_slip": entered.pk})
    assert 'href="#f-reason"' in said(signed_in("cchc").post(withdraw, {"reason": " "}), 400)
    assert f"Rút phiếu số {entered.pk}" in said(client.get(reverse("slips-entered")))
    assert signed_in("cchc").post(withdraw, {"reason": "nhập nhầm"}).headers["Location"] == reverse("slips-entered")
    listed = said(client.get(reverse("slips-entered")))
    assert f"Rút phiếu số {entered.pk}" not in listed
    assert changing_town.ready not in listed
    assert signed_in("cchc").post(withdraw, {"reason": "nhập nhầm"}).status_code == 400
    assert client.post(reverse("slips-enter"), filled).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"q3": "6"}, "q3"),
        ({"q3": "0"}, "q3"),
        ({"q3": "x"}, "q3"),
        ({"answered_on": "2022-10-11"}, "answered_on"),
        ({"answered_on": ""}, "answered_on"),
        ({"dossier": "nothing", "stage": "result"}, "dossier"),
        ({"stage": "lunch"}, "stage"),
    ],
)
def test_a_wrong_entry_is_said_beside_its_field_and_all_is_kept(
    town: Town, signed_in: SignIn, wrong: dict[str, str], field: str
) -> None:
    text = said(signed_in("van-thu").post(reverse("slips-enter"), SLIP | {"q1": "2"} | wrong), 400)
    assert f'href="#f-{field}"' in text
    assert f'id="e-{field}"' in text
    assert re.search(r'id="f-q1"[^>]*value="2"', text)


def test_an_empty_slip_is_not_entered(town: Town, signed_in: SignIn) -> None:
    empty = SLIP | dict.fromkeys(DIGITS, "")
    assert "chưa có câu nào được trả lời" in said(signed_in("van-thu").post(reverse("slips-enter"), empty), 400).lower()


def test_the_entry_of_another_unit_cannot_be_withdrawn(town: Town, signed_in: SignIn) -> None:
    address = reverse("slips-withdraw", kwargs={"answer_slip": 1})
    assert signed_in("xa-mot").post(address).status_code == 403
    assert signed_in("van-thu").post(reverse("slips-withdraw", kwargs={"answer_slip": 999})).status_code == 400


@pytest.mark.parametrize(
    ("name", "most"),
    [("slips", 16), ("slips-comments", 16), ("slips-enter", 9), ("slips-entered", 8), ("slips-issue", 12)],
)
def test_a_page_costs_as_many_queries_as_it_says(town: Town, signed_in: SignIn, name: str, most: int) -> None:
    client = signed_in("cchc")
    said(client.get(reverse(name)))
    with CaptureQueriesContext(connection) as asked:
        said(client.get(reverse(name)))
    assert len(asked) <= most, "\n".join(query["sql"][:150] for query in asked)
