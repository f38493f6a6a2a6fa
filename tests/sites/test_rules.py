"""Rules on pages: read by everybody of the staff, proposed by who keeps them, confirmed by a second person."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.foundation.rulesets import laid
from motcua.foundation.rulesets import public as rulesets
from motcua.foundation.rulesets.public import Standing
from sites.test_display import chosen
from sites.town import NOW, Town

SignIn = Callable[[str], Client]
TERMS = "feedback.terms"
LATER = timezone.localdate(NOW) + timedelta(days=10)
CHANGE = {
    "bang": "answer",
    "channel": "hotline",
    "amount": "7",
    "measure": "working_days",
    "valid_from": f"{LATER:%d/%m/%Y}",
    "source": "12/QĐ-UBND",
    "sure": "high",
}


def shown(client: Client, query: str = "", *, code: str = TERMS, status: int = 200) -> str:
    answer = client.get(reverse("rule-set", args=[code]) + query)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def send(client: Client, address: str, page: str, **entries: str) -> tuple[int, str]:
    sending = re.search(r'name="lan-gui" value="([^"]+)"', page)
    answer = client.post(address, entries | ({"lan-gui": sending[1]} if sending else {}))
    return answer.status_code, unescape(answer.content.decode())


@pytest.fixture
def proposed(changing_town: Town, signed_in: SignIn) -> int:
    keeper = signed_in("quan-tri")
    page = shown(keeper, "?bang=answer&dong=0")
    assert 'value="10"' in page
    assert send(keeper, reverse("rule-set", args=[TERMS]), page, **CHANGE)[0] == 302
    return rulesets.waiting_for_answer(TERMS)[0].place


def test_every_set_is_read_out_with_its_sources(town: Town, signed_in: SignIn) -> None:
    reader = signed_in("chuyen-vien")
    listed = unescape(reader.get(reverse("rule-sets")).content.decode())
    for one in rulesets.known().values():
        assert reverse("rule-set", args=[one.code]) in listed
        page = shown(reader, code=one.code)
        assert "no text was found" not in page
        assert "Đề nghị thay đổi" not in page
    assert "Công văn 623/TTg-KSTT: từ 01/7/2025" in shown(reader, code="filing.own_portal")
    chosen(reader, language="en")
    assert "dossiers are filed on the national portal" in shown(reader, code="filing.own_portal")


def test_a_day_is_asked_as_of_which_they_hold(town: Town, signed_in: SignIn) -> None:
    reader = signed_in("lanh-dao")
    before, after = (shown(reader, f"?ngay={day}", code="filing.own_portal") for day in ("30/06/2025", "01/07/2025"))
    assert before != after
    assert "chưa có hiệu lực" in before
    assert "hết hiệu lực" in after
    assert reader.get(reverse("rule-sets"), {"ngay": "31/02/2025"}).status_code == 400
    assert reader.get(reverse("rule-set", args=["khong.co"])).status_code == 404
    assert shown(signed_in("quan-tri"), "?bang=khong-co", status=404)


def test_a_second_person_confirms_what_one_proposed(
    proposed: int, signed_in: SignIn, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    leader = signed_in("lanh-dao")
    assert "1 đề nghị đang chờ" in unescape(leader.get(reverse("rule-sets")).content.decode())
    page = shown(leader)
    assert "<del>10</del>" in page
    assert "<ins>7</ins>" in page
    assert "Quản trị hệ thống" in page
    address = reverse("rule-answer", args=[TERMS, proposed])
    assert send(leader, address, page, viec="dong-y")[0] == 302
    assert rulesets.answered(TERMS)[0].standing is Standing.CONFIRMED
    assert laid.path_of_own().is_file()
    assert "chưa có hiệu lực" in shown(leader)
    assert "do hệ thống này bổ sung" in shown(leader)
    status, said = send(leader, address, shown(leader), viec="tu-choi", reason="Muộn rồi.")
    assert (status, "đã có người làm trước" in said.lower()) == (400, True)


def test_who_proposed_it_may_withdraw_it_and_not_confirm_it(proposed: int, signed_in: SignIn) -> None:
    keeper = signed_in("quan-tri")
    page = shown(keeper)
    assert "dong-y" not in page
    address = reverse("rule-answer", args=[TERMS, proposed])
    assert keeper.post(address, {"viec": "dong-y"}).status_code == 403
    assert signed_in("lanh-dao").post(address, {"viec": "rut"}).status_code == 403
    assert signed_in("lanh-dao").post(address, {"viec": "khac"}).status_code == 404
    assert send(keeper, address, page, viec="rut")[0] == 302
    assert rulesets.waiting_for_answer() == ()


@pytest.mark.parametrize(
    ("name", "entered", "said"),
    [
        ("amount", "0", "số nguyên từ 1 đến 365"),
        ("amount", "10", "đến ngày đó quy định vẫn đang như vậy"),
        ("channel", "bồ câu", "chọn một mục"),
        ("valid_from", f"{timezone.localdate(NOW):%d/%m/%Y}", "sớm nhất từ ngày mai"),
        ("valid_from", "32/13/2022", "ngày"),
        ("source", "", "cần ghi ô này"),
        ("sure", "tin chắc", "chọn một mục"),
    ],
)
def test_what_cannot_stand_is_said_at_its_field_and_nothing_is_lost(
    town: Town, signed_in: SignIn, name: str, entered: str, said: str
) -> None:
    keeper = signed_in("quan-tri")
    status, page = send(keeper, reverse("rule-set", args=[TERMS]), "", **(CHANGE | {name: entered}))
    assert status == 400
    assert said in page
    assert 'value="7"' in page or name == "amount"
    assert rulesets.waiting_for_answer() == ()


def test_only_who_keeps_the_rules_of_all_proposes(town: Town, signed_in: SignIn) -> None:
    for who in ("lanh-dao", "chuyen-vien", "xa-mot"):
        assert signed_in(who).post(reverse("rule-set", args=[TERMS]), CHANGE).status_code == 403
        assert signed_in(who).get(reverse("rule-set", args=[TERMS]), {"bang": "answer"}).status_code == 403
    assert signed_in("quan-tri").get(reverse("rule-set", args=["news.sections"]), {"bang": "list"}).status_code == 403
