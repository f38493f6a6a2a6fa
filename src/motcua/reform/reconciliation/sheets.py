"""What a reconciliation found, to take away: CSV or a workbook, a line a dossier or a figure."""

import csv
import importlib
import io
from collections.abc import Iterator

from django.utils.translation import gettext

from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.public import BY_CODE
from motcua.reform.reconciliation.queries.comparing import Reconciled
from motcua.reform.reconciliation.rules.words import RULES, Counted

HEADS = (
    gettext_noop("Dossier"),
    gettext_noop("Line of their file"),
    gettext_noop("Counted here as"),
    gettext_noop("Counted there as"),
    gettext_noop("Why"),
)
FIGURE_HEADS = (gettext_noop("Figure"), gettext_noop("Here"), gettext_noop("There"), gettext_noop("Difference"))
Cell = str | int


def figure_rows(found: Reconciled) -> Iterator[tuple[Cell, ...]]:
    """Give a row a figure."""
    for figure in found.figures:
        yield f"({BY_CODE[figure.code].column}) {said([figure.code])}", figure.ours, figure.theirs, figure.apart


def difference_rows(found: Reconciled) -> Iterator[tuple[Cell, ...]]:
    """Give a row a dossier that differs, or, where only counts were given, a row a rule that would change a figure."""
    for one in found.differences:
        line = one.there.line if one.there else ""
        yield one.code, line, said(one.ours), said(one.theirs), " ".join(gettext(RULES[rule]) for rule in one.rules)
    for effect in found.effects:
        would = gettext("would be %(count)s here") % {"count": effect.would_be}
        closes = gettext("closes the gap") if effect.closes else gettext("does not close the gap")
        yield said([effect.figure]), "", would, closes, gettext(RULES[effect.rule])


def said(counted: Counted | list[str]) -> str:
    """Name what a dossier is counted as."""
    return "; ".join(gettext(BY_CODE[code].title) for code in counted) or gettext("not counted")


def as_csv(found: Reconciled) -> str:
    """Write the dossiers that differ as CSV; no cell is taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(gettext, HEADS))
    for row in difference_rows(found):
        writer.writerow([_plain(str(cell)) for cell in row])
    return text.getvalue()


def _plain(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def as_xlsx(found: Reconciled) -> bytes:
    """Write a workbook: the figures on one sheet, the dossiers on the other."""
    written: bytes = importlib.import_module("motcua.reform.reconciliation.workbook").write(found)
    return written


def as_lines(found: Reconciled) -> Iterator[str]:
    """Write what was found for a terminal, line by line."""
    yield f"{found.unit.name} ({found.unit.code}), {found.period.first:%d/%m/%Y} – {found.period.last:%d/%m/%Y}"
    yield ""
    name, *counts = map(gettext, FIGURE_HEADS)
    yield f"{name:<52}" + "".join(f"{head:>12}" for head in counts)
    for said_as, *numbers in figure_rows(found):
        yield f"{said_as:<52}" + "".join(f"{number:>12}" for number in numbers)
    for total in found.unbalanced:
        yield gettext("%(figure)s: their total is not the sum of its parts") % {"figure": said([total])}
    yield ""
    for row in difference_rows(found):
        yield " · ".join(str(cell) for cell in row if cell != "")
    if found.passed_over:
        yield gettext("%(count)s more differ and were not looked into") % {"count": found.passed_over}
