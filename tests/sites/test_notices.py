"""Notices at the desk: what went out, what is sent again by hand, and words that cannot name anybody."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from motcua.services.dossiers import public as dossiers
from motcua.services.notices import public as notices
from motcua.services.notices.models import Notice
from motcua.services.notices.public import About, Standing
from sites.town import NOW, Town

SignIn = Callable[[str], Client]


@pytest.fixture
def given_up(changing_town: Town) -> Notice:
    """A notice that could not be sent."""
    dossier = dossiers.brief(changing_town.ready)
    assert dossier
    return Notice.objects.create(
        dossier_id=dossier.id, unit_id=changing_town.district.id, about="ready", channel="sms", standing="given_up",
        key="k", tries=6, said="503", queued_at=NOW, done_at=NOW, number=0,
    )  # fmt: skip


def test_what_could_not_be_sent_is_sent_again_by_hand(given_up: Notice, signed_in: SignIn) -> None:
    officer = signed_in("mot-cua")
    assert "không gửi được" in unescape(officer.get(reverse("notices") + "?loi=1").content.decode())
    assert officer.post(reverse("notices"), {"so": str(given_up.pk)}).status_code == 302
    given_up.refresh_from_db()
    assert given_up.standing == Standing.QUEUED.value
    assert officer.post(reverse("notices"), {"so": str(given_up.pk)}).status_code == 400


@pytest.mark.parametrize(("who", "status"), [("xa-mot", 403), ("quan-tri", 403), ("thanh-tra", 403)])
def test_another_office_and_an_administrator_send_nothing(
    given_up: Notice, signed_in: SignIn, who: str, status: int
) -> None:
    assert signed_in(who).post(reverse("notices"), {"so": str(given_up.pk)}).status_code == status


def test_it_says_that_nobody_is_told_while_nothing_is_configured(town: Town, signed_in: SignIn) -> None:
    assert "Chưa cấu hình kênh nào" in unescape(signed_in("mot-cua").get(reverse("notices")).content.decode())


def test_an_office_lays_down_words_of_its_own(changing_town: Town, signed_in: SignIn) -> None:
    leader, here = signed_in("lanh-dao"), reverse("notice-words", args=["ready"])
    given = {"subject": "Kết quả {mã hồ sơ}", "text": "Mời nhận kết quả {mã hồ sơ}.", "on": "10/10/2022"}
    refused = leader.post(here, given | {"text": "Chào {họ tên}"})
    assert refused.status_code == 400
    assert "họ tên" in unescape(refused.content.decode())
    assert leader.post(here, given).status_code == 302
    words = notices.words_of(changing_town.district.id, About.READY, on=NOW.date())
    assert words.text == "Mời nhận kết quả {mã hồ sơ}."
