"""One sheet with a head and rows. What writes it takes long to load, so it is loaded when a workbook is asked for."""

import io
import re
from collections.abc import Collection, Sequence
from datetime import date

import xlsxwriter

from motcua.kernel.tables import harmless
from motcua.reform.registers.rules.words import Type

WIDTHS = {Type.TEXT: 36, Type.POST: 26, Type.CHOICE: 20, Type.DONG: 18}
_NUMBER = re.compile(r"\d{1,15}(\.\d{1,3})?")


def write(
    title: str,
    rows: Sequence[Sequence[str]],
    types: Sequence[Type],
    *,
    marked: Collection[tuple[int, int]] = (),
) -> bytes:
    """
    Write a workbook of one sheet; numbers and days as such, everything else as text that is no formula.

    :param rows: the head first.
    :param marked: cells, by row and column from 0, that are shown to be wrong.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31])
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = {
        Type.DAY: {"num_format": "yyyy-mm-dd"},
        Type.COUNT: {"num_format": "0"},
        Type.DONG: {"num_format": "#,##0"},
        Type.NUMBER: {"num_format": "0.###"},
        Type.PERCENT: {"num_format": "0.##"},
    }
    plain = {type_: book.add_format(formats.get(type_, {"num_format": "@"}) | {"valign": "top"}) for type_ in Type}
    wrong = book.add_format({"num_format": "@", "valign": "top", "bg_color": "#FDE2DF", "border": 2})
    for place, type_ in enumerate(types):
        sheet.set_column(place, place, WIDTHS.get(type_, 14), plain[type_])
    for line, row in enumerate(rows):
        for place, (cell, type_) in enumerate(zip(row, types, strict=True)):
            shape = head if line == 0 else wrong if (line, place) in marked else plain[type_]
            if line == 0 or type_ not in formats or (line, place) in marked:
                sheet.write_string(line, place, harmless(cell), shape)
            elif type_ is Type.DAY and cell:
                sheet.write_datetime(line, place, date.fromisoformat(cell), shape)
            elif _NUMBER.fullmatch(cell):
                sheet.write_number(line, place, float(cell), shape)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows) - 1, 1), len(types) - 1)
    book.close()
    return file.getvalue()
