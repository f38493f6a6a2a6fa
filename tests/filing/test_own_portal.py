"""An office takes dossiers by its own portal where the rule of the day lets it, or its own decision does."""

from datetime import date

import pytest

from casework.cast import BIRTH, Office, on
from motcua.kernel.refusals import Refused
from motcua.services.filing import public as filing
from motcua.services.filing.models import OwnPortal
from motcua.services.procedures import public as procedures

OPEN, CLOSED = date(2025, 6, 30), date(2025, 7, 1)


def say(office: Office, day: date, *, opens: bool, decision: str = "12/QĐ-UBND") -> None:
    filing.say_own_portal(
        unit=office.district.key,
        opens=opens,
        on=day,
        decision=decision,
        by=office.posts["leader"],
        at=on("03-01 08:00"),
    )


def test_the_rule_closes_own_portals_on_the_day_that_the_law_says(portal: Office) -> None:
    assert filing.takers(BIRTH, on=OPEN) == {portal.district.id}
    assert filing.takers(BIRTH, on=CLOSED) == frozenset()
    assert (filing.rule_on(OPEN).open, filing.rule_on(CLOSED).open) == (True, False)
    assert "623/TTg-KSTT" in filing.rule_on(CLOSED).source


def test_an_offices_own_decision_holds_for_it_from_its_day(portal: Office) -> None:
    say(portal, date(2026, 1, 1), opens=True)
    assert filing.takers(BIRTH, on=date(2025, 12, 31)) == frozenset()
    assert filing.takers(BIRTH, on=date(2026, 1, 1)) == {portal.district.id}
    say(portal, date(2026, 3, 1), opens=False)
    assert filing.takers(BIRTH, on=date(2026, 3, 1)) == frozenset()
    assert filing.replay_all() == []


def test_a_decision_from_before_the_rule_holds_no_longer(portal: Office) -> None:
    say(portal, date(2024, 1, 1), opens=True)
    assert filing.takers(BIRTH, on=CLOSED) == frozenset()


def test_what_is_not_offered_online_is_not_taken_online(portal: Office) -> None:
    procedures.offer(
        unit=portal.district.key, procedure=BIRTH, on=date(2023, 1, 1), level_new="information", by="test",
        at=on("03-01 08:00"),
    )  # fmt: skip
    assert filing.takers(BIRTH, on=date(2022, 12, 31)) == {portal.district.id}
    assert filing.takers(BIRTH, on=date(2023, 1, 1)) == frozenset()


def test_what_is_said_is_said_in_order_and_with_its_decision(portal: Office) -> None:
    say(portal, date(2026, 1, 1), opens=True)
    for day, decision, field in (
        (date(2026, 1, 1), "13/QĐ", "on"),
        (date(2025, 1, 1), "13/QĐ", "on"),
        (date(2026, 2, 1), " ", "decision"),
        (date(2026, 2, 1), "Q" * 101, "decision"),
    ):
        with pytest.raises(Refused) as refused:
            say(portal, day, opens=False, decision=decision)
        assert refused.value.field == field
    assert len(filing.said_by(portal.district.id)) == 1


def test_a_row_that_was_altered_is_named_by_the_replay(portal: Office) -> None:
    say(portal, date(2026, 1, 1), opens=True)
    OwnPortal.objects.update(open=False)
    assert filing.replay_all() == [f"own_portal/{portal.district.id}"]
