"""Only what was declared complete may be called none; a record that comes after the declaration reopens it."""

from datetime import UTC, date, datetime

import pytest

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reform.registers import public as registers
from registers.conftest import AT, BY, YEAR, Offices, plan

HALF = Period(date(2022, 1, 1), date(2022, 6, 30))


def declare(unit: units.Unit, period: Period = YEAR, *, register: str = "reform_plan", on: date | None = None) -> int:
    return registers.declare_complete(register=register, unit_id=unit.id, period=period, by=BY, at=AT, on=on)


def record(unit: units.Unit, **also: object) -> int:
    return registers.record(register="reform_plan", unit_id=unit.id, given=plan(**also), by=BY, at=AT)


def test_none_is_not_zero_until_it_is_declared(offices: Offices) -> None:
    commune = offices.commune
    assert registers.number_of("reform_plan", commune.id, YEAR) is None
    declare(commune, HALF)
    assert registers.number_of("reform_plan", commune.id, HALF) == 0
    assert registers.number_of("reform_plan", commune.id, YEAR) is None
    declare(commune, Period(date(2022, 7, 1), date(2022, 12, 31)))
    assert registers.number_of("reform_plan", commune.id, YEAR) == 0
    assert registers.number_of("tasks", commune.id, YEAR) is None
    assert registers.number_of("reform_plan", offices.neighbour.id, YEAR) is None
    record(commune)
    assert registers.number_of("reform_plan", commune.id, YEAR) == 1


@pytest.mark.parametrize("act", ["record", "correct", "withdraw"])
def test_what_changes_the_register_afterwards_reopens_it(offices: Offices, act: str) -> None:
    one = record(offices.commune)
    other = declare(offices.commune, Period(date(2023, 1, 1), date(2023, 12, 31)))
    declared = declare(offices.commune)
    match act:
        case "record":
            record(offices.commune, number="06/KH-UBND")
        case "correct":
            registers.correct(record_id=one, given=plan("9/KH"), reason="Số gõ nhầm", by="post/2", at=AT)
        case "withdraw":
            registers.withdraw(record_id=one, reason="Ghi nhầm", by="post/2", at=AT)
    standing = {view.id: view.superseded for view in registers.completions(None, offices.commune.id)}
    assert standing == {declared: True, other: False}
    assert [event.kind for event in ledger.read(f"completion/{declared}")] == [
        "register.declared_complete",
        "register.reopened",
    ]
    assert not registers.is_complete("reform_plan", offices.commune.id, YEAR)
    declare(offices.commune)
    assert registers.is_complete("reform_plan", offices.commune.id, YEAR)
    assert registers.replay_all() == []


def test_a_correction_reopens_the_days_that_a_record_leaves(offices: Offices) -> None:
    one, declared = record(offices.commune), declare(offices.commune)
    moved = plan(first_on="2023-01-01", last_on="2023-12-31")
    registers.correct(record_id=one, given=moved, reason="Nhầm năm", by=BY, at=AT)
    assert [view.superseded for view in registers.completions("reform_plan", offices.commune.id, YEAR)] == [True]
    assert ledger.read(f"completion/{declared}")[1].recorded_at == AT


@pytest.mark.parametrize(
    ("period", "on", "refused", "said"),
    [
        (YEAR, None, registers.PeriodsOverlap, "it is declared complete from 2022-06-01 to 2022-12-31 already"),
        (Period(date(2019, 1, 1), date(2022, 5, 1)), None, registers.OutsideLife, "write a day from 2020-01-01 on"),
        (Period(date(2026, 1, 1), date(2026, 1, 31)), None, registers.NotComplete, "declare it up to 2026-01-05"),
        (HALF, date(2022, 6, 1), registers.NotComplete, "the period has not ended yet"),
        (HALF, date(2026, 2, 1), registers.NotComplete, "this day has not come yet"),
    ],
)
def test_a_declaration_that_cannot_be_is_refused(
    offices: Offices, period: Period, on: date | None, refused: type[Refused], said: str
) -> None:
    declare(offices.commune, Period(date(2022, 6, 1), date(2022, 12, 31)))
    with pytest.raises(refused) as raised:
        declare(offices.commune, period, on=on)
    assert said in str(raised.value)


def test_a_declaration_tells_when_it_was_made_and_when_it_was_entered(offices: Offices) -> None:
    declared = declare(offices.commune, on=date(2023, 1, 10))
    (event,) = ledger.read(f"completion/{declared}")
    assert event.occurred_at == datetime(2023, 1, 9, 17, tzinfo=UTC)
    assert event.recorded_at == AT
    assert registers.completions("reform_plan", offices.commune.id)[0].declared_at == event.occurred_at
