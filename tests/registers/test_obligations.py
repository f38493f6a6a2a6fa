"""What a unit owes by when: present, late, missing, due soon, without evidence; and whose records a post may see."""

from datetime import date, timedelta

import pytest

from accounts.cast import actor, set_up_office
from motcua.foundation.units.public import Level
from motcua.kernel.periods import Period
from motcua.reform.registers import public as registers
from motcua.reform.registers.lists import duties
from motcua.reform.registers.public import Standing
from motcua.reform.registers.queries.reach import own_government
from motcua.reform.registers.rules.content import Life
from motcua.reform.registers.rules.obligations import Duties, Duty, Issued, read_duties
from registers.conftest import AT, BY, YEAR, Offices, plan, scan

LIFE = Life(date(2000, 1, 1), None)
DUE = date(2022, 1, 31)


def one_plan(**also: object) -> Duties:
    told = {
        "code": "plan",
        "register": "reform_plan",
        "levels": ["commune"],
        "every": "year",
        "from": "first_day",
        "days": 30,
        "evidence": True,
        "valid_from": date(2011, 1, 1),
        "source": "test",
        "sure": "illustrative",
    }
    return read_duties({"obligation": [told | also], "term": [{"first_on": YEAR.first, "last_on": date(2026, 12, 31)}]})


def issued(on: date, period: Period = YEAR, *, evidence: int = 1, kind: str = "", ended: date | None = None) -> Issued:
    return Issued(7, "reform_plan", kind, period, on, ended, evidence)


def stand(of: Duties, *records: Issued, on: date = DUE, life: Life = LIFE, period: Period = YEAR) -> list[Duty]:
    return list(of.standing(records, level=Level.COMMUNE, life=life, period=period, on=on))


@pytest.mark.parametrize(
    ("records", "on", "standing", "without_evidence"),
    [
        ([issued(DUE)], DUE, Standing.PRESENT, False),
        ([issued(DUE, evidence=0)], DUE, Standing.PRESENT, True),
        ([issued(DUE + timedelta(days=1))], DUE + timedelta(days=1), Standing.LATE, False),
        ([issued(DUE + timedelta(days=9)), issued(DUE)], date(2022, 12, 1), Standing.PRESENT, False),
        ([], DUE, Standing.DUE_SOON, False),
        ([], DUE + timedelta(days=1), Standing.MISSING, False),
        ([], date(2022, 1, 1), Standing.DUE_SOON, False),
        ([], date(2021, 12, 31), Standing.AHEAD, False),
        ([issued(DUE)], date(2022, 1, 30), Standing.DUE_SOON, False),  # not issued yet, as of that day
        ([issued(DUE, Period(date(2021, 1, 1), date(2022, 1, 31)))], date(2022, 3, 1), Standing.MISSING, False),
        ([issued(DUE, Period(date(2022, 3, 1), date(2022, 12, 31)))], date(2022, 3, 1), Standing.PRESENT, False),
    ],
)
def test_how_a_unit_stands(records: list[Issued], on: date, standing: Standing, without_evidence: bool) -> None:
    (duty,) = stand(one_plan(), *records, on=on)
    assert (duty.due_on, duty.standing, duty.without_evidence) == (DUE, standing, without_evidence)


def test_a_kind_is_asked_for_where_the_register_has_one() -> None:
    reports = one_plan(register="reform_reports", kind="yearly", every="quarter", **{"from": "last_day"}, days=-10)
    quarter = Period(date(2022, 1, 1), date(2022, 3, 31))
    sent = Issued(7, "reform_reports", "yearly", quarter, date(2022, 3, 21), None, 1)
    other = Issued(8, "reform_reports", "monthly", quarter, date(2022, 3, 21), None, 1)
    found = stand(reports, sent, on=date(2022, 12, 31))
    assert [(duty.due_on, duty.standing.value) for duty in found] == [
        (date(2022, 3, 21), "present"),
        (date(2022, 6, 20), "missing"),
        (date(2022, 9, 20), "missing"),
        (date(2022, 12, 21), "missing"),
    ]
    assert stand(reports, other, on=date(2022, 12, 31))[0].standing is Standing.MISSING


def test_what_is_asked_to_stand_in_force_is_missing_once_it_ended() -> None:
    standing = one_plan(every="standing", days=90)
    for ended, wanted in (
        (None, Standing.PRESENT),
        (DUE, Standing.MISSING),
        (DUE + timedelta(days=1), Standing.PRESENT),
    ):
        (duty,) = stand(standing, issued(date(2020, 1, 1), ended=ended))
        assert (duty.standing, duty.due_on) == (wanted, date(2011, 4, 1))


def test_a_term_is_counted_by_its_dated_days() -> None:
    (duty,) = stand(one_plan(every="term", days=180), period=Period(date(2024, 1, 1), date(2024, 12, 31)))
    assert (duty.period.last, duty.due_on, duty.standing) == (date(2026, 12, 31), date(2022, 6, 30), Standing.AHEAD)


