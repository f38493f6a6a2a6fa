"""The list of work narrowed, kept under a name, and shared with a unit."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from sites.town import Town

SignIn = Callable[[str], Client]


def said(client: Client, name: str = "work", query: str = "") -> str:
    answer = client.get(reverse(name) + query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def codes(page: str) -> list[str]:
    return re.findall(r'<a class="open code"[^>]*>([^<]+)</a>', page)


def kept(page: str) -> dict[str, str]:
    nav = re.search(r"<nav[^>]*data-kept.*?</nav>", page)
    return dict(re.findall(r">([^<>]+) <b>(\d+)</b></a>", nav[0])) if nav else {}


def send(client: Client, **entries: str) -> HttpResponse:
    page = said(client, "work-narrow") if entries.get("viec") != "keep" else said(client, "work", "?loc=qua-han")
    sending = re.search(r'name="lan-gui" value="([^"]+)"', page)
    answer: Any = client.post(reverse("work-narrow"), {"lan-gui": sending[1] if sending else "", **entries})
    assert isinstance(answer, HttpResponse)
    return answer


def test_a_list_shows_what_it_is_narrowed_to_and_says_so(town: Town, signed_in: SignIn) -> None:
    client = signed_in("mot-cua")
    late = said(client, query="?loc=qua-han&noi-nhan=338")
    assert codes(late) == [town.late]
    assert "Đang lọc theo" in late
    assert "Nơi tiếp nhận <b>Huyện Mẫu</b>" in late
    assert "Đang lọc theo" not in said(client, query="?loc=qua-han")


@pytest.mark.parametrize(
    "query",
    [
        "?thu-tuc=khong-co",
        "?kenh=bo-cau",
        "?noi-nhan=khong-co",
        "?nguoi=99999999",
        "?nguoi='; --",
        "?buoc=%00",
        "?linh-vuc=x",
    ],
)
def test_what_is_unknown_shows_nothing_rather_than_everything(town: Town, signed_in: SignIn, query: str) -> None:
    page = said(signed_in("mot-cua"), query=query)
    assert query == "?buoc=%00" or not codes(page)


def test_the_form_offers_what_is_open_and_leads_to_the_list(town: Town, signed_in: SignIn) -> None:
    client = signed_in("mot-cua")
    form = said(client, "work-narrow")
    fields = re.findall(r'<select class="select" id="f-([\w-]+)"', form)
    assert fields == ["linh-vuc", "thu-tuc", "buoc", "nguoi", "kenh", "noi-nhan", "dang-o"]
    for field in ("linh-vuc", "thu-tuc", "kenh", "noi-nhan", "dang-o"):
        select = re.search(rf'id="f-{field}".*?</select>', form, re.DOTALL)
        assert select
        values = [one for one in re.findall(r'<option value="([^"]*)"', select[0]) if one]
        assert values
        shown = [set(codes(said(client, query=f"?{field}={one}"))) for one in values]
        assert set().union(*shown) == set(codes(said(client)))
        assert all(shown)


def test_a_list_is_kept_under_a_name_with_its_number(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("chuyen-vien")
    answer = send(client, viec="keep", name="Quá hạn ở quầy", loc="qua-han", kenh="counter")
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("work") + "?loc=qua-han&kenh=counter"
    page = said(client, query="?loc=qua-han&kenh=counter")
    assert kept(page) == {"Quá hạn ở quầy": str(len(codes(page)))}
    assert "Lưu danh sách này với một tên" not in page
    assert kept(said(signed_in("mot-cua"))) == {}
    number = re.search(r'name="danh-sach" value="(\d+)"', said(client, "work-narrow"))
    assert number
    assert send(client, viec="rename", name="Trễ", **{"danh-sach": number[1]}).status_code == 302
    assert list(kept(said(client))) == ["Trễ"]
    assert send(client, viec="drop", name="", **{"danh-sach": number[1]}).status_code == 302
    assert kept(said(client)) == {}


def test_a_leader_shares_a_list_with_the_unit_and_nobody_else_can(changing_town: Town, signed_in: SignIn) -> None:
    send(signed_in("lanh-dao"), viec="keep", name="Cần xem", loc="qua-han", chung="1")
    send(signed_in("mot-cua"), viec="keep", name="Riêng tôi", loc="qua-han", chung="1")
    assert list(kept(said(signed_in("mot-cua")))) == ["Cần xem", "Riêng tôi"]
    assert list(kept(said(signed_in("lanh-dao")))) == ["Cần xem"]
    assert kept(said(signed_in("xa-mot"))) == {}
    theirs = said(signed_in("van-thu"), "work-narrow")
    assert "cả đơn vị cùng dùng" in theirs
    assert 'value="drop"' not in theirs


def test_a_list_without_a_name_is_refused_at_its_field(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("mot-cua")
    answer = send(client, viec="keep", name="", loc="qua-han")
    assert answer.status_code == 400
    assert kept(said(client)) == {}
    assert send(client, viec="rename", name="x", **{"danh-sach": "4000000"}).status_code == 400
    assert send(client, viec="rename", name="x" * 61, **{"danh-sach": "1"}).status_code == 400


def test_sending_twice_keeps_one(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("mot-cua")
    page = said(client, query="?loc=qua-han")
    sending = re.search(r'name="lan-gui" value="([^"]+)"', page)
    assert sending
    entries = {"lan-gui": sending[1], "viec": "keep", "name": "Một", "loc": "qua-han"}
    for _ in range(2):
        assert client.post(reverse("work-narrow"), entries).status_code == 302
    assert list(kept(said(client))) == ["Một"]
