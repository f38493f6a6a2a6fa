"""Where in a TOML file something is said. The parser of the standard library does not tell, so it is asked again."""

import re
import tomllib
from collections.abc import Collection
from typing import Any

Path = tuple[str | int, ...]
_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


def lines_of(text: str, paths: Collection[Path]) -> dict[Path, int]:
    """
    Give the line, from 1, on which each thing begins to be said; of what is missing, the table that lacks it.

    A path is said by the shortest run of lines from the top that holds it and can be read. That asks the parser once a
    line, so it is for files of people's length, and only when something is wrong with one.
    """
    found = dict.fromkeys(paths, 1)
    depth = dict.fromkeys(paths, 0)
    lines, read = text.split("\n"), 0
    for number in range(1, len(lines) + 1):
        try:
            said = tomllib.loads("\n".join(lines[:number]))
        except tomllib.TOMLDecodeError:
            continue
        for path in found:
            while depth[path] < len(path) and _holds(said, path[: depth[path] + 1]):
                depth[path] += 1
                found[path] = read + 1
        read = number
    return found


def line_of_fault(text: str, fault: tomllib.TOMLDecodeError) -> int:
    """Give the line at which a file stops being TOML."""
    place = _PLACE.search(str(fault))
    return int(place[1]) if place and place[1] else text.rstrip().count("\n") + 1


def why(fault: tomllib.TOMLDecodeError) -> str:
    """Give what the parser says is wrong, without the place."""
    return _PLACE.sub("", str(fault)).strip().lower()


def _holds(said: Any, path: Path) -> bool:
    for step in path:
        try:
            said = said[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True
