"""Units are founded, renamed, moved, merged and dissolved; each act is one event, and a wrong one leaves nothing."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from units.cast import AT, EVE, TURN, YEAR, Province, found


def kinds(unit_id: int) -> list[str]:
    return [event.kind for event in ledger.read(f"unit/{unit_id}")]


def test_a_unit_is_known_by_code_and_founding_day(province: Province) -> None:
    mill = units.find("00101", on=YEAR)
    assert (mill.key, mill.name, mill.level) == ("00101@2020-01-01", "Xã Cối", units.Level.COMMUNE)
    assert (mill.parent_id, mill.valid_from, mill.valid_to) == (province.district, YEAR, None)
    assert units.by_key([mill.key, "no@2020-01-01"]) == {mill.key: mill}
    assert units.by_id([mill.id, -1]) == {mill.id: mill}


def test_an_act_is_an_event_with_its_actor(province: Province) -> None:
    [event] = ledger.read(f"unit/{province.mill}")
    assert (event.kind, event.number, event.actor, event.unit) == ("unit.founded", 1, "post/1", "00101@2020-01-01")
    assert event.occurred_at == AT
    assert event.payload == {
        "code": "00101",
        "name": "Xã Cối",
        "level": "commune",
        "parent": "101@2020-01-01",
        "on": "2020-01-01",
        "until": None,
    }


def test_a_renaming_holds_from_its_day_on(province: Province) -> None:
    units.rename(unit_id=province.mill, name="Xã Cối Mới", on=TURN, by="post/1", at=AT)
    assert units.find("00101", on=EVE).name == "Xã Cối"
    assert units.find("00101", on=TURN).name == "Xã Cối Mới"
    assert units.by_id([province.mill])[province.mill].name == "Xã Cối Mới"
    assert kinds(province.mill) == ["unit.founded", "unit.renamed"]


def test_a_late_entry_changes_what_follows_up_to_the_next_change_of_the_same(province: Province) -> None:
    units.rename(unit_id=province.mill, name="Xã Ba", on=date(2024, 1, 1), by="post/1", at=AT)
    units.rename(unit_id=province.mill, name="Xã Hai", on=date(2022, 1, 1), by="post/1", at=AT)
    units.move(unit_id=province.mill, parent_id=province.province, on=date(2023, 1, 1), by="post/1", at=AT)
    seen = [units.find("00101", on=date(year, 6, 1)) for year in range(2021, 2026)]
    assert [unit.name for unit in seen] == ["Xã Cối", "Xã Hai", "Xã Hai", "Xã Ba", "Xã Ba"]
    assert [unit.parent_id == province.province for unit in seen] == [False, False, True, True, True]


def test_a_recoded_unit_frees_its_code(province: Province) -> None:
    units.rename(unit_id=province.mill, code="00109", on=TURN, by="post/1", at=AT)
    another = found("00101", "Xã Khác", units.Level.COMMUNE, province.district, TURN)
    assert units.find("00101", on=EVE).id == units.find("00109", on=TURN).id == province.mill
    assert units.find("00101", on=TURN).id == another
    assert units.find("00101@2020-01-01", on=TURN).id == province.mill


def test_a_merger_is_answered_for_by_its_successor(province: Province) -> None:
    units.merge(unit_ids=[province.mill, province.hill], into=province.ford, on=TURN, by="post/1", at=AT)
    after = units.structure(TURN)
    assert {after.place(one) for one in (province.mill, province.hill, province.ford)} == {province.ford}
    before = units.structure(EVE)
    assert before.place(province.mill) == province.mill
    assert units.by_id([province.mill])[province.mill].valid_to == EVE
    assert ledger.read(f"unit/{province.hill}")[-1].payload == {"on": "2024-07-01", "successors": ["00102@2020-01-01"]}


def test_a_department_follows_its_merged_office(province: Province) -> None:
    twin = found("102", "Huyện Núi", units.Level.DISTRICT, province.province)
    units.merge(unit_ids=[province.district], into=twin, on=TURN, by="post/1", at=AT)
    after = units.structure(TURN)
    assert after.below(twin) == {twin, province.department, province.mill, province.ford, province.hill}
    assert kinds(province.department) == ["unit.founded", "unit.moved"]


def test_of_several_successors_the_first_answers(province: Province) -> None:
    units.dissolve(unit_id=province.mill, successors=[province.hill, province.ford], on=TURN, by="post/1", at=AT)
    assert units.structure(TURN).place(province.mill) == province.hill


def test_a_dissolved_unit_takes_its_departments_along_and_has_no_place(province: Province) -> None:
    for commune in (province.mill, province.ford, province.hill):
        units.move(unit_id=commune, parent_id=province.province, on=TURN, by="post/1", at=AT)
    units.dissolve(unit_id=province.district, on=TURN, by="post/1", at=AT)
    after = units.structure(TURN)
    assert after.place(province.district) is None
    assert after.place(province.department) is None
    assert kinds(province.department) == ["unit.founded", "unit.dissolved"]


def test_what_a_unit_answers_for_before_its_founding_is_nothing(province: Province) -> None:
    late = found("00109", "Xã Sau", units.Level.COMMUNE, province.district, TURN)
    units.merge(unit_ids=[late], into=province.ford, on=date(2025, 1, 1), by="post/1", at=AT)
    assert units.structure(EVE).place(late) is None
    assert units.structure(date(2025, 1, 1)).place(late) == province.ford


def test_own_leaves_out_lower_levels_and_keeps_departments(province: Province) -> None:
    here = units.structure(YEAR)
    assert here.below(province.district, own=True) == {province.district, province.department}
    assert here.below(province.province, own=True) == {province.province}
    assert len(here.below(province.province)) == 6
    assert [unit.id for unit in here.above(province.department)] == [province.district, province.province]


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (
            lambda p: found("00101", "Xã Hai", units.Level.COMMUNE, p.district, TURN),
            "Xã Cối bears this code from 2020-01-01 on",
        ),
        (
            lambda p: found("00109", "Xã Sớm", units.Level.COMMUNE, p.district, date(2019, 1, 1)),
            "Huyện Sông does not exist on every day from 2019-01-01 on",
        ),
        (
            lambda p: found("109", "Huyện Con", units.Level.DISTRICT, p.mill),
            "Huyện Con cannot stand under Xã Cối, which is of the same or a lower level",
        ),
        (lambda p: found("a@b", "Xã", units.Level.COMMUNE, None), "this cannot be the code of a unit"),
        (lambda p: found("9", "", units.Level.COMMUNE, None), "this cannot be the name of a unit"),
        (
            lambda p: units.found(
                code="9", name="Xã", level=units.Level.COMMUNE, on=TURN, until=EVE, by="post/1", at=AT
            ),
            "the unit would end before it begins",
        ),
        (
            lambda p: units.rename(unit_id=p.mill, code="00102", on=TURN, by="post/1", at=AT),
            "Xã Bến bears this code from 2020-01-01 on",
        ),
        (
            lambda p: units.rename(unit_id=p.mill, name="Xã Cối", on=TURN, by="post/1", at=AT),
            "the unit has this name and code already",
        ),
        (
            lambda p: units.rename(unit_id=p.mill, name="Xã", on=date(2019, 1, 1), by="post/1", at=AT),
            "Xã Cối does not exist on 2019-01-01; it exists from 2020-01-01 on",
        ),
        (
            lambda p: units.move(unit_id=p.mill, parent_id=p.district, on=TURN, by="post/1", at=AT),
            "the unit stands there already",
        ),
        (
            lambda p: units.dissolve(unit_id=p.district, on=TURN, by="post/1", at=AT),
            "Xã Cối stands under Huyện Sông on that day",
        ),
        (
            lambda p: units.merge(unit_ids=[p.mill], into=p.mill, on=TURN, by="post/1", at=AT),
            "a unit cannot succeed itself",
        ),
        (
            lambda p: units.merge(unit_ids=[p.district], into=p.mill, on=TURN, by="post/1", at=AT),
            "cannot stand under Xã Cối",
        ),
    ],
)
def test_a_wrong_act_says_what_is_wrong_and_leaves_nothing(
    province: Province, act: Callable[[Province], object], said: str
) -> None:
    before, events = units.history(), ledger.pending()
    with pytest.raises(Refused, match=said):
        act(province)
    assert units.history() is before
    assert ledger.pending() == events


def test_an_end_is_entered_once(province: Province) -> None:
    units.merge(unit_ids=[province.mill], into=province.ford, on=TURN, by="post/1", at=AT)
    with pytest.raises(Refused, match="Xã Cối has ended already"):
        units.dissolve(unit_id=province.mill, on=TURN, by="post/1", at=AT)
    with pytest.raises(Refused, match="it exists from 2020-01-01 to 2024-06-30"):
        units.merge(unit_ids=[province.mill], into=province.hill, on=TURN + timedelta(days=9), by="post/1", at=AT)


def test_an_end_before_a_change_on_record_is_refused(province: Province) -> None:
    units.rename(unit_id=province.mill, name="Xã Ba", on=TURN, by="post/1", at=AT)
    with pytest.raises(Refused, match="has a change on record on 2024-07-01, which its end would undo"):
        units.dissolve(unit_id=province.mill, on=date(2023, 1, 1), by="post/1", at=AT)


def test_departments_nest_and_never_in_a_circle(province: Province) -> None:
    inner = found("101-TP-1", "Bộ phận một cửa", units.Level.DEPARTMENT, province.department)
    assert units.structure(YEAR).below(province.district, own=True) >= {province.department, inner}
    with pytest.raises(Refused, match="Bộ phận một cửa stands under Phòng Tư pháp itself"):
        units.move(unit_id=province.department, parent_id=inner, on=TURN, by="post/1", at=AT)


def test_what_a_file_names_is_made_once(province: Province) -> None:
    made = units.ensure(names={"00101": "", "X1": "", "X2": "Huyện Xa"}, on=TURN, by="import", at=AT)
    assert made["00101"].id == province.mill
    assert (made["X1"].name, made["X1"].level, made["X1"].valid_from) == ("X1", units.Level.COMMUNE, units.BEGINNING)
    assert made["X2"].level is units.Level.DISTRICT
    stamped = units.history()
    assert units.ensure(names={"X1": "", "X2": ""}, on=TURN, by="import", at=AT)["X2"] == made["X2"]
    assert units.history() is stamped


def test_what_a_file_names_stands_after_an_old_bearer_and_never_before_a_later_one(province: Province) -> None:
    units.merge(unit_ids=[province.mill], into=province.ford, on=TURN, by="post/1", at=AT)
    [again] = units.ensure(names={"00101": ""}, on=date(2025, 1, 1), by="import", at=AT).values()
    assert (again.key, again.valid_from) == ("00101@2024-07-01", TURN)
    with pytest.raises(Refused, match="Xã Bến bears this code from 2020-01-01 on"):
        units.ensure(names={"00102": ""}, on=date(2019, 1, 1), by="import", at=AT)


def test_a_unit_that_is_not_found_is_answered_with_what_would_be_right(province: Province) -> None:
    units.merge(unit_ids=[province.mill], into=province.ford, on=TURN, by="post/1", at=AT)
    said = {
        ("00101", TURN): "it was that of Xã Cối until 2024-06-30; write 00101@2024-06-30 for that one",
        ("00102", date(2019, 1, 1)): "it is that of Xã Bến from 2020-01-01 on; write 00102@2020-01-01",
        ("0010", YEAR): "near it are",
        ("zz", YEAR): "import the units first, or write a code that exists",
        ("00101@then", YEAR): "what follows @ is not a day; write CODE or CODE@YYYY-MM-DD",
    }
    for (code, on), text in said.items():
        with pytest.raises(units.UnknownUnit) as refusal:
            units.find(code, on=on)
        assert text in str(refusal.value)
    assert units.find("00101@2024-06-30", on=TURN).id == province.mill
