"""The workbook of a report. What writes it takes long to load, so it is loaded when a workbook is asked for."""

import io
from typing import Any

import xlsxwriter
from django.utils.translation import gettext

from motcua.reform.indicators.rules.counts import BY_CODE
from motcua.reform.indicators.rules.form import Report
from motcua.reform.indicators.sheets import BLOCKS, HEADS, ON_FORM, TITLE, about, counted_as, notes, when


def write(report: Report) -> bytes:
    """Write a workbook: the form on the first sheet; its dossiers, if the report lists them, on the second."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": gettext(TITLE), "created": report.as_of.replace(tzinfo=None)})
    _form_sheet(book, report)
    if report.rows is not None:
        sheet = book.add_worksheet(gettext("Dossiers"))
        sheet.set_column(0, 1, 28)
        sheet.set_column(2, 2, 80)
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for column, head in enumerate([gettext("Code"), gettext("Unit"), gettext("Counted as")]):
            sheet.write_string(0, column, head, bold)
        for line, row in enumerate(report.rows, 1):
            sheet.write_string(line, 0, row.code)
            sheet.write_string(line, 1, row.unit)
            sheet.write_string(line, 2, counted_as(row.counted_as))
    book.close()
    return file.getvalue()


def _form_sheet(book: Any, report: Report) -> None:
    sheet = book.add_worksheet("II.06")
    title = book.add_format({"bold": True, "font_size": 13})
    head = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    text = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    number = book.add_format({"border": 1, "num_format": "#,##0", "valign": "top"})
    whole = book.add_format({"border": 1, "num_format": "#,##0", "bold": True})
    bold = book.add_format({"border": 1, "bold": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, 12, 11)
    sheet.write_string(0, 0, gettext(TITLE), title)
    sheet.write_string(1, 0, about(report))
    sheet.write_string(2, 0, when(report))
    sheet.merge_range(4, 0, 5, 0, gettext("No."), head)
    sheet.merge_range(4, 1, 5, 1, gettext(HEADS[report.by]), head)
    sheet.set_row(5, 48)
    at = 2
    for name, columns in BLOCKS:
        sheet.merge_range(4, at, 4, at + len(columns) - 1, gettext(name), head)
        for code, column in columns:
            sheet.write_string(5, at, gettext(column), head)
            sheet.write_string(6, at, f"({BY_CODE[code].column})", head)
            at += 1
    sheet.write_string(6, 0, "(1)", head)
    sheet.write_string(6, 1, "(2)", head)
    sheet.repeat_rows(4, 6)
    sheet.freeze_panes(7, 2)
    line = 7
    for place, group in enumerate(report.groups, 1):
        sheet.write_number(line, 0, place, number)
        sheet.write_string(line, 1, f"{group.name} ({group.key})", text)
        for at, code in enumerate(ON_FORM, 2):
            sheet.write_number(line, at, group.figures.value(code), number)
        line += 1
    sheet.write_string(line, 0, "", bold)
    sheet.write_string(line, 1, gettext("TOTAL") if report.by else report.unit_name, bold)
    for at, code in enumerate(ON_FORM, 2):
        sheet.write_number(line, at, report.figures.value(code), whole)
    for note in notes(report):
        line += 1
        sheet.write_string(line + 1, 0, note)
