"""The workbook of a form. What writes it takes long to load, so it is loaded when a workbook is asked for."""

import io
from datetime import datetime, time
from itertools import groupby
from typing import Any

import xlsxwriter

from motcua.reform.forms.laying import Cell, Laid

HEAD, UNDER, NUMBERS, FIRST = 4, 5, 6, 7
"""The rows of the heads, of the numbers of the columns, and of the first line."""


def write(laid: Laid) -> bytes:
    """Write a workbook in the layout of the form: two levels of heads, the numbers of the columns, the identities."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": laid.title, "created": datetime.combine(laid.on, time.min)})
    sheet = book.add_worksheet((laid.number.split("/")[0] or laid.title)[:31])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, laid.title, book.add_format({"bold": True, "font_size": 13}))
    sheet.write_string(1, 0, laid.number)
    sheet.write_string(2, 0, f"{laid.unit}. {laid.period_said}")
    _heads(sheet, book, laid)
    text = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    number = book.add_format({"border": 1, "num_format": "#,##0", "valign": "top"})
    line = FIRST
    for row in laid.rows:
        _line(sheet, line, row, text, number)
        line += 1
    if laid.total:
        whole = book.add_format({"border": 1, "bold": True, "num_format": "#,##0"})
        _line(sheet, line, laid.total, whole, whole)
        line += 1
    said = [*(f"✓ {one}" for one in laid.identities), *(f"✗ {one}" for one in laid.faults), *laid.notes, *laid.marks]
    for place, note in enumerate(said, line + 1):
        sheet.write_string(place, 0, note)
    book.close()
    return file.getvalue()


def _heads(sheet: Any, book: Any, laid: Laid) -> None:
    head = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    sheet.set_row(UNDER, 48)
    for _, columns in groupby(enumerate(laid.heads), lambda one: one[1].over or one[0]):
        shared = list(columns)
        first, last = shared[0][0], shared[-1][0]
        over = shared[0][1].over
        if over and last > first:
            sheet.merge_range(HEAD, first, HEAD, last, over, head)
        elif over:
            sheet.write_string(HEAD, first, over, head)
        for at, one in shared:
            if over:
                sheet.write_string(UNDER, at, one.name, head)
            else:
                sheet.merge_range(HEAD, at, UNDER, at, one.name, head)
            sheet.write_string(NUMBERS, at, one.number, head)
            sheet.set_column(at, at, 40 if one.words else 12)
    sheet.repeat_rows(HEAD, NUMBERS)
    sheet.freeze_panes(FIRST, 2)
    sheet.set_footer("&C&P/&N")


def _line(sheet: Any, line: int, row: tuple[Cell, ...], text: Any, number: Any) -> None:
    for at, cell in enumerate(row):
        if isinstance(cell, str):
            sheet.write_string(line, at, cell, text)
        else:
            sheet.write_number(line, at, cell, number)
