"""Checklists: those that come with the program, those of an installation, and what is wrong with a file."""

from datetime import date, datetime
from pathlib import Path

import pytest

from inspections.checklists import SMALL
from inspections.conftest import BY, Stage, open_one
from inspections.visits import at, begun, put_on_shelf
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units.public import Level
from motcua.kernel.periods import HO_CHI_MINH, Period
from motcua.reform.indicators import public as indicators
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Asks, NewPlace
from motcua.reform.registers import public as registers
from motcua.reform.registers.public import ReformField

ON = date(2022, 10, 19)


@pytest.mark.parametrize(("code", "least"), [("cchc-cap-xa", 120), ("cchc-cap-huyen", 100)])
def test_the_program_brings_checklists_of_all_fields(code: str, least: int) -> None:
    held = inspections.find_checklist(code, on=ON)
    questions = list(held.checklist.questions)
    assert len(questions) >= least
    assert [section.field for section in held.checklist.sections] == list(ReformField)
    assert {question.asks for question in questions} == set(Asks)
    assert held.checklist.sure == "mẫu minh họa"


@pytest.mark.parametrize(("code", "level"), [("cchc-cap-xa", Level.COMMUNE), ("cchc-cap-huyen", Level.DISTRICT)])
def test_a_checklist_asks_for_no_register_that_the_level_need_not_keep(code: str, level: Level) -> None:
    checklist = inspections.find_checklist(code, on=ON).checklist
    asked = {one.of for one in checklist.questions if one.asks is Asks.REGISTER}
    assert {one for one in asked if level not in registers.REGISTERS[one].levels} == set()


def test_every_figure_of_the_programs_checklists_is_in_force(home: Path) -> None:
    known = {one.code for one in indicators.REGISTRY.in_force(ON)}
    asked = {
        one.of
        for held in inspections.checklists().all
        for one in held.checklist.questions
        if one.asks is Asks.INDICATOR
    }
    assert asked - known == set()


def test_an_installation_has_its_own_beside(home: Path) -> None:
    put_on_shelf(home)
    held = inspections.find_checklist("small", on=ON)
    assert held.own
    assert [one.code for one in held.checklist.questions] == ["1.1.1", "1.1.2", "2.1.1", "2.1.2"]


def test_a_line_is_asked_at_its_levels_and_of_the_fields_that_are_looked_at(home: Path) -> None:
    put_on_shelf(home)
    checklist = inspections.find_checklist("small", on=ON).checklist
    commune = checklist.asked(Level.COMMUNE)
    assert [one.code for one in commune.questions] == ["1.1.1", "2.1.1", "2.1.2"]
    narrowed = checklist.asked(Level.DISTRICT, frozenset({ReformField.STEERING}))
    assert [one.code for one in narrowed.questions] == ["1.1.1", "1.1.2"]


def test_two_versions_of_one_code_may_not_hold_on_one_day(home: Path) -> None:
    put_on_shelf(home)
    put_on_shelf(home, SMALL.replace("2020-01-01", "2021-01-01"), "small-2.toml")
    (fault,) = inspections.checklists().faults
    assert "two checklists of this code" in fault.message()


def test_a_newer_version_holds_from_its_day(home: Path) -> None:
    put_on_shelf(home, SMALL.replace("valid_from = 2020-01-01", "valid_from = 2020-01-01\nvalid_to = 2022-12-31"))
    newer = SMALL.replace("2020-01-01", "2023-01-01").replace("Danh mục mẫu", "Danh mục mới")
    put_on_shelf(home, newer, "small-2.toml")
    assert inspections.find_checklist("small", on=ON).checklist.title == "Danh mục mẫu"
    assert inspections.find_checklist("small", on=date(2023, 1, 1)).checklist.title == "Danh mục mới"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('indicator = "dossiers.on_time"', 'indicator = "dossiers.on_tim"', "near it are dossiers.on_time"),
        ('register = "reform_plan"', 'register = "reform_plam"', "near it are reform_plan"),
        ('register = "reform_plan"', "", "write one of indicator, register"),
        ("evidence = true", "evidence = false", "this can be true alone"),
        ('code = "2.1.2"', 'code = "2.1.1"', "stands there already"),
        ('field = "procedures"', 'field = "steering"', "has a section already"),
        ('field = "procedures"', 'field = "tea"', "write one of steering"),
        ('levels = ["district"]', 'levels = ["village"]', "write some of province"),
        ('counted = "phiếu"', "count = 1", "this is not known here"),
        ("valid_from = 2020-01-01", 'valid_from = "2020"', "write a day"),
        ("[[sections]]", "[[sections", "is not TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(before: str, after: str, said: str) -> None:
    with pytest.raises(inspections.WrongChecklist) as refused:
        inspections.read_checklist(
            SMALL.replace(before, after, 1),
            name="small.toml",
            indicators={one.code for one in indicators.REGISTRY},
            registers=registers.REGISTERS.keys(),
        )
    assert said in refused.value.message()
    assert "line " in refused.value.message()


@pytest.mark.django_db
def test_lines_are_filled_with_the_figures_of_the_unit_and_its_registers(home: Path, stage: Stage) -> None:
    ledger.ensure_keys()
    registers.record(
        register="reform_plan",
        unit_id=stage.one.id,
        given={
            "first_on": "2022-01-01",
            "last_on": "2022-12-31",
            "number": "05/KH-UBND",
            "issued_on": "2022-01-20",
            "subject": "Kế hoạch cải cách hành chính năm 2022",
        },
        by=BY,
        at=at(1),
    )
    place_id = begun(home, stage)
    lines = {one.question.code: one for one in inspections.prefilled(place_id, now=at(19, 8))}

    assert list(lines) == ["1.1.1", "2.1.1", "2.1.2"]
    assert lines["1.1.1"].register is not None
    assert (lines["1.1.1"].register.records, lines["1.1.1"].stated) == (1, True)
    computed = lines["2.1.1"].computed
    assert computed is not None
    assert (computed.denominator, computed.value) == (0, None)
    assert computed.as_of == datetime(2022, 10, 1, tzinfo=HO_CHI_MINH)  # the period ends before the visit
    assert lines["2.1.2"].computed is None


@pytest.mark.django_db
def test_figures_are_as_of_the_visit_where_the_period_runs_on(home: Path, stage: Stage) -> None:
    put_on_shelf(home)
    whole_year = Period(date(2022, 1, 1), date(2022, 12, 31))
    opened = open_one(stage, period=whole_year, places=[NewPlace(stage.one.id, ON)])
    place_id = inspections.inspection(opened).places[0].id
    inspections.begin_visit(place_id=place_id, checklist="small", by=BY, at=at(19))
    (computed,) = [one.computed for one in inspections.prefilled(place_id, now=at(25)) if one.computed]
    assert computed.as_of == at(19)


@pytest.mark.django_db
def test_before_the_visit_there_are_no_lines(stage: Stage) -> None:
    opened = open_one(stage, places=[NewPlace(stage.one.id, ON)])
    assert inspections.prefilled(inspections.inspection(opened).places[0].id, now=at(19)) == []
