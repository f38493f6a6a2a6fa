"""Counting: the declared counts, run over the facts by an engine and laid onto the tree of offices."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from motcua.foundation.facts.public import Facts
from motcua.reform.indicators.queries.scope import Scope
from motcua.reform.indicators.queries.sources import scan_of
from motcua.reform.indicators.rules.counts import BY_CODE, HANDLED, PENDING, of
from motcua.reform.indicators.rules.form import NONE, Counted, UnitAs, added, check
from motcua.reform.indicators.rules.moments import Moment
from motcua.reform.indicators.rules.populations import Count, Frame, Population, mask, measures
from motcua.reform.indicators.rules.practice import Practice
from motcua.services.dossiers.public import COMPETENCES

NO_UNIT = 0
"""An id that no unit has, for a list that would be empty: engines differ on those."""


@dataclass(frozen=True, slots=True)
class Counting:
    """One state of the facts, seen from one instant, under one setting, for some units."""

    facts: Facts
    scope: Scope
    at: Moment
    practice: Practice

    def rows(self, population: Population) -> Frame:
        """Give the rows of a population that are in the scope, with the unit that each counts for as ``unit``."""
        frame = population.rows(scan_of(self.facts), self.at)
        unit = nw.col(self.scope.column)
        if population is HANDLED and self.scope.unit_as is UnitAs.COMPETENT and self.facts.rows(COMPETENCES):
            then = self.facts.scan(COMPETENCES).filter(
                nw.col("start_at") <= nw.lit(self.at.until), nw.col("end_at") > nw.lit(self.at.until)
            )
            frame = frame.join(
                then.select("dossier", then_competent=nw.col("competent_unit")), on="dossier", how="left"
            )
            unit = nw.when(nw.col("then_competent").is_null()).then(unit).otherwise(nw.col("then_competent"))
        frame = frame.with_columns(unit=unit)
        if self.scope.all:
            return frame
        return frame.filter(nw.col("unit").is_in(sorted(self.scope.places) or [NO_UNIT]))

    def by(self, column: str) -> dict[Any, Counted]:
        """
        Count everything, by a column of the facts or by ``unit``.

        Units that have ended count for the one that answers for them.

        :raises Unbalanced: if the figures of one value contradict each other.
        """
        frames = (self.rows(one).group_by(column).agg(**self._measures(one)) for one in (HANDLED, PENDING))
        handled, pending = (_lines(columns, column) for columns in self.facts.collect(*frames))
        counted = {key: line + pending.pop(key, _NO_PENDING) for key, line in handled.items()}
        counted |= {key: _NO_HANDLED + line for key, line in pending.items()}
        if column == "unit":
            for unit in [unit for unit in counted if self.scope.places[unit] != unit]:
                place = self.scope.places[unit]
                counted[place] = added([counted.pop(unit), counted.get(place, NONE)])
        check(counted.values(), lambda line: self._named(column, list(counted)[line]))
        return counted

    def whole(self) -> Counted:
        """Count everything in one. :raises Unbalanced: if the figures contradict each other."""
        frames = (self.rows(one).select(**self._measures(one)) for one in (HANDLED, PENDING))
        counted = tuple(values[0] or 0 for columns in self.facts.collect(*frames) for values in columns.values())
        check([counted], lambda line: self.scope.unit.name)
        return counted

    def listed(
        self, codes: tuple[str, ...], *, among: frozenset[str], limit: int | None, only: Mapping[str, str | int]
    ) -> dict[str, list[Any]]:
        """
        List the dossiers that are in any of some counts, each with all the counts it is in, as a mask over ``codes``.

        :param among: the counts of which a dossier must be in one.
        :param only: values that columns must have.
        :return: columns ``dossier, code, procedure, unit, mask``, in the order of receipt.
        """
        handled, pending = self.rows(HANDLED), self.rows(PENDING)
        counts = [BY_CODE[code] for code in codes]
        wanted = [count for count in counts if count.code in among]

        def masked(counts: list[Count], of: Population) -> nw.Expr:
            return mask(counts, self.at, self.practice, of=of)

        frame = handled.with_columns(
            of_handled=masked(counts, HANDLED),
            wanted=masked(wanted, HANDLED),
        ).join(
            pending.select(
                "dossier",
                of_pending=masked(counts, PENDING),
                also=masked(wanted, PENDING),
            ),
            on="dossier",
            how="left",
        )
        frame = frame.filter(nw.col("wanted") + nw.col("also").fill_null(0) > 0)
        for column, value in only.items():
            frame = frame.filter(nw.col(column) == nw.lit(value))
        frame = frame.select(
            "dossier",
            "code",
            "procedure",
            "unit",
            "received_at",
            mask=(nw.col("of_handled") + nw.col("of_pending").fill_null(0)).cast(nw.Int32),
        ).sort("received_at", "dossier")
        (columns,) = self.facts.collect(frame if limit is None else frame.head(limit))
        return columns

    def _measures(self, population: Population) -> dict[str, nw.Expr]:
        return measures(of(population), self.at, self.practice)

    def _named(self, column: str, key: Any) -> str:
        return self.scope.structure.units[key].name if column == "unit" else str(key)


_NO_HANDLED, _NO_PENDING = ((0,) * len(of(population)) for population in (HANDLED, PENDING))


def _lines(columns: dict[str, list[Any]], column: str) -> dict[Any, Counted]:
    keys = columns.pop(column)
    return dict(zip(keys, zip(*columns.values(), strict=True), strict=True))
