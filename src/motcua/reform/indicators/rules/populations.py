"""
Populations and counts: what every figure is made of.

Each count is a condition on the rows of a population. Narwhals carries them to every engine; so that all agree, no
condition reckons with zones, adds up truth values, or is left unknown by an empty value.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from motcua.reform.indicators.rules.moments import Moment
from motcua.reform.indicators.rules.practice import Practice

Frame = nw.LazyFrame[Any]
Scan = Callable[[str], Frame]
"""Gives a fact table by its name."""

Condition = Callable[[Moment, Practice], nw.Expr]


@dataclass(frozen=True, slots=True)
class Population:
    """
    The rows that some counts are taken from. An engine skips the files that hold none of them.

    :param table: the fact table whose rows they are; what ``rows`` adds comes from others.
    :param unit: the column that says whose a row is.
    :param key: the column that says which dossier, offer, case, slip or record a row is of.
    :param order: the column that a list of the rows is put in order by, before the key.
    """

    table: str
    unit: str
    key: str
    order: str
    rows: Callable[[Scan, Moment], Frame]


@dataclass(frozen=True, slots=True)
class Count:
    """
    One number: how many rows of its population it counts; without a condition all of them.

    :param weight: a column of whole numbers to be added up instead: minutes, đồng, posts. Empty adds nothing.
    :param distinct: a column whose different values are counted instead; over several units each value counts once.
    :param column: its number on form II.06, if it has one.
    :param narrow: fewer rows of the same table that hold all it counts, read where no other count needs the rest.
    """

    code: str
    title: str
    population: Population
    where: Condition | None
    column: int | None = None
    weight: str | None = None
    distinct: str | None = None
    narrow: Population | None = None

    @property
    def name(self) -> str:
        """Give its code as the name of a column; it has no dot, which Spark takes for a path."""
        return self.code.replace(".", "_")

    def holds(self, at: Moment, practice: Practice) -> nw.Expr:
        """Say of a row whether it is counted."""
        return nw.lit(value=True) if self.where is None else self.where(at, practice)

    def worth(self, at: Moment, practice: Practice) -> nw.Expr:
        """Say what a row adds: one, or its weight, if it is counted; else zero."""
        adds = nw.col(self.weight).fill_null(0).cast(nw.Int64) if self.weight else nw.lit(1)
        return adds if self.where is None else nw.when(self.where(at, practice)).then(adds).otherwise(nw.lit(0))


def measures(counts: Iterable[Count], at: Moment, practice: Practice) -> dict[str, nw.Expr]:
    """Give each count of some rows by its name, as a sum of what the rows add."""
    return {
        count.name: (
            nw.len() if count.where is None and count.weight is None else count.worth(at, practice).sum()
        ).cast(nw.Int64)
        for count in counts
    }


def mask(counts: Collection[Count], at: Moment, practice: Practice, *, of: Population) -> nw.Expr:
    """Say of each row, in one whole number, which of some counts it is in: the first adds 1, the next 2, then 4."""
    total = nw.lit(0)
    for place, count in enumerate(counts):
        if count.population is of and count.where:
            total = total + count.worth(at, practice) * (1 << place)
    return total
