"""What inspections publish for measurement follows from the ledger, and the indicators count it."""

from datetime import date, datetime
from pathlib import Path

from inspections.conftest import Opened, at, open_one
from inspections.remedies import DUE, accepted, confirmed, proposed
from inspections.visits import put_on_shelf
from motcua.foundation.facts.public import Facts
from motcua.foundation.ledger import public as ledger
from motcua.kernel.periods import Period
from motcua.reform.indicators import public as indicators
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.facts import FINDINGS, PLACES, RECOMMENDATIONS
from motcua.reform.inspections.public import Cause, FindingKind, NewPlace, SaidToFind, Severity
from motcua.reform.registers.public import ReformField

AUTUMN = Period(date(2022, 10, 1), date(2022, 12, 31))


LIMIT = SaidToFind(
    kind=FindingKind.LIMIT,
    text="Chưa gửi thư xin lỗi",
    field=ReformField.PROCEDURES,
    severity=Severity.MINOR,
    cause=Cause.OFFICIALS,
)


def now() -> Facts:
    ledger.seal(at=at(12, 30))
    return indicators.up_to_date(at=at(12, 30))


def figure(facts: Facts, code: str, unit: str = "338", period: Period = AUTUMN) -> tuple[int, int | None]:
    found = indicators.compute(facts, code, unit=unit, period=period, now=at(12, 30))
    return found.numerator, found.denominator


def visit(one: Opened, home: Path, *lines: str, when: datetime | None = None) -> None:
    """Begin the visit of the first commune, and find a limit of each of some lines."""
    put_on_shelf(home)
    by, when = one.stage.key("kiem-tra"), when or at(10, 19)
    inspections.begin_visit(place_id=one.one, checklist="small", by=by, at=when)
    for line in lines:
        inspections.make_finding(place_id=one.one, line=line, said=LIMIT, by=by, at=when)


def test_each_place_and_each_recommendation_has_its_row(told: Opened, home: Path) -> None:
    visit(told, home)
    confirmed(told)
    facts = now()
    assert (facts.rows(PLACES), facts.rows(FINDINGS), facts.rows(RECOMMENDATIONS)) == (3, 0, 1)
    assert figure(facts, "inspections.visited") == (1, 3)
    assert figure(facts, "inspections.units") == (1, None)
    assert figure(facts, "inspections.visited", "12475") == (0, 1)


def test_a_government_is_to_visit_what_stands_below_it_and_no_other_does_it_for_it(told: Opened, home: Path) -> None:
    visit(told, home)
    facts = now()
    below = {unit: figure(facts, "inspections.coverage", unit) for unit in ("338", "12472")}
    assert below == {"338": (0, 3), "12472": (0, 0)}


def test_an_inspection_that_was_called_off_leaves_no_row(told: Opened) -> None:
    assert now().rows(PLACES) == 3
    inspections.cancel(inspection_id=told.id, reason="Bão", by=told.stage.key("giam-doc"), at=at(10, 10))
    assert now().rows(PLACES) == 0


def test_recommendations_are_counted_by_their_days(told: Opened) -> None:
    done = confirmed(told)
    accepted(told, statement="kien-nghi-2")
    taken = proposed(told, statement="kien-nghi-3")
    inspections.take_back(recommendation_id=taken, reason="Nhầm", by=told.stage.key("giam-doc"), at=at(10, 29))
    facts = now()
    assert figure(facts, "recommendations.in_time") == (1, 2)
    assert figure(facts, "recommendations.handled") == (1, 2)
    behind = indicators.rows_behind(facts, "recommendations.handled", unit="338", period=AUTUMN, now=at(12, 30))
    assert [row.id for row in behind] == [done]
    early = Period(date(2022, 10, 1), date(2022, 10, 31))
    found = indicators.compute(facts, "recommendations.in_time", unit="338", period=early, now=at(12, 30))
    assert found.value is None, f"nothing was due before {DUE}"


def test_what_an_earlier_inspection_found_of_the_unit_is_found_again(told: Opened, home: Path) -> None:
    visit(told, home, "2.1.1", "")
    assert figure(now(), "findings.repeated", "12472") == (0, 1)
    places = [NewPlace(told.stage.one.id, date(2022, 12, 7))]
    again = opened_as_one(told, open_one(told.stage, places=places, at=at(11, 20)))
    inspections.begin_visit(place_id=again, checklist="small", by=told.stage.key("kiem-tra"), at=at(12, 7))
    for line in ("2.1.1", "1.1.1"):
        inspections.make_finding(place_id=again, line=line, said=LIMIT, by=told.stage.key("kiem-tra"), at=at(12, 7))
    facts = now()
    assert figure(facts, "findings.repeated") == (1, 3)
    assert facts.rows(FINDINGS) == 4


def test_a_finding_that_was_withdrawn_leaves_no_row(told: Opened, home: Path) -> None:
    visit(told, home, "2.1.1")
    (found,) = inspections.findings([told.one])
    inspections.withdraw_finding(
        place_id=told.one, number=found.number, reason="Nhầm", by=told.stage.key("kiem-tra"), at=at(10, 20)
    )
    assert now().rows(FINDINGS) == 0


def opened_as_one(told: Opened, inspection_id: int) -> int:
    """Give the only place of an inspection."""
    (place,) = inspections.inspection(inspection_id).places
    return place.id
