"""A form filled from facts: each number, its lines, what stands beneath it, and every way to write it."""

import io
import json
from datetime import date

import openpyxl
import pytest
from django.utils import translation

from forms.conftest import AFTER, QUARTER, District
from motcua.foundation.units import public as units
from motcua.reform.forms import public as forms
from motcua.reform.indicators import public as indicators


def filled(code: str, unit: str = "338") -> forms.Sheet:
    return forms.make(
        indicators.up_to_date(at=AFTER),
        form=form_of(code),
        unit=unit,
        period=QUARTER,
        preset="quarter",
        now=AFTER,
    )


def form_of(code: str) -> forms.Form:
    return forms.forms().find(code, on=QUARTER.last)


OWN = (3, 1, 2, 0, 2, 1, 0, 1, 1, 0, 1)
COMMUNE = (1, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0)


def test_a_line_a_field_of_the_own_shop(district: District) -> None:
    sheet = filled("II.06a")
    assert [(line.key, line.values) for line in sheet.lines] == [("mau", OWN)]
    assert sheet.total == OWN
    assert sheet.unit == district.office.shop.key
    assert sheet.trace.practice == "II.06.1"
    assert sheet.trace.facts


def test_the_general_form_holds_all_units_below(district: District) -> None:
    assert filled("II.06").total == tuple(a + 2 * b for a, b in zip(OWN, COMMUNE, strict=True))


def test_a_line_a_unit_with_all_that_stands_under_it(district: District) -> None:
    sheet = filled("II.06b")
    assert [(line.name, line.values) for line in sheet.lines] == [
        ("Huyện Mẫu", OWN),
        ("Xã Bắc", COMMUNE),
        ("Xã Nam", COMMUNE),
    ]
    assert forms.check(form_of("II.06b"), sheet.lines, sheet.total) == ()
    province = filled("II.06b", unit="34")
    assert [(line.name, line.values[0]) for line in province.lines] == [("Tỉnh Mẫu", 0), ("Huyện Mẫu", 5)]


def test_sums_follow(district: District) -> None:
    assert filled("MH.01").total == (1, 1, 2, 0, 0)


def test_facts_do_not_fill_a_form_of_another_kind(district: District) -> None:
    for code in ("II.07b", "SO-HO-SO"):
        with pytest.raises(forms.ByHand):
            filled(code)


def test_the_book_lists_what_was_received_and_names_nobody(district: District) -> None:
    rows = forms.book(indicators.up_to_date(at=AFTER), form=form_of("SO-HO-SO"), unit="338", period=QUARTER, now=AFTER)
    assert [row[1] for row in rows] == [district.early, district.late, district.pending]
    assert rows[1][6:9] == ("02/03/2022", "16/03/2022", "30/03/2022")
    assert [row[10] for row in rows] == ["", "overdue", ""]
    assert {row[3] + row[4] + row[9] for row in rows} == {""}


def test_json_names_each_number_by_its_count(district: District) -> None:
    form = form_of("II.06a")
    said = json.loads(forms.as_json(form, filled("II.06a"), unit_code="338"))
    assert (said["form"], said["unit"], said["from"], said["to"]) == ("II.06a", "338", "2022-01-01", "2022-03-31")
    assert said["total"]["received.total"] == 3
    assert said["columns"][0] == {"number": 3, "code": "received.total", "title": "Total number"}
    assert [one["holds"] for one in said["identities"]] == [True] * 4
    assert said["imbalances"] == []


def test_the_workbook_is_laid_out_as_the_form(district: District) -> None:
    with translation.override("vi"):
        book = openpyxl.load_workbook(io.BytesIO(forms.as_xlsx(forms.lay(form_of("II.06b"), filled("II.06b")))))
    sheet = book.worksheets[0]
    assert sheet.title == "Biểu số II.06b"
    assert [cell.value for cell in sheet[5]][:7:4] == ["TT", None]
    assert {str(one) for one in sheet.merged_cells.ranges} >= {"C5:F5", "G5:J5", "K5:M5", "A5:A6", "B5:B6"}
    assert [cell.value for cell in sheet[7]] == [f"({number})" for number in range(1, 14)]
    assert [cell.value for cell in sheet[8]] == [1, "Huyện Mẫu", *OWN]
    assert [cell.value for cell in sheet[11]][1:3] == ["TỔNG SỐ", 5]
    texts = [sheet.cell(row, 1).value for row in range(12, sheet.max_row + 1)]
    assert "✓ (3) = (4) + (5) + (6)" in texts


def test_a_name_is_no_formula(district: District) -> None:
    units.rename(unit_id=district.north.id, name="=1+1", on=date(2022, 2, 1), by="test", at=AFTER)
    book = openpyxl.load_workbook(io.BytesIO(forms.as_xlsx(forms.lay(form_of("II.06b"), filled("II.06b")))))
    cell = book.worksheets[0]["B9"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_pdf_is_the_same_bytes_each_time(district: District) -> None:
    laid = forms.lay(form_of("II.06a"), filled("II.06a"))
    first = forms.as_pdf(laid)
    assert first.startswith(b"%PDF-")
    assert first == forms.as_pdf(laid)


def test_the_terminal_shows_heads_numbers_and_identities(district: District) -> None:
    lines = list(forms.as_lines(forms.lay(form_of("II.06a"), filled("II.06a"))))
    assert any(line.split() == ["TOTAL", *map(str, OWN)] for line in lines)
    assert any("Checked: (3) = (4) + (5) + (6)" in line for line in lines)
    assert max(map(len, lines)) < 220
