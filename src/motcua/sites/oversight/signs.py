"""Signals: questions to check, each with its base rate. None of them says that anyone did wrong."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from motcua.reform.indicators.public import REGISTRY, Computed, asks, thresholds_on
from motcua.sites.look.public import asking, saying
from motcua.sites.oversight.figure import Figure, figure


@dataclass(frozen=True, slots=True)
class ToCheck:
    """
    A signal as a page shows it: the question to check, and the figure that raises it.

    :param base: the per cent that honest work may come to, and ``sure`` how well that is known.
    """

    question: str
    figure: Figure
    base: int
    sure: str


def codes(question: asking.Question) -> list[str]:
    """Give the codes of the signals in force at the end of a period."""
    return [one.code for one in REGISTRY.in_force(question.period.last) if one.signal]


def raised(computed: Mapping[str, Computed], question: asking.Question) -> list[ToCheck]:
    """Tell the signals that ask, out of computed indicators; the others are left out."""
    limits = thresholds_on(question.period.last)
    return [
        ToCheck(
            gettext(one.indicator.signal), figure(one, question), limits.base[one.code], str(saying.SURE[limits.sure])
        )
        for one in computed.values()
        if one.indicator.signal and asks(one, question.period.last)
    ]
