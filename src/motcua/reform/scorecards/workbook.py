"""The workbook of scored units. What writes it takes long to load, so it is loaded when a workbook is asked for."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext

from motcua.reform.scorecards.rules.scorecard import Result, Scorecard
from motcua.reform.scorecards.sheets import COLUMNS, HEADS, basis, rows, titled


def write(scorecard: Scorecard, results: Sequence[Result]) -> bytes:
    """Write totals and groups on the first sheet, components on the second. A cell without data is empty."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": titled(scorecard)})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    places = book.add_format({"num_format": "0.00"})
    _totals(book.add_worksheet(gettext("Totals")), scorecard, results, bold, places)
    _components(book.add_worksheet(gettext("Components")), results, bold, places)
    book.close()
    return file.getvalue()


def _totals(sheet: Any, scorecard: Scorecard, results: Sequence[Result], bold: Any, places: Any) -> None:
    sheet.write_string(0, 0, titled(scorecard), bold)
    sheet.write_string(1, 0, basis(scorecard))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, len(scorecard.groups) + 1, 16, places)
    heads = [gettext(HEADS["unit"]), *map(titled, scorecard.groups), gettext("Total")]
    for column, head in enumerate(heads):
        sheet.write_string(3, column, head, bold)
    sheet.freeze_panes(4, 1)
    for line, result in enumerate(results, 4):
        sheet.write_string(line, 0, result.unit)
        for column, group in enumerate(result.groups, 1):
            if group.has_data:
                sheet.write_number(line, column, group.score, places)
        sheet.write_number(line, len(result.groups) + 1, result.total, places)


def _components(sheet: Any, results: Sequence[Result], bold: Any, places: Any) -> None:
    sheet.set_column(0, 2, 28)
    sheet.set_column(3, 6, 14)
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, gettext(HEADS[name]), bold)
    for line, row in enumerate(rows(results), 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(line, column, cell)
            elif cell is not None:
                sheet.write_number(line, column, cell, places if column > 4 else None)
