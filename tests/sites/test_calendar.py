"""The working days of an office on a page: one is changed or two swapped from a decision, and no appointment moves."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.foundation.worktime import public as worktime
from motcua.services.dossiers import public as dossiers
from sites.test_display import chosen
from sites.town import NOW, Town

SignIn = Callable[[str], Client]


def page(client: Client, query: str = "") -> str:
    answer = client.get(reverse("calendar") + query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def send(client: Client, **entries: str) -> HttpResponse:
    sending = re.search(r'name="lan-gui" value="([^"]+)"', page(client))
    unit = re.search(r'name="don-vi" value="([^"]+)"', page(client))
    assert sending
    assert unit
    answer = client.post(reverse("calendar"), {"lan-gui": sending[1], "don-vi": unit[1], **entries})
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.fixture
def administrator(changing_town: Town, signed_in: SignIn) -> Client:
    worktime.seed_calendar(at=NOW, first_year=2020, last_year=2026)
    return signed_in("quan-tri")


def test_a_year_shows_what_is_not_as_its_week_says(administrator: Client) -> None:
    shown = page(administrator, "?nam=2022")
    assert "02/09/2022" in shown
    assert "Không làm việc" in shown
    assert "Bộ luật Lao động có hiệu lực trong năm" in shown
    chosen(administrator, language="en")
    english = page(administrator, "?nam=2022")
    assert "The Labour Code in force in the year" in english
    assert "National Day" in english
    assert "07:30" in page(administrator)


def test_a_day_is_given_off_for_the_office_and_moves_no_appointment(administrator: Client, changing_town: Town) -> None:
    before = dossiers.brief(changing_town.late)
    answer = send(
        administrator, viec="ngay", day="14/10/2022", kind="off", name="Nghỉ bão", source="Công điện 01", sure="high"
    )
    assert answer.status_code == 302
    assert "Nghỉ bão" in page(administrator, "?nam=2022")
    own, below = changing_town.district.id, changing_town.commune.id
    for unit in (own, below):
        assert not worktime.calendar_for(unit).is_working_day(date(2022, 10, 14))
    assert worktime.calendar_for(None).is_working_day(date(2022, 10, 14))
    assert dossiers.brief(changing_town.late) == before
    assert (
        send(administrator, viec="ngay", day="14/10/2022", kind="none", name="", source="Công điện 02").status_code
        == 302
    )
    assert worktime.calendar_for(own).is_working_day(date(2022, 10, 14))


def test_two_days_are_swapped(administrator: Client, changing_town: Town) -> None:
    assert send(administrator, viec="hoan-doi", off="14/10/2022", worked="15/10/2022", source="CV 1").status_code == 302
    found = worktime.calendar_for(changing_town.district.id)
    assert not found.is_working_day(date(2022, 10, 14))
    assert found.is_working_day(date(2022, 10, 15))


@pytest.mark.parametrize(
    "entries",
    [
        {"viec": "ngay", "day": "", "kind": "off", "name": "A", "source": "B"},
        {"viec": "ngay", "day": "31/02/2022", "kind": "off", "name": "A", "source": "B"},
        {"viec": "ngay", "day": "14/10/2022", "kind": "off", "name": "", "source": "B"},
        {"viec": "ngay", "day": "14/10/2022", "kind": "off", "name": "A", "source": ""},
        {"viec": "ngay", "day": "14/10/2022", "kind": "vui", "name": "A", "source": "B"},
        {"viec": "ngay", "day": "15/10/2022", "kind": "worked", "name": "A", "source": "B", "sessions": "sáng"},
        {"viec": "ngay", "day": "14/10/1800", "kind": "off", "name": "A", "source": "B"},
        {"viec": "hoan-doi", "off": "15/10/2022", "worked": "16/10/2022", "source": "B"},
        {"viec": "hoan-doi", "off": "14/10/2022", "worked": "13/10/2022", "source": "B"},
    ],
)
def test_what_no_calendar_can_be_made_of_is_refused(administrator: Client, entries: dict[str, str]) -> None:
    before = page(administrator, "?nam=2022").count("<tr>")
    assert send(administrator, **entries).status_code == 400
    assert page(administrator, "?nam=2022").count("<tr>") == before


@pytest.mark.parametrize("query", ["?nam=", "?nam=abc", "?nam=9999", "?nam=0001", "?nam=²⁰²²"])
def test_a_year_that_there_is_not_is_the_nearest(administrator: Client, query: str) -> None:
    page(administrator, query)


def test_the_calendar_of_another_office_is_not_changed(administrator: Client) -> None:
    answer = send(administrator, viec="ngay", day="14/10/2022", kind="off", name="A", source="B", **{"don-vi": "khac"})
    assert answer.status_code == 403
    assert administrator.get(reverse("calendar") + "?don-vi=khac").status_code == 403
