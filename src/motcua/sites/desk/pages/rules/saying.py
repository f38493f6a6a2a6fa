"""Records of rules as a page reads them out, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from motcua.foundation.rulesets import public as rulesets
from motcua.foundation.rulesets.public import Column, Line, Record, Table
from motcua.sites.look.public import words

SURE: dict[str, str | Promise] = {
    "high": gettext_lazy("the document lies before us"),
    "medium": gettext_lazy("read of it"),
    "illustrative": gettext_lazy("an example"),
    "our reading": gettext_lazy("our reading"),
    "from memory": gettext_lazy("from memory, not compared with the text"),
    "from reports about it": gettext_lazy("from reports about it, not compared with the text"),
    "none on file": gettext_lazy("none on file"),
}
STANDINGS = {
    "in_force": (gettext_lazy("in force"), "early"),
    "ahead": (gettext_lazy("still to begin"), "wait"),
    "over": (gettext_lazy("no longer in force"), "open"),
}
ALWAYS = 1900
"""A record of that year holds from before anything that could be asked about."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a record says in one column; of records within it, what each is called."""

    title: str
    said: str
    within: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A record as the page shows it. ``place`` is its number within its table, for a form that begins with it."""

    place: int
    cells: Sequence[Cell]
    since: str
    standing: str | Promise
    shape: str
    own: bool
    source: str
    sure: str


def rows(declared: rulesets.RuleSet, table: Table, on: date) -> list[Row]:
    """Give the records of a table, for each key the latest first."""
    return [_row(place, line, table, on) for place, line in enumerate(rulesets.lines_of(declared, table, on=on))]


def cells(table: Table, record: Record) -> list[Cell]:
    """Read a record out, column by column."""
    return [
        Cell(gettext(column.title), said(column, record.get(column.name)), _within(record.get(column.name)))
        for column in table.columns
        if not column.silent
    ]


def said(column: Column, value: Any) -> str:
    """Read out what stands in a column; a dash where nothing does."""
    match value:
        case None | "":
            return "–"
        case bool():
            return gettext("yes") if value else gettext("no")
        case int():
            return words.number(value)
        case date():
            return words.day(value)
        case list() if column.kind is rulesets.Kind.NESTED and any(isinstance(one, dict) for one in value):
            return words.number(len(value))
        case list():
            return ", ".join(gettext(column.choices[one]) if one in column.choices else str(one) for one in value)
        case _:
            return gettext(column.choices[value]) if value in column.choices else str(value)


def since(day: date) -> str:
    """Say from which day on a record holds."""
    return gettext("from the beginning") if day.year <= ALWAYS else words.day(day)


def source(record: Record) -> tuple[str, str]:
    """Say by which document a record holds, and how sure that is."""
    text, sure = record.get("source", ""), record.get("sure", "")
    return (gettext(text) if text else ""), str(SURE.get(sure, sure))


def _row(place: int, line: Line, table: Table, on: date) -> Row:
    standing, shape = STANDINGS[line.stands(on)]
    text, sure = source(line.record)
    return Row(place, cells(table, line.record), since(line.begins), standing, shape, line.own, text, sure)


def _within(value: Any) -> Sequence[str]:
    if not isinstance(value, list):
        return ()
    names = ("name", "title") if words.vietnamese() else ("name_en", "title_en", "name", "title")
    return [next(str(one[name]) for name in names if name in one) for one in value if isinstance(one, dict)]
