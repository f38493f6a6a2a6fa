"""The rows behind an indicator: they add up to its numerator and its denominator."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import add, or_
from zoneinfo import ZoneInfo

import narwhals as nw
from django.conf import settings

from motcua.foundation.facts.public import Facts
from motcua.foundation.units import public as tree
from motcua.kernel.periods import Period
from motcua.reform.indicators.queries.scope import instants, standing
from motcua.reform.indicators.queries.sources import TABLES, scan_of
from motcua.reform.indicators.rules.computed import Behind, Part
from motcua.reform.indicators.rules.moments import Moment
from motcua.reform.indicators.rules.populations import Count, Frame, Population
from motcua.reform.indicators.rules.practice import Practice, practice_on
from motcua.reform.indicators.rules.registry import REGISTRY

AT_ONCE = 20_000
"""About how many rows are read at once where they are given one after the other."""


def rows_behind(
    facts: Facts,
    code: str,
    *,
    unit: str,
    period: Period,
    now: datetime,
    part: Part = "counts",
    as_of: datetime | None = None,
    own: bool = False,
    limit: int | None = None,
) -> tuple[Behind, ...]:
    """
    List the rows that make the numerator of an indicator, or with ``part="population"`` its denominator.

    What they add makes the figure; where different values are counted, these do. One SQL query while the tree of
    offices is unchanged.

    :raises UnknownIndicator: :raises UnknownUnit: :raises NotYet:
    """
    listing = Listing.of(facts, code, unit=unit, period=period, now=now, part=part, as_of=as_of, own=own)
    found: list[Behind] = []
    for population in listing.populations:
        if limit is None or len(found) < limit:
            found += listing.told(population, listing.rows(population), limit=limit and limit - len(found))
    return tuple(found)


def each_row_behind(
    facts: Facts,
    code: str,
    *,
    unit: str,
    period: Period,
    now: datetime,
    part: Part = "counts",
    as_of: datetime | None = None,
    own: bool = False,
) -> Iterator[Behind]:
    """
    Give the same rows one after the other, some thousands of them in memory at once.

    :raises UnknownIndicator: :raises UnknownUnit: :raises NotYet:
    """
    listing = Listing.of(facts, code, unit=unit, period=period, now=now, part=part, as_of=as_of, own=own)
    for population in listing.populations:
        yield from listing.each(population)


@dataclass(frozen=True, slots=True)
class Listing:
    """Some counts of a period, and the units whose rows are listed, each with the code of who answers for it."""

    facts: Facts
    counts: tuple[Count, ...]
    at: Moment
    practice: Practice
    codes: dict[int, str]

    @classmethod
    def of(
        cls,
        facts: Facts,
        code: str,
        *,
        unit: str,
        period: Period,
        now: datetime,
        part: Part,
        as_of: datetime | None,
        own: bool,
    ) -> "Listing":
        """Find what is asked for."""
        indicator = REGISTRY.find(code, on=period.last)
        history = tree.history()
        bearer, structure = standing(unit, last=period.last, history=history)
        _, at = instants(period, as_of=as_of, now=now, zone=ZoneInfo(settings.TIME_ZONE))
        answered = structure.answered_for(bearer.id, own=own)
        codes = {one: structure.units[place].code for one, place in answered.items()}
        counts = indicator.counts if part == "counts" else indicator.population
        return cls(facts, counts, at, practice_on(period.last), codes)

    @property
    def populations(self) -> tuple[Population, ...]:
        """Give the populations that the counts are taken from."""
        return tuple(dict.fromkeys(count.population for count in self.counts))

    def rows(self, population: Population) -> Frame:
        """Give the rows of one population that are in any of the counts."""
        return population.rows(scan_of(self.facts), self.at).filter(
            nw.col(population.unit).is_in(sorted(self.codes)),
            reduce(or_, (count.holds(self.at, self.practice) for count in self._of(population))),
        )

    def each(self, population: Population) -> Iterator[Behind]:
        """Give these rows in their order, read in as many stretches of it as keep memory small."""
        frame, order = self.rows(population), nw.col(population.order)
        (found,) = self.facts.collect(frame.select(rows=nw.len(), first=order.min(), last=order.max()))
        ((rows,), (first,), (last,)) = found.values()
        stretches = -(-rows // AT_ONCE)
        for place in range(stretches):
            begins, ends = (first + (last - first) * turn / stretches for turn in (place, place + 1))
            until = order <= nw.lit(last) if place == stretches - 1 else order < nw.lit(ends)
            yield from self.told(population, frame.filter(order >= nw.lit(begins), until))

    def told(self, population: Population, frame: Frame, *, limit: int | None = None) -> Iterator[Behind]:
        """Give what is told of some rows, in the order of their population."""
        columns = {column.name for column in TABLES[population.table].columns}
        counts = self._of(population)
        distinct = counts[0].distinct
        frame = self._labelled(population, frame, columns)
        frame = frame.sort(population.order, population.key).select(
            nw.col(population.key).alias("key"),
            "label",
            unit=nw.col(population.unit),
            procedure=nw.col("procedure") if "procedure" in columns else nw.lit(None, dtype=nw.Int32),
            adds=reduce(add, (count.worth(self.at, self.practice) for count in counts)).cast(nw.Int64),
            value=nw.col(distinct).cast(nw.Int64) if distinct else nw.lit(None, dtype=nw.Int64),
        )
        (found,) = self.facts.collect(frame if limit is None else frame.head(limit))
        for key, label, unit, procedure, adds, value in zip(*found.values(), strict=True):
            yield Behind(population.table, key, label, self.codes[unit], procedure, adds, value)

    def _of(self, population: Population) -> list[Count]:
        return [count for count in self.counts if count.population is population]

    def _labelled(self, population: Population, frame: Frame, columns: set[str]) -> Frame:
        """Add what a row is called: the code of its dossier, if it is of one."""
        if population.key != "dossier":
            return frame.with_columns(label=nw.lit(""))
        if "code" in columns:
            return frame.with_columns(label=nw.col("code"))
        dossiers = scan_of(self.facts)("dossiers").select("dossier", label=nw.col("code"))
        return frame.join(dossiers, on="dossier", how="left")
