"""What is shown, as files: JSON whole, CSV one line a number. Titles are in the language that is active."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext

from motcua.foundation.ledger.public import Checkpoint
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import REGISTRY, plain
from motcua.reform.performance.rules.content import Figure, Line, Performance, content, rounded
from motcua.reform.performance.rules.letting_out import FEWEST
from motcua.reform.performance.rules.measures import CELLS

HEADS = (
    "table", "key", "name", "code", "title", "definition_from", "numerator", "denominator", "value", "measure",
    "kept_back", "unit", "from", "to", "own", "as_of", "known_events", "facts", "checkpoint_size", "checkpoint_root",
)  # fmt: skip
"""The columns of the CSV. Each line bears what it takes to find the number again."""


def full(made: Performance, checkpoint: Checkpoint | None) -> dict[str, Any]:
    """Give all that stands in the JSON file: what is shown, its definitions, the rule of few, the checkpoint."""
    codes = dict.fromkeys((one.code, one.valid_from) for _, line in made.lines() for one in line.figures)
    return content(made) | {
        "definitions": [indicators.described(REGISTRY.find(code, on=day)) for code, day in codes],
        "cells": {cell: gettext(indicators.BY_CODE[cell].title) for cell in CELLS},
        "fewest": FEWEST,
        "checkpoint": {"size": checkpoint.size, "root": checkpoint.root.hex()} if checkpoint else None,
    }


def as_json(made: Performance, checkpoint: Checkpoint | None) -> str:
    """Write the JSON file; its shape is described in ``docs/reference/open-figures.md``."""
    return json.dumps(full(made, checkpoint), ensure_ascii=False, indent=1) + "\n"


def as_csv(made: Performance, checkpoint: Checkpoint | None, *, table: str = "") -> Iterator[str]:
    """
    Write numbers line by line beneath their heads: every count and every figure, of one table or of all.

    Texts that a spreadsheet would take for formulas are written so that it does not.

    :param table: ``whole``, ``unit``, ``field``, ``month`` or ``satisfaction``; empty for all.
    """
    root = (checkpoint.size, checkpoint.root.hex()) if checkpoint else ("", "")
    whose = (plain(made.unit), made.period.first, made.period.last, int(made.own), made.as_of.isoformat())
    known = (*whose, made.events, made.facts, *root)
    yield _written(HEADS)
    for by, line in made.lines():
        if table in {"", by}:
            yield from (_written((by, plain(line.key), plain(line.name), *said, *known)) for said in _numbers(line))
    if made.satisfaction and table in {"", "satisfaction"}:
        yield from (_written((*said, *known)) for said in _answers(made))


def _numbers(line: Line) -> Iterator[tuple[Any, ...]]:
    for cell, count in zip(CELLS, line.counts, strict=True):
        yield cell, plain(gettext(indicators.BY_CODE[cell].title)), "", count, "", count, "number", 0
    yield from map(_figure, line.figures)


def _figure(one: Figure) -> tuple[Any, ...]:
    defined = REGISTRY.find(one.code, on=one.valid_from)
    return (
        one.code,
        plain(gettext(defined.title)),
        one.valid_from,
        one.numerator,
        one.denominator,
        rounded(one.value),
        defined.measure.value,
        int(one.kept_back),
    )


def _answers(made: Performance) -> Iterator[tuple[Any, ...]]:
    told = made.satisfaction
    if told is None:
        return
    names = {line.key: line.name for line in made.table("unit").lines}
    defined = REGISTRY.find(SATISFIED, on=made.period.last)
    title, from_day = plain(gettext(defined.title)), defined.valid_from
    rows = [(made.unit, made.name, told.answers, told.satisfied)]
    rows += [(one.key, names.get(one.key, ""), one.answers, one.satisfied) for one in told.units]
    for key, name, answers, satisfied in rows:
        few = not answers
        value = "" if few else round(100 * satisfied / answers, 4)
        yield (
            "satisfaction", plain(key), plain(name), SATISFIED, title, from_day, "" if few else satisfied,
            "" if few else answers, value, defined.measure.value, int(few),
        )  # fmt: skip


SATISFIED = "surveys.satisfied"


def _written(cells: tuple[Any, ...]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(
        one.isoformat() if isinstance(one, date) else "" if one is None else one for one in cells
    )
    return text.getvalue()
