"""Which units were looked at over the years, and whether enough of them were in one: plain sums."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coverage:
    """
    The units directly below one's government, and the visits to each by year.

    :param units: their ids, in the order in which they are shown.
    :param visits: how many, by unit and year; what is not there is none.
    :param asked: the share of the units, of a hundred, that a year's inspections are to reach.
    """

    units: tuple[int, ...]
    years: tuple[int, ...]
    visits: Mapping[tuple[int, int], int]
    asked: int

    def visited(self, year: int) -> int:
        """Count the units that were looked at in a year."""
        return sum((unit, year) in self.visits for unit in self.units)

    def enough(self, year: int) -> bool:
        """Say whether as many were looked at in a year as is asked."""
        return self.visited(year) * 100 >= self.asked * len(self.units)

    def missing(self, year: int) -> int:
        """Count how many more are to be looked at in a year."""
        wanted = -(-self.asked * len(self.units) // 100)
        return max(0, wanted - self.visited(year))

    def last_year(self, unit: int, *, before: int) -> int | None:
        """Give the latest year, until a given one, in which a unit was looked at; none if it never was."""
        years = [year for (of, year) in self.visits if of == unit and year <= before]
        return max(years, default=None)


def counted(visits: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Count visits, each told by unit and year."""
    found: dict[tuple[int, int], int] = {}
    for one in visits:
        found[one] = found.get(one, 0) + 1
    return found
