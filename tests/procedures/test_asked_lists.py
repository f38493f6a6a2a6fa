"""A list of what procedures ask is taken whole or not at all; all that is wrong in it is said, each with its line."""

from datetime import date, timedelta

import pytest

from motcua.foundation.worktime.public import Measure, Term
from motcua.kernel.tables import Row, RowsRefused
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Asked, AskedPaper, Case, Exemption, ListedDefect, Tariff
from procedures.conftest import AT, CODE

ON = date(2023, 1, 1)
LIST: tuple[dict[str, str], ...] = (
    {"part": "whole", "name": "Giấy xác nhận", "soon_days": "2", "same_day": "có", "legal_basis": "QĐ 1"},
    {"part": "exemption", "code": "ngheo", "name": "Hộ nghèo", "tariff": "phi", "legal_basis": "Luật"},
    {"part": "paper", "code": "don", "name": "Đơn", "form": "Mẫu 1"},
    {"part": "paper", "code": "the", "name": "Thẻ", "originals": "0", "copies": "2", "required": "không"},
    {"part": "case", "code": "nhanh", "name": "Nhanh", "papers": "don; the", "term": "3", "measure": "working_hours"},
    {
        "part": "tariff",
        "code": "phi",
        "name": "Phí",
        "kind": "fee",
        "amount": "2000",
        "per": "page",
        "at_most": "200000",
    },
    {"part": "defect", "code": "mo", "name": "Thẻ mờ", "paper": "the", "legal_basis": "Điều 1"},
)
WANTED = Asked(
    ON,
    papers=(AskedPaper("don", "Đơn", form="Mẫu 1"), AskedPaper("the", "Thẻ", 0, 2, required=False)),
    cases=(Case("nhanh", "Nhanh", ("don", "the"), Term(3, Measure.WORKING_HOURS)),),
    tariffs=(
        Tariff("phi", "Phí", "fee", 2000, "page", 200_000, exemptions=(Exemption("ngheo", "Hộ nghèo", 100, "Luật"),)),
    ),
    defects=(ListedDefect("mo", "Thẻ mờ", "Điều 1", "the"),),
    same_day=True,
    result_name="Giấy xác nhận",
    soon_days=2,
    legal_basis="QĐ 1",
)


def rows(*said: dict[str, str], procedure: str = CODE) -> list[Row]:
    return [Row(line, {"procedure": procedure} | one) for line, one in enumerate(said, 2)]


def test_a_list_says_the_whole_of_what_each_procedure_asks(residence: str) -> None:
    taken = procedures.take_asked(rows(*LIST), start=ON, by="import", at=AT)
    assert (taken.read, taken.taken, taken.unchanged) == (7, 7, 0)
    assert procedures.asked(residence, on=ON) == WANTED
    again = procedures.take_asked(rows(*LIST), start=ON + timedelta(days=1), by="import", at=AT)
    assert (again.taken, again.unchanged) == (0, 7)


WRONG = {
    "an unknown part": ({"part": "fee", "code": "x", "name": "X"}, "part"),
    "an unknown kind": ({"part": "tariff", "code": "x", "name": "X", "amount": "1", "kind": "tax"}, "kind"),
    "no number": ({"part": "tariff", "code": "x", "name": "X", "amount": "nhiều"}, "amount"),
    "no such tariff": ({"part": "exemption", "code": "x", "name": "X", "tariff": "y", "legal_basis": "L"}, "tariff"),
    "neither yes nor no": ({"part": "paper", "code": "x", "name": "X", "required": "maybe"}, "required"),
    "a code twice": ({"part": "paper", "code": "don", "name": "X"}, "code"),
    "no such paper": ({"part": "case", "code": "x", "name": "X", "papers": "y"}, "cases"),
    "a term of nothing": ({"part": "case", "code": "x", "name": "X", "term": "0"}, "working_days"),
    "no ground": ({"part": "defect", "code": "x", "name": "X"}, "defects"),
}


@pytest.mark.parametrize(("row", "field"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_with_its_line_and_nothing_is_taken(
    residence: str, row: dict[str, str], field: str
) -> None:
    with pytest.raises(RowsRefused) as refused:
        procedures.take_asked(rows(*LIST, row), start=ON, by="import", at=AT)
    (one,) = refused.value.refusals
    assert (one.field, one.line) == (field, 9)
    assert procedures.askings(residence) == []


def test_all_that_is_wrong_is_said_at_once(residence: str) -> None:
    wrong = [row for row, _ in WRONG.values()]
    with pytest.raises(RowsRefused) as refused:
        procedures.take_asked([*rows(*LIST), *rows(*wrong, procedure="9.999999")], start=ON, by="import", at=AT)
    assert len(refused.value.refusals) >= len(wrong) - 1
    assert procedures.askings(residence) == []


def test_an_unknown_procedure_is_refused_and_the_others_with_it(residence: str) -> None:
    with pytest.raises(RowsRefused) as refused:
        procedures.take_asked(
            [*rows(*LIST), Row(20, {"procedure": "9.999999", "part": "paper", "code": "x", "name": "X"})],
            start=ON,
            by="import",
            at=AT,
        )
    assert [one.line for one in refused.value.refusals] == [20]
    assert procedures.askings(residence) == []
