"""A sheet: a form filled for a unit and a period. Its canonical bytes, its digest, and the identities it must keep."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.forms.rules.declaring import Form

Values = tuple[int, ...]
LARGEST = 2**53
"""Beyond this a number is not exact in a workbook, and no office has so many of anything."""


class Origin(StrEnum):
    """Where the numbers of a sheet come from."""

    FACTS = "facts"
    HAND = "hand"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet; ``key`` is the code of the field or the unit."""

    key: str
    name: str
    values: Values


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet from below that is a line of this one: its unit's key, its id, its digest."""

    unit: str
    sheet: int
    digest: str


@dataclass(frozen=True, slots=True)
class Trace:
    """
    What the numbers were made from.

    :param as_of: the instant that they are judged at, aware.
    :param practice: the code of the setting, with what it says in English.
    :param facts: the id of the state of the facts.
    :param size: of the ledger, with its root, both as of the checkpoint signed last.
    """

    as_of: datetime | None = None
    practice: str = ""
    statements: tuple[str, ...] = ()
    facts: str = ""
    size: int = 0
    root: str = ""


@dataclass(frozen=True, slots=True)
class Imbalance:
    """An identity that does not hold: which, in which line (empty for the total), and its two sides."""

    code: str
    text: str
    line: str
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    A form filled in; ``unit`` is the unit's key, ``columns`` the numbers of the form's columns as they then were.

    :param imbalances: the identities that it did not keep when it was kept.
    """

    form: str
    version: date
    unit: str
    unit_name: str
    period: Period
    preset: str
    origin: Origin
    columns: tuple[int, ...]
    lines: tuple[Line, ...]
    total: Values
    trace: Trace = Trace()
    parts: tuple[Part, ...] = ()
    imbalances: tuple[Imbalance, ...] = ()

    def all_lines(self) -> Iterator[Line]:
        """Give the lines, then the total, whose key is empty."""
        yield from self.lines
        yield Line("", "", self.total)

    def line(self, key: str) -> Line | None:
        """Give the line of a key."""
        return next((one for one in self.lines if one.key == key), None)


class Unbalanced(Refused):
    """A sheet does not keep the identities of its form, and no reason was given for keeping it so."""

    def __init__(self, imbalances: Sequence[Imbalance]) -> None:
        first = imbalances[0]
        super().__init__(
            gettext_noop("%(identity)s does not hold: %(left)d is not %(right)d"),
            field=first.line or "total",
            value=first.text,
            expected=gettext_noop("mend the numbers, or say why the sheet is kept as it is; it will be flagged"),
            params={"identity": first.text, "left": first.left, "right": first.right},
        )
        self.imbalances = tuple(imbalances)


def check(form: Form, lines: Sequence[Line], total: Values, *, before: Sheet | None = None) -> tuple[Imbalance, ...]:
    """
    Give every identity that does not hold: of each line, of the total, and between the two.

    :param before: the sheet of the period that ends where this one begins.
    """
    found = [one for line in (*lines, Line("", "", total)) for one in _within(form, line)]
    if lines:
        for place, column in enumerate(form.columns):
            added = sum(line.values[place] for line in lines)
            if total[place] != added:
                found.append(Imbalance("total", f"({column.number}) = Σ", "", total[place], added))
    if before is not None and form.carry is not None:
        left, right = total[form.place(form.carry.this)], before.total[form.place(form.carry.before)]
        if left != right:
            found.append(Imbalance(form.carry.code, form.carry.text, "", left, right))
    return tuple(found)


def _within(form: Form, line: Line) -> Iterator[Imbalance]:
    for identity in form.identities:
        left = line.values[form.place(identity.whole)]
        right = sum(line.values[form.place(part)] for part in identity.parts)
        if left != right:
            yield Imbalance(identity.code, identity.text, line.name, left, right)


def check_numbers(form: Form, lines: Sequence[Line], total: Values) -> None:
    """Check that a sheet entered by hand holds counts, and a line for each key once. :raises Refused:"""
    keys = [line.key for line in lines]
    for line in (*lines, Line("", "", total)):
        if len(line.values) != len(form.columns):
            raise Refused(
                gettext_noop("the line has %(given)s numbers, and the form has %(columns)s columns"),
                field=line.name or "total",
                params={"given": len(line.values), "columns": len(form.columns)},
            )
        for column, value in zip(form.columns, line.values, strict=True):
            if not 0 <= value <= LARGEST:
                raise Refused(
                    gettext_noop("this is not a count"),
                    field=f"{line.name} ({column.number})".strip(),
                    value=value,
                    expected=gettext_noop("write a whole number from 0"),
                )
        if line.key and keys.count(line.key) > 1:
            raise Refused(gettext_noop("the line stands there twice"), field="line", value=line.name)


def added(lines: Sequence[Line], columns: int) -> Values:
    """Add lines up."""
    return tuple(sum(line.values[place] for line in lines) for place in range(columns))


def content(sheet: Sheet) -> dict[str, Any]:
    """Give a sheet as the ledger holds it; nothing in it is of a person."""
    trace = sheet.trace
    return {
        "form": sheet.form,
        "version": sheet.version.isoformat(),
        "unit": sheet.unit,
        "unit_name": sheet.unit_name,
        "from": sheet.period.first.isoformat(),
        "to": sheet.period.last.isoformat(),
        "preset": sheet.preset,
        "origin": sheet.origin.value,
        "columns": list(sheet.columns),
        "lines": [[line.key, line.name, list(line.values)] for line in sheet.lines],
        "total": list(sheet.total),
        "as_of": trace.as_of.isoformat() if trace.as_of else "",
        "practice": trace.practice,
        "statements": list(trace.statements),
        "facts": trace.facts,
        "ledger_size": trace.size,
        "ledger_root": trace.root,
        "imbalances": [[one.code, one.text, one.line, one.left, one.right] for one in sheet.imbalances],
        "parts": [[part.unit, part.sheet, part.digest] for part in sheet.parts],
    }


def read_content(said: Mapping[str, Any]) -> Sheet:
    """Read what :func:`content` gave."""
    return Sheet(
        form=said["form"],
        version=date.fromisoformat(said["version"]),
        unit=said["unit"],
        unit_name=said["unit_name"],
        period=Period(date.fromisoformat(said["from"]), date.fromisoformat(said["to"])),
        preset=said["preset"],
        origin=Origin(said["origin"]),
        columns=tuple(said["columns"]),
        lines=tuple(Line(key, name, tuple(values)) for key, name, values in said["lines"]),
        total=tuple(said["total"]),
        trace=Trace(
            as_of=datetime.fromisoformat(said["as_of"]) if said["as_of"] else None,
            practice=said["practice"],
            statements=tuple(said["statements"]),
            facts=said["facts"],
            size=said["ledger_size"],
            root=said["ledger_root"],
        ),
        parts=tuple(Part(*part) for part in said["parts"]),
        imbalances=tuple(Imbalance(*one) for one in said["imbalances"]),
    )


def canonical(said: Mapping[str, Any]) -> bytes:
    """Give the canonical bytes: JSON in UTF-8, keys in order, no spaces."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def content_of_bytes(canonical_bytes: bytes) -> dict[str, Any]:
    """Read canonical bytes back."""
    said: dict[str, Any] = json.loads(canonical_bytes)
    return said


def digest(said: Mapping[str, Any]) -> str:
    """Give the SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(said)).hexdigest()


def same_numbers(one: Sheet, other: Sheet) -> bool:
    """Say whether two sheets hold the same numbers; names may have changed between them."""
    numbers = ({line.key: line.values for line in sheet.lines} for sheet in (one, other))
    return one.total == other.total and next(numbers) == next(numbers)


def cited(sheet: Sheet, *, size: int, root: str) -> Sheet:
    """Give a sheet with the checkpoint that it is frozen at."""
    return replace(sheet, trace=replace(sheet.trace, size=size, root=root))
