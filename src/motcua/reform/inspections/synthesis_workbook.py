"""The workbook of a year's inspections. What writes it takes long to load, so it is loaded when one is asked for."""

import io
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

import xlsxwriter

from motcua.reform.inspections.queries.synthesis import Synthesis
from motcua.reform.inspections.synthesis_paper import Cell, Part

SHEETS = ("Đơn vị", "Lĩnh vực", "Nguyên nhân", "Lặp lại")
"""The names of the sheets, in the order of the tables."""


def write(one: Synthesis, parts: Sequence[Part]) -> bytes:
    """Write each table on its sheet; numbers are numbers, words are never formulas."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    title = f"Kết quả kiểm tra cải cách hành chính năm {one.year}"
    book.set_properties({"title": title, "created": datetime.combine(one.on, time.min)})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for name, part in zip(SHEETS, parts, strict=True):
        sheet = book.add_worksheet(name)
        sheet.write_string(0, 0, f"{part.title}, năm {one.year} – {one.unit.name}", bold)
        sheet.set_column(0, part.words - 1, 36)
        sheet.set_column(part.words, len(part.columns), 14)
        for column, head in enumerate(part.columns):
            sheet.write_string(2, column, head, bold)
        sheet.freeze_panes(3, 1)
        for line, row in enumerate((*part.rows, *((part.total,) if part.total else ())), 3):
            _write(sheet, line, row)
    book.close()
    return file.getvalue()


def _write(sheet: Any, line: int, row: Sequence[Cell]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, int):
            sheet.write_number(line, column, cell)
        else:
            sheet.write_string(line, column, cell)
