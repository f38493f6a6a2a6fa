"""What is shown of an office, as frozen records; the same as JSON, its canonical bytes and their digest."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from motcua.kernel.periods import Period
from motcua.reform.performance.rules.measures import CELLS

TABLES = ("unit", "field", "month")
"""What the tables are by, in the order in which they stand."""

VERSION = 1
"""The version of the JSON; a reader of an older one must stay able to read it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """
    An indicator of a line.

    :param valid_from: from when its definition is in force: with the code it names the record.
    :param numerator: None with ``denominator`` and ``value`` where the figure is kept back.
    :param value: exact; None where there is no data, which is not zero, or it is kept back.
    """

    code: str
    valid_from: date
    numerator: int | None
    denominator: int | None
    value: Fraction | None
    kept_back: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the office, a unit, a field or a month. ``counts`` are those of ``CELLS``, in their order."""

    key: str
    name: str
    counts: tuple[int, ...]
    figures: tuple[Figure, ...]

    def count(self, cell: str) -> int:
        """Give a count by its code."""
        return self.counts[CELLS.index(cell)]

    def figure(self, code: str) -> Figure | None:
        """Give a figure by its code; None where its definition was not in force."""
        return next((one for one in self.figures if one.code == code), None)


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of one kind: by ``unit``, ``field`` or ``month``."""

    by: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """Answers that may be shown of a unit, and how many are satisfied; both 0 where too few answered."""

    key: str
    answers: int
    satisfied: int


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """
    What people answered in whole months that are over, in sums of enough.

    :param fewest: answers to a question that are needed before any is shown.
    :param units: the same unit by unit.
    """

    period: Period
    fewest: int
    slips: int
    answers: int
    satisfied: int
    units: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class Performance:
    """
    What is shown of an office.

    :param key: the unit's key, which it keeps when its code changes.
    :param own: without lower levels of government.
    :param as_of: the instant that it is judged at, aware.
    :param facts: the id of the state of the facts; ``events`` is how many events of the ledger it follows from.
    :param practice: the setting it was made under, with what it says in English.
    :param satisfaction: None where it was not asked for, or no month is over.
    """

    unit: str
    name: str
    key: str
    period: Period
    own: bool
    as_of: datetime
    facts: str
    events: int
    practice: str
    statements: tuple[str, ...]
    whole: Line
    tables: tuple[Table, ...]
    satisfaction: Satisfaction | None = None

    def table(self, by: str) -> Table:
        """Give a table, empty if there is none."""
        return next((one for one in self.tables if one.by == by), Table(by, ()))

    def lines(self) -> Iterator[tuple[str, Line]]:
        """Give every line with what it is of, the whole first."""
        yield "whole", self.whole
        for table in self.tables:
            yield from ((table.by, line) for line in table.lines)


def content(made: Performance) -> dict[str, Any]:
    """Write it by English keys, days and instants in ISO 8601."""
    return {
        "version": VERSION,
        "unit": made.unit,
        "unit_name": made.name,
        "unit_key": made.key,
        "from": made.period.first.isoformat(),
        "to": made.period.last.isoformat(),
        "own": made.own,
        "as_of": made.as_of.isoformat(),
        "known": {"events": made.events, "facts": made.facts},
        "practice": {"code": made.practice, "statements": list(made.statements)},
        "whole": _line(made.whole),
        "tables": {table.by: [_line(line) for line in table.lines] for table in made.tables},
        "satisfaction": _satisfaction(made.satisfaction) if made.satisfaction else None,
    }


def read_content(said: Mapping[str, Any]) -> Performance:
    """Read it back."""
    return Performance(
        unit=said["unit"],
        name=said["unit_name"],
        key=said["unit_key"],
        period=_period(said),
        own=said["own"],
        as_of=datetime.fromisoformat(said["as_of"]),
        facts=said["known"]["facts"],
        events=said["known"]["events"],
        practice=said["practice"]["code"],
        statements=tuple(said["practice"]["statements"]),
        whole=_read_line(said["whole"]),
        tables=tuple(Table(by, tuple(map(_read_line, said["tables"].get(by, ())))) for by in TABLES),
        satisfaction=_read_satisfaction(said["satisfaction"]) if said["satisfaction"] else None,
    )


