"""A process as a picture: a lane for each place, a box for each step, the ways between them. Lengths in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from motcua.services.procedures.public import Process, ProcessStep

LANE, BOX, HEIGHT, ROW, HEAD = 232, 208, 72, 112, 48
"""Widths of a lane and of a box, height of a box, distance of rows, and height of the heads of the lanes."""
GUTTER, BEND, TIP, LETTERS = 14, 20, 6, 25


@dataclass(frozen=True, slots=True)
class Lane:
    """A place: its middle, and the lines of its name."""

    middle: int
    left: int
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A step: its corner, the lines of its name each with its height, and how long its share of the time is drawn."""

    step: ProcessStep
    left: int
    top: int
    middle: int
    lines: tuple[tuple[int, str], ...]
    foot: int
    share_top: int
    share: int


@dataclass(frozen=True, slots=True)
class Way:
    """A way from one step to another: its path, the points of its tip, and whether it is the usual one."""

    path: str
    tip: str
    usual: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture."""

    width: int
    height: int
    box_width: int
    box_height: int
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]


def places_of(process: Process) -> dict[str, str]:
    """Give for each step the place in which it is done; "same" is that of the step which hands on to it first."""
    found: dict[str, str] = {}
    for step in process.steps:
        if step.where != "same":
            found[step.code] = step.where
    for _ in process.steps:
        for step in process.steps:
            for following in step.next:
                if following not in found and step.code in found:
                    found[following] = found[step.code]
    return {step.code: found.get(step.code, "same") for step in process.steps}


def drawing(process: Process, *, names: dict[str, str]) -> Drawing:
    """
    Lay out a process: the main line from top to bottom, what else there is below it.

    :param names: what each place is called.
    """
    ordered = _ordered(process)
    places = places_of(process)
    lanes = list(dict.fromkeys(places[step.code] for step in ordered))
    boxes = {
        step.code: _box(step, left=lanes.index(places[step.code]) * LANE + (LANE - BOX) // 2, top=HEAD + row * ROW)
        for row, step in enumerate(ordered)
    }
    edge = len(lanes) * LANE
    ways: list[Way] = []
    beside = 0
    for row, step in enumerate(ordered):
        for place, code in enumerate(one for one in step.next if one in boxes):
            below = row + 1 < len(ordered) and ordered[row + 1].code == code
            if not below:
                beside += 1
            start, end = boxes[step.code], boxes[code]
            ways.append(_down(start, end) if below else _beside(start, end, edge + beside * GUTTER, usual=place == 0))
    return Drawing(
        width=edge + (beside + 1) * GUTTER,
        height=HEAD + len(ordered) * ROW - (ROW - HEIGHT) + TIP,
        box_width=BOX,
        box_height=HEIGHT,
        lanes=tuple(
            Lane(place * LANE + LANE // 2, place * LANE, _lines(names.get(one, one), first=18))
            for place, one in enumerate(lanes)
        ),
        boxes=tuple(boxes[step.code] for step in ordered),
        ways=tuple(ways),
    )


def _ordered(process: Process) -> Sequence[ProcessStep]:
    line = process.main_line()
    return (*line, *(step for step in process.steps if step not in line))


def _lines(text: str, *, first: int) -> tuple[tuple[int, str], ...]:
    lines = wrap(text, LETTERS, max_lines=2, placeholder="…")
    return tuple((first + at * 17, line) for at, line in enumerate(lines))


def _box(step: ProcessStep, *, left: int, top: int) -> Box:
    return Box(
        step=step,
        left=left,
        top=top,
        middle=left + BOX // 2,
        lines=tuple((top + height, line) for height, line in _lines(step.name, first=19)),
        foot=top + 55,
        share_top=top + HEIGHT - 6,
        share=max(0, min(step.share, 100)) * BOX // 100,
    )


def _down(start: Box, end: Box) -> Way:
    """Go from the foot of a box to the head of the next."""
    begun, turn, reached = start.top + HEIGHT, start.top + HEIGHT + BEND, end.top
    path = f"M{start.middle} {begun}V{turn}H{end.middle}V{reached - TIP}"
    tip = f"{end.middle - TIP},{reached - TIP * 2} {end.middle + TIP},{reached - TIP * 2} {end.middle},{reached}"
    return Way(path, tip, usual=True)


def _beside(start: Box, end: Box, gutter: int, *, usual: bool) -> Way:
    """Go out to the right, along the edge, and back to a box; a little above or below its middle."""
    out, back = start.top + HEIGHT * 2 // 3, end.top + HEIGHT // 3
    edge = end.left + BOX
    path = f"M{start.left + BOX} {out}H{gutter}V{back}H{edge + TIP}"
    tip = f"{edge + TIP * 2},{back - TIP} {edge + TIP * 2},{back + TIP} {edge},{back}"
    return Way(path, tip, usual=usual)