def test_a_unit_owes_for_the_days_of_its_life() -> None:
    born = Life(date(2022, 7, 1), None)
    (duty,) = stand(one_plan(), life=born)
    assert duty.due_on == date(2022, 7, 31)
    assert stand(one_plan(), life=Life(date(2000, 1, 1), date(2022, 1, 15))) == []
    assert stand(one_plan(valid_from=date(2023, 1, 1))) == []
    assert stand(one_plan(valid_to=date(2021, 12, 31))) == []
    assert list(one_plan().standing([], level=Level.DISTRICT, life=LIFE, period=YEAR, on=DUE)) == []


@pytest.mark.parametrize("wrong", [{"every": "week"}, {"from": "middle"}, {"kind": "blue", "register": "tasks"}])
def test_data_that_is_not_what_it_must_be_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises((ValueError, KeyError)):
        one_plan(**wrong)


def test_the_obligations_that_come_with_the_program_say_where_they_come_from() -> None:
    for obligation in duties().obligations:
        assert obligation.source
        assert obligation.levels <= obligation.register.levels
    assert len({obligation.code for obligation in duties().obligations}) == len(duties().obligations)


def test_what_a_commune_owes_and_has(offices: Offices) -> None:
    commune = offices.commune
    one = registers.record(register="reform_plan", unit_id=commune.id, given=plan(), by=BY, at=AT)
    on = date(2022, 2, 20)
    found = {duty.obligation.code: duty for duty in registers.obligations(commune.id, on=on)}
    assert (found["reform_plan"].standing, found["reform_plan"].record_id) == (Standing.PRESENT, one)
    assert found["reform_plan"].without_evidence
    assert found["communication_plan"].standing is Standing.MISSING
    assert "job_position_scheme" not in found
    due = registers.reminders(commune.id, on=on)
    assert [duty.due_on for duty in due] == sorted(duty.due_on for duty in due)
    assert {"communication_plan", "quarterly_report"} <= {duty.obligation.code for duty in due}
    assert "reform_plan" not in {duty.obligation.code for duty in due if duty.period == YEAR}
    registers.attach_evidence(
        record_id=one, digest=scan(commune), name="a.png", effective_on=date(2022, 1, 12), by=BY, at=AT
    )
    (plans,) = (line for line in registers.shelves(commune.id, on=on) if line.register.code == "reform_plan")
    assert (plans.records, plans.without_evidence, plans.complete_to) == (1, 0, None)
    assert [duty.without_evidence for duty in plans.duties] == [False]


def test_who_begins_to_keep_records_is_not_reminded_of_all_that_was_before(offices: Offices) -> None:
    def overdue(on: date) -> set[tuple[str, date]]:
        found = registers.reminders(offices.commune.id, on=on)
        return {(duty.obligation.code, duty.due_on) for duty in found if duty.standing is Standing.MISSING}

    on = date(2022, 11, 1)
    quarters = {("quarterly_report", date(2022, month, day)) for month, day in ((3, 21), (6, 20), (9, 20))}
    assert quarters <= overdue(on)
    assert ("yearly_report", date(2021, 12, 11)) not in overdue(on)
    registers.record(
        register="reform_reports",
        unit_id=offices.commune.id,
        given={"first_on": "2021-01-01", "last_on": "2021-03-31", "kind": "quarterly", "subject": "Quý I"},
        by=BY,
        at=AT,
    )
    assert ("yearly_report", date(2021, 12, 11)) in overdue(on)
    assert ("yearly_report", date(2021, 12, 11)) not in overdue(date(2022, 12, 31))


def test_the_records_of_others_stay_theirs(db: None) -> None:
    office = set_up_office()
    on = date(2026, 1, 5)
    reform, clerk, leader = actor("cchc"), actor("van-thu"), actor("chu-tich")
    for unit, sees, keeps in (
        (office.district, True, True),
        (office.department, True, True),
        (office.commune, True, False),
        (office.province, False, False),
    ):
        assert registers.may_see(reform, unit) is sees
        assert registers.may_keep(reform, unit, on=on) is keeps
    assert registers.may_keep(clerk, office.department, on=on)
    assert not registers.may_see(clerk, office.commune)
    assert registers.may_see(leader, office.commune)
    assert not registers.may_keep(leader, office.commune, on=on)
    assert not registers.may_see(None, office.commune)
    assert not registers.may_keep(None, office.commune, on=on)


def test_a_post_in_a_department_keeps_for_the_government_it_belongs_to(db: None) -> None:
    office = set_up_office()
    from_department = own_government(office.department, on=date(2026, 1, 5))
    assert {office.district, office.department} <= from_department
    assert office.commune not in from_department
    assert own_government(-1, on=date(2026, 1, 5)) == frozenset()
