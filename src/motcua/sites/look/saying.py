"""How the figure of an indicator is written, and as what point of a chart it stands."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.reform.indicators.public import Computed, Measure
from motcua.sites.look import charts, words

UNITS: dict[Measure, str | Promise] = {
    Measure.PERCENT: "%",
    Measure.NUMBER: "",
    Measure.DAYS: gettext_lazy("working days"),
    Measure.DONG: "đồng",
    Measure.RATIO: "",
}
"""What stands after a figure, or in the title of a chart."""

PLACES = {Measure.DAYS: 1, Measure.RATIO: 2}
"""Decimal places of what is neither a share nor a whole number."""


def bare(computed: Computed) -> str:
    """Write a figure without its unit; empty where there is no data, which is not zero."""
    value = computed.value
    if value is None:
        return ""
    match computed.indicator.measure:
        case Measure.PERCENT:
            return words.bare_percent(computed.numerator, computed.denominator or 0)
        case Measure.NUMBER | Measure.DONG:
            return words.number(int(value))
        case measure:
            exact = Decimal(value.numerator) / value.denominator
            return words.decimals(exact.quantize(Decimal(1).scaleb(-PLACES[measure]), ROUND_HALF_UP))


def said(computed: Computed) -> str:
    """Write a figure with its unit; empty where there is no data."""
    written, unit = bare(computed), str(UNITS[computed.indicator.measure])
    if computed.indicator.measure is Measure.PERCENT and written:
        return words.percent(computed.numerator, computed.denominator or 0)
    return f"{written}{words.NBSP}{unit}" if written and unit else written


def exactly(computed: Computed) -> str:
    """Write a share or a mean with four places; empty where it has no more than are shown."""
    value = computed.value
    if value is None or value.denominator == 1:
        return ""
    exact = (Decimal(value.numerator) / value.denominator).quantize(Decimal("0.0001"))
    return f"{words.decimals(exact)}{words.NBSP}{UNITS[computed.indicator.measure]}".strip()


def point(label: str, computed: Computed, **also: Any) -> charts.Point:
    """Give the point of a chart that a figure is."""
    return charts.Point(label, computed.value, said=said(computed), short=bare(computed), **also)
