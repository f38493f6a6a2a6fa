"""Charts: parts fill the whole, what is not none can be seen, and the drawing says what its table says."""

import re
from fractions import Fraction
from html import unescape
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some

from motcua.sites.look.charts import (
    BASE,
    TOP,
    Cell,
    HeatLine,
    Part,
    Point,
    axis,
    columns,
    from_zero,
    line,
    share,
    stacked,
    strip,
)

PARTS = some.lists(some.integers(0, 10**7), min_size=1, max_size=12).map(
    lambda counts: [Part(f"part {place}", count, "1") for place, count in enumerate(counts)]
)


def length(text: str) -> float:
    assert text.endswith("%")
    return float(text[:-1])


@given(PARTS)
def test_stacked_parts_fill_the_width_without_a_gap(parts: list[Part]) -> None:
    end = 0.0
    for piece in stacked(parts):
        assert abs(length(piece.begins) - end) < 0.002
        end = length(piece.begins) + length(piece.length)
    assert not any(part.count for part in parts) or abs(end - 100) < 0.02


@given(PARTS)
def test_bars_stand_on_zero_and_keep_their_order(parts: list[Part]) -> None:
    pieces = from_zero(parts)
    by_count = sorted(pieces, key=lambda piece: piece.part.count)
    assert [length(piece.length) for piece in by_count] == sorted(length(piece.length) for piece in pieces)
    assert all((length(piece.length) > 0) == (piece.part.count > 0) for piece in pieces)


@given(PARTS)
def test_columns_stay_within_the_chart(parts: list[Part]) -> None:
    for bar in columns(parts):
        assert 0 <= float(bar.top) <= 176
        assert abs(float(bar.top) + float(bar.height) - 176) < 0.11
        assert 0 < length(bar.left) + length(bar.width) <= 100


def test_nothing_to_draw_is_drawn_as_nothing() -> None:
    assert stacked([]) == stacked([Part("none", 0, "1")]) == []
    assert columns([]) == from_zero([]) == []


VALUES = some.lists(some.fractions(0, 10**6, max_denominator=1000), min_size=1, max_size=24)
SHARES = some.lists(
    some.tuples(some.integers(0, 500), some.integers(0, 500)).map(lambda pair: (min(pair), max(pair))), max_size=13
)


def points(shares: list[tuple[int, int]]) -> list[Point]:
    return [
        share(f"month {place}", part, whole, url=f"?{place}", mark=str(place), counts=((whole, ""), (part, "")))
        for place, (part, whole) in enumerate(shares, 1)
    ]


@given(VALUES)
def test_an_axis_holds_all_values_in_a_few_round_steps(values: list[Fraction]) -> None:
    laid = axis(values)
    assert laid.begins <= min(values) <= max(values) <= laid.ends
    assert laid.begins >= 0
    assert 2 <= len(laid.ticks) <= 5
    assert re.fullmatch("[125]0*", str(laid.step))
    assert all(tick % laid.step == 0 for tick in laid.ticks)


@given(some.lists(some.fractions(0, 100, max_denominator=997), min_size=1))
def test_the_axis_of_shares_does_not_pass_a_hundred(values: list[Fraction]) -> None:
    assert axis(values).ends <= 100


@given(SHARES)
def test_a_line_stays_within_its_axis_and_breaks_where_nothing_is_known(shares: list[tuple[int, int]]) -> None:
    drawn = line(points(shares))
    known = [whole > 0 for _, whole in shares]
    assert all(TOP <= float(dot.at) <= BASE for dot in drawn.dots)
    assert len(drawn.strokes) == sum(one and other for one, other in pairwise(known))
    assert all(length(dot.left) + length(dot.width) <= 100.01 for dot in drawn.dots)
    assert sum(dot.turns for dot in drawn.dots) <= 4


@given(SHARES)
def test_higher_is_drawn_higher(shares: list[tuple[int, int]]) -> None:
    known = [dot for dot in line(points(shares)).dots if dot.point.value is not None]
    for one in known:
        for other in known:
            assert one.point.value <= other.point.value or float(one.at) <= float(other.at)


