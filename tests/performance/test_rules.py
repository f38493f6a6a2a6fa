"""Periods and what they are set beside; what is kept back so that no row tells of one person; JSON there and back."""

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction

import pytest

from motcua.kernel.periods import Period
from motcua.reform.performance.public import (
    CELLS,
    FEWEST,
    Figure,
    Kind,
    Line,
    Performance,
    Table,
    before,
    changed,
    content,
    month_over,
    read_content,
    span,
)
from motcua.reform.performance.rules.letting_out import let_out, let_out_alone

CODE = "dossiers.repeat_requests"
SINCE = date(2018, 6, 21)


@pytest.mark.parametrize(
    ("first", "last", "kind", "earlier"),
    [
        ("2022-03-01", "2022-03-31", Kind.MONTH, ("2022-02-01", "2022-02-28")),
        ("2022-01-01", "2022-01-31", Kind.MONTH, ("2021-12-01", "2021-12-31")),
        ("2022-01-01", "2022-03-31", Kind.QUARTER, ("2021-10-01", "2021-12-31")),
        ("2022-01-01", "2022-12-31", Kind.YEAR, ("2021-01-01", "2021-12-31")),
        ("2022-01-01", "2022-10-14", Kind.DAYS, ("2021-01-01", "2021-10-14")),
        ("2024-01-01", "2024-02-29", Kind.DAYS, ("2023-01-01", "2023-02-28")),
        ("2022-05-10", "2022-05-19", Kind.DAYS, ("2022-04-30", "2022-05-09")),
    ],
)
def test_a_period_is_set_beside_the_one_before(first: str, last: str, kind: Kind, earlier: tuple[str, str]) -> None:
    period = Period(date.fromisoformat(first), date.fromisoformat(last))
    assert span(period).kind is kind
    assert before(period) == Period(*map(date.fromisoformat, earlier))


def test_the_month_that_is_over_is_the_one_before() -> None:
    assert month_over(date(2022, 10, 1)) == Period(date(2022, 9, 1), date(2022, 9, 30))
    assert month_over(date(2022, 1, 31)) == Period(date(2021, 12, 1), date(2021, 12, 31))


def line(key: str, of: int, part: int = 0) -> Line:
    value = Fraction(100 * part, of) if of else None
    return Line(key, key, (0,) * len(CELLS), (Figure(CODE, SINCE, part, of, value),))


def found_by_subtraction(whole: tuple[int, int], lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Give what a reader learns of fewer than ``FEWEST``: what is shown, and the whole less all that is shown."""
    shown = [one for each in lines for one in each.figures if not one.kept_back]
    told = [(one.numerator or 0, one.denominator or 0) for one in shown]
    rest = tuple(total - sum(side) for total, side in zip(whole, zip((0, 0), *told, strict=True), strict=True))
    return [(part, of) for part, of in (*told, rest) if 0 < of < FEWEST]


@pytest.mark.parametrize(
    ("sizes", "back"),
    [
        ([20, 9, 7], set()),
        ([20, 3, 9, 0], {1, 2}),
        ([20, 2, 2, 9], {1, 2, 3}),
        ([20, 4, 3], {1, 2}),
        ([3, 20], {0, 1}),
        ([0, 0], set()),
        ([2], {0}),
    ],
)
def test_a_share_of_few_is_kept_back_and_one_more_with_it(sizes: list[int], back: set[int]) -> None:
    lines = [line(str(place), of, of // 2) for place, of in enumerate(sizes)]
    out = let_out(lines, [CODE])
    assert {place for place, one in enumerate(out) if one.figures[0].kept_back} == back
    for one in out:
        if one.figures[0].kept_back:
            assert (one.figures[0].numerator, one.figures[0].denominator, one.figures[0].value) == (None, None, None)


def test_nothing_of_few_is_found_by_subtraction() -> None:
    lines = [line("a", 20, 10), line("b", 3, 1), line("c", 9, 2)]
    assert found_by_subtraction((13, 32), let_out(lines, [CODE])) == []


def test_what_is_kept_back_alone_is_found() -> None:
    """The control: a threshold by itself lets the whole, less what is shown, tell of three."""
    lines = [line("a", 20, 10), line("b", 3, 1), line("c", 9, 2)]
    alone = [let_out_alone(one, [CODE]) for one in lines]
    assert [one.figures[0].kept_back for one in alone] == [False, True, False]
    assert found_by_subtraction((13, 32), alone) == [(1, 3)]


def test_what_does_not_tell_of_persons_is_never_kept_back() -> None:
    lines = [line("a", 20), line("b", 1)]
    assert let_out(lines, ["feedback.satisfied"]) == tuple(lines)


def made(*lines: Line) -> Performance:
    whole = Line("338", "Huyện Mẫu", tuple(range(len(CELLS))), lines[0].figures)
    return Performance(
        "338", "Huyện Mẫu", "key", Period(date(2022, 1, 1), date(2022, 3, 31)), False,
        datetime.fromisoformat("2022-04-01T00:00+07:00"), "abc", 7, "II.06.1", ("said",), whole,
        (Table("unit", ()), Table("field", tuple(lines)), Table("month", ())),
    )  # fmt: skip


def test_json_goes_there_and_back() -> None:
    one = made(line("a", 7, 3), line("b", 0))
    assert read_content(content(one)) == one


def test_numbers_that_differ_are_named_and_a_missing_line_too() -> None:
    then, now = made(line("a", 7, 3)), made(line("a", 7, 4), line("b", 5, 1))
    told = [(one.by, one.key, one.code, one.then, one.now) for one in changed(then, now) if one.code == CODE]
    assert told == [
        ("whole", "338", CODE, Fraction(300, 7), Fraction(400, 7)),
        ("field", "a", CODE, Fraction(300, 7), Fraction(400, 7)),
        ("field", "b", CODE, None, Fraction(20)),
    ]
    assert changed(then, then) == ()
