"""Charts as plain lengths: what a template needs to draw them in SVG, in per cent, so that letters keep their size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count, pairwise
from typing import Any

from motcua.sites.look import words

FILLS = ("1", "2", "3", "early", "ontime", "late", "open", "agency", "citizen")
"""What a part may be filled with; ``late`` and ``agency`` are always hatched, so that they survive grey paper."""

PATTERNS = {"late": "hatch", "agency": "hatch-agency"}
"""The fills that are patterns of ``look/symbols.html``."""


@dataclass(frozen=True, slots=True)
class Part:
    """
    One part of a whole: what it is called, how many, how it is filled, and where its number leads.

    ``said`` stands in place of the number where it is one of minutes, or the like.
    """

    label: str
    count: int
    fill: str
    url: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part as it is drawn: where it begins and how long it is, in per cent of the width."""

    part: Part
    begins: str
    length: str


def _per_cent(value: float) -> str:
    return f"{value:.3f}%"


def stacked(parts: Sequence[Part]) -> list[Piece]:
    """Lay the parts of a whole end to end over the full width; parts of nothing are left out."""
    whole = sum(part.count for part in parts)
    pieces, begun = [], 0
    for part in parts:
        if part.count:
            pieces.append(Piece(part, _per_cent(begun * 100 / whole), _per_cent(part.count * 100 / whole)))
        begun += part.count
    return pieces


def from_zero(parts: Sequence[Part]) -> list[Piece]:
    """Lay each part from zero, the longest over the full width; whatever is not none can be seen."""
    longest = max((part.count for part in parts), default=0)
    return [
        Piece(part, _per_cent(0), _per_cent(max(part.count * 100 / longest, 0.8) if part.count else 0))
        for part in parts
    ]


