"""Personal data at the desk: a request is recorded, a copy is shown and logged, an erasure is for a leader."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.services.dossiers import public as dossiers
from sites import test_counter as counter
from sites.town import Town

SignIn = Callable[[str], Client]
officer = counter.officer


def page(client: Client, name: str, code: str = "") -> str:
    answer = client.get(reverse(name, kwargs={"code": code} if code else {}))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def send(client: Client, code: str, **entries: str) -> HttpResponse:
    shown = page(client, "dossier-privacy", code)
    sending = re.search(r'name="lan-gui" value="([^"]+)"', shown)
    assert sending
    number = re.search(r'name="so" value="(\d+)"', shown)
    carried = {"lan-gui": sending[1], "so": number[1] if number else ""}
    answer = client.post(reverse("dossier-privacy", kwargs={"code": code}), carried | entries)
    assert isinstance(answer, HttpResponse)
    return answer


def test_a_copy_is_asked_for_shown_logged_and_handed_over(changing_town: Town, signed_in: SignIn) -> None:
    code, officer = changing_town.late, signed_in("mot-cua")
    assert send(officer, code, lam="ghi", what="copy", text="Mang thẻ căn cước đến").status_code == 302
    assert code in page(officer, "privacy")
    shown = page(officer, "dossier-copy", code)
    assert "Toàn bộ dữ liệu" in shown
    data = officer.get(reverse("dossier-copy-data", kwargs={"code": code}))
    assert data.headers["Content-Type"] == "application/json"
    assert code in data.content.decode()
    assert f"{code} ban-sao" in page(signed_in("quan-tri"), "looks")
    assert send(officer, code, lam="da-giao", answer="Đã giao bản in").status_code == 302
    assert code not in page(officer, "privacy")


def test_an_erasure_is_for_a_leader_and_not_while_the_dossier_is_open(officer: Client, signed_in: SignIn) -> None:
    leader = signed_in("lanh-dao")
    code = counter.send(officer, counter.filled(officer), "nhan").headers["Location"].split("/")[-2]
    before = dossiers.whose(code)
    assert before
    assert send(officer, code, lam="ghi", what="erase", text="Mang thẻ căn cước đến").status_code == 302
    assert 'value="xoa"' not in page(officer, "dossier-privacy", code)
    assert send(officer, code, lam="xoa", answer="Đã xóa", order="1/QĐ").status_code == 403
    refused = send(leader, code, lam="xoa", answer="Đã xóa", order="1/QĐ")
    assert refused.status_code == 400
    assert "đang được giải quyết" in unescape(refused.content.decode())
    assert dossiers.whose(code) == before
    assert send(leader, code, lam="tu-choi", answer="Hồ sơ đang giải quyết").status_code == 302
    assert "Hồ sơ đang giải quyết" in page(leader, "dossier-privacy", code)


@pytest.mark.parametrize("entries", [{"what": "copy", "text": ""}, {"what": "x", "text": "a"}, {"text": "x" * 2_001}])
def test_what_is_not_said_is_refused_at_its_field(
    changing_town: Town, signed_in: SignIn, entries: dict[str, str]
) -> None:
    answer = send(signed_in("mot-cua"), changing_town.late, lam="ghi", **entries)
    assert answer.status_code == 400


def test_a_deed_that_there_is_not_is_refused(changing_town: Town, signed_in: SignIn) -> None:
    assert send(signed_in("lanh-dao"), changing_town.late, lam="khac").status_code == 403
