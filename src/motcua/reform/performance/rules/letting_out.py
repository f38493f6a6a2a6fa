"""
When a figure is kept back: where so few stand behind it that it would tell of one person.

Days can be chosen so that two periods differ by one dossier. So what tells of persons is let out for whole months that
are over, and for several only where it is let out for each of them: what differs between two that are shown is shown.

What form II.06 prints is let out at any size: it is published by law, and the state of each dossier is open by its code
alone. A share that tells what persons did or went through is let out where it is of enough.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from motcua.reform.performance.rules.content import Figure, Line

FEWEST = 5
"""So many at least stand behind a share that tells of persons. No text says it; lists of dossiers have the same."""


def let_out(lines: Sequence[Line], of_persons: Collection[str]) -> tuple[Line, ...]:
    """
    Keep back the figures of a table that tell of few.

    The lines add up to a sum that is shown, so one line alone that is kept back could be found by subtraction: then the
    one with the next fewest is kept back with it, until those kept back are two at least, and of enough together.
    """
    back = {code: _kept_back([_of(line.figure(code)) for line in lines]) for code in of_persons}
    return tuple(
        replace(line, figures=tuple(kept_back(one) if place in back.get(one.code, ()) else one for one in line.figures))
        for place, line in enumerate(lines)
    )


def let_out_alone(line: Line, of_persons: Collection[str]) -> Line:
    """Keep back the figures of a line by itself that tell of few."""
    (out,) = keep_back([line], lambda _, one: one.code in of_persons and 0 < _of(one) < FEWEST)
    return out


def keep_back(lines: Sequence[Line], back: Callable[[Line, Figure], bool]) -> tuple[Line, ...]:
    """Keep back some figures of lines besides those that are kept back already."""
    return tuple(
        replace(line, figures=tuple(kept_back(one) if back(line, one) else one for one in line.figures))
        for line in lines
    )


def back_of(lines: Iterable[Line]) -> frozenset[tuple[str, str]]:
    """Give what is kept back of some lines: the key of the line, and the code."""
    return frozenset((line.key, one.code) for line in lines for one in line.figures if one.kept_back)


def kept_back(one: Figure) -> Figure:
    """Take the numbers out of a figure."""
    return replace(one, numerator=None, denominator=None, value=None, kept_back=True)


def _of(one: Figure | None) -> int:
    return (one.denominator or 0) if one else 0


def _kept_back(sizes: Sequence[int]) -> frozenset[int]:
    """Give the places of the lines that are kept back, by how many stand behind each."""
    known = sorted((place for place, size in enumerate(sizes) if size), key=lambda place: (sizes[place], place))
    back = [place for place in known if sizes[place] < FEWEST]
    for place in known[len(back) :]:
        if not back or (len(back) > 1 and _sum(sizes, back) >= FEWEST):
            break
        back.append(place)
    return frozenset(back)


def _sum(sizes: Sequence[int], places: Iterable[int]) -> int:
    return sum(sizes[place] for place in places)
