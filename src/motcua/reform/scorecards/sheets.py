"""Scored units on paper: as JSON, CSV, a workbook, or lines for a terminal, in the language that is active."""

import csv
import importlib
import io
import json
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from django.utils.translation import get_language, gettext

from motcua.kernel.refusals import gettext_noop
from motcua.reform.scorecards.rules.scorecard import Component, Grade, Group, Result, Scorecard, Scored

COLUMNS = ("unit", "group", "code", "numerator", "denominator", "score", "max")
HEADS = {
    "unit": gettext_noop("Unit"),
    "group": gettext_noop("Group"),
    "code": gettext_noop("Component"),
    "numerator": gettext_noop("Numerator"),
    "denominator": gettext_noop("Denominator"),
    "score": gettext_noop("Points"),
    "max": gettext_noop("of"),
}
TITLE_WIDTH = 56


Door = Callable[[str, Component], str]
"""Gives the address of the rows behind a component of a unit; empty where there are none."""


def as_json(scorecard: Scorecard, results: Sequence[Result], door: Door | None = None) -> str:
    """
    Write JSON, a line a unit. Where no component has data a group has zero points; its components say null.

    :param door: adds to each component its indicator and the address of its rows.
    """
    lines = ",\n".join(f"    {_JSON.encode(_unit(one, door))}" for one in results)
    return f'{{\n  "scorecard": {_JSON.encode(scorecard.code)},\n  "units": [\n{lines}\n  ]\n}}\n'


def _unit(result: Result, door: Door | None) -> dict[str, object]:
    return {
        "unit": result.unit,
        "total": _number(result.total),
        "groups": [
            {
                "code": group.group.code,
                "score": _number(group.score),
                "max": _number(group.group.most),
                "components": [_component(one, result.unit, door) for one in group.leaves()],
            }
            for group in result.groups
        ],
    }


def _component(one: Scored, unit: str, door: Door | None) -> dict[str, object]:
    said: dict[str, object] = {
        "code": one.component.code,
        "numerator": one.figure.numerator,
        "denominator": one.figure.denominator,
        "score": None if one.score is None else _number(one.score),
        "max": _number(one.component.most),
    }
    if door is None:
        return said
    return said | {"indicator": one.component.indicator or None, "rows": door(unit, one.component) or None}


def _number(points: Decimal) -> float:
    """Give points as JSON has them; two decimals are written back as they were."""
    return float(points)


_JSON = json.JSONEncoder(ensure_ascii=False)


def rows(results: Sequence[Result]) -> Iterator[tuple[str, str, str, int | None, int | None, Decimal | None, Decimal]]:
    """Give one row a component, in the order of :data:`COLUMNS`."""
    for result in results:
        for group in result.groups:
            for one in group.leaves():
                figure, component = one.figure, one.component
                counts = figure.numerator, figure.denominator
                yield result.unit, group.group.code, component.code, *counts, one.score, component.most


def as_csv(results: Sequence[Result]) -> str:
    """Write one line a component; a cell without data is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([plain(cell) if isinstance(cell, str) else cell for cell in row] for row in rows(results))
    return text.getvalue()


def plain(text: str) -> str:
    """Give a text that a spreadsheet will not take for a formula when it opens the file."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def as_xlsx(scorecard: Scorecard, results: Sequence[Result]) -> bytes:
    """Write a workbook: totals and groups on the first sheet, components on the second."""
    written: bytes = importlib.import_module("motcua.reform.scorecards.workbook").write(scorecard, results)
    return written


def as_lines(scorecard: Scorecard, results: Sequence[Result], door: Door | None = None) -> Iterator[str]:
    """Write scored units for a terminal, line by line; with the addresses of the rows, if there is a door to them."""
    yield titled(scorecard)
    yield basis(scorecard)
    for result in results:
        yield ""
        yield from _unit_lines(result, door)


def _unit_lines(result: Result, door: Door | None) -> Iterator[str]:
    grade = result.scorecard.grade(result.total)
    yield gettext("%(unit)s: %(total)s of %(most)s points%(grade)s") % {
        "unit": result.unit,
        "total": points(result.total),
        "most": points(result.scorecard.most),
        "grade": f", {titled_grade(grade)}" if grade else "",
    }
    for group in result.groups:
        yield _line(titled(group.group), "", score_said(group.score if group.has_data else None), group.group.most)
        for one in group.leaves():
            counted = "" if one.figure.numerator is None else f"{one.figure.numerator}/{one.figure.denominator or 0}"
            yield _line(f"  {titled(one.component)}", counted, score_said(one.score), one.component.most)
            if door and (address := door(result.unit, one.component)):
                yield f"    {address}"


def _line(title: str, counted: str, score: str, most: Decimal) -> str:
    shown = title if len(title) <= TITLE_WIDTH else f"{title[: TITLE_WIDTH - 1]}…"
    return f"{shown:<{TITLE_WIDTH}} {counted:>15} {score:>16} / {points(most):>6}"


def score_said(score: Decimal | None) -> str:
    """Write a score; where nothing is known, say so."""
    return gettext("no data") if score is None else points(score)


def titled(one: Scorecard | Group | Component) -> str:
    """Give a title in the language that is active; the Vietnamese one where there is no other."""
    return one.title if vietnamese() or not one.title_en else one.title_en


def titled_grade(grade: Grade) -> str:
    """Give a grade's name in the language that is active."""
    return grade.name if vietnamese() or not grade.name_en else grade.name_en


def basis(scorecard: Scorecard) -> str:
    """Say what a scorecard rests on, and how surely."""
    own = vietnamese()
    return gettext("Source: %(source)s. How sure: %(sure)s.") % {
        "source": scorecard.source if own or not scorecard.source_en else scorecard.source_en,
        "sure": scorecard.sure if own or not scorecard.sure_en else scorecard.sure_en,
    }


def points(value: Decimal) -> str:
    """Write points with their two decimals, as the language does."""
    return f"{value:.2f}".replace(".", ",") if vietnamese() else f"{value:.2f}"


def vietnamese() -> bool:
    """Say whether the texts are in Vietnamese."""
    return (get_language() or "vi").startswith("vi")