def shown(template: str, **context: object) -> str:
    with translation.override("vi"):
        return unescape(render_to_string(f"look/form/{template}.html", context))


@given(SHARES)
def test_the_line_says_what_its_table_says(shares: list[tuple[int, int]]) -> None:
    made = points(shares)
    said = shown("line", line=line(made), points=made, heads=("Mẫu", "Tử", "Tỷ lệ"), what="Tháng")
    chart, table = said.split("</svg>")
    drawn = re.findall(r'<a href="[^"]+" aria-label="(month \d+): ([^"]+)">', chart)
    rows = re.findall(r'<th scope="row">(month \d+)</th>(.*?)</tr>', table)
    assert [label for label, _ in rows] == [point.label for point in made]
    assert drawn == [(label, value[1]) for label, row in rows if (value := re.search("<b>([^<]+)</b>", row))]
    assert sum("chưa có số liệu" in row for _, row in rows) == sum(not whole for _, whole in shares)
    assert [re.findall(r">(\d+)</span>", row) for _, row in rows] == [[str(b), str(a)] for a, b in shares]
    for point in made:
        assert f"{point.label}: {point.said or 'chưa có số liệu'}" in chart  # heard by those who do not see it


@pytest.mark.parametrize("shares", [[], [(0, 0)], [(5, 5)], [(0, 5)], [(0, 0), (0, 7)]])
def test_lines_of_nothing_one_point_and_zero_are_drawn(shares: list[tuple[int, int]]) -> None:
    made = points(shares)
    said = shown("line", line=line(made), points=made, heads=("Tỷ lệ",), what="Tháng")
    assert said.count("<circle") == sum(whole > 0 for _, whole in shares)


def test_words_stand_below_a_point_that_dips_and_else_above() -> None:
    dots = line(points([(9, 10), (8, 10), (10, 10), (10, 10), (7, 10)])).dots
    below = [float(dot.words_at) > float(dot.at) for dot in dots]
    assert below == [False, True, False, False, True]


@given(SHARES)
def test_a_strip_holds_who_has_a_value_and_no_other(shares: list[tuple[int, int]]) -> None:
    placed = strip(points(shares), middle=None).placed
    assert [bool(one.at) for one in placed] == [whole > 0 for _, whole in shares]
    assert all(2 <= length(one.at) <= 98 for one in placed if one.at)


@pytest.mark.parametrize(
    ("part", "whole", "heat"),
    [
        (0, 0, None),
        (0, 9, 0),
        (1, 1000, 1),
        (2, 100, 1),
        (3, 100, 2),
        (5, 100, 2),
        (10, 100, 3),
        (11, 100, 4),
        (9, 9, 4),
    ],
)
def test_the_more_is_overdue_the_denser_is_the_hatching(part: int, whole: int, heat: int | None) -> None:
    assert Cell("1", part, whole).heat == heat


def test_a_heat_map_says_what_its_table_says() -> None:
    cells = (Cell("1", 3, 40, "7,5", "?1"), Cell("2", 0, 12, "0,0", "?2"), Cell("3", 0, 0, "–", "?3"))
    said = shown("heat", map=(HeatLine("Đất đai", cells),), title="Bản đồ", what="Lĩnh vực")
    heat, table = said.split("<details>")
    assert 'href="?1" aria-label="Đất đai, 1: 7,5\xa0%"' in heat
    assert "?2" not in heat  # none is plain 0, and no door to an empty list
    assert "?3" not in heat
    assert re.findall(r'<td class="r nb">(\d+ / \d+)</td>', table) == ["3 / 40", "0 / 12"]
    assert heat.count("chưa có số liệu") >= 1
    assert table.count("chưa có số liệu") == 1


def test_each_column_is_a_door_and_what_is_not_known_is_no_zero() -> None:
    parts = [Part("1", 7, "1", "?1"), Part("2", 0, "1", "?2"), Part("3", 0, "1", "?3", "–")]
    said = shown("columns", parts=parts, what="Tháng", counted="Số")
    assert re.findall(r'<a href="(\?\d)" aria-label="1: 7">', said) == ["?1"]
    assert re.findall(r'<td class="r">(?:<[^>]+>)?([^<]+)<', said) == ["7", "0", "–"]
