"""What is given for an indicator: the figure with all that it takes to check it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Literal, overload

from motcua.reform.indicators.rules.indicators import Indicator
from motcua.reform.indicators.rules.practice import Practice

Part = Literal["population", "counts"]
PARTS: tuple[Part, ...] = ("population", "counts")
"""The two sides of a share, the denominator first."""


@dataclass(frozen=True, slots=True)
class Computed:
    """
    An indicator of a unit.

    :param denominator: None for a figure that is no share.
    :param as_of: the instant it is judged at, aware, in the zone of the installation.
    :param declared: whether the register it rests on was declared complete for the period; None if it rests on none.
    :param facts: the id of the state of the facts it was made from, to be cited.
    :param lines: its breakdown, if one was asked for.
    """

    indicator: Indicator
    numerator: int
    denominator: int | None
    as_of: datetime
    practice: Practice
    facts: str
    declared: bool | None = None
    lines: Sequence["Line"] = ()

    @property
    def code(self) -> str:
        """Give the code of its indicator."""
        return self.indicator.code

    @property
    def value(self) -> Fraction | None:
        """Give the figure, exact; None where there is no data, which is not zero."""
        if not self.numerator and self.declared is False:
            return None
        return self.indicator.value(self.numerator, self.denominator, self.practice)

    @property
    def statements(self) -> tuple[str, ...]:
        """Give the sentences that stand beside it, in English, marked for translation."""
        return self.practice.statements(self.indicator.settings)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a breakdown. ``key`` is the code of the unit, field or procedure, the channel, or the month."""

    key: str
    name: str
    computed: Computed


@dataclass(frozen=True, slots=True)
class Lines(Sequence[Line]):
    """
    The lines of a breakdown in columns; each line is made when it is looked at, since there may be thousands.

    :param of: what all lines share: the indicator, the instant, the setting, the facts.
    :param declared: for each line whether its register was declared complete; None if the figure rests on none.
    """

    of: Computed
    keys: Sequence[str]
    names: Sequence[str]
    numerators: Sequence[int]
    denominators: Sequence[int | None]
    declared: Sequence[bool | None] | None = None

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Line]: ...
    def __getitem__(self, place: int | slice) -> Line | Sequence[Line]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        computed = replace(
            self.of,
            numerator=self.numerators[place],
            denominator=self.denominators[place],
            declared=None if self.declared is None else self.declared[place],
        )
        return Line(self.keys[place], self.names[place], computed)


@dataclass(frozen=True, slots=True)
class Behind:
    """
    A row behind an indicator.

    :param table: the fact table that it stands in; ``id`` is of what that table is about: a dossier, an offer, a case.
    :param label: the dossier's code; empty for what has none.
    :param adds: what it adds to the figure: one, or its weight.
    :param value: where different values are counted, the one that it has.
    """

    table: str
    id: int
    label: str
    unit: str
    procedure: int | None
    adds: int
    value: int | None