def of_whole(parts: Sequence[Part], wholes: Sequence[int]) -> list[Piece]:
    """Lay each part from zero against a whole of its own: a full bar is all of it."""
    return [
        Piece(part, _per_cent(0), _per_cent(part.count * 100 / whole if whole else 0))
        for part, whole in zip(parts, wholes, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Column:
    """A part as an upright bar: its middle, left edge and width in per cent, its top and height in pixels."""

    part: Part
    middle: str
    left: str
    width: str
    top: str
    height: str
    label_at: str


def columns(parts: Sequence[Part], *, base: int = 176, tallest: int = 154) -> list[Column]:
    """Stand the parts side by side on a line ``base`` pixels down, the highest ``tallest`` pixels tall."""
    highest = max((part.count for part in parts), default=0)
    step = 100 / len(parts) if parts else 0
    drawn = []
    for place, part in enumerate(parts):
        height = part.count * tallest / highest if highest else 0
        drawn.append(
            Column(
                part=part,
                middle=_per_cent((place + 0.5) * step),
                left=_per_cent((place + 0.16) * step),
                width=_per_cent(0.68 * step),
                top=f"{base - height:.1f}",
                height=f"{height:.1f}",
                label_at=f"{base - height - 6:.1f}",
            )
        )
    return drawn


@dataclass(frozen=True, slots=True)
class Point:
    """
    One value of a line or a strip: what it is called, and how much; None where nothing is known, which is not zero.

    :param said: the value as it is written, empty where nothing is known.
    :param short: the same without its unit, for a chart that names it; ``mark`` is the label there.
    :param counts: the numbers that it was made from, each with where it leads, for the table.
    """

    label: str
    value: Fraction | None
    said: str = ""
    url: str = ""
    short: str = ""
    mark: str = ""
    counts: tuple[tuple[int, str], ...] = ()
    own: bool = False


def share(label: str, part: int, whole: int, **also: Any) -> Point:
    """Make a point of a share in per cent; of none there is no share."""
    if not whole:
        return Point(label, None, **also)
    value, short = Fraction(100 * part, whole), words.bare_percent(part, whole)
    return Point(label, value, said=words.percent(part, whole), short=short, **also)


@dataclass(frozen=True, slots=True)
class Axis:
    """What values are drawn against: where it begins and ends, and the steps between."""

    begins: int
    ends: int
    step: int

    @property
    def ticks(self) -> range:
        """Give the values that are written beside it."""
        return range(self.begins, self.ends + 1, self.step)

    def share(self, value: Fraction) -> float:
        """Say how far along a value stands, from 0 to 1."""
        return float((value - self.begins) / (self.ends - self.begins))


def axis(values: Iterable[Fraction]) -> Axis:
    """Lay an axis of whole, round steps, four at the most, around some values; it need not begin at zero."""
    known = list(values) or [Fraction(0)]
    laid = (_laid(min(known), max(known), digit * 10**power) for power in count() for digit in (1, 2, 5))
    return next(one for one in laid if one.ends - one.begins <= 4 * one.step)


def _laid(low: Fraction, high: Fraction, step: int) -> Axis:
    begins, ends = low // step * step, -(-high // step) * step
    if begins < ends:
        return Axis(begins, ends, step)
    return Axis(begins - step, ends, step) if begins > 0 else Axis(begins, ends + step, step)


@dataclass(frozen=True, slots=True)
class Dot:
    """A point as it is drawn: its column in per cent of the width, its height and that of its words in pixels."""

    point: Point
    middle: str
    left: str
    width: str
    at: str
    words_at: str
    turns: bool


@dataclass(frozen=True, slots=True)
class Stroke:
    """The line between two neighbours that are both known."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points: what a template draws, and the axis with each tick's place in pixels."""

    dots: tuple[Dot, ...]
    strokes: tuple[Stroke, ...]
    ticks: tuple[tuple[str, int], ...]
    begins: int


TOP, BASE, GUTTER = 18.0, 180.0, 8.0
"""Where the axis of a line ends and begins, in pixels; how much of the width its numbers take, in per cent."""


def line(points: Sequence[Point]) -> Line:
    """Draw a line through points, a gap where nothing is known; words stand below a point that dips, else above."""
    scale = axis(point.value for point in points if point.value is not None)
    step = (100 - GUTTER) / max(len(points), 1)

    def height(value: Fraction) -> float:
        return BASE - scale.share(value) * (BASE - TOP)

    dots = []
    for place, point in enumerate(points):
        at = height(point.value) if point.value is not None else BASE
        dips = _dips(points, place)
        dots.append(
            Dot(
                point=point,
                middle=_per_cent(GUTTER + (place + 0.5) * step),
                left=_per_cent(GUTTER + place * step),
                width=_per_cent(step),
                at=f"{at:.1f}",
                words_at=f"{at + 22 if dips else at - 11:.1f}",
                turns=place in _turning(points),
            )
        )
    return Line(
        dots=tuple(dots),
        strokes=tuple(
            Stroke(one.middle, one.at, other.middle, other.at)
            for one, other in pairwise(dots)
            if one.point.value is not None and other.point.value is not None
        ),
        ticks=tuple((f"{height(Fraction(tick)):.1f}", tick) for tick in scale.ticks),
        begins=scale.begins,
    )


def _dips(points: Sequence[Point], place: int) -> bool:
    before, here, after = (
        points[one].value if 0 <= one < len(points) else None for one in (place - 1, place, place + 1)
    )
    beside = [other for other in (before, after) if other is not None]
    return here is not None and min(beside, default=here) >= here != max(beside, default=here)


def _turning(points: Sequence[Point]) -> set[int]:
    """Give the places whose words stay on a narrow screen: the first, the last, the highest, the lowest."""
    known = [(point.value, place) for place, point in enumerate(points) if point.value is not None]
    return {known[0][1], known[-1][1], max(known)[1], min(known)[1]} if known else set()


@dataclass(frozen=True, slots=True)
class Placed:
    """A point on a strip: how far along it stands, in per cent."""

    point: Point
    at: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Points side by side on one axis, one a line, and the middle one of their values."""

    placed: tuple[Placed, ...]
    middle: str
    scale: Axis


def strip(points: Sequence[Point], *, middle: Fraction | None) -> Strip:
    """Lay points onto one axis. ``middle`` is the value that half of them do not exceed."""
    known = [point.value for point in points if point.value is not None]
    scale = axis(known if middle is None else [*known, middle])

    def at(value: Fraction | None) -> str:
        return "" if value is None else _per_cent(2 + 96 * scale.share(value))

    return Strip(tuple(Placed(point, at(point.value)) for point in points), at(middle), scale)


HEAT = (Fraction(2), Fraction(5), Fraction(10))
"""The shares, in per cent, up to which a cell of a heat map is of the first, second and third strength of hatching."""


@dataclass(frozen=True, slots=True)
class Cell:
    """
    One cell of a heat map: how many of how many, and where it leads. Of none there is no share, which is not zero.

    :param head: the column that it stands in.
    :param said: its share as it is written.
    """

    head: str
    part: int
    whole: int
    said: str = ""
    url: str = ""

    @property
    def heat(self) -> int | None:
        """Say how strongly it is hatched: 0 not at all, up to 4; None where there is no share."""
        if not self.whole:
            return None
        share = Fraction(100 * self.part, self.whole)
        return 1 + sum(share > bound for bound in HEAT) if self.part else 0


@dataclass(frozen=True, slots=True)
class HeatLine:
    """A line of a heat map: its name, and a cell for each column."""

    name: str
    cells: tuple[Cell, ...]
