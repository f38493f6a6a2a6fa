"""A file handed back with what is wrong in each row, as a workbook in which nothing is reckoned out."""

import io
from collections.abc import Sequence

import xlsxwriter
from django.utils.translation import gettext

from motcua.kernel.tables import Row, RowsRefused


def marked(rows: Sequence[Row], columns: Sequence[str], refused: RowsRefused | None) -> bytes:
    """Write rows again, each with what is wrong with it beside it; cells are texts, so that no formula lives."""
    wrong: dict[int, list[str]] = {}
    for one in refused.refusals if refused else ():
        wrong.setdefault(one.line or 0, []).append(one.reason(gettext))
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold, red = book.add_worksheet(), book.add_format({"bold": True}), book.add_format({"bg_color": "#fbe3e4"})
    for place, name in enumerate((*columns, gettext("what is wrong"))):
        sheet.write_string(0, place, name, bold)
    for number, row in enumerate(rows, 1):
        said = "; ".join(wrong.get(row.line, ()))
        for place, name in enumerate(columns):
            sheet.write_string(number, place, row.cells.get(name, ""), red if said else None)
        sheet.write_string(number, len(columns), said)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return out.getvalue()
