"""A report on paper: as JSON, CSV, a workbook, or lines for a terminal. Texts are in the language that is active."""

import csv
import importlib
import io
import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language, gettext

from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.rules.counts import BY_CODE, PLACES
from motcua.reform.indicators.rules.form import By, Figures, Group, Report
from motcua.reform.indicators.rules.registry import beside_form

TITLE = gettext_noop("Result of handling administrative procedures (columns of form II.06, TT 01/2020/TT-VPCP)")
BLOCKS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        gettext_noop("Dossiers to be resolved"),
        (
            ("received.total", gettext_noop("Total number")),
            ("received.online", gettext_noop("In the period, online")),
            ("received.direct", gettext_noop("In the period, directly or by post")),
            ("received.carried_over", gettext_noop("From before the period")),
        ),
    ),
    (
        gettext_noop("Dossiers resolved"),
        (
            ("resolved.total", gettext_noop("Total number")),
            ("resolved.early", gettext_noop("Early")),
            ("resolved.on_time", gettext_noop("On time")),
            ("resolved.overdue", gettext_noop("Overdue")),
        ),
    ),
    (
        gettext_noop("Dossiers being resolved"),
        (
            ("pending.total", gettext_noop("Total number")),
            ("pending.in_time", gettext_noop("In time")),
            ("pending.overdue", gettext_noop("Overdue")),
        ),
    ),
)
"""The columns of the form, in its order and under its headings."""

ON_FORM = tuple(code for _, columns in BLOCKS for code, _ in columns)
HEADS: dict[By | None, str] = {
    None: gettext_noop("Unit"),
    By.UNIT: gettext_noop("Unit"),
    By.FIELD: gettext_noop("Field"),
    By.PROCEDURE: gettext_noop("Procedure"),
    By.CHANNEL: gettext_noop("Channel"),
    By.MONTH: gettext_noop("Month"),
}
NAME_WIDTH = 36
COLUMN_WIDTH = 11


def as_json(report: Report) -> str:
    """Write a report as JSON, a line for each group and each row: English keys, days and instants in ISO 8601."""
    content: dict[str, Any] = {
        "unit": report.unit,
        "from": report.period.first.isoformat(),
        "to": report.period.last.isoformat(),
        "as_of": report.as_of.isoformat(),
        "known_at": report.known_at.astimezone(report.as_of.tzinfo).isoformat() if report.known_at else None,
        **parts(report.figures),
        "by": report.by.value if report.by else None,
        "groups": [{"key": group.key, "name": group.name, **parts(group.figures)} for group in report.groups],
    }
    if report.rows is not None:
        content["rows"] = [{"code": row.code, "unit": row.unit, "counted_as": row.counted_as} for row in report.rows]
    lines = ",\n".join(f'  "{key}": {_json_value(value)}' for key, value in content.items())
    return f"{{\n{lines}\n}}\n"


def _json_value(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"    {_JSON.encode(one)}" for one in value) + "\n  ]"
    return _JSON.encode(value)


def parts(figures: Figures) -> dict[str, dict[str, int]]:
    """Give the four parts by name, each with its figures by name."""
    return {part: {field: figures.counted[place] for field, place in fields.items()} for part, fields in _PARTS.items()}


_JSON = json.JSONEncoder(ensure_ascii=False)
_PARTS = {
    part: {code.partition(".")[2]: place for code, place in PLACES.items() if code.startswith(f"{part}.")}
    for part in ("received", "resolved", "pending", "outcomes")
}


def as_csv(report: Report) -> str:
    """Write one line a group, the unit itself where there is no breakdown; with rows, one line a dossier instead."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if report.rows is not None:
        writer.writerow(["code", "unit", "counted_as"])
        writer.writerows([plain(row.code), plain(row.unit), " ".join(row.counted_as)] for row in report.rows)
    else:
        codes = [*ON_FORM, *(code for code in BY_CODE if code not in ON_FORM)]
        writer.writerow(["key", "name", *codes])
        for group in report.groups if report.by else report.lines():
            writer.writerow([plain(group.key), plain(group.name), *map(group.figures.value, codes)])
    return text.getvalue()


def plain(text: str) -> str:
    """Give a text that a spreadsheet will not take for a formula when it opens the file."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def as_xlsx(report: Report) -> bytes:
    """Write a workbook: the form on the first sheet; its dossiers, if the report lists them, on the second."""
    written: bytes = importlib.import_module("motcua.reform.indicators.workbook").write(report)
    return written


def as_lines(report: Report) -> Iterator[str]:
    """Write a report for a terminal, line by line, laid out as the form is."""
    yield gettext(TITLE)
    yield about(report)
    yield when(report)
    yield ""
    yield from _table(report)
    yield ""
    yield from notes(report)
    if report.rows is not None:
        yield ""
        yield from _row_lines(report)


