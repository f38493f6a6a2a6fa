"""A list of units comes in whole or not at all, with everything that is wrong, and a second time changes nothing."""

from collections.abc import Mapping
from datetime import date

import pytest

from motcua.foundation.units import public as units
from motcua.foundation.units.rules.levels import guess_level
from motcua.foundation.units.rules.words import Level
from motcua.kernel.tables import Row, RowsRefused, Taken
from units.cast import AT, EVE, TURN, YEAR, Province

Cells = Mapping[str, str]


def take(*rows: Cells, start: date = units.BEGINNING, renames: bool = False) -> Taken:
    read = [Row(line, cells) for line, cells in enumerate(rows, 2)]
    return units.take_units(read, start=start, renames=renames, by="import", at=AT)


def row(code: str, name: str, parent: str = "", **more: str) -> Cells:
    return {"code": code, "name": name, "parent_code": parent, **more}


@pytest.mark.django_db
def test_a_list_in_any_order_founds_its_units() -> None:
    rows = [row("00101", "Xã Cối", "101"), row("101", "Huyện Sông", "01"), row("01", "Tỉnh Mẫu")]
    assert take(*rows) == Taken(3, 3, 0)
    tree = units.structure(YEAR)
    assert [unit.name for unit in tree.above(tree.by_code["00101"].id)] == ["Huyện Sông", "Tỉnh Mẫu"]
    assert tree.by_code["00101"].valid_from == units.BEGINNING
    assert take(*rows) == Taken(3, 0, 3)


@pytest.mark.django_db
def test_a_parent_that_is_only_named_is_founded() -> None:
    assert take(row("101", "Huyện Sông", "01", parent_name="Tỉnh Mẫu")) == Taken(1, 1, 0)
    assert units.find("01", on=YEAR).level is Level.PROVINCE


def test_names_are_compared_as_they_read(province: Province) -> None:
    decomposed = "Xa\u0303  Co\u0302\u0301i "
    assert take(row("00101", decomposed), start=TURN) == Taken(1, 0, 1)


def test_a_new_name_is_refused_unless_it_is_said_to_be_a_renaming(province: Province) -> None:
    with pytest.raises(RowsRefused, match="00101 is Xã Cối on 2024-07-01; say --rename if it was renamed"):
        take(row("00101", "Xã Cối Mới"), start=TURN)
    assert take(row("00101", "Xã Cối Mới"), start=TURN, renames=True) == Taken(1, 1, 0)
    assert (units.find("00101", on=EVE).name, units.find("00101", on=TURN).name) == ("Xã Cối", "Xã Cối Mới")


def test_another_parent_is_a_move(province: Province) -> None:
    assert take(row("00101", "Xã Cối", "01"), row("00102", "Xã Bến"), start=TURN) == Taken(2, 1, 1)
    assert units.find("00101", on=TURN).parent_id == province.province
    assert units.find("00101", on=EVE).parent_id == units.find("00102", on=TURN).parent_id == province.district


