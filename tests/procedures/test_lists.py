"""A list of procedures comes in whole or not at all, with all that is wrong, and a second time changes nothing."""

from collections.abc import Mapping
from datetime import date

import pytest

from motcua.foundation.units.public import BEGINNING
from motcua.foundation.worktime.public import Measure, Term
from motcua.kernel.tables import Row, RowsRefused, Taken
from motcua.services.procedures import public as procedures
from procedures.conftest import AT, CODE

Cells = Mapping[str, str]


def take(*rows: Cells, start: date = BEGINNING) -> Taken:
    read = [Row(line, cells) for line, cells in enumerate(rows, 2)]
    return procedures.take_procedures(read, start=start, by="import", at=AT)


def row(code: str, name: str = "Thủ tục", **more: str) -> Cells:
    return {"code": code, "name": name, "field_code": "CT", "field_name": "Cư trú", **more}


@pytest.mark.django_db
def test_a_list_with_all_columns() -> None:
    rows = [
        row("1", term="3"),
        row("2", term="15", measure="calendar_days", supplement="pause", agency="pause", sensitive="có"),
        row("3", measure="same_day", decision="QĐ 1"),
        row("4", valid_from="2024-07-01"),
    ]
    assert take(*rows) == Taken(4, 4, 0)
    one, two, three = (procedures.find(code, on=date(2020, 1, 1)) for code in "123")
    assert (one.term, one.valid_from, one.sensitive) == (Term(3, Measure.WORKING_DAYS), BEGINNING, False)
    assert (two.term, two.sensitive) == (Term(15, Measure.CALENDAR_DAYS), True)
    assert two.policy == procedures.ClockPolicy(supplement="pause", pause="pause", agency="pause")
    assert (three.term, three.decision) == (Term(1, Measure.SAME_DAY), "QĐ 1")
    assert procedures.find("4", on=date(2024, 7, 1)).term is None
    assert take(*rows) == Taken(4, 0, 4)


def test_a_later_list_makes_new_versions_of_what_changed(residence: str) -> None:
    rows = [row(CODE, "Đăng ký thường trú", term="3"), row("9")]
    assert take(*rows, start=date(2024, 1, 1)) == Taken(2, 2, 0)
    assert procedures.find(CODE, on=date(2023, 12, 31)).term == Term(5, Measure.WORKING_DAYS)
    assert procedures.find(CODE, on=date(2024, 1, 1)).term == Term(3, Measure.WORKING_DAYS)


@pytest.mark.django_db
def test_versions_of_one_procedure_in_any_order() -> None:
    rows = [row("1", "Hai", valid_from="2022-01-01"), row("1", "Một", valid_from="2020-01-01")]
    assert take(*rows) == Taken(2, 2, 0)
    assert [procedures.find("1", on=date(year, 6, 1)).name for year in (2020, 2021, 2022)] == ["Một", "Một", "Hai"]
    assert take(*rows) == Taken(2, 0, 2)


@pytest.mark.django_db
def test_all_that_is_wrong_is_said_at_once_and_nothing_is_taken() -> None:
    with pytest.raises(RowsRefused) as refused:
        take(
            row("1"),
            row("1"),
            row("2", term="ba"),
            row("3", term="3", measure="weeks"),
            row("4", supplement="stop"),
            row("5", sensitive="maybe"),
            row("6", valid_from="2024-02-30"),
            {**row("7"), "field_name": "Khác"},
            row("8", term="0"),
        )
    assert [(refusal.line, refusal.field) for refusal in refused.value.refusals] == [
        (3, "code"),
        (4, "term"),
        (5, "measure"),
        (6, "supplement"),
        (7, "sensitive"),
        (8, "valid_from"),
        (9, "field_name"),
        (10, "working_days"),
    ]
    assert refused.value.taken == Taken(9, 0, 0, 8)
    assert procedures.by_code(["1"]) == {}
