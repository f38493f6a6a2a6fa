"""People are told of what happened, once, without a word of a person; what fails is tried again and then given up."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.cast import BIRTH, Office, on, set_up_office
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel as FiledBy
from motcua.services.dossiers.public import Filing, Person
from motcua.services.fees import public as fees
from motcua.services.notices import public as notices
from motcua.services.notices.models import Notice
from motcua.services.notices.public import About, Channel, NotDelivered, Standing, Words
from motcua.services.notices.rules import sum_said

NAME, PHONE, NUMBER = "NGUYỄN THỊ MẪU", "0912345678", "034188000417"


@dataclass
class Gateway:
    """A gateway that keeps what it was given, and is out of order for so many times."""

    broken: int = 0
    given: list[tuple[str, str, str, str]] = field(default_factory=list)

    def send(self, *, to: str, subject: str, text: str, key: str) -> str:
        if self.broken:
            self.broken -= 1
            raise NotDelivered("503")
        self.given.append((to, subject, text, key))
        return "202"


def begin() -> None:
    """Let the reading begin here."""
    ledger.ensure_keys()
    ledger.seal(at=on("01-04 08:00"))
    notices.follow(at=on("01-04 08:00"), reachable={})


def received(office: Office, *, phone: str = PHONE, at: str = "03-01 09:00") -> str:
    filing = Filing(
        procedure=BIRTH, unit=office.district.key, channel=FiledBy.COUNTER, person=Person(NAME, NUMBER, phone)
    )
    code = dossiers.receive(filing=filing, by="post/1", at=on(at)).state.code
    assert code
    return code


def turn(gateway: Gateway, at: datetime) -> tuple[int, int]:
    """Do what the worker does in a turn."""
    ledger.seal(at=at)
    reachable = {Channel.SMS: gateway}
    return notices.follow(at=at, reachable=reachable), notices.send_due(at=at, reachable=reachable)


def test_nobody_is_told_of_what_happened_before_the_reading_began(office: Office) -> None:
    received(office)
    begin()
    assert turn(Gateway(), on("03-01 10:00")) == (0, 0)


def test_acceptance_and_result_are_told_once(office: Office) -> None:
    begin()
    gateway, code = Gateway(), received(office)
    assert turn(gateway, on("03-01 09:01")) == (1, 1)
    dossiers.finish(code=code, by="post/1", at=on("03-03 09:00"))
    assert turn(gateway, on("03-03 09:01")) == (1, 1)
    assert turn(gateway, on("03-03 09:02")) == (0, 0)
    assert [to for to, *_ in gateway.given] == [PHONE, PHONE]
    assert "đã có kết quả tại Huyện Mẫu" in gateway.given[1][2]
    assert code in gateway.given[1][2]


def test_the_final_sum_is_told_with_what_of_it_is_still_to_be_paid(office: Office) -> None:
    begin()
    gateway, code = Gateway(), received(office)
    fees.assess(code=code, amount=120_000, reason="diện tích đo đạc", by="post/1", at=on("03-01 10:00"))
    assert turn(gateway, on("03-01 10:01")) == (2, 2)
    assert "120.000 đồng, còn phải nộp 120.000 đồng" in gateway.given[1][2]


@pytest.mark.parametrize(
    ("owed", "left", "over", "said"),
    [
        (90_000, 0, 0, "90.000 đồng, đã nộp đủ"),
        (90_000, 0, 1_500, "90.000 đồng, được trả lại 1.500 đồng"),
        (0, 0, 90_000, "0 đồng, được trả lại 90.000 đồng"),
        (0, 0, 0, "không phải nộp"),
    ],
)
def test_a_sum_is_said_with_what_is_left_of_it(owed: int, left: int, over: int, said: str) -> None:
    assert sum_said(owed=owed, left=left, over=over) == said


def test_nothing_that_leaves_or_is_recorded_names_a_person(office: Office) -> None:
    begin()
    gateway = Gateway()
    received(office)
    turn(gateway, on("03-01 09:01"))
    left = "".join(subject + text + key for _, subject, text, key in gateway.given)
    recorded = "".join(str(event.payload) for event in ledger.events_after(0))
    kept = str(list(Notice.objects.values()))
    for secret in (NAME, PHONE, NUMBER):
        assert secret not in left + recorded + kept


def test_who_left_no_telephone_is_not_queued(office: Office) -> None:
    begin()
    received(office, phone="")
    assert turn(Gateway(), on("03-01 09:01")) == (0, 0)


def test_what_fails_is_tried_again_after_growing_pauses_then_given_up_and_sent_by_hand(office: Office) -> None:
    begin()
    received(office)
    gateway, at = Gateway(broken=6), on("03-01 09:01")
    turn(gateway, at)
    tried = [1]
    for minutes in (1, 5, 30, 120, 720):
        assert turn(gateway, at + timedelta(minutes=minutes) - timedelta(seconds=1)) == (0, 0)
        at += timedelta(minutes=minutes)
        turn(gateway, at)
        tried.append(Notice.objects.get().tries)
    assert tried == [1, 2, 3, 4, 5, 6]
    row = Notice.objects.get()
    assert (row.standing, row.said) == (Standing.GIVEN_UP.value, "503")
    notices.send_again(notice=row.pk, by="post/1", at=at)
    assert turn(gateway, at) == (0, 1)
    assert notices.replay_all() == []
    with pytest.raises(notices.UnknownNotice):
        notices.send_again(notice=row.pk, by="post/1", at=at)
    Notice.objects.update(standing=Standing.QUEUED.value)
    assert notices.replay_all() == [f"notice/{row.pk}"]


def test_one_that_cannot_be_sent_stops_no_other(office: Office) -> None:
    begin()
    gateway = Gateway(broken=1)
    received(office)
    received(office, at="03-01 09:00")
    assert turn(gateway, on("03-01 09:01")) == (2, 1)


def test_an_office_tells_in_its_own_words_from_a_day_on(office: Office) -> None:
    words = Words("Kết quả {mã hồ sơ}", "Mời ông/bà nhận kết quả {mã hồ sơ}.")
    unit = office.district.key
    notices.lay_down_words(
        unit=unit, about=About.READY, words=words, on=date(2022, 3, 2), by="post/1", at=on("03-01 09:00")
    )
    told = [notices.words_of(office.district.id, About.READY, on=day) for day in (date(2022, 3, 1), date(2022, 3, 2))]
    assert told == [notices.WORDS[About.READY], words]
    with pytest.raises(notices.WordedAlready):
        notices.lay_down_words(
            unit=unit, about=About.READY, words=words, on=date(2022, 3, 1), by="post/1", at=on("03-01 09:00")
        )


@pytest.mark.parametrize("text", ["", "Chào {họ tên}", "{", "{mã hồ sơ", "x" * 601, "{{mã hồ sơ}}"])
def test_words_that_could_name_a_person_are_refused(text: str) -> None:
    with pytest.raises(Refused):
        notices.check_words(Words("Hồ sơ", text))


def test_the_usual_words_are_words() -> None:
    assert set(notices.WORDS) == set(About)
    for words in notices.WORDS.values():
        notices.check_words(words)


@given(st.from_regex(r"0[0-9]{8,10}", fullmatch=True))
def test_of_a_telephone_no_more_than_three_figures_are_shown(phone: str) -> None:
    assert notices.tail(phone) == f"…{phone[-3:]}"


@pytest.mark.usefixtures("committing_db")
def test_two_workers_send_one_notice(together: Callable[..., list[object]]) -> None:
    office = set_up_office()
    begin()
    received(office)
    gateway = Gateway()
    ledger.seal(at=on("03-01 09:01"))
    notices.follow(at=on("03-01 09:01"), reachable={Channel.SMS: gateway})
    together(*[lambda: notices.send_due(at=on("03-01 09:02"), reachable={Channel.SMS: gateway})] * 2)
    assert len(gateway.given) == 1
