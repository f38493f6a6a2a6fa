"""Clauses: each has a table worked by hand, and properties that hold for whatever is counted."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.refusals import Refused
from motcua.reform.scorecards.rules.clauses import Clause, Given, Penalty, Proportional, Step, Stepwise, Survey, YesNo
from motcua.reform.scorecards.rules.points import read_points, rounded
from motcua.reform.scorecards.rules.scorecard import Component, Empty, Figure
from scorecards.cards import component

F = Fraction
RISING = Stepwise((Step(F(8, 10), F(1)), Step(F(95, 100), F(2))))
FALLING = Stepwise((Step(F(2, 100), F(2)), Step(F(1, 10), F(1))), rising=False)
RATED: tuple[Clause, ...] = (
    Proportional(F(1)),
    Proportional(F(8, 10)),
    Proportional(F(1, 2), floor=F(3, 10)),
    Survey(F(9, 10)),
    RISING,
    YesNo(),
)

BY_HAND = [
    # clause, most, counted, of, points
    (Proportional(F(1)), "2", 87, 89, "1.96"),  # 2 × 0.97752… = 1.955…
    (Proportional(F(8, 10)), "2", 3160, 184513, "0.04"),  # 2 × 0.017126… / 0.8 = 0.0428…
    (Proportional(F(8, 10)), "2", 8, 10, "2.00"),  # the target itself earns all
    (Proportional(F(8, 10)), "2", 9, 10, "2.00"),  # and so does more
    (Proportional(F(1)), "1", 1, 8, "0.13"),  # 0.125: a half goes up
    (Proportional(F(1)), "1", 0, 5, "0.00"),
    (Proportional(F(1), floor=F(8, 10)), "10", 79, 100, "0.00"),
    (Proportional(F(1), floor=F(8, 10)), "10", 80, 100, "8.00"),
    (Survey(), "5", 4, 5, "4.00"),
    (RISING, "2", 94, 100, "1.00"),
    (RISING, "2", 95, 100, "2.00"),
    (RISING, "2", 79, 100, "0.00"),
    (FALLING, "2", 2, 100, "2.00"),
    (FALLING, "2", 3, 100, "1.00"),
    (FALLING, "2", 11, 100, "0.00"),
    (YesNo(), "1", 3, 3, "1.00"),
    (YesNo(), "1", 2, 3, "0.00"),
    (Penalty(F(1, 2)), "2", 3, None, "0.50"),
    (Penalty(F(1, 2)), "2", 9, None, "0.00"),
    (Penalty(F(1, 2), least=F(-1)), "0", 9, None, "-1.00"),
    (Penalty(F(1, 2)), "2", 0, 0, "2.00"),  # no case, whatever there could have been
]


@pytest.mark.parametrize(("clause", "most", "part", "whole", "points"), BY_HAND)
def test_a_clause_gives_the_points_worked_by_hand(
    clause: Clause, most: str, part: int, whole: int | None, points: str
) -> None:
    assert str(component(clause, most).score(Figure(part, whole))) == points


@pytest.mark.parametrize(("empty", "points"), [(Empty.NO_DATA, None), (Empty.ZERO, "0.00"), (Empty.FULL, "2")])
@pytest.mark.parametrize("clause", RATED)
def test_a_denominator_of_zero_means_what_the_component_says(clause: Clause, empty: Empty, points: str | None) -> None:
    score = component(clause, empty=empty).score(Figure(0, 0))
    assert (None if score is None else str(score)) == points


@pytest.mark.parametrize("clause", [*RATED, FALLING, Penalty(F(1)), Given()])
def test_what_is_not_known_has_no_points_which_is_not_zero(clause: Clause) -> None:
    assert component(clause).score(Figure()) is None


@pytest.mark.parametrize("clause", [*RATED, Given()])
def test_a_given_score_stands_where_nothing_was_counted(clause: Clause) -> None:
    assert component(clause).score(Figure(score=Decimal("1.50"))) == Decimal("1.50")


def test_counts_are_scored_whatever_score_stands_beside_them() -> None:
    assert component().score(Figure(1, 2, Decimal("2.00"))) == Decimal("1.00")
    assert component(Given()).score(Figure(1, 2, Decimal("2.00"))) == Decimal("2.00")


COUNTED = st.integers(0, 10**9).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
CLAUSES = st.sampled_from(RATED) | st.builds(
    Proportional,
    st.fractions(min_value=F(1, 100), max_value=F(2), max_denominator=100),
    st.fractions(0, 1, max_denominator=100),
)
MOST = st.decimals(min_value="0.01", max_value=100, places=2)


@given(CLAUSES, MOST, COUNTED, st.sampled_from(Empty))
def test_points_lie_between_nothing_and_the_most(
    clause: Clause, most: Decimal, counted: tuple[int, int], empty: Empty
) -> None:
    if isinstance(clause, Stepwise):
        most = max(most, Decimal(2))
    score = component(clause, str(most), empty=empty).score(Figure(*counted))
    assert score is None or Decimal(0) <= score <= most


@given(CLAUSES, MOST, st.integers(1, 10**6), st.data())
def test_more_of_the_same_never_costs_points(clause: Clause, most: Decimal, whole: int, data: st.DataObject) -> None:
    fewer, more = sorted(data.draw(st.tuples(st.integers(0, whole), st.integers(0, whole))))
    one = component(clause, str(most))
    low, high = one.score(Figure(fewer, whole)), one.score(Figure(more, whole))
    assert low is not None
    assert high is not None
    assert low <= high


@given(st.integers(0, 100), st.integers(0, 100))
def test_more_cases_never_gain_points(one: int, other: int) -> None:
    penalised = component(Penalty(F(1, 3)), "9")
    few, many = penalised.score(Figure(min(one, other))), penalised.score(Figure(max(one, other)))
    assert few is not None
    assert many is not None
    assert few >= many >= penalised.least


@given(COUNTED.filter(lambda pair: pair[1] > 0), MOST)
def test_the_points_are_within_half_a_hundredth_of_the_exact_ones(counted: tuple[int, int], most: Decimal) -> None:
    score = component(Proportional(F(1)), str(most)).score(Figure(*counted))
    assert abs(F(score or 0) - F(most) * F(*counted)) <= F(1, 200)


@pytest.mark.parametrize(
    ("exact", "points"),
    [(F(1, 200), "0.01"), (F(-1, 200), "-0.01"), (F(1, 201), "0.00"), (F(2, 3), "0.67"), (F(59909, 1000), "59.91")],
)
def test_halves_go_away_from_zero(exact: Fraction, points: str) -> None:
    assert str(rounded(exact)) == points


@pytest.mark.parametrize(("text", "points"), [("1.25", "1.25"), ("1,5", "1.50"), (" 2 ", "2.00"), ("-1", "-1.00")])
def test_points_are_read_as_people_write_them(text: str, points: str) -> None:
    assert str(read_points(text, field="own")) == points


@pytest.mark.parametrize("text", ["", "x", "1.234", "1e3", "٣", "nan", "1 2"])
def test_other_texts_are_no_points(text: str) -> None:
    with pytest.raises(Refused, match="not a number of points"):
        read_points(text, field="own")


def test_a_component_says_the_least_that_it_can_have() -> None:
    floor: Component = component(Penalty(F(1), least=F(-2)), "0")
    assert (component().least, floor.least) == (Decimal("0.00"), Decimal("-2.00"))
