"""A reorganisation is one act: old units end, new ones begin under old codes, and each answers for those before it."""

from collections.abc import Mapping
from datetime import date

import pytest

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.tables import Row, RowsRefused, Taken
from units.cast import AT, EVE, TURN, Province, found

LATER = date(2025, 7, 1)
"""The day from which the law knows no districts."""


def take(*rows: str, on: date = TURN) -> Taken:
    """Take rows written as ``old_code old_name > new_code new_name [> parent_code]``."""
    return units.reorganise([Row(line, cells(text)) for line, text in enumerate(rows, 2)], on=on, by="import", at=AT)


def cells(text: str) -> Mapping[str, str]:
    old, new, parent = ([part.strip() for part in text.split(">")] + ["", ""])[:3]
    (old_code, _, old_name), (new_code, _, new_name) = old.partition(" "), new.partition(" ")
    return {
        "old_code": old_code,
        "old_name": old_name,
        "new_code": new_code,
        "new_name": new_name,
        "parent_code": parent,
    }


def test_a_new_unit_takes_an_old_one_s_code(province: Province) -> None:
    merger = ["00101 Xã Cối > 00102 Xã Cối Bến", "00102 Xã Bến > 00102 Xã Cối Bến"]
    assert take(*merger) == Taken(2, 2, 0)
    new = units.find("00102", on=TURN)
    assert (new.key, new.name, new.parent_id) == ("00102@2024-07-01", "Xã Cối Bến", province.district)
    assert units.find("00102", on=EVE).id == province.ford
    after = units.structure(TURN)
    assert after.place(province.mill) == after.place(province.ford) == new.id
    assert after.place(province.hill) == province.hill
    assert take(*merger) == Taken(2, 0, 2)


def test_a_code_may_be_borne_by_three_units_in_turn(province: Province) -> None:
    first = ["00101 Xã Cối > 00102 Xã Cối Bến", "00102 Xã Bến > 00102 Xã Cối Bến"]
    second = ["00102 Xã Cối Bến > 00102 Xã Quê", "00103 Xã Đồi > 00102 Xã Quê"]
    take(*first)
    take(*second, on=date(2025, 1, 1))
    names = [units.find("00102", on=day).name for day in (EVE, TURN, date(2025, 1, 1))]
    assert names == ["Xã Bến", "Xã Cối Bến", "Xã Quê"]
    home = units.find("00102", on=date(2025, 1, 1)).id
    assert {units.structure(date(2026, 1, 1)).place(one) for one in (province.mill, province.ford, province.hill)} == {
        home
    }
    assert (take(*first), take(*second, on=date(2025, 1, 1))) == (Taken(2, 0, 2), Taken(2, 0, 2))


def test_a_unit_of_the_same_code_and_name_lives_on_and_takes_the_others_over(province: Province) -> None:
    assert take("00101 Xã Cối > 00102 Xã Bến", "00102 Xã Bến > 00102 Xã Bến") == Taken(2, 1, 1)
    assert units.find("00102", on=TURN).id == province.ford
    assert units.structure(TURN).place(province.mill) == province.ford


def test_one_into_one_under_the_same_code_is_a_renaming(province: Province) -> None:
    renaming = "00101 Xã Cối > 00101 Phường Cối"
    assert take(renaming) == Taken(1, 1, 0)
    assert units.find("00101", on=TURN).id == province.mill
    assert [event.kind for event in ledger.read(f"unit/{province.mill}")] == ["unit.founded", "unit.renamed"]
    assert take(renaming) == Taken(1, 0, 1)


def test_one_into_one_under_another_code_and_name_is_a_successor(province: Province) -> None:
    assert take("00101 Xã Cối > 00201 Xã Mới") == Taken(1, 1, 0)
    assert units.find("00201", on=TURN).id == units.structure(TURN).place(province.mill) != province.mill


def test_a_divided_unit_is_answered_for_by_the_one_named_first(province: Province) -> None:
    division = ["00101 Xã Cối > 00201 Xã Cối Hạ", "00101 Xã Cối > 00202 Xã Cối Thượng"]
    assert take(*division) == Taken(2, 2, 0)
    assert units.structure(TURN).place(province.mill) == units.find("00201", on=TURN).id
    assert take(*division) == Taken(2, 0, 2)


def test_districts_end_when_the_law_ended_them(province: Province) -> None:
    turn = [
        "00101 Xã Cối > 00101 Xã Sông",
        "00102 Xã Bến > 00101 Xã Sông",
        "00103 Xã Đồi > 00103 Xã Đồi",
    ]
    assert take(*turn, on=LATER) == Taken(3, 3, 0)
    after = units.structure(LATER)
    assert sorted(unit.name for unit in after.units.values()) == ["Tỉnh Mẫu", "Xã Sông", "Xã Đồi"]
    assert {unit.parent_id for unit in after.units.values()} == {None, province.province}
    assert units.find("00103", on=LATER).id == province.hill
    assert after.place(province.district) is after.place(province.department) is None
    assert units.by_id([province.district])[province.district].valid_to == date(2025, 6, 30)
    assert take(*turn, on=LATER) == Taken(3, 0, 3)


