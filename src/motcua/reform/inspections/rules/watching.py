"""A watch: the figure that a recommendation is tied to, and whether it says that the fault is mended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from typing import Any

from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop

WINDOW = 90
"""Days. No text says over how long a remedy must hold; a quarter shows most procedures more than once."""


class Comparison(StrEnum):
    """On which side of the target a figure is well; the target itself is."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


COMPARISON_TITLES: Mapping[Comparison, str] = {
    Comparison.AT_LEAST: gettext_noop("at least"),
    Comparison.AT_MOST: gettext_noop("at most"),
}


@dataclass(frozen=True, slots=True)
class Watch:
    """
    What a figure must say for a recommendation to be closed, and to stay so.

    :param indicator: the code of an indicator; the unit is that of the recommendation.
    :param target: in what the indicator is measured in: 90 is 90 per cent.
    :param own: leave out lower levels of government.
    :param days: how many days up to today the figure is of; 0 stands for the calendar year so far.
    """

    indicator: str
    comparison: Comparison
    target: Decimal
    own: bool = False
    days: int = WINDOW

    def period(self, on: date, *, since: date) -> Period:
        """Give the days that it looks at on a day; what lay before ``since``, when it was set, is not held against."""
        return Period(max(on - timedelta(days=self.days - 1), since) if self.days else on.replace(month=1, day=1), on)

    def met(self, value: Fraction | None) -> bool | None:
        """Say whether a figure is well; None where there is no figure, which is neither."""
        if value is None:
            return None
        return value >= self.target if self.comparison is Comparison.AT_LEAST else value <= self.target

    def to_payload(self) -> dict[str, Any]:
        """Give it as it stands in an event and in a row."""
        return {
            "indicator": self.indicator,
            "comparison": self.comparison.value,
            "target": str(self.target),
            "own": self.own,
            "days": self.days,
        }

    @classmethod
    def from_payload(cls, said: Mapping[str, Any]) -> "Watch":
        """Read it back."""
        comparison, target = Comparison(said["comparison"]), Decimal(said["target"])
        return cls(said["indicator"], comparison, target, said["own"], said["days"])


@dataclass(frozen=True, slots=True)
class Seen:
    """
    What a watch saw: the figure of the days that it looks at, and the state of the facts that it was made from.

    :param value: None where there was no data.
    """

    value: Fraction | None
    numerator: int
    denominator: int | None
    first: date
    last: date
    as_of: datetime
    facts: str

    def to_payload(self) -> dict[str, Any]:
        """Give it as it stands in an event and in a row."""
        return {
            "value": None if self.value is None else str(self.value),
            "numerator": self.numerator,
            "denominator": self.denominator,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "as_of": self.as_of.isoformat(),
            "facts": self.facts,
        }

    @classmethod
    def from_payload(cls, said: Mapping[str, Any]) -> "Seen":
        """Read it back."""
        return cls(
            None if said["value"] is None else Fraction(said["value"]),
            said["numerator"],
            said["denominator"],
            date.fromisoformat(said["first"]),
            date.fromisoformat(said["last"]),
            datetime.fromisoformat(said["as_of"]),
            said["facts"],
        )


def read_target(text: str) -> Decimal:
    """Read the target of a watch, with a comma or a point. :raises Refused: if it is no number, or below zero."""
    try:
        target = Decimal(text.strip().replace(",", "."))
        if target.is_finite() and target >= 0:
            return target
    except InvalidOperation:
        pass
    raise Refused(
        gettext_noop("the target is no number"),
        field="target",
        value=text,
        expected=gettext_noop("write a number such as 95 or 99,5"),
    )
