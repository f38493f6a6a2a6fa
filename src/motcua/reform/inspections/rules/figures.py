"""Figures of a conclusion: what each is of while it lives, and what stands of it once it is fixed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Literal

from motcua.kernel.periods import Period

Part = Literal["value", "numerator", "denominator", "counts"]
"""What of a figure is written: the figure, either of its counts, or both as ``882/882``."""

Split = Literal["", "field", "procedure"]
Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FigureRef:
    """
    A figure that is asked for, and that is another one as long as what it counts may change.

    :param code: of the indicator.
    :param unit: ``CODE`` on the last day of the period, or ``CODE@DATE``.
    :param own: leave out lower levels of government.
    :param by: what it is narrowed by, and :param key: to which: the code of a field or of a procedure.
    """

    code: str
    unit: str
    first: date
    last: date
    own: bool = False
    part: Part = "value"
    by: Split = ""
    key: str = ""

    @property
    def period(self) -> Period:
        """Give the days that it is about."""
        return Period(self.first, self.last)

    def whole(self) -> "FigureRef":
        """Give the figure that it is a part of."""
        return replace(self, part="value")

    def to_payload(self) -> dict[str, Any]:
        """Give it as JSON; what is not said is as by default."""
        said: dict[str, Any] = {
            "code": self.code,
            "unit": self.unit,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
        }
        if self.own:
            said["own"] = True
        if self.part != "value":
            said["part"] = self.part
        return said | ({"by": self.by, "key": self.key} if self.by else {})

    @classmethod
    def from_payload(cls, payload: Payload) -> "FigureRef":
        """Read it from JSON."""
        days = {name: date.fromisoformat(payload[name]) for name in ("first", "last")}
        return cls(**{**payload, **days})


@dataclass(frozen=True, slots=True)
class FixedFigure:
    """
    A figure as it was at an instant, with all that it takes to see whether it still is.

    :param value: exact; None where there was no data, which is not zero.
    :param denominator: None for a figure that is no share.
    :param rows: how many lines ``rows_csv`` gave beneath its head, and :param digest: the SHA-256 of them all, in hex.
    :param as_of: the instant of judgement.
    :param facts: the id of the state of the facts that it was made from, and :param events: of how many of the ledger.
    :param valid_from: since when its definition is in force: with the code it names the definition.
    :param checkpoint: the size and the root, in hex, of the ledger as it was signed last before.
    """

    ref: FigureRef
    measure: str
    value: Fraction | None
    numerator: int
    denominator: int | None
    rows: int
    digest: str
    as_of: datetime
    facts: str
    events: int
    valid_from: date
    checkpoint: tuple[int, str] | None

    def to_payload(self) -> dict[str, Any]:
        """Give it as JSON."""
        return {
            "of": self.ref.to_payload(),
            "measure": self.measure,
            "value": None if self.value is None else str(self.value),
            "numerator": self.numerator,
            "denominator": self.denominator,
            "rows": self.rows,
            "digest": self.digest,
            "as_of": self.as_of.isoformat(),
            "facts": self.facts,
            "events": self.events,
            "valid_from": self.valid_from.isoformat(),
            "checkpoint": list(self.checkpoint) if self.checkpoint else None,
        }

    @classmethod
    def from_payload(cls, payload: Payload) -> "FixedFigure":
        """Read it from JSON."""
        return cls(
            ref=FigureRef.from_payload(payload["of"]),
            measure=payload["measure"],
            value=None if payload["value"] is None else Fraction(payload["value"]),
            numerator=payload["numerator"],
            denominator=payload["denominator"],
            rows=payload["rows"],
            digest=payload["digest"],
            as_of=datetime.fromisoformat(payload["as_of"]),
            facts=payload["facts"],
            events=payload["events"],
            valid_from=date.fromisoformat(payload["valid_from"]),
            checkpoint=(payload["checkpoint"][0], payload["checkpoint"][1]) if payload["checkpoint"] else None,
        )


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a language writes numbers: what stands between thousands, before decimals, before the sign of per cent."""

    thousands: str
    point: str
    before_percent: str

    def number(self, count: int) -> str:
        """Write a whole number."""
        return f"{count:,}".replace(",", self.thousands)

    def decimal(self, value: Fraction, places: int = 1) -> str:
        """Write a number to some places, rounded half up, without noughts at its end."""
        return self._plain((Decimal(value.numerator) / value.denominator).quantize(_step(places), ROUND_HALF_UP))

    def percent(self, numerator: int, denominator: int, places: int = 1) -> str:
        """Write a share; what is not all is never written as 100, what is not none never as 0."""
        exact = Decimal(100 * numerator) / denominator
        shown = exact.quantize(_step(places), ROUND_HALF_UP)
        if shown == 100 and numerator != denominator:
            shown = exact.quantize(_step(places), ROUND_DOWN)
        if not shown and numerator:
            shown = _step(places)
        return f"{self._plain(shown)}{self.before_percent}%"

    def _plain(self, value: Decimal) -> str:
        whole, _, rest = f"{value:f}".partition(".")
        rest = rest.rstrip("0")
        written = self.number(int(whole))
        return f"{written}{self.point}{rest}" if rest else written


def _step(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


VIETNAMESE = Spelling(".", ",", "\u00a0")
ENGLISH = Spelling(",", ".", "")
