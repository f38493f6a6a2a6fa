"""Charts as plain lengths: what a template needs to draw them in SVG, in per cent, so that letters keep their size."""

from collections.abc import Sequence
from dataclasses import dataclass

FILLS = ("1", "2", "3", "early", "ontime", "late", "open")
"""What a part may be filled with; ``late`` is always hatched, so that it survives grey paper."""


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
