"""Hand a register out as a file that comes back as it was, and a file that was refused with what is wrong in it."""

import csv
import importlib
from collections.abc import Collection, Sequence
from io import StringIO
from typing import Any

from django.utils.translation import gettext

from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.tables import harmless
from motcua.reform.registers.exchange.columns import REASON, RECORD, UNIT, WRONG, code_on, file_columns
from motcua.reform.registers.exchange.importing import Preview
from motcua.reform.registers.queries.records import RecordView, records
from motcua.reform.registers.rules.content import EFFECTIVE_ON, FIRST_ON, LAST_ON, PUBLIC, RESPONSIBLE
from motcua.reform.registers.rules.reading import NO, YES, written
from motcua.reform.registers.rules.registry import register_of
from motcua.reform.registers.rules.words import Column, Register, Type, Value


def export_rows(register: str, unit_ids: int | Collection[int], period: Period | None = None) -> list[list[str]]:
    """
    Give the records of units as rows of text, the titles of the columns first, in the language that is active.

    What a spreadsheet would take for a formula stands as it is; :func:`export_csv` makes it harmless. Four SQL queries.
    """
    kept = register_of(register)
    columns = _handed_out(kept)
    found = records(register, unit_ids, period)
    known = units.history()
    return [
        [gettext(column.title) for column in columns],
        *([_cell(column, view, known) for column in columns] for view in found),
    ]


def export_csv(register: str, unit_ids: int | Collection[int], period: Period | None = None) -> bytes:
    """Give the records of units as CSV, UTF-8 with the mark that Excel asks for, harmless for a spreadsheet."""
    out = StringIO()
    rows = export_rows(register, unit_ids, period)
    csv.writer(out, lineterminator="\r\n").writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def export_xlsx(register: str, unit_ids: int | Collection[int], period: Period | None = None) -> bytes:
    """Give the records of units as a workbook: days and numbers as such, texts harmless for a spreadsheet."""
    kept = register_of(register)
    types = [column.type for column in _handed_out(kept)]
    made: bytes = _workbook().write(gettext(kept.title), export_rows(register, unit_ids, period), types)
    return made


def annotated(preview: Preview) -> bytes:
    """Give a file that was gone through as a workbook, its wrong cells marked and what is wrong in its last column."""
    here = {name for line in preview.lines for name in line.cells} - {WRONG.name}
    columns = [column for column in file_columns(preview.register) if column.name in here]
    rows = [[gettext(column.title) for column in (*columns, WRONG)]]
    marked: set[tuple[int, int]] = set()
    places = {column.name: place for place, column in enumerate(columns)}
    for number, line in enumerate(preview.lines, 1):
        said = "; ".join(refused.message(gettext) for refused in line.wrong.values())
        rows.append([*(line.cells.get(column.name, "") for column in columns), said])
        marked |= {(number, places[name]) for name in line.wrong if name in places}
    made: bytes = _workbook().write(gettext(preview.register.title), rows, [Type.TEXT] * len(rows[0]), marked=marked)
    return made


def template(register: str) -> bytes:
    """Give an empty workbook with the columns of a register, to be filled and taken in."""
    kept = register_of(register)
    columns = _handed_out(kept)
    made: bytes = _workbook().write(
        gettext(kept.title), [[gettext(column.title) for column in columns]], [column.type for column in columns]
    )
    return made


def _handed_out(register: Register) -> Sequence[Column]:
    return file_columns(register)[:-1]


def _cell(column: Column, view: RecordView, known: units.History) -> str:
    day = view.period.first
    head: dict[Column, str] = {
        RECORD: str(view.id),
        UNIT: code_on(known, known.latest(view.unit_id).key, day),
        FIRST_ON: day.isoformat(),
        LAST_ON: view.period.last.isoformat(),
        EFFECTIVE_ON: view.effective_on.isoformat(),
        RESPONSIBLE: view.responsible,
        PUBLIC: gettext(YES if view.public else NO),
        REASON: "",
    }
    if column in head:
        return head[column]
    value: Value | None = view.values.get(column.name)
    if value is None:
        return ""
    return code_on(known, str(value), day) if column.type is Type.UNIT else written(column, value, gettext)


def _workbook() -> Any:
    return importlib.import_module("motcua.reform.registers.exchange.workbook")  # it loads XlsxWriter
