"""A year of inspections adds up: what was found, what it came from, what became of it, and what is found again."""

from datetime import date, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from inspections.conftest import Opened, at, open_one
from inspections.remedies import accepted, confirmed, proposed
from inspections.visits import put_on_shelf
from motcua.foundation.ledger import public as ledger
from motcua.foundation.papers import public as papers
from motcua.kernel.periods import Period
from motcua.reform.indicators import public as indicators
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Cause, FindingKind, NewPlace, SaidToFind, Severity
from motcua.reform.inspections.rules.synthesis import Found, again, by_cause, tally
from motcua.reform.registers.public import ReformField

FOUND = st.builds(
    Found,
    inspection=st.integers(1, 4),
    unit=st.integers(1, 3),
    line=st.sampled_from(["", "1.1", "1.2"]),
    kind=st.sampled_from(FindingKind),
    field=st.sampled_from(ReformField),
    cause=st.none() | st.sampled_from(Cause),
    on=st.sampled_from([date(2021, 12, 31), date(2022, 1, 1), date(2022, 12, 31)]),
)


def limit(cause: Cause = Cause.OFFICIALS) -> SaidToFind:
    return SaidToFind(FindingKind.LIMIT, "Chưa làm", ReformField.PROCEDURES, Severity.MINOR, cause)


def find(place_id: int, by: str, when: datetime, *lines: str) -> None:
    inspections.begin_visit(place_id=place_id, checklist="small", by=by, at=when)
    for line in lines:
        inspections.make_finding(place_id=place_id, line=line, said=limit(), by=by, at=when)


@given(st.lists(FOUND))
def test_the_causes_add_up_to_the_limits(found: list[Found]) -> None:
    whole = tally(found, [], on=date(2022, 12, 31))
    assert whole.good + whole.limits == len(found)
    assert sum(number for _cause, number in by_cause(found)) == whole.limits


@given(st.lists(FOUND))
def test_what_is_found_again_was_found_before_or_elsewhere(found: list[Found]) -> None:
    limits = {(one.line, one.unit, one.on.year) for one in found if one.kind is FindingKind.LIMIT}
    for one in again(found, year=2022):
        assert one.line
        assert {(one.line, unit, 2022) for unit in one.units} <= limits
        assert len(one.units) > 1 or one.before
        for unit, years in one.before:
            assert unit in one.units
            assert {(one.line, unit, year) for year in years} <= limits


def test_a_year_is_told_by_unit_field_and_cause_and_agrees_with_the_indicators(told: Opened, home: Path) -> None:
    put_on_shelf(home)
    by = told.stage.key("kiem-tra")
    find(told.one, by, at(10, 19), "2.1.1", "1.1.1")
    find(told.two, by, at(10, 19), "2.1.1")
    confirmed(told)
    accepted(told, statement="kien-nghi-2")
    withdrawn = proposed(told, statement="kien-nghi-3")
    inspections.take_back(recommendation_id=withdrawn, reason="Nhầm", by=by, at=at(10, 29))
    one = inspections.synthesis(told.stage.department.id, year=2022, on=date(2022, 12, 30))
    assert (one.inspections, len(one.places), one.visited) == (1, 3, 2)
    assert (one.whole.limits, one.whole.made, one.whole.over, one.whole.overdue) == (3, 2, 0, 1)
    assert one.causes == ((Cause.OFFICIALS, 3),)
    assert [(field, tallied.limits) for field, tallied in one.fields] == [(ReformField.PROCEDURES, 3)]
    assert sum(place.tally.limits for place in one.places) == one.whole.limits
    (found,) = one.again
    assert (found.text, len(found.inspected), found.before) == ("Hồ sơ giải quyết đúng hạn?", 2, ())
    ledger.seal(at=at(12, 30))
    year = Period(date(2022, 1, 1), date(2022, 12, 31))
    codes = ("recommendations.handled", "recommendations.in_time", "inspections.visited", "inspections.units")
    facts = indicators.up_to_date(at=at(12, 30))
    figures = indicators.compute_all(facts, codes, units=["338"], period=year, now=at(12, 30))["338"]
    counted = {code: (figures[code].numerator, figures[code].denominator) for code in codes}
    assert counted == {
        "recommendations.handled": (one.kept.handled, one.kept.made),
        "recommendations.in_time": (one.kept.in_time, one.kept.due),
        "inspections.visited": (one.visited, len(one.places)),
        "inspections.units": (one.visited, None),
    }


def test_what_was_found_in_earlier_years_is_found_again(told: Opened, home: Path) -> None:
    put_on_shelf(home)
    by = told.stage.key("kiem-tra")
    find(told.one, by, at(10, 19), "2.1.1")
    later = datetime(2023, 3, 1, tzinfo=at(1, 1).tzinfo)
    second = open_one(told.stage, places=[NewPlace(told.stage.one.id, date(2023, 4, 4))], at=later)
    (place,) = inspections.inspection(second).places
    find(place.id, by, datetime(2023, 4, 4, 3, tzinfo=later.tzinfo), "2.1.1")
    one = inspections.synthesis(told.stage.department.id, year=2023, on=date(2023, 12, 1))
    (found,) = one.again
    assert [(unit.name, years) for unit, years in found.before] == [("Xã Mẫu Một", (2022,))]
    assert inspections.synthesis(told.stage.department.id, year=2022, on=date(2023, 12, 1)).again == ()


def test_the_report_is_a_paper_and_a_workbook_of_the_same_tables(told: Opened, home: Path, tmp_path: Path) -> None:
    put_on_shelf(home)
    find(told.one, told.stage.key("kiem-tra"), at(10, 19), "2.1.1")
    one = inspections.synthesis(told.stage.department.id, year=2022, on=date(2022, 12, 30))
    paper = inspections.synthesis_paper(one)
    assert papers.document_pdf(paper, on=one.on).startswith(b"%PDF")
    assert papers.document_docx(paper, on=one.on) == papers.document_docx(paper, on=one.on)
    path = tmp_path / "nam.xlsx"
    path.write_bytes(inspections.synthesis_xlsx(one))
    book = load_workbook(path)
    assert book.sheetnames == ["Đơn vị", "Lĩnh vực", "Nguyên nhân", "Lặp lại"]
    rows = [row for row in book["Đơn vị"].iter_rows(values_only=True) if row[0] == "Xã Mẫu Một"]
    assert rows == [("Xã Mẫu Một", "19/10/2022", 0, 1, 0, 0, 0)]


def test_a_year_without_inspections_says_so_in_noughts(told: Opened) -> None:
    one = inspections.synthesis(told.stage.department.id, year=2015, on=date(2022, 12, 30))
    assert (one.inspections, one.places, one.fields, one.causes, one.again) == (0, (), (), (), ())
    assert papers.document_pdf(inspections.synthesis_paper(one), on=one.on).startswith(b"%PDF")
