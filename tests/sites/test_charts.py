"""Charts: parts fill the whole, and what is not none can be seen."""

from hypothesis import given
from hypothesis import strategies as some

from motcua.sites.look.charts import Part, columns, from_zero, stacked

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
