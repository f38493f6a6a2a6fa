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
from motcua.reform.indicators.rules.populations import Count, Frame, Population, Scan
from motcua.reform.indicators.rules.practice import Practice, practice_on
from motcua.reform.indicators.rules.registry import REGISTRY

PIECE = 20_000
"""How many rows are in memory as such at once."""


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
            found += listing.rows(population, scan_of(facts), limit=limit and limit - len(found))
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
    Give the same rows one after the other, month by month of their table, so that memory does not grow with them.

    Rows that are counted for what stands beside them, as those of signals are, are read at once.
    """
    listing = Listing.of(facts, code, unit=unit, period=period, now=now, part=part, as_of=as_of, own=own)
    whole = scan_of(facts)
    for population in listing.populations:
        if population.together:
            yield from listing.rows(population, whole)
            continue
        for month in facts.parts(TABLES[population.table]):
            yield from listing.rows(population, _with(month, population.table, whole))


def _with(month: Frame, table: str, whole: Scan) -> Scan:
    return lambda name: month if name == table else whole(name)


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

    def rows(self, population: Population, scan: Scan, *, limit: int | None = None) -> Iterator[Behind]:
        """Give the rows of one population that are in any of the counts, in its order."""
        counts = [count for count in self.counts if count.population is population]
        columns = {column.name for column in TABLES[population.table].columns}
        frame = population.rows(scan, self.at)
        frame = frame.filter(
            nw.col(population.unit).is_in(sorted(self.codes)),
            reduce(or_, (count.holds(self.at, self.practice) for count in counts)),
        )
        frame = self._labelled(population, scan, frame, columns)
        distinct = counts[0].distinct
        frame = frame.sort(population.order, population.key).select(
            nw.col(population.key).alias("key"),
            "label",
            unit=nw.col(population.unit),
            procedure=nw.col("procedure") if "procedure" in columns else nw.lit(None, dtype=nw.Int32),
            adds=reduce(add, (count.worth(self.at, self.practice) for count in counts)).cast(nw.Int64),
            value=nw.col(distinct).cast(nw.Int64) if distinct else nw.lit(None, dtype=nw.Int64),
        )
        for found in self.facts.pieces(frame if limit is None else frame.head(limit), PIECE):
            for key, label, unit, procedure, adds, value in zip(*found.values(), strict=True):
                yield Behind(population.table, key, label, self.codes[unit], procedure, adds, value)

    @staticmethod
    def _labelled(population: Population, scan: Scan, frame: Frame, columns: set[str]) -> Frame:
        """Add what a row is called: the code of its dossier, if it is of one."""
        if population.key != "dossier":
            return frame.with_columns(label=nw.lit(""))
        if "code" in columns:
            return frame.with_columns(label=nw.col("code"))
        return frame.join(scan("dossiers").select("dossier", label=nw.col("code")), on="dossier", how="left")
