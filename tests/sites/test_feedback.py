"""Feedback on the desk: the list by what is due, a case with its proofs, and each act as a form."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import State
from sites.town import NOW, Town

SignIn = Callable[[str], Client]


def said(answer: HttpResponse, status: int = 200) -> str:
    assert answer.status_code == status
    return unescape(answer.content.decode())


def page(client: Client, name: str, query: str = "", **path: int) -> str:
    return said(client.get(reverse(name, kwargs=path) + query))


def state(case: int) -> feedback.CaseState:
    view = feedback.case_view(case, at=NOW)
    assert view is not None
    return view.state


def listed(text: str) -> list[int]:
    return [int(number) for number in re.findall(r'<a class="open num"[^>]*>PA-(\d+)</a>', text)]


def test_the_most_urgent_stands_first_and_what_waits_last(town: Town, signed_in: SignIn) -> None:
    cases = town.cases
    text = page(signed_in("mot-cua"), "feedback")
    assert listed(text) == [cases.fresh, cases.taken, cases.answering, cases.waiting]
    counts = dict(re.findall(r">([^<>]+) <b>(\d+)</b></a>", text))
    assert counts == {
        "Mở": "4", "Quá hạn": "1", "Hạn hôm nay": "0", "Chờ phân loại": "1", "Chờ chuyển": "1", "Đang trả lời": "1",
        "Chờ người gửi": "1", "Đã trả lời, chưa công khai": "2", "Chưa hài lòng": "1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("qua-han", ["fresh"]),
        ("chua-cong-khai", ["answered", "unhappy"]),
        ("chua-hai-long", ["unhappy"]),
        ("hom-nay", []),
    ],
)
def test_a_part_can_be_looked_at_alone(town: Town, signed_in: SignIn, part: str, names: list[str]) -> None:
    text = page(signed_in("mot-cua"), "feedback", f"?loc={part}")
    assert listed(text) == [getattr(town.cases, name) for name in names]
    assert ("Lúc này không có phản ánh nào" in text) == (not names)


def test_another_unit_has_other_cases(town: Town, signed_in: SignIn) -> None:
    assert listed(page(signed_in("xa-mot"), "feedback")) == [town.cases.in_commune]


def test_a_case_shows_its_timeline_and_proofs(town: Town, signed_in: SignIn) -> None:
    text = page(signed_in("cchc"), "feedback-case", case=town.cases.unhappy)
    assert re.findall(r"<h3>([^<]+)</h3>", text) == [
        "Tiếp nhận", "Phân loại", "Chuyển cơ quan phải trả lời", "Đã trả lời", "Người gửi đánh giá",
    ]  # fmt: skip
    assert len(re.findall(r"\?dau-vet=[0-9a-f]{64}", text)) == 5
    assert "Đã xin lỗi và trả kết quả ngày hôm nay." in text


def test_who_sent_it_is_shown_to_those_who_deal_with_it_alone(town: Town, signed_in: SignIn) -> None:
    """An inspector sees the case, and neither name nor number."""
    assert "Người Gửi Mẫu" in page(signed_in("mot-cua"), "feedback-case", case=town.cases.fresh)
    text = page(signed_in("thanh-tra"), "feedback-case", case=town.cases.fresh)
    assert "Hồ sơ đất của tôi quá hạn" in text
    assert not any(told in text for told in ("Người Gửi Mẫu", "0900", "02273", "Thôn Mẫu"))
    assert "Chỉ hiện với người tiếp nhận hoặc trả lời." in text


@pytest.mark.parametrize(
    ("who", "case", "suggested"),
    [
        ("mot-cua", "fresh", "Phân loại"),
        ("mot-cua", "taken", "Chuyển xử lý"),
        ("chuyen-vien", "answering", "Trả lời"),
        ("mot-cua", "waiting", "Ghi điều người gửi nói thêm"),
        ("cchc", "answered", "Công khai trả lời"),
        ("cchc", "unhappy", "Mở lại"),
        ("cchc", "settled", "Khép lại"),
        ("thanh-tra", "fresh", None),
    ],
)
def test_what_comes_next_is_suggested_to_who_may_do_it(
    town: Town, signed_in: SignIn, who: str, case: str, suggested: str | None
) -> None:
    text = page(signed_in(who), "feedback-case", case=getattr(town.cases, case))
    assert re.findall(r'<a class="btn" href="[^"]+">([^<]+)</a>', text) == ([suggested] if suggested else [])


def test_a_call_is_taken_down_and_every_entry_is_kept_where_something_is_wrong(
    changing_town: Town, signed_in: SignIn
) -> None:
    client = signed_in("mot-cua")
    call = {
        "channel": "hotline", "came_at": "2022-10-10T10:40", "caller": "0227 3456 789", "text": "Cửa đóng sớm.",
        "about": "act", "dossier": "nothing", "name": "Người Gọi Mẫu",
    }  # fmt: skip
    text = said(client.post(reverse("feedback-enter"), call), 400)
    assert '<a href="#f-dossier">Mã hồ sơ: không có hồ sơ nào mang mã này' in text
    assert 'value="0227 3456 789"' in text
    assert ">Cửa đóng sớm.</textarea>" in text
    answer = client.post(reverse("feedback-enter"), call | {"dossier": changing_town.transfer})
    case = int(re.findall(r"\d+", answer.headers["Location"])[-1])
    view = feedback.case_view(case, at=NOW)
    assert view is not None
    assert view.sender is not None
    assert (view.sender.caller, view.sender.name, view.dossier_code) == (
        "0227 3456 789", "Người Gọi Mẫu", changing_town.transfer,
    )  # fmt: skip
    assert f"{view.state.received_at:%H:%M}" == "03:40"


def test_who_sent_a_letter_is_told_how_to_follow_it(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("mot-cua")
    letter = {
        "channel": "paper", "came_at": "2022-10-10T10:00", "text": "Cửa đóng sớm.", "about": "act",
        "name": "Người Viết Mẫu", "email": "nguoi-viet@mau.example",
    }  # fmt: skip
    with override_settings(EMAIL_HOST="mail.mau.example"):
        led = client.post(reverse("feedback-enter"), letter).headers["Location"]
    shown = said(client.get(led))
    case, secret = int(re.findall(r"\d+", led)[-1]), re.findall(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}", shown)[0]
    assert feedback.case_of_secret(case, secret) == case
    letters = [one for one in mail.outbox if one.to == [letter["email"]]]
    assert [secret in str(one.body) and f"PA-{case}" in str(one.body) for one in letters] == [True]
    assert not any(word in f"{letters[0].subject} {letters[0].body}" for word in ("Người Viết", "Cửa đóng"))
    assert "…t@mau.example" in shown
    assert letter["email"] not in shown


def test_all_that_is_missing_is_said_at_once(town: Town, signed_in: SignIn) -> None:
    text = said(signed_in("mot-cua").post(reverse("feedback-enter"), {"channel": "pigeon", "came_at": ""}), 400)
    assert re.findall(r'<li><a href="#f-(\w+)">', text) == ["came_at", "text", "about", "channel"]
    wrong = {"channel": "hotline", "came_at": "gestern", "text": "x", "about": "act"}
    assert "#f-came_at" in said(signed_in("mot-cua").post(reverse("feedback-enter"), wrong), 400)


def test_each_act_is_a_form_that_leads_back_to_the_case(changing_town: Town, signed_in: SignIn) -> None:
    cases = changing_town.cases
    acts = [
        ("mot-cua", "classified", cases.fresh, {"classification": "feedback"}, State.CLASSIFIED),
        ("mot-cua", "forwarded", cases.fresh, {"to": changing_town.land_office.key}, State.FORWARDED),
        ("chuyen-vien", "sender-asked", cases.answering, {"question": "Hồ sơ nào?"}, State.WAITING_SENDER),
        ("mot-cua", "sender-told", cases.answering, {"text": "Hồ sơ đất"}, State.FORWARDED),
        ("chuyen-vien", "answered", cases.answering, {"answer": "Đã xin lỗi."}, State.ANSWERED),
        ("lanh-dao", "published", cases.answering, {"question": "Đi lại.", "answer": "Đã xin lỗi."}, State.ANSWERED),
        ("mot-cua", "judged", cases.answering, {"verdict": "unsatisfied"}, State.ANSWERED),
        ("mot-cua", "reopened", cases.answering, {"reason": "Chưa rõ"}, State.FORWARDED),
        ("mot-cua", "judged", cases.answered, {"verdict": "satisfied"}, State.ANSWERED),
        ("mot-cua", "closed", cases.answered, {}, State.CLOSED),
    ]
    for who, act, case, entries, after in acts:
        answer = signed_in(who).post(reverse(f"feedback-{act}", kwargs={"case": case}), entries)
        assert answer.headers.get("Location") == reverse("feedback-case", kwargs={"case": case}), (act, answer.content)
        assert state(case).state is after
    assert feedback.replay_all() == []


def test_a_refused_act_changes_nothing_and_says_where(town: Town, signed_in: SignIn) -> None:
    address = reverse("feedback-published", kwargs={"case": town.cases.answered})
    entries = {"question": "Bà người gửi mẫu hỏi", "answer": "Đã giải quyết."}
    text = said(signed_in("cchc").post(address, entries), 400)
    assert 'href="#f-question"' in text
    assert "nội dung này cho biết người gửi là ai; bỏ chi tiết đó đi" in text
    assert ">Bà người gửi mẫu hỏi</textarea>" in text
    assert state(town.cases.answered).published_at is None


def test_an_act_whose_time_is_not_now_leads_back(town: Town, signed_in: SignIn) -> None:
    answer = signed_in("cchc").get(reverse("feedback-closed", kwargs={"case": town.cases.fresh}))
    assert answer.headers["Location"] == reverse("feedback-case", kwargs={"case": town.cases.fresh})
    closing = signed_in("cchc").post(reverse("feedback-closed", kwargs={"case": town.cases.unhappy}))
    assert "người gửi vẫn có thể đề nghị mở lại" in said(closing, 400)


def test_a_case_that_there_is_not_is_not_found(town: Town, signed_in: SignIn) -> None:
    assert signed_in("cchc").get(reverse("feedback-case", kwargs={"case": 999})).status_code == 404
    assert signed_in("cchc").get(reverse("feedback-judged", kwargs={"case": 999})).status_code == 404


@pytest.mark.parametrize(("name", "most"), [("feedback", 13), ("feedback-case", 18), ("feedback-enter", 6)])
def test_a_page_costs_as_many_queries_as_it_says(town: Town, signed_in: SignIn, name: str, most: int) -> None:
    client = signed_in("cchc")
    path = {"case": town.cases.fresh} if name == "feedback-case" else {}
    page(client, name, **path)
    with CaptureQueriesContext(connection) as asked:
        page(client, name, **path)
    assert len(asked) <= most, "\n".join(query["sql"][:150] for query in asked)
