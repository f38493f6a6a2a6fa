"""Tallies: counts run over all rows at once, by the unit that each row is of, and kept while the facts stay."""

from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import compress, repeat
from operator import or_
from threading import Lock
from typing import Any

import narwhals as nw

from motcua.foundation.facts.public import Facts
from motcua.reform.indicators.queries.sources import scan_of
from motcua.reform.indicators.rules.moments import Moment
from motcua.reform.indicators.rules.populations import Count, Frame, Scan, measures
from motcua.reform.indicators.rules.practice import Practice

KEPT = 1_500_000
"""How many numbers are kept at most, by unit and count: about a hundred megabytes."""


@dataclass(frozen=True, slots=True)
class Tally:
    """
    One count, by unit or by another column.

    Where different values are counted, each number is a set of them: one bit for each, so that sets are joined by
    ``|``. Where nothing was counted there is no entry.
    """

    by: Mapping[Any, int]
    distinct: bool

    def over(self, keys: frozenset[Any]) -> int:
        """Count over some units together."""
        numbers = (
            [self.by[key] for key in keys if key in self.by]
            if len(keys) < len(self.by)
            else [number for key, number in self.by.items() if key in keys]
        )
        return reduce(or_, numbers, 0).bit_count() if self.distinct else sum(numbers)

    def each(self, keys: Sequence[Any]) -> list[int]:
        """Count for each of some units by itself."""
        numbers = list(map(self.by.get, keys, repeat(0)))
        return [number.bit_count() for number in numbers] if self.distinct else numbers

    def placed(self, places: Mapping[int, int | None]) -> "Tally":
        """Give it by the units that answer for those it is by."""
        found: dict[int, int] = {}
        for unit, number in self.by.items():
            place = places[unit]
            if place is not None:
                before = found.get(place, 0)
                found[place] = before | number if self.distinct else before + number
        return Tally(found, self.distinct)


def tallies(facts: Facts, counts: Collection[Count], at: Moment, practice: Practice) -> dict[str, Tally]:
    """
    Give each count, by its code, by the unit that its rows are of.

    Counts of one population are made in one scan of it, for all units at once, and kept.
    """
    state = (facts.id, type(facts.engine).__name__, at, practice.code)
    known = _KEPT.of(state)
    missing = [count for count in counts if count.code not in known]
    if missing:
        known |= tallied(facts, missing, at, practice)
        _KEPT.keep(state, known)
    return known


def tallied(
    facts: Facts,
    counts: Collection[Count],
    at: Moment,
    practice: Practice,
    *,
    by: str | None = None,
    within: frozenset[int] | None = None,
) -> dict[str, Tally]:
    """
    Make each count anew, by its code.

    :param by: the column that it is made by; by default the unit.
    :param within: count the rows of these units alone.
    """
    asked = list(grouped(counts, scan_of(facts), at, practice, by=by, within=within))
    found: dict[str, Tally] = {}
    for group, columns in zip(asked, facts.collect(*(group.frame for group in asked)), strict=True):
        keys = columns[group.key]
        for count in group.counts:
            numbers = columns[count.name]
            if group.distinct is None:
                by_key = dict(zip(compress(keys, numbers), filter(None, numbers), strict=True))
            else:
                by_key = _sets(keys, columns[group.distinct], numbers)
            found[count.code] = Tally(by_key, group.distinct is not None)
    return found


@dataclass(frozen=True, slots=True)
class Grouped:
    """Counts of one population as one frame: a row for each key, or for each key and value of ``distinct``."""

    key: str
    distinct: str | None
    counts: list[Count]
    frame: Frame


def grouped(
    counts: Collection[Count],
    scan: Scan,
    at: Moment,
    practice: Practice,
    *,
    by: str | None = None,
    within: frozenset[int] | None = None,
) -> Iterator[Grouped]:
    """Give the frames that some counts take, one for each population and what it tells apart."""
    for population, distinct in dict.fromkeys((count.population, count.distinct) for count in counts):
        some = [count for count in counts if (count.population, count.distinct) == (population, distinct)]
        narrow = {count.narrow for count in some}
        rows = ((narrow.pop() if len(narrow) == 1 else None) or population).rows(scan, at)
        if within is not None:
            rows = rows.filter(nw.col(population.unit).is_in(sorted(within)))
        key = by or population.unit
        keys = dict.fromkeys((key, distinct or key))
        yield Grouped(key, distinct, some, rows.group_by(*keys).agg(**measures(some, at, practice)))


def _sets(keys: Sequence[Any], values: Sequence[Any], numbers: Sequence[int]) -> dict[Any, int]:
    """Give by key the set of the values that are counted, one bit for each value there is."""
    places: dict[Any, int] = {}
    found: dict[Any, int] = {}
    for key, value, number in zip(keys, values, numbers, strict=True):
        if number:
            found[key] = found.get(key, 0) | 1 << places.setdefault(value, len(places))
    return found


class Kept:
    """Tallies of the states and moments asked for last, up to a number of numbers. Threads may share it."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._states: OrderedDict[Any, dict[str, Tally]] = OrderedDict()
        self._lock = Lock()

    def of(self, state: Any) -> dict[str, Tally]:
        """Give what is kept of a state."""
        with self._lock:
            if state in self._states:
                self._states.move_to_end(state)
            return dict(self._states.get(state, {}))

    def keep(self, state: Any, tallies: dict[str, Tally]) -> None:
        """Keep the tallies of a state, and let go of those that were asked for longest ago if there are too many."""
        with self._lock:
            self._states[state] = self._states.pop(state, {}) | tallies
            while len(self._states) > 1 and self.size() > self.limit:
                self._states.popitem(last=False)

    def size(self) -> int:
        """Give how many numbers are kept."""
        return sum(len(tally.by) for known in self._states.values() for tally in known.values())


_KEPT = Kept(KEPT)
