"""The workbook of a reconciliation. What writes it takes long to load, so it is loaded when one is asked for."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext

from motcua.reform.reconciliation.queries.comparing import Reconciled
from motcua.reform.reconciliation.sheets import FIGURE_HEADS, HEADS, Cell, difference_rows, figure_rows


def write(found: Reconciled) -> bytes:
    """Write a workbook: the figures on one sheet, the dossiers on the other."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    _sheet(book, gettext("Figures"), FIGURE_HEADS, figure_rows(found), (50, 12, 12, 12))
    _sheet(book, gettext("Differences"), HEADS, difference_rows(found), (28, 10, 44, 44, 80))
    book.close()
    return file.getvalue()


def _sheet(book: Any, name: str, heads: Sequence[str], rows: Iterable[tuple[Cell, ...]], widths: Sequence[int]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    for at, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, gettext(head), bold)
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(line, at, cell)
            else:
                sheet.write_number(line, at, cell)
