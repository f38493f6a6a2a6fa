"""What a slip must ask, by the day, and exactly what a poor one lacks."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.services.surveys.public import (
    AsksCode,
    MethodRule,
    Question,
    Slip,
    WrongSlip,
    compliance_of,
    one_stop_slip,
    sipas_slip,
)
from motcua.services.surveys.rules.slips import check_slip
from surveys.cast import POOR, slip

DAY = date(2022, 10, 10)
REQUIRED = {"time", "contacts", "agencies", "shop", "manner", "openness", "feedback", "online"}


def test_the_slip_of_the_program_meets_the_list() -> None:
    told = compliance_of(one_stop_slip(valid_from=date(2022, 1, 1)), on=DAY)
    assert told.met is True
    assert len(told.covered) == 9
    assert told.requirement.sure == "our reading"


def test_a_poor_slip_is_told_exactly_what_it_lacks() -> None:
    told = compliance_of(POOR, on=DAY)
    assert told.met is False
    assert {index.code for index in told.missing} == REQUIRED - {"manner", "time"}
    assert [index.code for index in told.covered] == ["time", "manner"]
    assert set(told.broken) == set(MethodRule)


@pytest.mark.parametrize(
    ("also", "broken"),
    [
        ({"ticked": True}, MethodRule.NOTHING_TICKED),
        ({"free_text": False}, MethodRule.FREE_TEXT),
        ({"asks_code": AsksCode.REQUIRED}, MethodRule.CODE_OPTIONAL),
        ({"asks_name": True}, MethodRule.NO_NAME),
    ],
)
def test_each_rule_of_method_is_told_alone(also: dict[str, object], broken: MethodRule) -> None:
    told = compliance_of(slip(*REQUIRED, **also), on=DAY)
    assert (told.met, told.missing, told.broken) == (False, (), (broken,))


def test_the_index_that_a_citizen_does_not_see_need_not_be_asked() -> None:
    assert compliance_of(slip(*REQUIRED), on=DAY).met is True
    assert compliance_of(slip(*(REQUIRED - {"online"})), on=DAY).met is False


def test_since_july_2025_no_list_is_on_file() -> None:
    """Nothing is said to be met, but the rules of method still hold."""
    assert compliance_of(slip("time"), on=date(2025, 6, 30)).met is False
    after = compliance_of(slip("time"), on=date(2025, 7, 1))
    assert (after.met, after.missing, after.requirement.sure) == (None, (), "none on file")
    assert compliance_of(POOR, on=date(2025, 7, 1)).met is False


def test_sipas_has_five_elements_and_22_criteria() -> None:
    sipas = sipas_slip(campaign="SIPAS-2022", first=date(2022, 9, 1), last=date(2022, 12, 31))
    numbers: dict[str, int] = {}
    for question in sipas.questions:
        numbers[question.element] = numbers.get(question.element, 0) + 1
    assert numbers == {"access": 4, "procedures": 5, "officials": 6, "results": 3, "feedback": 4}


@pytest.mark.parametrize(
    "wrong",
    [
        replace(POOR, code=""),
        replace(POOR, title=" x"),
        replace(POOR, questions=()),
        replace(POOR, questions=POOR.questions * 40),
        replace(POOR, questions=(POOR.questions[0], POOR.questions[0])),
        replace(POOR, questions=(Question("1", POOR.questions[0].element, ""),)),
        replace(POOR, valid_to=date(2021, 12, 31)),
    ],
)
def test_what_cannot_be_a_slip_is_refused(wrong: Slip) -> None:
    with pytest.raises(WrongSlip):
        check_slip(wrong)
