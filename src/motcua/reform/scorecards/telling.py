"""A scorecard in words: what each clause asks for, and where its figures come from."""

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext

from motcua.reform.registers import public as registers
from motcua.reform.scorecards.rules.clauses import Given, Penalty, Proportional, Stepwise, Survey
from motcua.reform.scorecards.rules.scorecard import Component, Empty, Group, Scorecard
from motcua.reform.scorecards.sheets import basis, points, titled, titled_grade, vietnamese


def clause_said(component: Component) -> str:
    """Say in one line how a component is scored."""
    clause, most = component.clause, points(component.most)
    match clause:
        case Survey():
            said = gettext("%(most)s × index of the survey, all points at %(target)s")
            return said % {"most": most, "target": percent(clause.target)}
        case Proportional(floor=floor) if floor:
            said = gettext("in proportion, all points at %(target)s, none below %(floor)s")
            return said % {"target": percent(clause.target), "floor": percent(floor)}
        case Proportional():
            return gettext("in proportion, all points at %(target)s") % {"target": percent(clause.target)}
        case Stepwise():
            sign = "≥" if clause.rising else "≤"
            return "; ".join(
                gettext("%(sign)s %(bound)s: %(points)s")
                % {"sign": sign, "bound": percent(one.bound), "points": _plain(one.points)}
                for one in clause.steps
            )
        case Penalty():
            said = gettext("all points less %(each)s for each case, down to %(least)s")
            return said % {"each": _plain(clause.each), "least": _plain(clause.least)}
        case Given():
            return gettext("points that are given")
        case _:
            return gettext("all points if all was done, else none")


def empty_said(component: Component) -> str:
    """Say what it means that there was nothing to count."""
    return {
        Empty.NO_DATA: gettext("nothing to count: no data"),
        Empty.ZERO: gettext("nothing to count: no points"),
        Empty.FULL: gettext("nothing to count: all points"),
    }[component.empty]


def basis_said(component: Component) -> str:
    """Say where the figures of a component come from."""
    if component.indicator:
        return gettext("indicator %(code)s") % {"code": component.indicator}
    if component.register:
        return gettext("register: %(title)s") % {"title": gettext(registers.register_of(component.register).title)}
    return component.outside


def percent(rate: Fraction) -> str:
    """Write a rate in per cent."""
    return f"{_plain(rate * 100)} %" if vietnamese() else f"{_plain(rate * 100)}%"


def _plain(value: Fraction) -> str:
    text = f"{float(value):g}"
    return text.replace(".", ",") if vietnamese() else text


def tree_lines(scorecard: Scorecard) -> Iterator[str]:
    """Write a scorecard's tree for a terminal, line by line."""
    yield titled(scorecard)
    yield basis(scorecard)
    for group in scorecard.groups:
        yield ""
        yield from _group_lines(group, "")
    if scorecard.grades:
        yield ""
        yield "; ".join(f"≥ {points(one.least)} {titled_grade(one)}" for one in scorecard.grades)


def _group_lines(group: Group, indent: str) -> Iterator[str]:
    yield f"{indent}{titled(group)} [{group.code}]: {points(group.most)}"
    for one in group.components:
        yield f"{indent}  {one.code}: {titled(one)}, {points(one.most)}"
        yield f"{indent}    {clause_said(one)}; {empty_said(one)}; {basis_said(one)}"
        if one.note:
            yield f"{indent}    {one.note}"
    for smaller in group.groups:
        yield from _group_lines(smaller, f"{indent}  ")
