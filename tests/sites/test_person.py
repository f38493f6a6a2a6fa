"""The applicant at the desk: whole to those who work on the dossier, masked to others, whole for a logged purpose."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from motcua.foundation.accounts.models import Look
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel, Filing, Person
from sites.town import BIRTH, BY, NOW, Town

SignIn = Callable[[str], Client]
NAME, NUMBER, PHONE = "NGUYỄN THỊ MẪU", "034188000417", "0912345678"


@pytest.fixture
def code(changing_town: Town) -> str:
    """A dossier of a person, which the district's department has."""
    filing = Filing(
        procedure=BIRTH, unit=changing_town.district.key, channel=Channel.COUNTER,
        person=Person(NAME, NUMBER, PHONE, "Thôn Mẫu"),
    )  # fmt: skip
    found = dossiers.receive(filing=filing, by=BY, at=NOW).state.code
    assert found
    return found


def page(client: Client, code: str, name: str = "desk-dossier") -> str:
    return unescape(client.get(reverse(name, kwargs={"code": code})).content.decode())


@pytest.mark.parametrize("who", ["mot-cua", "chuyen-vien", "lanh-dao"])
def test_those_who_work_on_it_see_the_applicant_whole(code: str, signed_in: SignIn, who: str) -> None:
    shown = page(signed_in(who), code)
    assert NAME in shown
    assert PHONE in shown


@pytest.mark.parametrize("who", ["van-thu", "cchc", "thanh-tra"])
def test_others_see_a_mask_and_state_a_purpose_that_is_logged(code: str, signed_in: SignIn, who: str) -> None:
    client = signed_in(who)
    shown = page(client, code)
    assert "NGUYỄN T. M." in shown
    assert not [secret for secret in (NAME, NUMBER, PHONE, "Thôn Mẫu") if secret in shown]
    asked = reverse("dossier-person", kwargs={"code": code})
    assert NAME not in page(client, code, "dossier-person")
    assert client.post(asked, {"purpose": ""}).status_code == 400
    assert client.post(asked, {"purpose": "tò mò"}).status_code == 400
    assert not Look.objects.filter(what__startswith="person/").exists()
    told = client.post(asked, {"purpose": "kiem-tra", "document": "123/QĐ-UBND"})
    assert NAME in unescape(told.content.decode())
    look = Look.objects.get(what__startswith="person/")
    assert look.what == f"person/{code} kiem-tra 123/QĐ-UBND"


def test_another_commune_sees_nothing(code: str, signed_in: SignIn) -> None:
    client = signed_in("xa-mot")
    assert client.get(reverse("dossier-person", kwargs={"code": code})).status_code == 403
