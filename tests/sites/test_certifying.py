"""The same-day lane as an officer uses it: one screen, several papers, one register."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from certification.cast import PAGE
from motcua.services.dossiers.models import Dossier
from motcua.services.fees import public as fees
from motcua.services.numbering import public as numbering
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Asked
from sites.town import BY, COPY, NOW, Town

SignIn = Callable[[str], Client]


@pytest.fixture
def lane(changing_town: Town) -> Town:
    """Give the town whose district certifies: register, receipts, tariff."""
    unit = changing_town.district.key
    asked = Asked(NOW.date(), tariffs=(PAGE,), same_day=True)
    procedures.ask(code=COPY, asked=asked, on=NOW.date(), by=BY, at=NOW)
    numbering.open_book(unit=unit, code="ct", name="Sổ chứng thực", pattern="{n}/BS", year=2022, by=BY, at=NOW)
    fees.enter_book(unit=unit, series="AA/22P", first=1, last=50, by=BY, at=NOW)
    return changing_town


def form(client: Client, **entries: str) -> dict[str, str]:
    """Give the form as a browser would send it: of each list the first that is not empty."""
    shown = client.get(reverse("certify")).content.decode().replace("\n", "")
    chosen = dict(re.findall(r'<select[^>]*name="(\w+)".*?<option value="([^"]+)"', shown))
    return {**chosen, "name": "NGUYỄN THỊ MẪU", "copies_1": "2", "pages_1": "5", **entries}


def test_a_batch_is_certified_and_stands_in_the_register(lane: Town, signed_in: SignIn) -> None:
    officer = signed_in("mot-cua")
    before = Dossier.objects.count()
    sent = form(officer, what_1="Bằng tốt nghiệp", what_2="Căn cước", copies_2="1", pages_2="1")
    assert officer.post(reverse("certify"), sent).status_code == 302
    assert Dossier.objects.count() == before + 2
    told = unescape(officer.get(reverse("certify")).content.decode())
    assert "01/BS" in told
    assert "16.000 đ" in told
    assert officer.get(reverse("certify-register", args=["2022-10-10"])).content[:5] == b"%PDF-"
    assert officer.get(reverse("certify-register", args=["x"])).status_code == 404


@pytest.mark.parametrize(
    "entries",
    [
        {},
        {"what_1": "A", "copies_1": "x"},
        {"what_1": "A", "pages_1": "0"},
        {"what_1": "A", "name": ""},
        {"what_1": "A", "book": "99"},
    ],
)
def test_what_is_not_whole_keeps_every_entry(lane: Town, signed_in: SignIn, entries: dict[str, str]) -> None:
    officer = signed_in("mot-cua")
    before = Dossier.objects.count()
    answer = officer.post(reverse("certify"), form(officer, identity_number="034188000417", **entries))
    assert answer.status_code == 400
    assert "034188000417" in answer.content.decode()
    assert Dossier.objects.count() == before
