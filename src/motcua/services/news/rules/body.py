"""The text of an article as its writer types it: plain lines, no markup of pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """What a part of a text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    NUMBERED = "numbered"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a text; a paragraph or a heading has one line, a list one for each item."""

    shape: Shape
    lines: tuple[str, ...]


_MARKS = (
    (Shape.HEADING, re.compile(r"##\s+")),
    (Shape.LIST, re.compile(r"[-•]\s+")),
    (Shape.NUMBERED, re.compile(r"\d{1,2}[.)]\s+")),
)


def blocks(text: str) -> tuple[Block, ...]:
    """
    Read a text: ``## `` begins a heading, ``- `` an item of a list, ``1. `` a numbered one; an empty line ends a part.

    Whatever else stands there is text, angle brackets included.
    """
    return tuple(_joined(list(_lines(text))))


def _lines(text: str) -> Iterator[tuple[Shape | None, str]]:
    """Give each line with its shape; None for an empty one."""
    for line in text.splitlines():
        said = line.strip()
        if not said:
            yield None, ""
            continue
        shape, start = next(
            ((shape, found.end()) for shape, mark in _MARKS if (found := mark.match(said))), (Shape.PARAGRAPH, 0)
        )
        yield shape, said[start:].strip()


def _joined(lines: list[tuple[Shape | None, str]]) -> Iterator[Block]:
    """Join the lines of a paragraph, and the items of a list."""
    shape: Shape | None = None
    held: list[str] = []
    for next_shape, line in [*lines, (None, "")]:
        if held and shape is not None and (next_shape is not shape or shape is Shape.HEADING):
            yield Block(shape, (" ".join(held),) if shape is Shape.PARAGRAPH else tuple(held))
            held = []
        shape = next_shape
        if line:
            held.append(line)