def canonical(said: Mapping[str, Any]) -> bytes:
    """Give the canonical bytes: JSON in UTF-8, keys in order, no spaces."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(canonical_bytes: bytes) -> str:
    """Give the SHA-256 of canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical_bytes).hexdigest()


def rounded(value: Fraction | None) -> float | None:
    """Give a value as files write it, to four places."""
    return None if value is None else round(float(value), 4)


def _line(line: Line) -> dict[str, Any]:
    return {
        "key": line.key,
        "name": line.name,
        "counts": dict(zip(CELLS, line.counts, strict=True)),
        "figures": [
            {
                "code": one.code,
                "definition_from": one.valid_from.isoformat(),
                "numerator": one.numerator,
                "denominator": one.denominator,
                "value": rounded(one.value),
                "exact": None if one.value is None else str(one.value),
                "kept_back": one.kept_back,
            }
            for one in line.figures
        ],
    }


def _read_line(said: Mapping[str, Any]) -> Line:
    return Line(
        said["key"],
        said["name"],
        tuple(said["counts"][cell] for cell in CELLS),
        tuple(
            Figure(
                one["code"],
                date.fromisoformat(one["definition_from"]),
                one["numerator"],
                one["denominator"],
                None if one["exact"] is None else Fraction(one["exact"]),
                one["kept_back"],
            )
            for one in said["figures"]
        ),
    )


def _satisfaction(one: Satisfaction) -> dict[str, Any]:
    return {
        "from": one.period.first.isoformat(),
        "to": one.period.last.isoformat(),
        "fewest": one.fewest,
        "slips": one.slips,
        "answers": one.answers,
        "satisfied": one.satisfied,
        "units": [{"key": it.key, "answers": it.answers, "satisfied": it.satisfied} for it in one.units],
    }


def _read_satisfaction(said: Mapping[str, Any]) -> Satisfaction:
    units = tuple(Answered(one["key"], one["answers"], one["satisfied"]) for one in said["units"])
    return Satisfaction(_period(said), said["fewest"], said["slips"], said["answers"], said["satisfied"], units)


def _period(said: Mapping[str, Any]) -> Period:
    return Period(date.fromisoformat(said["from"]), date.fromisoformat(said["to"]))


@dataclass(frozen=True, slots=True)
class Changed:
    """
    A number that is another one now. ``code`` is a cell of the form or an indicator; None is no data or kept back.

    :param by: ``whole``, ``unit``, ``field`` or ``month``; ``key`` and ``name`` say which line.
    """

    by: str
    key: str
    name: str
    code: str
    then: Fraction | None
    now: Fraction | None


def changed(then: Performance, now: Performance) -> tuple[Changed, ...]:
    """Give the numbers that differ, the whole first; a line that one of the two lacks has none there."""
    before, after = ({(by, line.key): line for by, line in one.lines()} for one in (then, now))
    found = []
    for by, key in dict.fromkeys((*after, *before)):
        sides = [_numbers(one.get((by, key))) for one in (before, after)]
        name = (after.get((by, key)) or before[by, key]).name
        found += [
            Changed(by, key, name, code, sides[0].get(code), sides[1].get(code))
            for code in dict.fromkeys((*sides[0], *sides[1]))
            if sides[0].get(code) != sides[1].get(code)
        ]
    return tuple(found)


def same_numbers(one: Performance, other: Performance) -> bool:
    """Say whether two hold the same numbers of the same facts; names, and what people answered, may differ."""
    return not changed(one, other) and one.facts == other.facts


def _numbers(line: Line | None) -> dict[str, Fraction | None]:
    if line is None:
        return {}
    counts: dict[str, Fraction | None] = {cell: Fraction(count) for cell, count in zip(CELLS, line.counts, strict=True)}
    return counts | {one.code: one.value for one in line.figures}


def without_satisfaction(made: Performance) -> Performance:
    """Leave out what people answered: it does not follow from facts, and stands on its own page."""
    return replace(made, satisfaction=None)
