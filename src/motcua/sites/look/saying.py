"""How the figure of an indicator is written, and as what point of a chart it stands."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from motcua.reform.indicators.public import Computed, Count, Measure
from motcua.sites.look import charts, words

UNITS: dict[Measure, str | Promise] = {
    Measure.PERCENT: "%",
    Measure.NUMBER: "",
    Measure.DAYS: gettext_lazy("working days"),
    Measure.DONG: "đồng",
    Measure.RATIO: "",
}
"""What stands after a figure, or in the title of a chart."""

SURE: dict[str, str | Promise] = {
    "text": gettext_lazy("the text of the law was read"),
    "reading": gettext_lazy("our reading"),
    "secondary source": gettext_lazy("a secondary source"),
    "illustrative": gettext_lazy("illustrative"),
}
"""How well a source says so."""

BETTER: dict[str | None, str | Promise] = {
    "higher": gettext_lazy("Higher is better."),
    "lower": gettext_lazy("Lower is better."),
    None: "",
}

HOLDER_LOOKS = {
    "dossiers.days_office": (gettext_lazy("this office"), "1"),
    "dossiers.days_agency": (gettext_lazy("other agencies"), "agency"),
    "dossiers.days_citizen": (gettext_lazy("citizens, not counted"), "citizen"),
}
"""How the time in someone's hands is named and filled: solid, hatched, or dashed as it does not count."""

PLACES = {Measure.DAYS: 1, Measure.RATIO: 2}
"""Decimal places of what is neither a share nor a whole number."""


def bare(computed: Computed) -> str:
    """Write a figure without its unit; empty where there is no data, which is not zero."""
    return written(computed.indicator.measure, computed.value, computed.numerator, computed.denominator)


def said(computed: Computed) -> str:
    """Write a figure with its unit; empty where there is no data."""
    return with_unit(computed.indicator.measure, computed.value, computed.numerator, computed.denominator)


def written(measure: Measure, value: Fraction | None, part: int | None, whole: int | None) -> str:
    """Write a value without its unit, a share from its two sides; empty where there is none."""
    if value is None:
        return ""
    match measure:
        case Measure.PERCENT:
            return words.bare_percent(part or 0, whole or 0)
        case Measure.NUMBER | Measure.DONG:
            return words.number(int(value))
        case _:
            exact = Decimal(value.numerator) / value.denominator
            return words.decimals(exact.quantize(Decimal(1).scaleb(-PLACES[measure]), ROUND_HALF_UP))


def with_unit(measure: Measure, value: Fraction | None, part: int | None, whole: int | None) -> str:
    """Write a value with its unit; empty where there is none."""
    number, unit = written(measure, value, part, whole), str(UNITS[measure])
    if measure is Measure.PERCENT and number:
        return words.percent(part or 0, whole or 0)
    return f"{number}{words.NBSP}{unit}" if number and unit else number


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


def titles(counts: Iterable[Count]) -> str:
    """Say what some counts count, in one phrase without capitals."""
    said = [gettext(count.title) for count in counts]
    return words.join([one[:1].lower() + one[1:] for one in said])
