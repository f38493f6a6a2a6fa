"""Forms and presets as data: what the program carries, what an office may add, and what is refused, with its line."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reform.forms import public as forms
from motcua.reform.forms.rules.declaring import Forms, TwiceDeclared
from motcua.reform.forms.rules.files import WrongDeclaration, read_forms
from motcua.reform.indicators.public import BY_CODE

DAY = date(2022, 10, 1)
OFFICE = """
[[form]]
code = "X.01"
title = { vi = "Biểu của cơ quan", en = "The office's form" }
rows = "unit"
valid_from = 2020-01-01
source = { vi = "ta", en = "ours" }
sure = "illustrative"
illustrative = true

[[column]]
number = 1
title = { vi = "Quá hạn", en = "Overdue" }
count = "resolved.overdue"

[[column]]
number = 2
title = { vi = "Tổng", en = "Sum" }
sum = [1]
"""


@pytest.mark.usefixtures("home")
def test_the_program_knows_its_forms_and_how_sure_they_are() -> None:
    known = {form.code: form for form in forms.forms().in_force(DAY)}
    assert list(known) == ["II.06", "II.06a", "II.06b", "II.06c", "II.07b", "SO-HO-SO", "MH.01"]
    assert [column.number for column in known["II.06a"].columns] == list(range(3, 14))
    assert [one.text for one in known["II.06b"].identities] == [
        "(3) = (4) + (5) + (6)",
        "(7) = (8) + (9) + (10)",
        "(11) = (12) + (13)",
        "(3) = (7) + (11)",
    ]
    assert known["II.06a"].sure == "secondary"
    assert known["MH.01"].illustrative
    assert not known["II.07b"].counted


@pytest.mark.usefixtures("home")
def test_the_register_book_is_another_form_since_2025() -> None:
    assert forms.forms().find("so-ho-so", on=date(2025, 9, 14)).number == "Mẫu số 06"
    assert forms.forms().find("SO-HO-SO", on=date(2025, 9, 15)).number == "Mẫu số 07"


def test_an_office_adds_a_form_of_its_own(home: Path) -> None:
    (home / "forms").mkdir()
    (home / "forms" / "ours.toml").write_text(OFFICE, encoding="utf-8")
    form = forms.forms().find("X.01", on=DAY)
    assert form.summed([7, 0]) == (7, 7)
    with pytest.raises(forms.UnknownForm, match=r"write one of X\.01"):
        forms.forms().find("X.02", on=DAY)


def test_what_the_page_says_of_adding_a_form_can_be_read() -> None:
    page = (Path(__file__).parents[2] / "docs/how-to/add-a-form.md").read_text(encoding="utf-8")
    said = "\n".join(re.findall(r"```toml\n(.*?)```", page, re.DOTALL)).replace("\n   ", "\n")
    (form,) = read_forms(said, name="add-a-form.md", counts=BY_CODE)
    assert [one.text for one in form.identities] == ["(1) = (2) + (3) + (4)"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('count = "resolved.overdue"', 'count = "resolved.tardy"', "line 14, column.count, “resolved.tardy”"),
        ("sum = [1]", "sum = [9]", "line 19, column.sum"),
        ("sum = [1]", "sum = [true]", "line 19, column.sum"),
        ('rows = "unit"', 'rows = "person"', "line 5, form.rows, “person”"),
        ("number = 2", "number = 1", "line 17, column.number, “1”"),
        ("number = 2", "number = -2", "line 17, column.number, “-2”"),
        ('title = { vi = "Tổng", en = "Sum" }', 'title = "Sum"', "line 18, column.title, “Sum”"),
        ("valid_from = 2020-01-01", 'valid_from = "sớm"', "line 6, form.valid_from, “sớm”"),
        ('sure = "illustrative"', 'sure = "very"', "line 8, form.sure, “very”"),
        ("illustrative = true", "ilustrative = true", "line 9, form.ilustrative"),
        ("sum = [1]", "sum = [1", "line 19, “ours.toml”"),
    ],
)  # fmt: skip
def test_a_file_that_says_what_cannot_be_is_refused_with_its_line(old: str, new: str, said: str) -> None:
    assert old in OFFICE
    with pytest.raises(WrongDeclaration) as refused:
        read_forms(OFFICE.replace(old, new), name="ours.toml", counts=BY_CODE)
    assert refused.value.message().startswith(said)


def test_a_file_of_the_office_is_named(home: Path) -> None:
    (home / "forms").mkdir()
    (home / "forms" / "ours.toml").write_text(OFFICE.replace("unit", "dept"), encoding="utf-8")
    with pytest.raises(Refused, match=r"line 5, ours.toml, form.rows, “dept”"):
        forms.forms()


def test_a_code_stands_for_one_form_a_day() -> None:
    form = read_forms(OFFICE, name="", counts=BY_CODE)
    with pytest.raises(TwiceDeclared, match=r"X\.01"):
        Forms([*form, *form])


@pytest.mark.parametrize(
    ("code", "year", "place", "first", "last"),
    [
        ("quarter-cut", 2022, 0, date(2021, 12, 15), date(2022, 3, 14)),
        ("quarter-cut", 2022, 3, date(2022, 9, 15), date(2022, 12, 14)),
        ("six-months-cut", 2022, 0, date(2021, 12, 15), date(2022, 6, 14)),
        ("nine-months-cut", 2022, 0, date(2021, 12, 15), date(2022, 9, 14)),
        ("year-cut", 2022, 0, date(2021, 12, 15), date(2022, 12, 14)),
        ("quarter", 2024, 0, date(2024, 1, 1), date(2024, 3, 31)),
        ("six-months", 2022, 1, date(2022, 7, 1), date(2022, 12, 31)),
        ("nine-months", 2022, 0, date(2022, 1, 1), date(2022, 9, 30)),
        ("year", 2024, 0, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_presets_give_the_days(code: str, year: int, place: int, first: date, last: date) -> None:
    preset = next(one for one in forms.presets() if one.code == code)
    assert list(preset.periods(year))[place] == Period(first, last)
    assert preset.holds(Period(first, last))


def test_the_cut_of_the_decree_begins_with_the_decree() -> None:
    preset = next(one for one in forms.presets() if one.code == "quarter-cut")
    assert preset.sure == "memory"
    assert not preset.holds(next(preset.periods(2018)))


def test_quarters_follow_each_other_without_a_gap() -> None:
    for preset in forms.presets():
        if len(preset.starts) * preset.months == 12:
            periods = [*preset.periods(2021), *preset.periods(2022)]
            assert all((b.first - a.last).days == 1 for a, b in pairwise(periods))
