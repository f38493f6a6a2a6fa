"""Ranking: who stands where, with ties as ties."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit in its place; ``tied`` says that it shares it. Who has no total has no place."""

    unit: str
    total: Decimal | None
    place: int | None
    tied: bool = False


def rank(totals: Iterable[tuple[str, Decimal | None]]) -> tuple[Ranked, ...]:
    """
    Put units in their order, the most points first; who has as many shares the place, and the next places are left out.

    Standard competition ranking: 1, 2, 2, 4. Those tied stand by code; those without a total come last, unplaced.
    """
    listed = list(totals)
    known = sorted(((total, unit) for unit, total in listed if total is not None), key=lambda one: (-one[0], one[1]))
    points = [total for total, _ in known]
    placed = [Ranked(unit, total, points.index(total) + 1, points.count(total) > 1) for total, unit in known]
    return (*placed, *(Ranked(unit, None, None) for unit, total in sorted(listed, key=_by_code) if total is None))


def _by_code(one: tuple[str, Decimal | None]) -> str:
    return one[0]
