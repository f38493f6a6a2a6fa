"""What changed between a frozen sheet and what is known now: which numbers, and which dossiers made them change."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from motcua.reform.forms.rules.declaring import Form
from motcua.reform.forms.rules.sheets import Line, Sheet


@dataclass(frozen=True, slots=True)
class Changed:
    """A number that is another one now: the line's name (empty for the total), the column, then and now."""

    key: str
    line: str
    column: int
    then: int
    now: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A dossier that is counted otherwise now: as what it was counted then, and is now; empty where it was not."""

    dossier: int
    code: str
    then: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A dossier, and as what it is counted."""

    code: str
    counted_as: tuple[str, ...]


def changed_numbers(form: Form, then: Sheet, now: Sheet) -> tuple[Changed, ...]:
    """Give the numbers that differ, the total last; a line that one of the two lacks is zero there."""
    zero = (0,) * len(form.columns)
    names = {line.key: line.name for line in (*now.lines, *then.lines)}
    found = []
    for key in (*names, ""):
        left, right = (_values(sheet, key, zero) for sheet in (then, now))
        found += [
            Changed(key, names.get(key, ""), column.number, before, after)
            for column, before, after in zip(form.columns, left, right, strict=True)
            if before != after
        ]
    return tuple(found)


def _values(sheet: Sheet, key: str, zero: tuple[int, ...]) -> tuple[int, ...]:
    line = sheet.line(key) if key else Line("", "", sheet.total)
    return line.values if line else zero


def moved(then: Mapping[int, Counted], now: Mapping[int, Counted], *, only: Collection[str]) -> tuple[Moved, ...]:
    """
    Give the dossiers that are counted otherwise, in the order of their codes.

    :param only: the counts that the form shows.
    """
    found = []
    for dossier in then.keys() | now.keys():
        said = [
            tuple(one for one in (side[dossier].counted_as if dossier in side else ()) if one in only)
            for side in (then, now)
        ]
        if said[0] != said[1]:
            code = (then.get(dossier) or now[dossier]).code
            found.append(Moved(dossier, code, said[0], said[1]))
    return tuple(sorted(found, key=lambda one: one.code))
