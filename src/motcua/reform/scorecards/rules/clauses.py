"""Clauses: how a component turns what was counted into points."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """The clauses by name, as a scorecard writes them."""

    PROPORTIONAL = "proportional"
    STEPWISE = "stepwise"
    YES_NO = "yes_no"
    PENALTY = "penalty"
    GIVEN = "given"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class Proportional:
    """
    Points in proportion to the rate; all of them at the target and beyond.

    :param floor: below this rate there is no point at all.
    """

    target: Fraction
    floor: Fraction = Fraction(0)
    kind: Kind = Kind.PROPORTIONAL

    def points(self, part: int, whole: int, most: Fraction) -> Fraction:
        """Give the exact points of ``part`` in ``whole``, which is not zero."""
        if part * self.floor.denominator < self.floor.numerator * whole:
            return Fraction(0)
        if part * self.target.denominator >= self.target.numerator * whole:
            return most
        return Fraction(
            most.numerator * part * self.target.denominator, most.denominator * whole * self.target.numerator
        )


@dataclass(frozen=True, slots=True)
class Step:
    """So many points from this rate on, or up to it."""

    bound: Fraction
    points: Fraction


@dataclass(frozen=True, slots=True)
class Stepwise:
    """
    Points of the best step that the rate reaches; none where it reaches none.

    :param rising: whether more is better: the bounds are then "at least", else "at most".
    """

    steps: tuple[Step, ...]
    rising: bool = True
    kind: Kind = Kind.STEPWISE

    def points(self, part: int, whole: int, most: Fraction) -> Fraction:
        """Give the exact points of ``part`` in ``whole``, which is not zero."""
        rate = Fraction(part, whole)
        reached = [one.points for one in self.steps if (rate >= one.bound if self.rising else rate <= one.bound)]
        return max(reached, default=Fraction(0))


@dataclass(frozen=True, slots=True)
class YesNo:
    """All points if everything that was asked for was done, else none."""

    kind: Kind = Kind.YES_NO

    def points(self, part: int, whole: int, most: Fraction) -> Fraction:
        """Give the exact points of ``part`` in ``whole``, which is not zero."""
        return most if part >= whole else Fraction(0)


@dataclass(frozen=True, slots=True)
class Penalty:
    """All points less ``each`` for every case counted, down to ``least``."""

    each: Fraction
    least: Fraction = Fraction(0)
    kind: Kind = Kind.PENALTY

    def points(self, part: int, whole: int, most: Fraction) -> Fraction:
        """Give the exact points after ``part`` cases; how many there could have been does not matter."""
        return max(self.least, most - self.each * part)


@dataclass(frozen=True, slots=True)
class Given:
    """Points that somebody gives; nothing is counted."""

    kind: Kind = Kind.GIVEN


@dataclass(frozen=True, slots=True)
class Survey(Proportional):
    """In proportion to a survey's index, satisfied answers of all answers. The surveyed say it, no office does."""

    target: Fraction = Fraction(1)
    kind: Kind = Kind.SURVEY


Clause = Proportional | Stepwise | YesNo | Penalty | Given | Survey
PARAMETERS: Mapping[Kind, tuple[str, ...]] = {
    Kind.PROPORTIONAL: ("target", "floor"),
    Kind.STEPWISE: ("steps",),
    Kind.YES_NO: (),
    Kind.PENALTY: ("each", "least"),
    Kind.GIVEN: (),
    Kind.SURVEY: ("target", "floor"),
}
"""What each clause is told."""
