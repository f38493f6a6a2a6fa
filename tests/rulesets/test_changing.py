"""A rule of an installation's own: proposed by one person, confirmed by another, in force for all from its day."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any

import pytest

from accounts.cast import AT, YEAR, Office, set_up_office
from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import User
from motcua.foundation.ledger import public as ledger
from motcua.foundation.rulesets import laid
from motcua.foundation.rulesets import public as rulesets
from motcua.foundation.rulesets.public import Ground, NotDone, Standing, WrongRecord
from motcua.services.feedback import public as feedback
from motcua.services.feedback.rules.words import Channel

Committed = Callable[..., AbstractContextManager[Any]]
TERMS = "feedback.terms"
DECISION = Ground("12/QĐ-UBND ngày 05/01/2026", "high")
DAY = date(2026, 2, 1)


@pytest.fixture
def office(db: None) -> Iterator[Office]:
    """Set the office up; what was laid out in the home goes with it."""
    yield set_up_office()
    laid.path_of_own().unlink(missing_ok=True)


def by(office: Office, name: str) -> str:
    return f"post/{office.posts[name]}"


def propose(office: Office, amount: str = "7", on: date = DAY, at: datetime = AT, **more: str) -> int:
    given = {"channel": "hotline", "amount": amount, "measure": "working_days", **more}
    return rulesets.propose(
        code=TERMS, table="answer", given=given, valid_from=on, ground=DECISION, by=by(office, "van-thu"), at=at
    )


def term(on: date) -> int:
    return feedback.policies().answer(Channel.HOTLINE, on).term.amount


def test_a_rule_holds_from_its_day_once_a_second_person_confirmed_it(
    office: Office, django_capture_on_commit_callbacks: Committed
) -> None:
    place = propose(office)
    assert [(one.place, one.before and one.before["amount"]) for one in rulesets.waiting_for_answer()] == [(place, 10)]
    assert term(DAY) == 10
    with django_capture_on_commit_callbacks(execute=True):
        rulesets.confirm(code=TERMS, place=place, by=by(office, "lanh-dao"), at=AT)
    assert [term(day) for day in (AT.date(), date(2026, 1, 31), DAY, date(2030, 1, 1))] == [10, 10, 7, 7]
    assert feedback.policies().answer(Channel.PORTAL, DAY).term.amount == 15
    assert feedback.policies().answer(Channel.HOTLINE, DAY).source == DECISION.source
    assert rulesets.waiting_for_answer() == ()
    assert [one.standing for one in rulesets.answered(TERMS)] == [Standing.CONFIRMED]
    assert [event.kind for event in ledger.read(f"rules/{TERMS}/{place}")] == ["rules.proposed", "rules.confirmed"]
    assert rulesets.replay_rules() == []


def test_what_takes_two_takes_two_people(office: Office) -> None:
    place = propose(office)
    with pytest.raises(NotDone):
        rulesets.confirm(code=TERMS, place=place, by=by(office, "van-thu"), at=AT)
    both = accounts.open_post(unit_id=office.district, title="Kiêm nhiệm", on=YEAR, by="test", at=AT)
    person = User.objects.get(username="van-thu").person_id
    assert person is not None
    accounts.hold(post_id=both, person_id=person, on=YEAR, by="test", at=AT)
    with pytest.raises(NotDone) as refused:
        rulesets.confirm(code=TERMS, place=place, by=f"post/{both}", at=AT)
    assert refused.value.field == "by"
    rulesets.confirm(code=TERMS, place=place, by=by(office, "lanh-dao"), at=AT)  # the control: somebody else may


@pytest.mark.parametrize(
    ("on", "amount", "field"),
    [(date(2026, 1, 5), "7", "valid_from"), (date(2020, 1, 1), "7", "valid_from"), (DAY, "10", "measure")],
    ids=["today", "years ago", "as it is anyway"],
)
def test_nothing_is_changed_backwards_or_for_nothing(office: Office, on: date, amount: str, field: str) -> None:
    with pytest.raises(WrongRecord) as refused:
        propose(office, amount, on)
    assert refused.value.field == field
    assert rulesets.waiting_for_answer() == ()


def test_one_day_has_one_record_also_while_another_waits(office: Office) -> None:
    first = propose(office)
    with pytest.raises(WrongRecord):
        propose(office, "8")
    rulesets.withdraw(code=TERMS, place=first, by=by(office, "van-thu"), at=AT)
    assert propose(office, "8") == 2


def test_a_proposal_is_answered_once_and_before_its_day(office: Office) -> None:
    place = propose(office)
    late = datetime(2026, 2, 1, 1, 0, tzinfo=AT.tzinfo)
    with pytest.raises(NotDone) as refused:
        rulesets.confirm(code=TERMS, place=place, by=by(office, "lanh-dao"), at=late)
    assert refused.value.field == "valid_from"
    with pytest.raises(NotDone):
        rulesets.decline(code=TERMS, place=place, reason=" ", by=by(office, "lanh-dao"), at=late)
    rulesets.decline(code=TERMS, place=place, reason="Chưa có quyết định.", by=by(office, "lanh-dao"), at=late)
    for answer in (rulesets.confirm, rulesets.withdraw):
        with pytest.raises(NotDone):
            answer(
                code=TERMS, place=place, by=by(office, "lanh-dao" if answer is rulesets.confirm else "van-thu"), at=AT
            )
    assert rulesets.answered(TERMS)[0].reason == "Chưa có quyết định."
    assert rulesets.replay_rules() == []


def test_rules_that_a_release_changes_are_not_proposed(office: Office) -> None:
    with pytest.raises(WrongRecord):
        rulesets.propose(
            code="news.sections", table="list", given={}, valid_from=DAY, ground=DECISION, by="post/1", at=AT
        )


def test_a_file_that_is_not_as_confirmed_is_found_and_laid_out_again(
    office: Office, django_capture_on_commit_callbacks: Committed
) -> None:
    assert rulesets.is_as_confirmed()
    place = propose(office)
    with django_capture_on_commit_callbacks(execute=True):
        rulesets.confirm(code=TERMS, place=place, by=by(office, "lanh-dao"), at=AT)
    assert rulesets.is_as_confirmed()
    path = laid.path_of_own()
    path.write_text(path.read_text().replace('"amount": 7', '"amount": 700'))
    assert not rulesets.is_as_confirmed()
    rulesets.lay_out()
    assert (rulesets.is_as_confirmed(), term(DAY)) == (True, 7)
    path.write_text("{")
    with pytest.raises(rulesets.RulesDamaged):
        term(DAY)
    path.unlink()
    assert not rulesets.is_as_confirmed()
