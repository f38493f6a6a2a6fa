"""The hotline as an operator uses it, with buttons alone; what may be the same; and figures by channel."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.foundation.facts import public as facts
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import Channel, Classification, Kind, State
from sites.town import NOW, Town
from sites.town_feedback import SENDER

SignIn = Callable[[str], Client]
TYPED = {
    "caller": "0900 111 222",
    "name": "Người Gọi Mẫu",
    "began": "2022-10-10T10:40",
    "text": "Quầy số hai đóng cửa lúc mười giờ sáng.",
    "kind": "feedback",
    "about": "act",
}


def said(answer: HttpResponse, status: int = 200) -> str:
    assert answer.status_code == status
    return unescape(answer.content.decode())


def begin(client: Client) -> str:
    answer = client.post(reverse("feedback-calls"))
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def record(client: Client, viec: str = "ghi", **typed: str) -> tuple[feedback.CaseView, str]:
    """Record a call; give its case, and where one is led."""
    answer = client.post(begin(client), TYPED | typed | {"viec": viec})
    assert answer.status_code == 302, said(answer, 400)
    led = str(answer.headers["Location"])
    view = feedback.case_view(int(re.findall(r"\d+", led)[-1]), at=NOW)
    assert view is not None
    return view, led


def test_a_call_begins_when_its_form_is_opened_and_is_kept_for_its_post(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("mot-cua")
    where = begin(client)
    assert 'value="2022-10-10T10:52"' in said(client.get(where))
    assert client.post(where, TYPED | {"viec": "gac"}).headers["Location"] == reverse("feedback-calls")
    assert "0900 111 222" in said(client.get(reverse("feedback-calls")))
    assert ">Quầy số hai đóng cửa lúc mười giờ sáng.</textarea>" in said(client.get(where))
    other = signed_in("van-thu")
    assert other.get(where).status_code == 404
    assert "0900 111 222" not in said(other.get(reverse("feedback-calls")))
    assert client.post(where, {"viec": "bo"}).status_code == 302
    assert client.get(where).status_code == 404


def test_what_stands_beside_a_call_follows_what_is_typed(changing_town: Town, signed_in: SignIn) -> None:
    client, town = signed_in("mot-cua"), changing_town
    keep = begin(client) + "giu/"
    text = said(client.post(keep, TYPED | {"caller": "+84 2273000456", "dossier": town.late, "phrase": "papers"}))
    assert f"PA-{town.cases.fresh}" in text, "the same number, written another way"
    assert SENDER.name not in text
    assert town.late in text
    assert "Đọc cho người gọi" in text
    assert "nằm ngoài số liệu" in said(client.post(keep, TYPED | {"name": ""}))
    assert "Luật Tố cáo" in said(client.post(keep, TYPED | {"kind": "denunciation"}))
    assert "Không có hồ sơ" in said(client.post(keep, TYPED | {"dossier": "khong-co"}))
    assert f"PA-{town.cases.fresh}" not in said(client.post(keep, TYPED))


def test_number_and_secret_are_told_once_to_who_recorded_the_call(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("mot-cua")
    view, led = record(client)
    text = said(client.get(led))
    secret = re.findall(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}", text)
    assert feedback.case_of_secret(view.id, secret[0]) == view.id
    assert "no-store" in client.get(led).headers["Cache-Control"]
    case = reverse("feedback-case", kwargs={"case": view.id})
    assert signed_in("van-thu").get(led).headers["Location"] == case
    assert secret[0] not in said(client.get(case))


def test_a_call_is_answered_at_once_with_a_ready_answer(changing_town: Town, signed_in: SignIn) -> None:
    view, _ = record(signed_in("mot-cua"), "xong", phrase="hours")
    assert (view.state.state, view.events[-1].kind) == (State.CLOSED, Kind.CLOSED)
    ready = next(phrase.text for phrase in feedback.phrases(NOW.date()) if phrase.key == "hours")
    assert ("answer", ready) in [part for event in view.events for part in event.words]


def test_who_answers_no_feedback_says_nothing_but_what_is_ready(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("mot-cua")
    text = said(client.post(begin(client), TYPED | {"answer": "Lời của tôi.", "viec": "tra-loi"}), 400)
    assert '<a href="#f-answer">' in text
    assert "chỉ được dùng câu trả lời có sẵn" in text
    assert ">Lời của tôi.</textarea>" in text
    view, _ = record(signed_in("cchc"), "tra-loi", answer="Lời của tôi.")
    assert view.state.state is State.ANSWERED


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": ""}, "text"),
        ({"began": "gestern"}, "began"),
        ({"began": "2022-10-11T10:40"}, "began"),
        ({"ended": "2022-10-10T10:30"}, "ended"),
        ({"kind": "x"}, "kind"),
        ({"dossier": "khong-co"}, "dossier"),
        ({"procedure": "zzzz"}, "procedure"),
        ({"caller": "12"}, "caller"),
        ({"name": "", "to": "338@2010-01-01"}, "to"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_all_is_kept(
    changing_town: Town, signed_in: SignIn, typed: dict[str, str], field: str
) -> None:
    client = signed_in("mot-cua")
    where = begin(client)
    text = said(client.post(where, TYPED | typed | {"viec": "ghi"}), 400)
    assert f'<a href="#f-{field}">' in text
    assert f'id="f-{field}"' in text
    kept = said(client.get(where))
    for name in {"caller", "name"} - typed.keys():
        assert f'value="{TYPED[name]}"' in kept


def test_a_complaint_is_told_where_to_go(changing_town: Town, signed_in: SignIn) -> None:
    view, _ = record(signed_in("mot-cua"), kind="complaint")
    assert (view.state.classification, view.state.counted) == (Classification.COMPLAINT, False)
    assert any("Luật Khiếu nại" in text for event in view.events for _, text in event.words)


def test_the_same_form_sent_twice_is_one_call(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("mot-cua")
    where = begin(client)
    key = re.findall(r'name="lan-gui" value="([^"]+)"', said(client.get(where)))[0]
    led = {client.post(where, TYPED | {"viec": "ghi", "lan-gui": key}).headers["Location"] for _ in range(2)}
    assert len(led) == 1


def test_cases_that_say_the_same_are_joined_and_taken_apart(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("mot-cua")
    first, _ = record(client)
    second, led = record(client, caller="0900 333 444")
    assert f"PA-{first.id}" in said(client.get(led))
    join = reverse("feedback-join", kwargs={"case": second.id})
    assert f'value="{first.id}"' in said(client.get(join))
    assert "#f-joined_to" in said(client.post(join, {}), 400)
    assert "#f-joined_to" in said(client.post(join, {"joined_to": str(changing_town.cases.in_commune)}), 400)
    case = reverse("feedback-case", kwargs={"case": second.id})
    assert client.post(join, {"chosen": str(first.id)}).headers["Location"] == case
    assert f"PA-{first.id}" in said(client.get(case))
    assert f"PA-{second.id}" in said(client.get(reverse("feedback-case", kwargs={"case": first.id})))
    assert client.get(join).headers["Location"] == case
    apart = reverse("feedback-unjoin", kwargs={"case": second.id})
    assert "#f-reason" in said(client.post(apart, {}), 400)
    assert client.post(apart, {"reason": "Hai quầy khác nhau."}).headers["Location"] == case
    view = feedback.case_view(second.id, at=NOW)
    assert view is not None
    assert (view.state.joined_to, view.state.counted) == (None, True)


def test_the_number_of_another_system_is_entered_once_and_leads_to_its_case(
    changing_town: Town, signed_in: SignIn
) -> None:
    client = signed_in("mot-cua")
    letter = {
        "channel": "national_portal", "came_at": "2022-10-10T08:00", "text": "Đề nghị xem lại.", "about": "rule",
        "outside": "PAKN-2022-0001", "name": "Người Gửi Mẫu",
    }  # fmt: skip
    led = client.post(reverse("feedback-enter"), letter).headers["Location"]
    case = reverse("feedback-case", kwargs={"case": int(re.findall(r"\d+", led)[-1])})
    assert "PAKN-2022-0001" in said(client.get(case))
    again = said(client.post(reverse("feedback-enter"), letter), 400)
    assert '<a href="#f-outside">' in again
    assert f'href="{case}"' in again
    assert client.post(reverse("feedback-enter"), letter | {"channel": "email"}).status_code == 302


def test_the_list_is_narrowed_by_channel(town: Town, signed_in: SignIn) -> None:
    client = signed_in("mot-cua")
    assert len(re.findall(r'class="open num"', said(client.get(reverse("feedback") + "?kenh=hotline")))) == 4
    text = said(client.get(reverse("feedback") + "?kenh=email&loc="))
    assert "Lúc này không có phản ánh nào" in text
    assert "loc=qua-han&kenh=email" in text


def test_who_is_joined_reads_the_answer_and_where_it_stands(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("cchc")
    first, _ = record(client, to=changing_town.district.key)
    second, led = record(client, caller="0900 333 444", name="Người Gọi Khác")
    secret = re.findall(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}", said(client.get(led)))[0]
    client.post(reverse("feedback-join", kwargs={"case": second.id}), {"chosen": str(first.id)})
    client.post(reverse("feedback-answered", kwargs={"case": first.id}), {"answer": "Quầy mở cửa đủ giờ."})
    caller = Client()
    caller.post(reverse("feedback-follow"), {"so": str(second.id), "bi-mat": secret})
    text = said(caller.get(reverse("feedback-follow")))
    assert "<h1>Được trả lời cùng một phản ánh đến trước</h1>" in text
    assert "Quầy mở cửa đủ giờ." in text
    assert "Người Gọi Mẫu" not in text


def numbers(text: str) -> list[list[str]]:
    rows = re.findall(r"<tr><th scope=\"row\">([^<]+)</th>(.*?)</tr>", text)
    return [[name, *re.findall(r"<td[^>]*>(\d+)</td>", cells)] for name, cells in rows]


def test_figures_are_the_same_for_the_public_at_the_desk_and_in_the_facts(town: Town, signed_in: SignIn) -> None:
    """Nine cases of two units: what the facts count is what both pages say, by channel."""
    asked = "?don-vi=338&tu=2022-01-01&den=2022-10-10"
    desk = numbers(said(signed_in("lanh-dao").get(reverse("feedback-figures") + asked)))
    public = numbers(said(Client().get(reverse("feedback-public") + asked)))
    assert desk == public
    assert [row[0] for row in desk] == ["Đường dây nóng", "Mọi kênh"]
    _, received, in_time, late, pending, overdue, again, solved, unsolved, unjudged = desk[-1]
    assert int(received) == int(in_time) + int(late) + int(pending)
    assert int(in_time) + int(late) == int(solved) + int(unsolved) + int(unjudged)
    assert (received, pending, overdue, again) == ("7", "4", "0", "0")
    columns = _facts()
    mine = [
        (timeliness, verdict)
        for unit, counted, channel, timeliness, verdict in zip(
            *(columns[name] for name in ("unit", "counted", "channel", "timeliness", "verdict")), strict=True
        )
        if counted and channel == Channel.HOTLINE and unit in {town.district.id, *_departments(town)}
    ]
    assert len(mine) == int(received)
    assert sum(one is None for one, _ in mine) == int(pending)
    assert sum(one == "overdue" for one, _ in mine) == int(late)
    assert sum(verdict == "satisfied" for _, verdict in mine) == int(solved)


def _facts() -> dict[str, list[object]]:
    keys = [key for chunk in feedback.FACTS.changed(0) for key in chunk]
    columns = feedback.FACTS.rows(keys, facts.Cut(10**9))[feedback.CASES.name]
    return {name: list(values) for name, values in columns.items()}


def _departments(town: Town) -> set[int]:
    view = feedback.case_view(town.cases.waiting, at=NOW)
    assert view is not None
    return {view.holder_id}


@pytest.mark.parametrize(("name", "most"), [("feedback-calls", 7), ("feedback-figures", 12), ("feedback-join", 24)])
def test_a_page_costs_as_many_queries_as_it_says(town: Town, signed_in: SignIn, name: str, most: int) -> None:
    client = signed_in("mot-cua")
    where = reverse(name, kwargs={"case": town.cases.taken} if name == "feedback-join" else {})
    client.get(where)
    with CaptureQueriesContext(connection) as asked:
        client.get(where)
    assert len(asked) <= most, "\n".join(query["sql"][:150] for query in asked)


def test_cases_of_another_system_are_looked_at_and_taken_in_whole(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("mot-cua")
    assert client.get(reverse("taking-in", args=["don-vi"])).status_code == 403
    where = reverse("taking-in", args=["phan-anh"])
    assert signed_in("quan-tri").get(where).status_code == 403
    rows = "outside,came_at,text,name\nA-1,2022-10-01T08:00,Đề nghị xem lại.,Mẫu\nA-2,hôm qua,Lời,Mẫu\n"

    def bring(text: str) -> HttpResponse:
        sent = {"tep": SimpleUploadedFile("rows.csv", text.encode()), "ngay": "10/10/2022", "lam": "xem"}
        return client.get(client.post(where, sent).headers["Location"])  # type: ignore[return-value]  # a page of ours

    assert "dòng</b> 3" in said(bring(rows), 400).replace("dòng 3</b>", "dòng</b> 3")
    mended = bring(rows.replace("hôm qua", "2022-10-02"))
    digest = re.findall(r'name="tep" value="([^"]+)"', said(mended))[0]
    assert feedback.worklist([changing_town.district.id], at=NOW, channel=Channel.NATIONAL_PORTAL).total == 0
    told = said(client.post(where, {"tep": digest, "ngay": "10/10/2022", "lam": "nhan"}))
    assert "Đã nạp" in told or "nạp" in told
    assert feedback.worklist([changing_town.district.id], at=NOW, channel=Channel.NATIONAL_PORTAL).total == 2
