"""Feedback of the public: read without names, sent once with number and secret, followed, judged, opened again."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import Image

from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import Channel, Classification, State
from sites.town import NOW, Town

VI = {"accept-language": "vi"}
SAID = {"by": "post/1", "at": NOW}
FORM = {"about": "act", "text": "Quầy số 2 đóng cửa lúc 10 giờ.", "name": "Người Gửi Mẫu", "phone": "0900 000 123"}


def square() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 40), "green").save(out, "PNG")
    return out.getvalue()


def text(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def page(visitor: Client, address: str) -> str:
    answer = visitor.get(address, headers=VI)
    assert answer.status_code == 200
    return text(answer)


def key(visitor: Client) -> str:
    found = re.search(r'name="lan-gui" value="([^"]+)"', page(visitor, reverse("feedback-send")))
    assert found
    return found[1]


def send(visitor: Client, /, **entries: str) -> HttpResponse:
    return visitor.post(reverse("feedback-send"), entries, headers=VI)


def sent(visitor: Client) -> tuple[int, str]:
    """Send the form, and give number and secret as the page tells them."""
    assert send(visitor, **FORM, **{"lan-gui": key(visitor), "lam": "gui"}).status_code == 302
    told = page(visitor, reverse("feedback-sent"))
    number = re.search(r"PA-(\d+)", told)
    secret = re.search(r'</h2><p class="big code nb">([^<]+)</p>', told)
    assert number
    assert secret
    return int(number[1]), secret[1]


def follow(number: int, secret: str) -> Client:
    other = Client()
    answer = other.post(reverse("feedback-follow"), {"so": f"PA-{number}", "bi-mat": secret}, headers=VI)
    assert answer.status_code == 302
    return other


def act(follower: Client, /, **entries: str) -> HttpResponse:
    shown = page(follower, reverse("feedback-follow"))
    step = re.search(r'name="buoc" value="(\d+)"', shown)
    return follower.post(reverse("feedback-follow"), {"buoc": step[1] if step else "", **entries}, headers=VI)


def answered(number: int) -> None:
    feedback.classify(case=number, classification=Classification.FEEDBACK, **SAID)
    feedback.forward(case=number, to=feedback.case_view(number, at=NOW).state.receiving_unit, **SAID)  # type: ignore[union-attr]  # it was just sent
    feedback.answer(case=number, answer="Quầy mở lại từ hôm nay.", **SAID)


def test_what_is_published_is_found_without_tones_and_names_nobody(visitor: Client, town: Town) -> None:
    address = reverse("feedback-public")
    shown = page(visitor, f"{address}?tim=bang+niem+yet")
    assert "Đã thay bảng." in shown
    assert "Người Gửi Mẫu" not in shown
    assert "Không có câu trả lời công khai nào như vậy" in page(visitor, f"{address}?tim=khong-co-chu-nay")
    assert "Bảng niêm yết cũ." in page(visitor, reverse("feedback-answer", kwargs={"case": town.cases.settled}))
    assert visitor.get(reverse("feedback-answer", kwargs={"case": town.cases.answered})).status_code == 404


def test_it_is_looked_over_then_sent_once_and_told_with_number_and_secret(visitor: Client, changing_town: Town) -> None:
    one = key(visitor)
    over = send(visitor, **FORM, **{"lan-gui": one, "lam": "xem"})
    assert "Chưa có gì được gửi đi." in text(over)
    for _ in range(2):
        assert send(visitor, **FORM, **{"lan-gui": one, "lam": "gui"}).status_code == 302
    told = page(visitor, reverse("feedback-sent"))
    number = int(re.search(r"PA-(\d+)", told)[1])  # type: ignore[index]  # else the test fails
    view = feedback.case_view(number, at=NOW)
    assert view is not None
    assert (view.state.channel, view.state.named) == (Channel.PORTAL, True)
    assert feedback.case_view(number + 1, at=NOW) is None


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"about": "khac"}, {"dossier": "khong-co"}, {"email": "khong-phai"}, {"unit": "x"}]
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_lost(
    visitor: Client, town: Town, wrong: dict[str, str]
) -> None:
    answer = send(visitor, **{**FORM, **wrong}, **{"lan-gui": key(visitor), "lam": "gui"})
    assert answer.status_code == 400
    shown = text(answer)
    assert f'href="#f-{next(iter(wrong))}"' in shown
    assert "Người Gửi Mẫu" in shown


@pytest.mark.parametrize(("about", "said"), [("complaint", "Luật Khiếu nại"), ("denunciation", "Luật Tố cáo")])
def test_a_complaint_is_told_where_to_go_and_is_not_kept(visitor: Client, town: Town, about: str, said: str) -> None:
    answer = send(visitor, **{**FORM, "about": about}, **{"lan-gui": key(visitor), "lam": "gui"})
    assert answer.status_code == 200
    assert said in text(answer)
    assert visitor.get(reverse("feedback-sent")).status_code == 302


def test_number_and_secret_open_it_and_neither_alone_does(visitor: Client, changing_town: Town) -> None:
    number, secret = sent(visitor)
    assert "Quầy số 2" in page(follow(number, secret), reverse("feedback-follow"))
    for so, word in ((number, "SAIMATMA"), (number + 1, secret), ("x", secret), (number, "")):
        wrong = Client().post(reverse("feedback-follow"), {"so": so, "bi-mat": word}, headers=VI)
        assert wrong.status_code == 400
        assert "Quầy số 2" not in text(wrong)


def test_a_question_is_answered_by_its_sender(visitor: Client, changing_town: Town) -> None:
    number, secret = sent(visitor)
    feedback.classify(case=number, classification=Classification.FEEDBACK, **SAID)
    feedback.ask_sender(case=number, question="Vào ngày nào?", **SAID)
    mine = follow(number, secret)
    assert "Vào ngày nào?" in page(mine, reverse("feedback-follow"))
    assert act(mine, lam="noi-them", text="").status_code == 400
    assert act(mine, lam="noi-them", text="Thứ Hai tuần trước.").status_code == 302
    assert "Thứ Hai tuần trước." in page(mine, reverse("feedback-follow"))


def test_who_is_not_content_has_it_opened_again(visitor: Client, changing_town: Town) -> None:
    number, secret = sent(visitor)
    answered(number)
    mine = follow(number, secret)
    assert "Quầy mở lại từ hôm nay." in page(mine, reverse("feedback-follow"))
    assert "Chưa, và tôi muốn mở lại" in page(mine, reverse("feedback-follow"))
    assert act(mine, lam="danh-gia", verdict="").status_code == 400
    assert act(mine, lam="danh-gia", verdict="reopen", reason="Hôm nay quầy vẫn đóng.").status_code == 302
    view = feedback.case_view(number, at=NOW)
    assert view is not None
    assert (view.state.state, view.state.reopened) == (State.FORWARDED, 1)


def test_leaving_forgets_it(visitor: Client, changing_town: Town) -> None:
    number, secret = sent(visitor)
    mine = follow(number, secret)
    assert mine.post(reverse("feedback-follow"), {"lam": "ra"}).status_code == 302
    assert "Quầy số 2" not in page(mine, reverse("feedback-follow"))


def test_guessing_secrets_is_slowed_down(visitor: Client, town: Town) -> None:
    answers = [
        visitor.post(reverse("feedback-follow"), {"so": str(n), "bi-mat": "x"}).status_code for n in range(1, 30)
    ]
    assert 429 in answers


def test_a_photograph_comes_with_it_and_is_seen_by_those_who_deal_with_it(
    visitor: Client, changing_town: Town, signed_in: Callable[[str], Client]
) -> None:
    one = key(visitor)
    photograph = SimpleUploadedFile("anh.png", square(), content_type="image/png")
    over = visitor.post(
        reverse("feedback-send"), {**FORM, "lan-gui": one, "lam": "xem", "file": photograph}, headers=VI
    )
    assert "anh.png" in text(over)
    assert send(visitor, **FORM, **{"lan-gui": one, "lam": "gui"}).status_code == 302
    told = re.search(r"PA-(\d+)", page(visitor, reverse("feedback-sent")))
    assert told
    address = reverse("feedback-file", kwargs={"case": int(told[1]), "place": 1})
    officer = signed_in("mot-cua")
    assert address in page(officer, reverse("feedback-case", kwargs={"case": int(told[1])}))
    shown = officer.get(address)
    assert (shown.headers["Content-Type"], shown.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert square() not in shown.content, "written anew from its points"
    assert officer.get(address.replace("/1/", "/2/")).status_code == 404
    assert signed_in("xa-mot").get(address).status_code == 403
    assert visitor.get(address).status_code == 302


def test_a_file_that_is_not_what_it_says_is_refused_with_the_entries_kept(visitor: Client, town: Town) -> None:
    lie = SimpleUploadedFile("anh.png", b"MZ\x90\x00" + b"x" * 500, content_type="image/png")
    answer = visitor.post(
        reverse("feedback-send"), {**FORM, "lan-gui": key(visitor), "lam": "xem", "file": lie}, headers=VI
    )
    assert answer.status_code == 400
    assert 'href="#f-file"' in text(answer)
    assert "Người Gửi Mẫu" in text(answer)
