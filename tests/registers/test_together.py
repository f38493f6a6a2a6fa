"""Many at once: where there is one record a period, or one declaration, two that come together do not both stand."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

from motcua.reform.registers import public as registers
from registers.conftest import AT, BY, YEAR, plan, scan, set_up_offices

Together = Callable[..., list[object]]


@pytest.mark.usefixtures("committing_db")
def test_of_records_of_the_same_days_one_stands(together: Together) -> None:
    commune = set_up_offices().commune

    def record() -> int:
        given = {"first_on": YEAR.first, "last_on": YEAR.last, "in_scheme": 20, "filled": 19}
        return registers.record(register="posts_filled", unit_id=commune.id, given=given, by=BY, at=AT)

    came = Counter(type(one) for one in together(*[record] * 4))
    assert came == {int: 1, registers.PeriodsOverlap: 3}
    assert len(registers.records("posts_filled", commune.id)) == 1


@pytest.mark.usefixtures("committing_db")
def test_a_record_and_a_declaration_never_both_stand(together: Together) -> None:
    commune = set_up_offices().commune

    def declare() -> int:
        return registers.declare_complete(register="reform_plan", unit_id=commune.id, period=YEAR, by=BY, at=AT)

    came = Counter(type(one) for one in together(declare, declare, declare))
    assert came == {int: 1, registers.PeriodsOverlap: 2}
    together(
        lambda: registers.record(register="reform_plan", unit_id=commune.id, given=plan("1/KH"), by=BY, at=AT),
        lambda: registers.record(register="reform_plan", unit_id=commune.id, given=plan("2/KH"), by=BY, at=AT),
    )
    assert [one.superseded for one in registers.completions(None, commune.id)] == [True]
    assert registers.number_of("reform_plan", commune.id, YEAR) == 2
    assert registers.replay_all() == []


@pytest.mark.usefixtures("committing_db")
def test_what_many_do_to_one_record_is_done_in_some_order(together: Together) -> None:
    commune = set_up_offices().commune
    one = registers.record(register="reform_plan", unit_id=commune.id, given=plan(), by=BY, at=AT)
    digest = scan(commune)

    def correct() -> None:
        registers.correct(record_id=one, given=plan("9/KH-UBND"), reason="Số gõ nhầm", by=BY, at=AT)

    def attach() -> None:
        registers.attach_evidence(
            record_id=one, digest=digest, name="a.png", effective_on=date(2022, 1, 12), by=BY, at=AT
        )

    came = Counter(type(one) for one in together(correct, attach, correct, attach))
    assert came == {type(None): 2, registers.NothingChanged: 1, registers.EvidenceRefused: 1}
    assert registers.find(one).events == 3
    assert registers.replay_all() == []
