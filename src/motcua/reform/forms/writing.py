"""A form as JSON, PDF, a workbook, or lines for a terminal."""

import importlib
import json
import textwrap
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import get_language, gettext

from motcua.foundation.papers import public as papers
from motcua.reform.forms.laying import Cell, Head, Laid
from motcua.reform.forms.rules.declaring import Form
from motcua.reform.forms.rules.sheets import Sheet, check

NAME_WIDTH, COLUMN_WIDTH = 36, 11


def as_json(form: Form, sheet: Sheet, *, unit_code: str, known_at: datetime | None = None) -> str:
    """Write a sheet as JSON: English keys, days and instants in ISO 8601, figures by the codes of their counts."""
    trace = sheet.trace
    codes = [column.count or str(column.number) for column in form.columns]
    broken = check(form, sheet.lines, sheet.total)
    said: dict[str, Any] = {
        "form": form.code,
        "unit": unit_code,
        "unit_name": sheet.unit_name,
        "from": sheet.period.first.isoformat(),
        "to": sheet.period.last.isoformat(),
        "as_of": trace.as_of.isoformat() if trace.as_of else None,
        "known_at": known_at.isoformat() if known_at else None,
        "facts": trace.facts,
        "practice": trace.practice,
        "source": form.source.in_language(get_language()),
        "sure": form.sure,
        "illustrative": form.illustrative,
        "columns": [
            {"number": column.number, "code": code, "title": column.title.in_language(get_language())}
            for column, code in zip(form.columns, codes, strict=True)
        ],
        "lines": [
            {"key": line.key, "name": line.name, "figures": dict(zip(codes, line.values, strict=True))}
            for line in sheet.lines
        ],
        "total": dict(zip(codes, sheet.total, strict=True)),
        "identities": [
            {
                "code": one.code,
                "identity": one.text,
                "holds": one.code not in {fault.code for fault in broken},
                "source": one.source.in_language(get_language()),
                "sure": one.sure,
            }
            for one in form.identities
        ],
        "imbalances": [
            {"code": one.code, "identity": one.text, "line": one.line or None, "left": one.left, "right": one.right}
            for one in broken
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def book_as_json(form: Form, laid: Laid, *, unit_code: str) -> str:
    """Write a list of dossiers as JSON, a record a dossier."""
    keys = [column.holds for column in form.columns]
    return (
        json.dumps(
            {
                "form": form.code,
                "unit": unit_code,
                "unit_name": laid.unit,
                "from": laid.period.first.isoformat(),
                "to": laid.period.last.isoformat(),
                "source": form.source.in_language(get_language()),
                "sure": form.sure,
                "rows": [
                    {key: cell for key, cell in zip(keys, row, strict=True) if key != "nothing"} for row in laid.rows
                ],
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def as_pdf(laid: Laid, *, signers: Sequence[str] = (), address: str = "") -> bytes:
    """Set a form as PDF; lay it out in Vietnamese, as the paper's own words are."""
    return papers.sheet_pdf(
        papers.Sheet(
            agency=laid.unit,
            above=laid.above,
            title=laid.title,
            code=laid.number,
            period=laid.period_said,
            on=laid.on,
            columns=tuple(_paper_column(head) for head in laid.heads),
            rows=tuple(tuple(map(_shown, row)) for row in laid.rows),
            total=tuple(map(_shown, laid.total)),
            notes=(*_held(laid), *laid.notes),
            faults=laid.faults,
            signers=tuple(signers) or (gettext("Made by"), gettext("Head of the unit")),
            marks=laid.marks,
            address=address,
        )
    )


def _held(laid: Laid) -> tuple[str, ...]:
    said = "; ".join(laid.identities)
    return (gettext("Checked: %(identities)s.") % {"identities": said},) if said else ()


def _paper_column(head: Head) -> papers.Column:
    return papers.Column(name=head.name, over=head.over, number=head.number, width=head.width, words=head.words)


def _shown(cell: Cell) -> str:
    """Group the digits by thousands, as its reader's language does."""
    if isinstance(cell, str):
        return cell
    return f"{cell:,}".replace(",", "." if (get_language() or "vi").startswith("vi") else ",")


def as_xlsx(laid: Laid) -> bytes:
    """Write a workbook in the layout of the form."""
    written: bytes = importlib.import_module("motcua.reform.forms.workbook").write(laid)
    return written


def as_lines(laid: Laid) -> Iterator[str]:
    """Write a form for a terminal, line by line."""
    yield " · ".join(filter(None, (laid.number, laid.title)))
    yield f"{laid.unit}, {laid.period_said}"
    yield ""
    widths = [_width(head) for head in laid.heads]
    spans = [
        (over, [width for _, width in group])
        for over, group in groupby(zip((head.over for head in laid.heads), widths, strict=True), lambda one: one[0])
    ]
    yield " ".join(over.center(sum(under) + len(under) - 1) for over, under in spans).rstrip()
    yield from _wrapped(
        [textwrap.wrap(head.name, width) for head, width in zip(laid.heads, widths, strict=True)], widths, laid.heads
    )
    yield from _wrapped([[head.number] for head in laid.heads], widths, laid.heads)
    yield "─" * (sum(widths) + len(widths) - 1)
    for row in (*laid.rows, *([laid.total] if laid.total else [])):
        yield from _wrapped(
            [textwrap.wrap(_shown(cell), width) for cell, width in zip(row, widths, strict=True)], widths, laid.heads
        )
    yield ""
    yield from (*_held(laid), *laid.faults, *laid.notes, *laid.marks)


def _width(head: Head) -> int:
    return NAME_WIDTH if head.words else COLUMN_WIDTH


def _wrapped(cells: Sequence[Sequence[str]], widths: Sequence[int], heads: Sequence[Head]) -> Iterator[str]:
    """Lay cells of several lines side by side: words to the left, numbers to the right."""
    for line in range(max((len(cell) for cell in cells), default=0)):
        shown = [cell[line] if line < len(cell) else "" for cell in cells]
        yield " ".join(
            text.ljust(width) if head.words else text.rjust(width)
            for text, width, head in zip(shown, widths, heads, strict=True)
        ).rstrip()