@pytest.mark.django_db
def test_a_row_with_days_lives_in_them() -> None:
    rows = [
        row("7", "Thị trấn Cũ", valid_from="2000-01-01", valid_to="2024-06-30"),
        row("7", "Xã Mới", valid_from="2024-07-01"),
    ]
    assert take(*rows) == Taken(2, 2, 0)
    assert (units.find("7", on=EVE).name, units.find("7", on=TURN).name) == ("Thị trấn Cũ", "Xã Mới")
    assert take(*rows) == Taken(2, 0, 2)


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_taken(province: Province) -> None:
    before = units.history()
    with pytest.raises(RowsRefused) as refused:
        take(
            row("8", "Xã Tám", "999"),
            row("00101", "Xã Khác"),
            row("9", "Vùng Chín"),
            row("10", "Xã Mười", valid_from="2024-13-01"),
            row("11", "Xã A"),
            row("11", "Xã B"),
            row("12", "Xã C", level="làng"),
            row("00102", "Xã Bến", level="district"),
            row("00103", "Xã Đồi", valid_to="2024-06-30"),
            row("13", "Xã D", "00101"),
            row("14", "Xã E", "101", parent_name="Huyện Khác"),
            start=TURN,
        )
    assert str(refused.value).splitlines() == [
        "line 2, parent_code, “999”: no unit bears this code on 2024-07-01;"
        " add a row for it, or its name in a column parent_name",
        "line 3, name, “Xã Khác”: 00101 is Xã Cối on 2024-07-01; say --rename if it was renamed;"
        " if a new unit bears the old code, import the reorganisation",
        "line 4, name, “Vùng Chín”: the level cannot be told from this name;"
        " add a column level: province, district, commune or department",
        "line 5, valid_from, “2024-13-01”: this is not a day of the calendar; write YYYY-MM-DD, as 2022-10-14",
        "line 7, code, “11”: line 6 names this code already",
        "line 8, level, “làng”: there is no such level; write province, district, commune or department",
        "line 9, level, “district”: Xã Bến is of another level; end it and found another: a unit keeps its level",
        "line 10, valid_to, “2024-06-30”: Xã Đồi has another last day on record, or none;"
        " end units with a reorganisation, which names their successors",
        "line 12, parent_name, “Huyện Khác”: 101 is Huyện Sông on 2024-07-01",
    ]
    assert refused.value.taken == Taken(11, 0, 0, 9)
    assert units.history() is before


def test_a_row_under_a_refused_one_is_passed_over(province: Province) -> None:
    with pytest.raises(RowsRefused) as refused:
        take(row("8", "Vùng Tám"), row("81", "Xã Một", "8"), row("82", "Xã Hai", "8"))
    assert len(refused.value.refusals) == 1


def test_a_list_that_begins_before_a_known_unit_is_refused(province: Province) -> None:
    with pytest.raises(RowsRefused, match="Xã Cối bears this code from 2020-01-01 on; let the list begin on that day"):
        take(row("00101", "Xã Cối"))


@pytest.mark.django_db
def test_rows_that_stand_under_each_other_are_refused() -> None:
    with pytest.raises(RowsRefused, match="no unit bears this code"):
        take(row("1", "Phòng Một", "2"), row("2", "Phòng Hai", "1"))


@pytest.mark.parametrize(
    ("name", "under", "level"),
    [
        ("Tỉnh Thái Bình", None, Level.PROVINCE),
        ("Thành phố Hà Nội", None, Level.PROVINCE),
        ("Thành phố Thái Bình", Level.PROVINCE, Level.DISTRICT),
        ("Huyện Quỳnh Phụ", Level.PROVINCE, Level.DISTRICT),
        ("Quận Ba Đình", Level.PROVINCE, Level.DISTRICT),
        ("Thị xã Sơn Tây", Level.PROVINCE, Level.DISTRICT),
        ("Thị trấn Quỳnh Côi", Level.DISTRICT, Level.COMMUNE),
        ("Phường Bồ Xuyên", Level.DISTRICT, Level.COMMUNE),
        ("Đặc khu Phú Quốc", Level.PROVINCE, Level.COMMUNE),
        ("UBND xã An Khê", Level.DISTRICT, Level.COMMUNE),
        ("ỦY BAN NHÂN DÂN HUYỆN QUỲNH PHỤ", Level.PROVINCE, Level.DISTRICT),
        ("Phòng Tư pháp", Level.DISTRICT, Level.DEPARTMENT),
        ("Sở Nội vụ", Level.PROVINCE, Level.DEPARTMENT),
        ("Văn phòng HĐND và UBND", Level.DISTRICT, Level.DEPARTMENT),
        ("Xanh", None, None),
        ("", None, None),
    ],
)
def test_the_level_is_told_from_the_first_words(name: str, under: Level | None, level: Level | None) -> None:
    assert guess_level(name, under=under) is level
