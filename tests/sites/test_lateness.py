"""Lateness at the desk: what is and will be late, who has it, whose days it used, and apologies sent many at once."""

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel, Filing
from motcua.services.paperwork.models import Issue
from sites.town import BY, LOAN, NOW, Town, at

SignIn = Callable[[str], Client]
HERE = "lateness"


def soon(town: Town) -> str:
    """A dossier whose three working days are over tomorrow."""
    filing = Filing(procedure=LOAN, unit=town.district.key, channel=Channel.COUNTER)
    code = dossiers.receive(filing=filing, by=BY, at=at("10-06 09:00")).state.code
    assert code
    return code


def shown(client: Client) -> str:
    return unescape(client.get(reverse(HERE)).content.decode())


def send(client: Client, **entries: object) -> tuple[int, str]:
    answer = client.post(reverse(HERE), entries)
    return answer.status_code, unescape(answer.content.decode())


def test_what_will_be_late_tomorrow_stands_apart_from_what_is(changing_town: Town, signed_in: SignIn) -> None:
    code = soon(changing_town)
    told = shown(signed_in("lanh-dao"))
    late, _, coming = told.partition("Sẽ quá hạn vào cuối ngày làm việc tới")
    assert changing_town.late in late
    assert code in coming
    assert changing_town.transfer not in told


def test_it_tells_who_has_it_and_whose_days_it_used(changing_town: Town, signed_in: SignIn) -> None:
    told = shown(signed_in("lanh-dao"))
    row = told[told.index(f">{changing_town.late}<") :].split("</tr>")[0]
    assert "Chi nhánh Văn phòng Đăng ký đất đai" in row
    assert "Huyện Mẫu:" in row


def test_apologies_go_out_at_once_each_with_its_paper(changing_town: Town, signed_in: SignIn) -> None:
    leader, codes = signed_in("lanh-dao"), [changing_town.late, soon(changing_town)]
    status, told = send(leader, chon=codes, reason="đo đạc lại thửa đất", **{"chi-xin-loi": "1"})
    assert status == 200
    assert "đã gửi 2 phiếu xin lỗi" in told
    papers = list(Issue.objects.values_list("pk", flat=True))
    assert len(papers) == 2
    address = f"{reverse('lateness-apologies')}?giay={papers[0]},{papers[1]}"
    assert leader.get(address).content[:5] == b"%PDF-"
    assert signed_in("xa-mot").get(address).status_code == 403


def test_a_new_day_is_refused_by_the_policys_words_and_the_rest_is_done(changing_town: Town, signed_in: SignIn) -> None:
    leader, code = signed_in("lanh-dao"), soon(changing_town)
    days = {f"ngay-{one}": "20/10/2022" for one in (changing_town.late, code)}
    status, told = send(leader, chon=[changing_town.late, code], reason="đo đạc lại", **days)
    assert status == 400
    assert "đã gửi 1 phiếu xin lỗi" in told
    assert "ngày cuối cùng được gia hạn" in told
    view = dossiers.public_status(code, at=NOW)
    assert view
    assert view.due_at.date() == date(2022, 10, 20)
    assert send(leader, chon=[code], reason="lần nữa", **days)[0] == 400
    assert send(leader, chon=[code], reason="lần nữa", **{"chi-xin-loi": "1"})[0] == 200


@pytest.mark.parametrize(
    "entries", [{"reason": "x"}, {"chon": ["khong-co"], "reason": "x"}, {"chon": ["\x00"], "reason": "x"}]
)
def test_what_is_not_chosen_or_not_there_is_said(
    changing_town: Town, signed_in: SignIn, entries: dict[str, object]
) -> None:
    assert send(signed_in("lanh-dao"), **entries)[0] == 400
    assert not Issue.objects.exists()


@pytest.mark.parametrize("who", ["mot-cua", "chuyen-vien", "van-thu", "thanh-tra"])
def test_nobody_but_a_leader_sends_an_apology(changing_town: Town, signed_in: SignIn, who: str) -> None:
    client = signed_in(who)
    assert 'name="chon"' not in shown(client)
    assert send(client, chon=[changing_town.late], reason="x", **{"chi-xin-loi": "1"})[0] == 400
    assert not Issue.objects.exists()


def test_the_end_of_the_next_working_day_steps_over_the_weekend(changing_town: Town) -> None:
    total, _ = dossiers.running_out([changing_town.district.id], at=NOW, until=NOW + timedelta(days=40))
    assert total > dossiers.running_out([changing_town.district.id], at=NOW, until=NOW)[0]
