"""Figures of inspections in words, in the language that is active."""

from fractions import Fraction

from django.utils.translation import get_language, gettext

from motcua.reform.indicators.public import Computed
from motcua.reform.inspections.rules.figures import ENGLISH, VIETNAMESE, FixedFigure, Part, Spelling
from motcua.reform.inspections.rules.self_report import SentFigure


def said(figure: Computed | FixedFigure | SentFigure, part: Part | None = None) -> str:
    """
    Write a figure as its reader sees it: ``10.095``, ``95,9 %``, ``882/882``; or say that there is no data.

    :param part: what of it is written; by default what a fixed figure names, else the figure itself.
    """
    spelling = _spelling()
    shown: Part = part or (figure.ref.part if isinstance(figure, FixedFigure) else "value")
    measure = figure.indicator.measure.value if isinstance(figure, Computed) else figure.measure
    value, whole = figure.value, figure.denominator
    if shown == "numerator" and not (value is None and whole is None):
        return spelling.number(figure.numerator)
    if shown == "denominator" and whole is not None:
        return spelling.number(whole)
    if shown == "counts" and whole is not None:
        return f"{spelling.number(figure.numerator)}/{spelling.number(whole)}"
    if value is None:
        return gettext("no data")
    match measure:
        case "percent" if whole:
            return spelling.percent(figure.numerator, whole)
        case "days":
            return gettext("%(number)s working days") % {"number": spelling.decimal(value)}
        case "dong":
            return f"{spelling.number(int(value))} đồng"
        case "number":
            return spelling.number(int(value))
        case _:
            return spelling.decimal(Fraction(value), places=2)


def stated_said(stated: str, measure: str = "number") -> str:
    """Write a figure that a unit stated, as :func:`reporting.read_stated` keeps it, as its reader sees it."""
    spelling = _spelling()
    if "/" in stated:
        return "/".join(spelling.number(int(one)) for one in stated.split("/"))
    written = spelling.decimal(Fraction(stated), places=4) if stated else ""
    match measure:
        case "percent" if written:
            return f"{written}{spelling.before_percent}%"
        case "days" if written:
            return gettext("%(number)s working days") % {"number": written}
        case "dong" if written:
            return f"{written} đồng"
        case _:
            return written


def _spelling() -> Spelling:
    return VIETNAMESE if (get_language() or "vi").startswith("vi") else ENGLISH