def test_districts_stayed_before_that(province: Province) -> None:
    """The control of the test above."""
    turn = ["00101 Xã Cối > 00101 Xã Sông", "00102 Xã Bến > 00101 Xã Sông", "00103 Xã Đồi > 00101 Xã Sông"]
    take(*turn, on=date(2025, 6, 30))
    assert units.find("101", on=LATER).id == units.find("00101", on=LATER).parent_id == province.district


def test_a_district_that_keeps_a_commune_is_left_to_the_administrator(province: Province) -> None:
    take("00101 Xã Cối > 00101 Xã Sông", "00102 Xã Bến > 00101 Xã Sông", on=LATER)
    assert units.find("101", on=LATER).id == province.district
    assert units.find("00101", on=LATER).parent_id == province.province


def test_a_province_and_what_is_below_it_turn_in_one_file(province: Province) -> None:
    neighbour = found("02", "Tỉnh Bạn", units.Level.PROVINCE, None)
    turn = [
        "00101 Xã Cối > 00101 Xã Sông",
        "00102 Xã Bến > 00101 Xã Sông",
        "00103 Xã Đồi > 00103 Xã Đồi",
        "101 Huyện Sông >",
        "01 Tỉnh Mẫu > 02 Tỉnh Lớn",
        "02 Tỉnh Bạn > 02 Tỉnh Lớn",
    ]
    assert take(*turn, on=LATER) == Taken(6, 6, 0)
    after = units.structure(LATER)
    great = units.find("02", on=LATER)
    assert after.place(province.province) == after.place(neighbour) == great.id
    assert {unit.name for unit in after.children(great.id)} == {"Xã Sông", "Xã Đồi"}
    assert after.place(province.district) is None
    assert take(*turn, on=LATER) == Taken(6, 0, 6)


def test_a_row_may_say_where_the_new_unit_stands(province: Province) -> None:
    twin = found("102", "Huyện Núi", units.Level.DISTRICT, province.province)
    take("00101 Xã Cối > 00201 Xã Mới > 102", "00102 Xã Bến > 00201 Xã Mới")
    assert units.find("00201", on=TURN).parent_id == twin


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_taken(province: Province) -> None:
    before = units.history()
    with pytest.raises(RowsRefused) as refused:
        take(
            "999 Xã Lạ > 00101 Xã Mới",
            "00101 Xã Sai > 00101 Xã Mới",
            "00102 Xã Bến > 00201",
            "00103 Xã Đồi > 00201 Xã Hai",
            "00103 Xã Đồi >",
            "101 Huyện Sông > 00201 Huyện Ba",
        )
    assert str(refused.value).splitlines() == [
        "line 2, old_code, “999”: no unit bears this code on 2024-06-30; import the units as they stood before first",
        "line 3, old_name, “Xã Sai”: 00101 is Xã Cối on 2024-06-30",
        "line 4, new_name: a new unit needs both code and name; leave both empty where no unit follows",
        "line 6, old_code, “00103”: line 5 says already what follows this unit",
        "line 7, new_code, “00201”: line 5 gives this code to Xã Hai",
    ]
    assert units.history() is before


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["00101 Xã Cối > 00102 Xã Mới"], "Xã Bến bears this code from 2020-01-01 on"),
        (["101 Huyện Sông >"], "Xã Cối stands under Huyện Sông on that day"),
        (["00101 Xã Cối > 00101 Xã Cối", "00101 Xã Cối > 00201 Xã Mới"], "Xã Cối lives on, so it cannot be divided"),
        (["00101 Xã Cối > 00201 Xã Mới > 999"], "no unit bears this code on 2024-07-01"),
        (["00101 Xã Cối > 00201 Vùng Mới > 00103"], "cannot stand under Xã Đồi"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(province: Province, rows: list[str], said: str) -> None:
    with pytest.raises(RowsRefused, match=f"line 2.*{said}"):
        take(*rows)


def test_a_different_story_on_the_same_day_is_refused(province: Province) -> None:
    take("00101 Xã Cối > 00102 Xã Bến", "00102 Xã Bến > 00102 Xã Bến")
    with pytest.raises(RowsRefused, match=r"Xã Cối ended on this day already, and Xã Bến \(00102\) follows it"):
        take("00101 Xã Cối > 00103 Xã Đồi", "00103 Xã Đồi > 00103 Xã Đồi")
