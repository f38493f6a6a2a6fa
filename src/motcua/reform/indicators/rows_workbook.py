"""The workbook of an indicator's rows. What writes it takes long to load, so it is loaded when one is asked for."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext

from motcua.reform.indicators.telling import COLUMNS, Answer, Checksum, Listed, cells, value_said

ROWS_OF_SHEET = 1_000_000
"""A sheet holds 1,048,576 rows; what is more goes on on the next."""

TEXTS = {"part", "table", "code", "unit"}


def write(answer: Answer, rows: Iterable[Listed], path: Path) -> None:
    """Write the rows, a sheet for each million, and the sheet that says what they are and that none is missing."""
    book = xlsxwriter.Workbook(
        path,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties(
        {"title": gettext(answer.computed.indicator.title), "created": answer.computed.as_of.replace(tzinfo=None)}
    )
    bold = book.add_format({"bold": True})
    checksum, sheet = Checksum(), _sheet(book, 1, bold)
    writers = [sheet.write_string if name in TEXTS else sheet.write_number for name in COLUMNS]
    for row in rows:
        place = checksum.rows % ROWS_OF_SHEET
        if checksum.rows and not place:
            sheet = _sheet(book, checksum.rows // ROWS_OF_SHEET + 1, bold)
            writers = [sheet.write_string if name in TEXTS else sheet.write_number for name in COLUMNS]
        written = cells(row)
        for column, cell in enumerate(written):
            if cell is not None:
                writers[column](place + 1, column, cell)
        checksum.add(written)
    _check(book, answer, checksum, bold)
    book.close()


def _sheet(book: Any, number: int, bold: Any) -> Any:
    sheet = book.add_worksheet(gettext("Rows %(number)s") % {"number": number})
    sheet.set_column(0, 2, 16)
    sheet.set_column(3, 4, 28)
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, name, bold)
    return sheet


def _check(book: Any, answer: Answer, checksum: Checksum, bold: Any) -> None:
    computed = answer.computed
    sheet = book.add_worksheet(gettext("Check"))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 80)
    lines: list[tuple[str, str | int]] = [
        (gettext("Indicator"), f"{computed.code}: {gettext(computed.indicator.title)}"),
        (gettext("Unit"), f"{answer.unit_name} ({answer.unit})"),
        (gettext("Period"), f"{answer.period.first:%d/%m/%Y} – {answer.period.last:%d/%m/%Y}"),
        (gettext("Judged as at"), computed.as_of.isoformat()),
        (gettext("Figure"), value_said(computed)),
        (gettext("Formula"), gettext(computed.indicator.formula)),
        (gettext("Numerator"), computed.numerator),
        (gettext("Denominator"), "" if computed.denominator is None else computed.denominator),
        (gettext("Source"), gettext(computed.indicator.source)),
        *((gettext("Setting"), gettext(said)) for said in computed.statements),
        (gettext("Facts"), computed.facts),
        (gettext("Number of rows"), checksum.rows),
        (gettext("SHA-256 of the rows"), checksum.hex()),
    ]
    for line, (head, said) in enumerate(lines):
        sheet.write_string(line, 0, head, bold)
        if isinstance(said, int):
            sheet.write_number(line, 1, said)
        else:
            sheet.write_string(line, 1, said)
