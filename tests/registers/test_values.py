"""What a column can hold is read however people write it; what it cannot is refused with what would be right."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.refusals import Refused
from motcua.reform.registers import public as registers
from motcua.reform.registers.public import Choice, Column, Type
from motcua.reform.registers.rules.content import Life, read_content
from motcua.reform.registers.rules.reading import MOST, Tongue, read_value, written
from registers.conftest import plan

TONGUE = Tongue(vietnamese=lambda text: {"good": "tốt", "degraded": "xuống cấp"}.get(text, text))
LIFE = Life(date(2020, 1, 1), date(2025, 6, 30))
CONDITIONS = (Choice("good", "good"), Choice("degraded", "degraded"), Choice("short", "short of need"))


def column(type_: Type) -> Column:
    return Column("it", "how many", type_, choices=CONDITIONS)


@pytest.mark.parametrize(
    ("type_", "given_", "value"),
    [
        (Type.TEXT, "  Kế   hoạch\n năm ", "Kế hoạch năm"),
        (Type.DOCUMENT, "005/QĐ-UBND", "005/QĐ-UBND"),
        (Type.DAY, "2022-10-14", "2022-10-14"),
        (Type.DAY, date(2022, 10, 14), "2022-10-14"),
        (Type.COUNT, "0", 0),
        (Type.COUNT, 37, 37),
        (Type.DONG, "1200000000", 1_200_000_000),
        (Type.NUMBER, "12,50", "12.5"),
        (Type.NUMBER, "100", "100"),
        (Type.PERCENT, "97.25", "97.25"),
        (Type.CHOICE, "good", "good"),
        (Type.CHOICE, "Xuong cap", "degraded"),
        (Type.CHOICE, "SHORT OF NEED", "short"),
        (Type.FLAG, "Có", True),
        (Type.FLAG, False, False),
        (Type.FLAG, "0", False),
        (Type.TEXT, "   ", None),
        (Type.COUNT, None, None),
    ],
)
def test_a_value_is_read(type_: Type, given_: object, value: object) -> None:
    assert read_value(column(type_), given_, TONGUE) == value


@pytest.mark.parametrize(
    ("type_", "given_", "said"),
    [
        (Type.COUNT, "-3", "how many, “-3”: a count is not negative; write a number from 0 to 999999999"),
        (Type.COUNT, "2.5", "how many, “2.5”: this is not a whole number; write digits alone, as 1200000"),
        (Type.COUNT, "9999999999", "how many, “9999999999”: this number is too large"),
        (Type.DONG, "1.200.000", "how many, “1.200.000”: this is not a whole number; write digits alone, as 1200000"),
        (Type.DAY, "14/10/2022", "is not certain; write 2022-10-14, or make the cell a date"),
        (Type.DAY, "2022-02-30", "how many, “2022-02-30”: this is not a day of the calendar"),
        (Type.DAY, "0022-10-14", "this day cannot be meant; write a day from 1945-09-02 to 2099-12-31"),
        (
            Type.NUMBER,
            "1.2345",
            "this is not such a number; write a number from 0 to 999999999 with at most 3 decimals",
        ),
        (Type.PERCENT, "100.01", "write a number from 0 to 100 with at most 2 decimals"),
        (Type.NUMBER, "NaN", "this is not such a number"),
        (Type.CHOICE, "xuốg cấp", "how many, “xuốg cấp”: this is not one of the values; perhaps degraded is meant"),
        (Type.CHOICE, "xanh", "write one of these: good; degraded; short of need"),
        (Type.FLAG, "maybe", "this is neither yes nor no; say yes or no"),
        (
            Type.TEXT,
            "x" * 2001,
            "the text is too long, or has signs that cannot be printed; write at most 2000 letters",
        ),
        (Type.DOCUMENT, "5\u202eKH", "signs that cannot be printed"),
    ],
)
def test_what_a_column_cannot_hold_is_refused(type_: Type, given_: object, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_value(column(type_), given_, TONGUE)
    assert said in str(refused.value)


@given(st.integers(0, MOST[Type.DONG]))
def test_money_is_kept_to_the_dong(amount: int) -> None:
    assert read_value(column(Type.DONG), written(column(Type.DONG), amount), TONGUE) == amount


def check(register: str, **given_: object) -> dict[str, str]:
    """Give what is wrong with a record, by column."""
    with pytest.raises(registers.RecordRefused) as refused:
        read_content(registers.register_of(register), given_, life=LIFE, tongue=TONGUE)
    assert str(refused.value).count("\n") + 1 == len(refused.value.by_column)
    return {name: str(wrong) for name, wrong in refused.value.by_column.items()}


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert check("reform_plan", first_on="2022-01-01", number="", issued_on="12/1/2022", colour="red") == {
        "last_on": "to: this is needed, and is not there",
        "number": "number of the document: this is needed, and is not there",
        "subject": "subject: this is needed, and is not there",
        "issued_on": "issued on, “12/1/2022”: this day is written as a text whose order of day and month is"
        " not certain; write 2022-01-12, or make the cell a date",
        "colour": "colour, “red”: the register has no such column",
    }


def test_a_part_is_not_more_than_its_whole() -> None:
    assert check("reform_plan", **plan(tasks=3, tasks_done=4)) == {
        "tasks_done": "tasks of the plan that are done, “4”: this is more than its whole;"
        " “tasks in the plan” is 3; write no more than that, or correct it"
    }


def test_a_day_is_not_after_what_it_comes_before() -> None:
    system = {"first_on": "2022-01-01", "last_on": "2022-12-31", "kind": "iso_9001_2015", "stage": "kept"}
    wrong = check("quality_system", **system, built_on="2021-05-01", published_on="2021-04-01")
    assert wrong["built_on"].startswith(
        "built on, “2021-05-01”: this is after the other day; “published on” is 2021-04-01"
    )


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        (
            {"first_on": "2022-12-31", "last_on": "2022-01-01"},
            {"last_on": "to, “2022-01-01”: the period ends before it begins; give a day on or after 2022-12-31"},
        ),
        (
            {"first_on": "2019-01-01", "last_on": "2025-12-31", "issued_on": "2022-01-12"},
            {
                "first_on": "from, “2019-01-01”: the unit did not exist on that day;"
                " write a day from 2020-01-01 to 2025-06-30",
                "last_on": "to, “2025-12-31”: the unit did not exist on that day;"
                " write a day from 2020-01-01 to 2025-06-30",
            },
        ),
        (
            {"effective_on": "2019-12-31"},
            {
                "effective_on": "effective on, “2019-12-31”: the unit did not exist on that day;"
                " write a day from 2020-01-01 to 2025-06-30"
            },
        ),
    ],
)
def test_days_that_cannot_be_are_refused(days: dict[str, str], wrong: dict[str, str]) -> None:
    assert check("reform_plan", **plan(**days)) == wrong