def _table(report: Report) -> Iterator[str]:
    widths = [NAME_WIDTH, *([COLUMN_WIDTH] * len(ON_FORM))]
    spans = [len(columns) for _, columns in BLOCKS]
    yield _line(
        [
            " " * NAME_WIDTH,
            *(gettext(name).center(span * (COLUMN_WIDTH + 1) - 1) for (name, _), span in _spanned(spans)),
        ]
    )
    heads = [textwrap.wrap(gettext(column), COLUMN_WIDTH) for _, columns in BLOCKS for _, column in columns]
    yield from _wrapped([textwrap.wrap(gettext(HEADS[report.by]), NAME_WIDTH), *heads], widths)
    yield from _wrapped([["(2)"], *([f"({BY_CODE[code].column})"] for code in ON_FORM)], widths)
    rule = _line(["─" * NAME_WIDTH, *("─" * (span * (COLUMN_WIDTH + 1) - 1) for span in spans)])
    yield rule
    for group in report.groups:
        yield from _figures(group, widths)
    if report.by:
        yield rule
    yield from _figures(Group("", gettext("TOTAL") if report.by else report.unit_name, report.figures), widths)


def _spanned(spans: Sequence[int]) -> Iterable[tuple[tuple[str, Any], int]]:
    return zip(BLOCKS, spans, strict=True)


def _figures(group: Group, widths: Sequence[int]) -> Iterator[str]:
    named = group.name if group.key in ("", group.name) else f"{group.name} ({group.key})"
    values = [[number(group.figures.value(code))] for code in ON_FORM]
    return _wrapped([textwrap.wrap(named, NAME_WIDTH, break_on_hyphens=False), *values], widths)


def _wrapped(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    """Lay cells of several lines side by side: the first to the left, figures to the right, a stroke between blocks."""
    for line in range(max(map(len, cells))):
        shown = [cell[line] if line < len(cell) else "" for cell in cells]
        texts = [
            shown[0].ljust(widths[0]),
            *(each.rjust(width) for each, width in zip(shown[1:], widths[1:], strict=True)),
        ]
        blocks, at = [texts[0]], 1
        for _, columns in BLOCKS:
            blocks.append(" ".join(texts[at : at + len(columns)]))
            at += len(columns)
        yield _line(blocks)


def _line(blocks: Sequence[str]) -> str:
    return " │ ".join(blocks).rstrip()


def _row_lines(report: Report) -> Iterator[str]:
    rows = report.rows or ()
    code = max([len(gettext("Code")), *(len(row.code) for row in rows)])
    unit = max([len(gettext("Unit")), *(len(row.unit) for row in rows)])
    yield f"{gettext('Code'):<{code}}  {gettext('Unit'):<{unit}}  {gettext('Counted as')}"
    for row in rows:
        yield f"{row.code:<{code}}  {row.unit:<{unit}}  {counted_as(row.counted_as)}"


def counted_as(codes: Sequence[str]) -> str:
    """Name what a dossier is counted as."""
    return "; ".join(gettext(BY_CODE[code].title) for code in codes)


def about(report: Report) -> str:
    """Say of whom and of when a report is."""
    return gettext("%(name)s (%(code)s), from %(first)s to %(last)s") % {
        "name": report.unit_name,
        "code": report.unit,
        "first": f"{report.period.first:%d/%m/%Y}",
        "last": f"{report.period.last:%d/%m/%Y}",
    }


def when(report: Report) -> str:
    """Say as of when a report is judged, and from what was known by when."""
    said = gettext("Judged as at %(when)s.") % {"when": _instant(report.as_of)}
    if report.known_at is None:
        return said
    known = gettext("From what had been recorded by %(when)s.") % {
        "when": _instant(report.known_at.astimezone(report.as_of.tzinfo))
    }
    return f"{said} {known}"


def _instant(at: datetime) -> str:
    shown = f"{at:%H:%M:%S %d/%m/%Y}" if at.second else f"{at:%H:%M %d/%m/%Y}"
    return f"{shown} ({at:%z})"


def notes(report: Report) -> Iterator[str]:
    """Say what stands beside the figures: outcomes, shares with their formula, the setting, and what is cited."""
    yield gettext(
        "Of the resolved: granted %(granted)s, refused %(refused)s, withdrawn %(withdrawn)s, stopped %(stopped)s."
    ) % {name: number(count) for name, count in asdict(report.figures.outcomes).items()}
    for indicator in beside_form(report.period.last):
        value = indicator.value(
            indicator.numerator(report.figures.value), indicator.denominator(report.figures.value), report.practice
        )
        yield gettext("%(title)s, %(formula)s: %(value)s") % {
            "title": gettext(indicator.title),
            "formula": gettext(indicator.formula),
            "value": gettext("no data") if value is None else f"{decimal(value)} %",
        }
    for statement in report.practice.statements():
        yield gettext(statement)
    yield gettext("Setting %(setting)s; facts %(facts)s.") % {"setting": report.practice.code, "facts": report.facts}


def number(count: int) -> str:
    """Group the digits by thousands, as its reader's language does."""
    return f"{count:,}".replace(",", "." if _vietnamese() else ",")


def decimal(value: Fraction) -> str:
    """Give a share to two places, halves away from zero, as its reader's language writes it."""
    hundredths = (200 * value.numerator + value.denominator) // (2 * value.denominator)
    return f"{hundredths // 100}{',' if _vietnamese() else '.'}{hundredths % 100:02}"


def _vietnamese() -> bool:
    return (get_language() or "").startswith("vi")
