"""A scorecard with figures laid onto it: rounded, then added; no data told from zero; lost points; ranks."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.sheets import read_rows
from motcua.kernel.tables import Row, RowsRefused
from motcua.reform.scorecards import public as scorecards
from motcua.reform.scorecards.public import Figure, evaluate, rank
from scorecards import phu_tho
from scorecards.cards import read


def figures(text: str, tmp_path: Path, name: str) -> scorecards.Figures:
    path = tmp_path / "figures.csv"
    path.write_text(text, encoding="utf-8")
    rows = read_rows(path, needed=scorecards.FIGURES_NEEDED, known=scorecards.FIGURES_KNOWN)
    return scorecards.take_figures(rows, scorecards.find(name).scorecard if name != "small" else read())


def test_a_province_comes_to_its_published_points(home: Path, tmp_path: Path) -> None:
    taken = figures(phu_tho.as_csv(), tmp_path, "qd766")
    result = evaluate(scorecards.find("qd766").scorecard, taken["25"], unit="25")
    assert {group.group.code: group.score for group in result.groups} == phu_tho.GROUPS
    assert result.total == phu_tho.TOTAL
    scores = {one.component.code: one.score for one in result.leaves()}
    for code, *_, published in phu_tho.PUBLISHED:
        if published:
            assert abs((scores[code] or 0) - Decimal(published)) <= phu_tho.WITHIN, code
    assert scores["PUBLISH_ON_TIME"] is None
    grade = result.scorecard.grade(result.total)
    assert grade is not None
    assert grade.name == "Trung bình"


@given(st.permutations(list(phu_tho.PUBLISHED)))
def test_the_order_of_figures_does_not_matter(rows: list[phu_tho.Row]) -> None:
    names = ("code", "numerator", "denominator", "score")
    shuffled = [Row(line, {"unit": "25", **dict(zip(names, row, strict=False))}) for line, row in enumerate(rows, 2)]
    qd766 = scorecards.find("qd766").scorecard
    assert evaluate(qd766, scorecards.take_figures(shuffled, qd766)["25"]).total == phu_tho.TOTAL


def test_components_are_rounded_before_they_are_added() -> None:
    result = evaluate(read(), {"ON_TIME": Figure(1, 3), "DISCIPLINE": Figure(1), "SIPAS": Figure(2, 3)})
    assert [(group.group.code, str(group.score)) for group in result.groups] == [("one", "3.35"), ("two", "1.33")]
    assert str(result.total) == "4.68"  # 1.85 + 1.50 + 1.33, and 1.8518… + 1.5 + 1.3333… is 4.685…


def test_no_data_is_not_zero_and_misses_its_points() -> None:
    result = evaluate(read(), {"ON_TIME": Figure(9, 10)})
    assert [group.has_data for group in result.groups] == [True, False]
    assert [(one.component.code, str(one.lost)) for one in result.lost()] == [
        ("DISCIPLINE", "2.00"),
        ("SIPAS", "2.00"),
        ("PLAN", "1.00"),
    ]


def test_a_total_below_all_grades_has_none() -> None:
    assert read().grade(Decimal("7.99")) is None


WRONG = [
    ("338,ON_TIME,-1,10,", 2, "numerator", "a count cannot be negative"),
    ("338,ON_TIME,11,10,", 2, "numerator", "the numerator is above the denominator"),
    ("338,ON_TIM,1,10,", 2, "code", "near it are ON_TIME"),
    ("338,X,1,10,", 2, "code", "see: motcua scorecard show"),
    ("338,ON_TIME,1.000,2000,", 2, "numerator", "this is not a whole number"),
    ("338,ON_TIME,một,10,", 2, "numerator", "this is not a whole number"),
    ("338,ON_TIME,1,,", 2, "denominator", "there is a numerator and no denominator"),
    ("338,ON_TIME,,10,", 2, "numerator", "there is a denominator and no numerator"),
    (",ON_TIME,1,10,", 2, "unit", "the row names no unit"),
    ("338,PLAN,,,1.5", 2, "score", "the component cannot have so many points"),
    ("338,PLAN,,,-1", 2, "score", "the component cannot have so many points"),
    ("338,PLAN,,,nhiều", 2, "score", "this is not a number of points"),
    ("338,ON_TIME,1,10,\n339,ON_TIME,1,10,\n338,ON_TIME,2,10,", 4, "code", "line 2 has this component"),
]


@pytest.mark.parametrize(("rows", "line", "field", "said"), WRONG)
def test_a_row_that_cannot_be_is_refused_where_it_stands(
    rows: str, line: int, field: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(RowsRefused) as refused:
        figures(f"unit,code,numerator,denominator,score\n{rows}\n", tmp_path, "small")
    (refusal,) = refused.value.refusals
    assert (refusal.line, refusal.field) == (line, field)
    assert said in refusal.message()


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    rows = "\n".join(row for row, line, *_ in WRONG if line == 2)
    with pytest.raises(RowsRefused) as refused:
        figures(f"unit,code,numerator,denominator,score\n{rows}\n", tmp_path, "small")
    assert len(refused.value.refusals) >= len(WRONG) - 1


def test_ties_share_a_place_and_the_next_is_left_out() -> None:
    totals = [
        ("d", Decimal("73.22")),
        ("b", Decimal("73.29")),
        ("e", None),
        ("c", Decimal("73.29")),
        ("a", Decimal(80)),
    ]
    assert [(one.unit, one.place, one.tied) for one in rank(totals)] == [
        ("a", 1, False),
        ("b", 2, True),
        ("c", 2, True),
        ("d", 4, False),
        ("e", None, False),
    ]


@given(st.dictionaries(st.text(min_size=1), st.decimals(0, 100, places=2) | st.none()), st.randoms())
def test_a_rank_does_not_hang_on_the_order_of_the_list(
    totals: dict[str, Decimal | None],
    shuffled: "st.randoms",  # type: ignore[valid-type]  # what the strategy draws
) -> None:
    other = list(totals.items())
    shuffled.shuffle(other)  # type: ignore[attr-defined]  # as above
    assert rank(other) == rank(totals.items())
    for one in rank(totals.items()):
        better = sum(total is not None and one.total is not None and total > one.total for total in totals.values())
        assert one.place == (None if one.total is None else better + 1)
