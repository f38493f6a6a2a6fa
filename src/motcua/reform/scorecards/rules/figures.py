"""Figures from elsewhere: rows of ``unit,code,numerator,denominator[,score]``, checked against a scorecard."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.tables import Row, RowsRefused
from motcua.reform.scorecards.rules.clauses import Kind
from motcua.reform.scorecards.rules.points import read_points
from motcua.reform.scorecards.rules.scorecard import Component, Figure, Scorecard

FIGURES_NEEDED = ("unit", "code", "numerator", "denominator")
FIGURES_KNOWN = ("score",)
_WHOLE = re.compile(r"\d{1,15}", re.ASCII)
_NEGATIVE = re.compile(r"[-−]\s*\d[\d.,]*")

Figures = Mapping[str, Mapping[str, Figure]]
"""Of each unit, by component."""


class WrongFigure(Refused):
    """A row says of a component what cannot be."""


def take_figures(rows: Sequence[Row], scorecard: Scorecard) -> Figures:
    """
    Read figures, of each unit in the order of the file.

    :raises RowsRefused: with everything that is wrong.
    """
    known = {one.code: one for one in scorecard.components()}
    taken: dict[str, dict[str, Figure]] = {}
    lines: dict[tuple[str, str], int] = {}
    refusals: list[Refused] = []
    for row in rows:
        try:
            unit, component = _of_whom(row), _component(row, known)
            other = lines.setdefault((unit, component.code), row.line)
            if other != row.line:
                raise WrongFigure(
                    gettext_noop("line %(other)s has this component of this unit already"),
                    field="code",
                    value=component.code,
                    expected=gettext_noop("leave one of them out"),
                    params={"other": other},
                )
            taken.setdefault(unit, {})[component.code] = _figure(row, component)
        except Refused as refusal:
            refusals.append(refusal.at_line(row.line))
    if refusals:
        raise RowsRefused(refusals, read=len(rows))
    return taken


def check(component: Component, figure: Figure) -> Figure:
    """Check that a figure can be one of a component, and give it back. :raises WrongFigure:"""
    part, whole = figure.numerator, figure.denominator
    if part is None and whole is not None:
        raise WrongFigure(
            gettext_noop("there is a denominator and no numerator"),
            field="numerator",
            value="",
            expected=gettext_noop("write both, or neither where nothing is known"),
        )
    if part is not None and whole is None and component.clause.kind is not Kind.PENALTY:
        raise WrongFigure(
            gettext_noop("there is a numerator and no denominator"),
            field="denominator",
            value="",
            expected=gettext_noop("write both, or neither where nothing is known"),
        )
    if part is not None and whole is not None and part > whole and not component.beyond:
        raise WrongFigure(
            gettext_noop("the numerator is above the denominator"),
            field="numerator",
            value=part,
            expected=gettext_noop("count no more than the %(whole)s that there are"),
            params={"whole": whole},
        )
    if figure.score is not None:
        check_points(component, figure.score, field="score")
    return figure


def check_points(component: Component, points: Decimal, *, field: str) -> Decimal:
    """Check that a component can have so many points, and give them back. :raises WrongFigure:"""
    if not component.least <= points <= component.most:
        raise WrongFigure(
            gettext_noop("the component cannot have so many points"),
            field=field,
            value=points,
            expected=gettext_noop("write a number from %(least)s to %(most)s"),
            params={"least": component.least, "most": component.most},
        )
    return points


def _of_whom(row: Row) -> str:
    unit = row["unit"]
    if not unit:
        raise WrongFigure(
            gettext_noop("the row names no unit"), field="unit", value="", expected=gettext_noop("write its code")
        )
    return unit


def _component(row: Row, known: Mapping[str, Component]) -> Component:
    code = row["code"]
    if code not in known:
        near = ", ".join(get_close_matches(code, known, n=3, cutoff=0.6))
        raise WrongFigure(
            gettext_noop("the scorecard has no component of this code"),
            field="code",
            value=code,
            expected=gettext_noop("near it are %(near)s") if near else gettext_noop("see: motcua scorecard show"),
            params={"near": near},
        )
    return known[code]


def _figure(row: Row, component: Component) -> Figure:
    score = row["score"]
    return check(
        component,
        Figure(
            _count(row["numerator"], field="numerator"),
            _count(row["denominator"], field="denominator"),
            read_points(score, field="score") if score else None,
        ),
    )


def _count(text: str, *, field: str) -> int | None:
    if not text:
        return None
    if _WHOLE.fullmatch(text):
        return int(text)
    negative = _NEGATIVE.fullmatch(text)
    raise WrongFigure(
        gettext_noop("a count cannot be negative") if negative else gettext_noop("this is not a whole number"),
        field=field,
        value=text,
        expected=gettext_noop("write 0 or more") if negative else gettext_noop("write digits only, as 184513"),
    )
