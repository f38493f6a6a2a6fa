"""A result is taken home as the file that was issued, by whom it is for; each time is told by an event of nobody."""

import hashlib
from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from casework.cast import on
from motcua.foundation.ledger import public as ledger
from motcua.services.collecting import public as collecting
from motcua.services.collecting.models import Download
from motcua.services.collecting.public import NothingToCollect, Way
from motcua.services.collecting.rules import can_be_downloaded
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief
from motcua.services.notices import public as notices
from motcua.services.notices.public import At, Channel
from motcua.services.results import public as results
from motcua.services.results.public import Medium, ResultState, Stage
from results.cast import Desk, set_up_desk

AT = on("03-03 08:00")
ISSUED = ResultState(
    number=4, stage=Stage.ISSUED, version=1, medium=Medium.ELECTRONIC, grants=True, drafter="post/1", digest="a" * 64,
    issues=1,
)  # fmt: skip


def brief(desk: Desk) -> Brief:
    found = dossiers.brief(desk.code)
    assert found
    return found


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (ISSUED, True),
        (None, False),
        (replace(ISSUED, medium=Medium.PAPER), False),
        (replace(ISSUED, digest=""), False),
        *((replace(ISSUED, stage=stage), False) for stage in Stage if stage is not Stage.ISSUED),
    ],
)
def test_only_a_file_that_was_issued_can_be_downloaded(state: ResultState | None, expected: bool) -> None:
    assert can_be_downloaded(state) is expected


@pytest.mark.parametrize(
    ("identified", "stated", "whose", "expected"),
    [
        (True, "001099000123", "001099000123", True),
        (False, "001099000123", "001099000123", False),
        (True, "001099000123", "001099000999", False),
        (True, "", "", False),
        (True, "001099000123", "", False),
    ],
)
def test_a_dossier_is_theirs_whose_number_was_asserted(
    identified: bool, stated: str, whose: str, expected: bool
) -> None:
    assert collecting.is_theirs(identified=identified, stated=stated, whose=whose) is expected


def test_the_file_is_the_one_that_was_issued_and_the_download_is_told(issued: Desk) -> None:
    content = collecting.collect(brief(issued), Way.ACCOUNT, at=AT)
    assert hashlib.sha256(content).hexdigest() == issued.view().state.digest
    collecting.collect(brief(issued), Way.SLIP, at=on("03-04 08:00"))
    assert [one.way for one in collecting.downloads_of(brief(issued).id)] == [Way.SLIP, Way.ACCOUNT]
    (event,) = ledger.read(f"download/{Download.objects.earliest('pk').pk}")
    assert (event.kind, event.actor, event.occurred_at) == ("collected.downloaded", "citizen", AT)
    assert collecting.replay_all() == []
    Download.objects.filter(way="slip").update(way="account")
    assert collecting.replay_all() == [f"download/{Download.objects.latest('pk').pk}"]


def test_the_dossier_is_not_handed_over_by_it(issued: Desk) -> None:
    before = brief(issued)
    collecting.collect(before, Way.SLIP, at=AT)
    assert brief(issued) == before


def test_nothing_is_given_before_it_is_issued_or_after_it_was_annulled(db: None, home: object) -> None:
    desk = set_up_desk()
    desk.draft()
    desk.submit()
    desk.sign()
    with pytest.raises(NothingToCollect):
        collecting.collect(brief(desk), Way.ACCOUNT, at=AT)
    desk.issue()
    results.annul(code=desk.code, reason="sai tên", by="post/0", at=AT)
    with pytest.raises(NothingToCollect):
        collecting.collect(brief(desk), Way.ACCOUNT, at=AT)
    assert not Download.objects.exists()


def test_how_it_stands_takes_five_queries(issued: Desk, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    dossier = brief(issued).id
    with django_assert_num_queries(5):
        standing = collecting.standing_of(dossier)
    assert standing.can_be_downloaded
    with django_assert_num_queries(1):
        assert not collecting.standing_of(0).issued
    with django_assert_num_queries(1):
        assert collecting.downloads_of(dossier) == []


class Sent:
    """A channel that keeps what it is given, or refuses it."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.letters: list[tuple[str, str, str]] = []
        self.refuses = refuses

    def send(self, *, to: str, subject: str, text: str, key: str) -> str:
        if self.refuses:
            raise notices.NotDelivered("503")
        self.letters.append((to, subject, text))
        return "250"


def test_a_code_is_told_by_the_first_channel_that_has_an_address() -> None:
    mail, phone = Sent(), Sent()
    to = {Channel.SMS: "0912345678", Channel.ZALO: ""}
    places = {"mã xác nhận": "123456", "mã hồ sơ": "H1"}
    known = {Channel.EMAIL: mail, Channel.SMS: phone}
    assert notices.tell_at_once(At.RESULT, to=to, places=places, key="k", reachable=known)
    assert mail.letters == []
    assert phone.letters[0][0] == "0912345678"
    assert "123456" in phone.letters[0][2]
    assert not notices.tell_at_once(At.RESULT, to={}, places=places, key="k", reachable=known)
    refusing = {Channel.SMS: Sent(refuses=True)}
    assert not notices.tell_at_once(At.RESULT, to=to, places=places, key="k", reachable=refusing)
