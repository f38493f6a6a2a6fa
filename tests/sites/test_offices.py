"""Units on pages: one is renamed, moved, founded beneath another; its names of before stay, and others keep theirs."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.foundation.units import public as units
from sites.town import Town

SignIn = Callable[[str], Client]


def page(client: Client, unit: int | None = None) -> str:
    answer = client.get(reverse("office", kwargs={"unit": unit}) if unit else reverse("offices"))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def send(client: Client, unit: int, /, **entries: str) -> HttpResponse:
    sending = re.search(r'name="lan-gui" value="([^"]+)"', page(client, unit))
    assert sending
    answer = client.post(reverse("office", kwargs={"unit": unit}), {"lan-gui": sending[1], **entries})
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.fixture
def administrator(changing_town: Town, signed_in: SignIn) -> Client:
    return signed_in("quan-tri")


def test_the_tree_shows_each_before_those_below_it(administrator: Client) -> None:
    shown = page(administrator)
    assert shown.index("Huyện Mẫu") < shown.index("Xã Mẫu Một") < shown.index("Xã Mẫu Hai")


def test_a_unit_is_renamed_and_was_called_what_it_was(administrator: Client, changing_town: Town) -> None:
    commune = changing_town.commune
    answer = send(administrator, commune.id, viec="doi-ten", name="Xã Mới", code=commune.code, on="01/10/2022")
    assert answer.status_code == 302
    assert units.structure(date(2022, 10, 1)).units[commune.id].name == "Xã Mới"
    assert units.structure(date(2022, 9, 30)).units[commune.id].name == commune.name
    shown = page(administrator, commune.id)
    assert commune.name in shown
    assert "Xã Mới" in shown
    again = send(administrator, commune.id, viec="doi-ten", name="Xã Mới", code=commune.code, on="02/10/2022")
    assert again.status_code == 400


def test_a_department_is_founded_beneath_and_moved(administrator: Client, changing_town: Town) -> None:
    commune, district = changing_town.commune, changing_town.district
    made = send(
        administrator, commune.id, viec="lap-duoi", new_name="Phòng Văn hóa", new_code="X.VH", level="department",
        on="01/10/2022",
    )  # fmt: skip
    unit = int(made.headers["Location"].rstrip("/").rsplit("/", 1)[-1])
    assert unit != commune.id
    assert units.structure(date(2022, 10, 5)).units[unit].parent_id == commune.id
    assert send(administrator, unit, viec="chuyen", parent=district.key, on="05/10/2022").status_code == 302
    assert units.structure(date(2022, 10, 5)).units[unit].parent_id == district.id
    assert units.structure(date(2022, 10, 4)).units[unit].parent_id == commune.id


@pytest.mark.parametrize(
    "entries",
    [
        {"viec": "doi-ten", "name": "Xã Mới", "on": ""},
        {"viec": "doi-ten", "name": "Xã Mới", "on": "ngày mai"},
        {"viec": "doi-ten", "name": "Xã Mới", "code": "338", "on": "01/10/2022"},
        {"viec": "doi-ten", "name": "", "on": "01/10/2022"},
        {"viec": "lap-duoi", "new_name": "", "new_code": "X.1", "level": "department", "on": "01/10/2022"},
        {"viec": "lap-duoi", "new_name": "Phòng", "new_code": "338", "level": "department", "on": "01/10/2022"},
        {"viec": "lap-duoi", "new_name": "Phòng", "new_code": "X.1", "level": "province", "on": "01/10/2022"},
        {"viec": "chuyen", "parent": "", "on": "01/10/2022"},
        {"viec": "chuyen", "parent": "khong-co", "on": "01/10/2022"},
    ],
)
def test_what_no_tree_bears_is_refused(administrator: Client, changing_town: Town, entries: dict[str, str]) -> None:
    before = dict(units.structure(date(2022, 10, 10)).units)
    entries = {"code": changing_town.commune.code} | entries
    assert send(administrator, changing_town.commune.id, **entries).status_code == 400
    assert dict(units.structure(date(2022, 10, 10)).units) == before


def test_a_unit_that_is_not_kept_is_not_opened(administrator: Client, changing_town: Town) -> None:
    province = units.structure(date(2022, 10, 10)).above(changing_town.district.id)
    for one in province:
        assert administrator.get(reverse("office", kwargs={"unit": one.id})).status_code == 403
    assert administrator.get(reverse("office", kwargs={"unit": 4_000_000})).status_code == 404
    assert send(administrator, changing_town.commune.id, viec="khac", on="01/10/2022").status_code == 403


def test_how_an_office_is_reached_is_said_from_a_day_on(administrator: Client, changing_town: Town) -> None:
    commune = changing_town.commune
    said = {"address": "Thôn Đông", "phone": "0227 3123 456", "hotline": "0227 3123 457", "hours": "7:30–17:00"}
    assert send(administrator, commune.id, viec="lien-he", on="01/10/2022", **said).status_code == 302
    assert units.contacts([commune.id], on=date(2022, 10, 1))[commune.id].hotline == "0227 3123 457"
    assert commune.id not in units.contacts([commune.id], on=date(2022, 9, 30))
    assert all(one in page(administrator, commune.id) for one in said.values())
    wrong = send(administrator, commune.id, viec="lien-he", on="02/10/2022", phone="hỏi xã")
    assert wrong.status_code == 400
