"""
Take a register's file in, whole or not at all; or go through it first and see what would come of each row.

A row that names a record says what it should say: the same, and nothing happens; something else, and it is corrected,
with the reason that stands in the row. A row that names none is a new record, unless a record says all of it already.
"""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from django.db import transaction

from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.tables import Row, RowsRefused, Taken, as_it_was
from motcua.reform.registers.actions.recording import change, content_of, put
from motcua.reform.registers.actions.writing import hold, locked
from motcua.reform.registers.exchange.columns import REASON, RECORD, UNIT, file_columns, headings
from motcua.reform.registers.queries.records import RecordView, records
from motcua.reform.registers.rows import life_of, no_record
from motcua.reform.registers.rules.content import FIRST_ON, Content, Life, columns_of, read_content
from motcua.reform.registers.rules.reading import read_date, read_value, tidy
from motcua.reform.registers.rules.registry import register_of
from motcua.reform.registers.rules.words import NotStated, RecordRefused, Register, Value
from motcua.reform.registers.tongue import local_day, tongue


class Fate(StrEnum):
    """What comes of a row."""

    NEW = "new"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


Key = tuple[int, Period, date, str, bool, frozenset[tuple[str, Value]]]


class NotOwn(Refused):
    """A row is of a unit whose records another keeps."""


class SaidTwice(Refused):
    """Two rows of a file say the same."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file, what comes of it, and what is wrong with it, by column."""

    line: int
    cells: Mapping[str, str]
    fate: Fate
    wrong: Mapping[str, Refused]


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it was gone through; nothing was taken."""

    register: Register
    lines: tuple[Line, ...]

    @property
    def taken(self) -> Taken:
        """Give what would come of the rows: nothing is taken if one is refused."""
        fates = [line.fate for line in self.lines]
        refused = fates.count(Fate.REFUSED)
        if refused:
            return Taken(len(fates), 0, 0, refused)
        unchanged = fates.count(Fate.UNCHANGED)
        return Taken(len(fates), len(fates) - unchanged, unchanged)


def preview_import(*, register: str, unit_id: int, name: str, content: bytes, at: datetime) -> Preview:
    """
    Go through a file and tell what would come of each row, with all that is wrong. Nothing is changed.

    The rows are taken in a transaction that is undone, so what is told here is what :func:`take_import` would do.

    :param unit_id: the unit whose records they are; a row may name one of its departments.
    :param name: the file's name; its ending says what it is.
    :raises Refused: if it is no such file. :raises RowsRefused: if its rows cannot be told apart.
    """
    with transaction.atomic():
        preview = _go_through(register_of(register), unit_id, name, content, by="preview", at=at)
        transaction.set_rollback(True)
    return preview


def take_import(*, register: str, unit_id: int, name: str, content: bytes, by: str, at: datetime) -> Taken:
    """
    Take a file in, whole or not at all.

    :raises RowsRefused: with everything that is wrong. :raises Refused: if it is no such file.
    """
    with transaction.atomic():
        preview = _go_through(register_of(register), unit_id, name, content, by=by, at=at)
        wrong = [refused.at_line(line.line) for line in preview.lines for refused in line.wrong.values()]
        if wrong:
            raise RowsRefused(wrong, read=len(preview.lines))
    return preview.taken


def _go_through(register: Register, unit_id: int, name: str, content: bytes, *, by: str, at: datetime) -> Preview:
    read_rows = importlib.import_module("motcua.kernel.sheets").read_rows  # it loads openpyxl, which takes long
    columns = file_columns(register)
    rows: list[Row] = read_rows(
        Path(name),
        needed=[column.name for column in columns_of(register) if column.needed],
        known=[column.name for column in columns if not column.needed or column is RECORD],
        also=headings(register),
        content=content,
    )
    taking = _Taking(register, unit_id, by=by, at=at)
    return Preview(register, tuple(map(taking.line, rows)))


class _Taking:
    """The taking of a file, row by row, within a transaction; it knows what is on record and what came before."""

    def __init__(self, register: Register, unit_id: int, *, by: str, at: datetime) -> None:
        unit, _ = life_of(unit_id)
        self.register, self.unit, self.by, self.at = register, unit, by, at
        last = unit.valid_to or max(unit.valid_from, local_day(at))
        self.own = units.structure(last).below(unit_id, own=True)
        for one in sorted(self.own):
            hold(register.code, one)
        self.known = {view.id: view for view in records(register.code, self.own)}
        self.on_record = {_key(view.unit_id, content_of(view)) for view in self.known.values()}
        self.said: dict[Key, int] = {}

    def line(self, row: Row) -> Line:
        """Take one row; what is wrong is told and not raised."""
        cells = {name: as_it_was(cell) for name, cell in row.cells.items()}
        try:
            fate = self._take(cells, row.line)
        except RecordRefused as refused:
            return Line(row.line, cells, Fate.REFUSED, refused.by_column)
        except Refused as refused:
            return Line(row.line, cells, Fate.REFUSED, {refused.field: refused})
        return Line(row.line, cells, fate, {})

    def _take(self, cells: Mapping[str, str], line: int) -> Fate:
        unit = self._unit(cells)
        own = {column.name for column in columns_of(self.register)}
        content = read_content(
            self.register,
            {name: cell for name, cell in cells.items() if name in own},
            life=Life(unit.valid_from, unit.valid_to),
            tongue=tongue(),
        )
        record = self._record(cells, unit)
        if record is not None:
            return self._correct(record, unit, content, cells.get(REASON.name, ""))
        key = _key(unit.id, content)
        if self.said.setdefault(key, line) != line:
            raise SaidTwice(
                gettext_noop("line %(other)s says the same"), field=RECORD.name, params={"other": self.said[key]}
            )
        if key in self.on_record:
            return Fate.UNCHANGED
        put(self.register, unit, content, by=self.by, at=self.at)
        return Fate.NEW

    def _correct(self, record: RecordView, unit: units.Unit, content: Content, reason: str) -> Fate:
        if content_of(record) == content:
            return Fate.UNCHANGED
        if not tidy(reason):
            raise NotStated(
                gettext_noop("record %(record)s says something else"),
                field=REASON.name,
                expected=gettext_noop("state in this column why it is corrected"),
                params={"record": record.id},
            )
        change(locked(record.id), unit, content, reason=tidy(reason), by=self.by, at=self.at)
        return Fate.CORRECTED

    def _unit(self, cells: Mapping[str, str]) -> units.Unit:
        """Give the unit of a row: that of the file, unless the row names one of its departments."""
        code = tidy(cells.get(UNIT.name, ""))
        if not code:
            return self.unit
        try:
            on = read_date(tidy(cells.get(FIRST_ON.name, "")))
        except Refused:
            on = local_day(self.at)
        unit = units.find(code, on=on)
        if unit.id not in self.own:
            raise NotOwn(
                gettext_noop("the records of this unit are not those of %(name)s"),
                field=UNIT.name,
                value=code,
                expected=gettext_noop("name that unit or one of its departments"),
                params={"name": self.unit.name},
            )
        return unit

    def _record(self, cells: Mapping[str, str], unit: units.Unit) -> RecordView | None:
        """Give the record that a row names; none if it names none."""
        said = read_value(RECORD, cells.get(RECORD.name), tongue())
        if said is None:
            return None
        record = self.known.get(int(said))
        if record is None or record.unit_id != unit.id:
            raise no_record(int(said))
        return record


def _key(unit_id: int, content: Content) -> Key:
    return (
        unit_id,
        content.period,
        content.effective_on,
        content.responsible,
        content.public,
        frozenset(content.values.items()),
    )
