"""Indicators: declared records that turn counts into a figure of which one can ask how it was made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.indicators.rules.counts import BY_CODE
from motcua.reform.indicators.rules.form import Figures


@dataclass(frozen=True, slots=True)
class Indicator:
    """
    What share of a population is counted.

    A changed legal definition is a new record with a later ``valid_from``; none is ever edited.

    :param population: the codes of the counts whose rows make the denominator; no row is in two of them.
    :param counts: the same for the numerator.
    :param better: where it should go.
    :param sure: how well the source says so.
    """

    code: str
    title: str
    formula: str
    population: tuple[str, ...]
    counts: tuple[str, ...]
    better: Literal["higher", "lower"]
    valid_from: date
    source: str
    sure: str
    valid_to: date | None = None
    measure: Literal["percent"] = "percent"

    def numerator(self, figures: Figures) -> int:
        """Count the rows that it counts."""
        return sum(figures.value(code) for code in self.counts)

    def denominator(self, figures: Figures) -> int:
        """Count the rows of its population."""
        return sum(figures.value(code) for code in self.population)

    def value(self, figures: Figures) -> Fraction | None:
        """Give the figure, exact, in per cent. Where there is no population there is no figure, which is not zero."""
        whole = self.denominator(figures)
        return Fraction(100 * self.numerator(figures), whole) if whole else None


class UnknownIndicator(Refused):
    """No indicator of this code is in force on this day."""


class Registry:
    """All indicators that the program knows, each listed by hand. :raises ValueError: for a code declared twice."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self._records = tuple(indicators)
        begun = {(one.code, one.valid_from) for one in self._records}
        unknown = {code for one in self._records for code in (*one.population, *one.counts)} - set(BY_CODE)
        if len(begun) != len(self._records) or unknown:
            raise ValueError(f"indicators are declared twice, or count what is not declared: {sorted(unknown)}")

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self._records)

    def in_force(self, on: date) -> tuple[Indicator, ...]:
        """Give the indicators in force on a day, in the order of the registry."""
        return tuple(
            one for one in self._records if one.valid_from <= on and (one.valid_to is None or on <= one.valid_to)
        )

    def find(self, code: str, *, on: date) -> Indicator:
        """Give the record of a code that is in force on a day. :raises UnknownIndicator:"""
        for one in self.in_force(on):
            if one.code == code:
                return one
        raise UnknownIndicator(
            gettext_noop("no indicator of this code is in force on %(day)s"),
            field="indicator",
            value=code,
            expected=gettext_noop("write one of %(codes)s"),
            params={"day": on.isoformat(), "codes": ", ".join(one.code for one in self.in_force(on))},
        )


REGISTRY = Registry(
    [
        Indicator(
            code="dossiers.on_time",
            title=gettext_noop("Resolved early or on time"),
            formula="((8) + (9)) / (7)",
            population=("resolved.total",),
            counts=("resolved.early", "resolved.on_time"),
            better="higher",
            valid_from=date(2020, 10, 21),
            source="columns of form II.06, TT 01/2020/TT-VPCP; the share is common usage",
            sure="reading",
        ),
        Indicator(
            code="dossiers.late",
            title=gettext_noop("Overdue, resolved or not, of all that was to be resolved"),
            formula="((10) + (13)) / (3)",
            population=("received.total",),
            counts=("resolved.overdue", "pending.overdue"),
            better="lower",
            valid_from=date(2020, 10, 21),
            source="public definition of tỉnh Gia Lai's one-stop system, announcement 301",
            sure="secondary source",
        ),
        Indicator(
            code="dossiers.online",
            title=gettext_noop("Received online, of those received in the period"),
            formula="(4) / ((4) + (5))",
            population=("received.online", "received.direct"),
            counts=("received.online",),
            better="higher",
            valid_from=date(2020, 10, 21),
            source="columns of form II.06, TT 01/2020/TT-VPCP; the share is common usage",
            sure="reading",
        ),
    ]
)
