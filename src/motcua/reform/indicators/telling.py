"""Indicators on paper: as JSON, CSV, a workbook, or lines for a terminal. Texts are in the language that is active."""

import csv
import hashlib
import importlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from motcua.kernel.periods import Period
from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.rules.computed import Behind, Computed, Part
from motcua.reform.indicators.rules.indicators import Indicator, Measure
from motcua.reform.indicators.sheets import decimal, number, plain

Listed = tuple[Part, Behind]
"""A row, and the part of the indicator that it stands in."""

COLUMNS = ("part", "table", "id", "code", "unit", "adds", "value")
MEASURES = {
    Measure.PERCENT: gettext_noop("per cent"),
    Measure.NUMBER: gettext_noop("number"),
    Measure.DAYS: gettext_noop("working days"),
    Measure.DONG: gettext_noop("đồng"),
    Measure.RATIO: gettext_noop("ratio"),
}
BETTER = {
    "higher": gettext_noop("higher is better"),
    "lower": gettext_noop("lower is better"),
    None: gettext_noop("neither is better"),
}


SURE = {
    "text": gettext_noop("the text says so"),
    "reading": gettext_noop("our reading"),
    "secondary source": gettext_noop("told by a secondary source"),
    "illustrative": gettext_noop("illustrative"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A computed indicator with whose it is and when."""

    computed: Computed
    unit: str
    unit_name: str
    period: Period
    own: bool


def described(indicator: Indicator) -> dict[str, Any]:
    """Describe an indicator, by English keys: what it is, how it is reckoned, what it rests on."""
    return {
        "code": indicator.code,
        "title": gettext(indicator.title),
        "measure": indicator.measure.value,
        "formula": gettext(indicator.formula),
        "population": [count.code for count in indicator.population],
        "counts": [count.code for count in indicator.counts],
        "better": indicator.better,
        "valid_from": indicator.valid_from.isoformat(),
        "valid_to": indicator.valid_to.isoformat() if indicator.valid_to else None,
        "source": gettext(indicator.source),
        "sure": indicator.sure,
        "registers": list(indicator.registers),
        "question": gettext(indicator.signal) if indicator.signal else None,
    }


def listed_as_json(indicators: Iterable[Indicator]) -> str:
    """Write descriptions as JSON, a line each."""
    return "[\n" + ",\n".join(f"  {_JSON.encode(described(one))}" for one in indicators) + "\n]\n"


def listed_as_csv(indicators: Iterable[Indicator]) -> str:
    """Write descriptions as CSV, a line each; what is a list there stands with spaces between."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for place, one in enumerate(map(described, indicators)):
        if not place:
            writer.writerow(one)
        writer.writerow(plain(" ".join(cell)) if isinstance(cell, list) else _cell(cell) for cell in one.values())
    return text.getvalue()


def listed_as_lines(indicators: Sequence[Indicator]) -> Iterator[str]:
    """Write codes and titles for a terminal."""
    width = max((len(one.code) for one in indicators), default=0)
    for one in indicators:
        yield f"{one.code:<{width}}  {gettext(one.title)}"


def shown_as_lines(indicator: Indicator) -> Iterator[str]:
    """Write all that an indicator says of itself for a terminal."""
    yield f"{indicator.code}  {gettext(indicator.title)}"
    yield gettext("Formula: %(formula)s") % {"formula": gettext(indicator.formula)}
    yield gettext("Measured in: %(measure)s; %(better)s") % {
        "measure": gettext(MEASURES[indicator.measure]),
        "better": gettext(BETTER[indicator.better]),
    }
    for head, counts in (
        (gettext("Population:"), indicator.population),
        (gettext("Counted:"), indicator.counts),
    ):
        for count in counts:
            yield f"{head} {gettext(count.title)} ({count.code})"
    yield gettext("Source: %(source)s (%(sure)s)") % {
        "source": gettext(indicator.source),
        "sure": gettext(SURE[indicator.sure]),
    }
    yield gettext("In force from %(first)s") % {"first": f"{indicator.valid_from:%d/%m/%Y}"}
    if indicator.registers:
        yield gettext("A zero is stated only where these registers were declared complete: %(registers)s") % {
            "registers": ", ".join(indicator.registers)
        }
    if indicator.signal:
        yield gettext("To ask: %(question)s") % {"question": gettext(indicator.signal)}


def value_said(computed: Computed) -> str:
    """Say a figure as its reader's language writes it, with its unit of measure; or that there is no data."""
    value = computed.value
    if value is None:
        return gettext("no data")
    measure = computed.indicator.measure
    if measure in {Measure.NUMBER, Measure.DONG}:
        return f"{number(int(value))} đồng" if measure is Measure.DONG else number(int(value))
    if measure is Measure.DAYS:
        return gettext("%(number)s days") % {"number": decimal(value)}
    return f"{decimal(value)} %" if measure is Measure.PERCENT else decimal(value)


def answered_as_json(answer: Answer, rows: Iterable[Listed] | None) -> Iterator[str]:
    """Write an answer as JSON, piece by piece; its rows, if they are asked for, a line each."""
    computed = answer.computed
    content = {
        "unit": answer.unit,
        "from": answer.period.first.isoformat(),
        "to": answer.period.last.isoformat(),
        "as_of": computed.as_of.isoformat(),
        "own": answer.own,
        "numerator": computed.numerator,
        "denominator": computed.denominator,
        "value": _rounded(computed.value),
        "declared_complete": computed.declared,
        "indicator": described(computed.indicator),
        "settings": [gettext(said) for said in computed.statements],
        "facts": computed.facts,
        "groups": [
            {
                "key": line.key,
                "name": line.name,
                "numerator": line.computed.numerator,
                "denominator": line.computed.denominator,
                "value": _rounded(line.computed.value),
            }
            for line in computed.lines
        ],
    }
    yield "{\n" + ",\n".join(f'  "{key}": {_JSON.encode(value)}' for key, value in content.items())
    if rows is not None:
        yield ',\n  "rows": ['
        for place, row in enumerate(rows):
            yield f"{',' if place else ''}\n    {_JSON.encode(dict(zip(COLUMNS, cells(row), strict=True)))}"
        yield "\n  ]"
    yield "\n}\n"


def answered_as_csv(answer: Answer, rows: Iterable[Listed] | None) -> Iterator[str]:
    """Write an answer as CSV: its rows if they are asked for, else a line a group, or one for the whole."""
    if rows is not None:
        yield from rows_as_csv(rows)
        return
    yield _csv(["key", "name", "numerator", "denominator", "value"])
    whole = (answer.unit, answer.unit_name, answer.computed)
    lines = [(line.key, line.name, line.computed) for line in answer.computed.lines] or [whole]
    for key, name, one in lines:
        yield _csv([plain(key), plain(name), one.numerator, one.denominator, _rounded(one.value)])


def rows_as_csv(rows: Iterable[Listed]) -> Iterator[str]:
    """Write rows as CSV, line by line beneath their heads. The same rows give the same bytes."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for written in chain((COLUMNS,), (map(_cell, cells(row)) for row in rows)):
        writer.writerow(written)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def answered_as_lines(answer: Answer, rows: Iterable[Listed] | None) -> Iterator[str]:
    """Write an answer for a terminal: the figure, its parts, how it is made, and its rows if they are asked for."""
    computed = answer.computed
    yield gettext(computed.indicator.title)
    yield gettext("%(name)s (%(code)s), from %(first)s to %(last)s") % {
        "name": answer.unit_name,
        "code": answer.unit,
        "first": f"{answer.period.first:%d/%m/%Y}",
        "last": f"{answer.period.last:%d/%m/%Y}",
    }
    yield f"{value_said(computed)}{_parts(computed)}"
    for line in computed.lines:
        yield f"  {line.name} ({line.key}): {value_said(line.computed)}{_parts(line.computed)}"
    yield gettext("Formula: %(formula)s") % {"formula": gettext(computed.indicator.formula)}
    yield gettext("Source: %(source)s (%(sure)s)") % {
        "source": gettext(computed.indicator.source),
        "sure": gettext(SURE[computed.indicator.sure]),
    }
    yield from map(gettext, computed.statements)
    if computed.declared is False:
        yield gettext("The register was not declared complete for the period, so no zero is stated.")
    yield gettext("Setting %(setting)s; facts %(facts)s.") % {
        "setting": computed.practice.code,
        "facts": computed.facts,
    }
    if rows is not None:
        yield "  ".join(COLUMNS)
        yield from ("  ".join("-" if cell is None else str(cell) for cell in cells(row)) for row in rows)


def answered_as_xlsx(answer: Answer, rows: Iterable[Listed], path: Path) -> None:
    """
    Write the rows into a workbook as they come, so that memory does not grow with them.

    The last sheet holds the figure, how many rows there are, and the SHA-256 of their lines.
    """
    importlib.import_module("motcua.reform.indicators.rows_workbook").write(answer, rows, path)


def cells(row: Listed) -> tuple[Any, ...]:
    """Give what is written of a row, in the order of ``COLUMNS``."""
    part, behind = row
    return part, behind.table, behind.id, behind.label, behind.unit, behind.adds, behind.value


class Checksum:
    """Counts rows and sums them up: SHA-256 of their lines, cells apart by tabs, an empty cell for what is empty."""

    def __init__(self) -> None:
        self.rows = 0
        self._digest = hashlib.sha256()

    def add(self, written: Iterable[Any]) -> None:
        """Take a row in."""
        self.rows += 1
        self._digest.update(("\t".join("" if cell is None else str(cell) for cell in written) + "\n").encode())

    def hex(self) -> str:
        """Give the sum so far."""
        return self._digest.hexdigest()


def _parts(computed: Computed) -> str:
    if computed.denominator is None:
        return ""
    return f" = {number(computed.numerator)} / {number(computed.denominator)}"


def _rounded(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 4)


def _csv(written: Iterable[Any]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(written)
    return text.getvalue()


def _cell(cell: Any) -> Any:
    return plain(cell) if isinstance(cell, str) else cell


_JSON = json.JSONEncoder(ensure_ascii=False)
