"""Computing indicators: one for a unit, many for many units, month by month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.foundation.facts.public import Facts
from motcua.foundation.units import public as tree
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.indicators.queries.declarations import Declarations, declarations
from motcua.reform.indicators.queries.naming import named
from motcua.reform.indicators.queries.scope import instants, standing
from motcua.reform.indicators.queries.sources import TABLES
from motcua.reform.indicators.queries.tallies import Tally, tallied, tallies
from motcua.reform.indicators.rules.computed import Computed, Line, Lines
from motcua.reform.indicators.rules.form import By
from motcua.reform.indicators.rules.indicators import Indicator
from motcua.reform.indicators.rules.moments import Moment
from motcua.reform.indicators.rules.practice import Practice, practice_on
from motcua.reform.indicators.rules.registry import REGISTRY


class NotBrokenDown(Refused):
    """An indicator is not broken down by this: its rows do not have it."""


class PeriodsOverlap(Refused):
    """Periods of a trend overlap, so that rows would be counted twice."""


def compute(
    facts: Facts,
    code: str,
    *,
    unit: str,
    period: Period,
    now: datetime,
    as_of: datetime | None = None,
    own: bool = False,
    by: By | None = None,
) -> Computed:
    """
    Compute an indicator for a unit and all units below it.

    Reads the facts once for all units and keeps what it counted while they do not change, so that any unit asked for
    next is quick; a moment that moves with ``now`` is another moment. One SQL query while the tree of offices is
    unchanged, one more for the names of procedures and fields.

    :param unit: ``CODE`` on the last day of the period, or ``CODE@DATE``.
    :param now: aware; nothing after it is counted.
    :param as_of: the instant of judgement; by default the first instant after the period, or now if that is earlier.
    :param own: leave out lower levels of government.
    :param by: give the lines of a breakdown too; shares of the parts, each by itself.
    :raises UnknownIndicator: :raises UnknownUnit: :raises NotYet: :raises NotBrokenDown:
    """
    history = tree.history()
    bearer, structure = standing(unit, last=period.last, history=history)
    asked = Asked.of(facts, [code], period=period, as_of=as_of, now=now)
    (indicator,) = asked.indicators
    within = structure.below(bearer.id, own=own)
    placed = asked.placed(structure)
    (computed,) = asked.over(indicator, placed, [within], structure)
    if by is None:
        return computed
    lines: Sequence[Line]
    if by is By.UNIT:
        lines = asked.by_unit(computed, placed, within, structure, bearer.id)
    elif by is By.MONTH:
        months = trend(facts, code, unit=unit, periods=period.months(), now=now, as_of=as_of, own=own)
        lines = tuple(Line(f"{month.first:%Y-%m}", f"{month.first:%m/%Y}", one) for month, one in months if one)
    else:
        found = asked.split(indicator, by, frozenset(structure.answered_for(bearer.id, own=own)))
        names = named(by, found.keys(), last=period.last)
        lines = tuple(Line(key, name, found[one]) for key, name, one in names)
    return replace(computed, lines=lines)


def compute_all(
    facts: Facts,
    codes: Sequence[str],
    *,
    units: Iterable[str],
    period: Period,
    now: datetime,
    as_of: datetime | None = None,
    own: bool = False,
) -> dict[str, dict[str, Computed]]:
    """
    Compute indicators for units, by unit and by code as they are asked for, in one scan for each population.

    One SQL query while the tree of offices is unchanged, else four.

    :raises UnknownIndicator: :raises UnknownUnit: :raises NotYet:
    """
    asked = Asked.of(facts, codes, period=period, as_of=as_of, now=now)
    history = tree.history()
    wanted: dict[tree.Structure, dict[str, frozenset[int]]] = {}
    answers: dict[str, dict[str, Computed]] = {}
    for code in units:
        bearer, structure = standing(code, last=period.last, history=history)
        wanted.setdefault(structure, {})[code] = structure.below(bearer.id, own=own)
        answers[code] = {}
    for structure, groups in wanted.items():
        placed = asked.placed(structure)
        for one in asked.indicators:
            found = asked.over(one, placed, list(groups.values()), structure)
            for code, computed in zip(groups, found, strict=True):
                answers[code][one.code] = computed
    return answers


def trend(
    facts: Facts,
    code: str,
    *,
    unit: str,
    periods: Iterable[Period],
    now: datetime,
    as_of: datetime | None = None,
    own: bool = False,
) -> tuple[tuple[Period, Computed | None], ...]:
    """
    Compute an indicator in each of some periods, each judged at its own end, in the tree of the last one's last day.

    A period that had not begun by the instant is left out; one in which the indicator was not in force has no figure.

    :raises PeriodsOverlap: :raises UnknownIndicator: :raises UnknownUnit: :raises NotYet:
    """
    in_order = sorted(periods, key=lambda one: one.first)
    for before, after in pairwise(in_order):
        if after.first <= before.last:
            raise PeriodsOverlap(
                gettext_noop("two periods overlap, so rows would be counted twice"),
                field="periods",
                value=after.first.isoformat(),
                expected=gettext_noop("let the later one begin after %(last)s"),
                params={"last": before.last.isoformat()},
            )
    if not in_order:
        return ()
    zone = ZoneInfo(settings.TIME_ZONE)
    bearer, structure = standing(unit, last=in_order[-1].last, history=tree.history())
    REGISTRY.find(code, on=in_order[-1].last)
    within = structure.below(bearer.id, own=own)
    found: list[tuple[Period, Computed | None]] = []
    for period in in_order:
        if period.begins(zone) > min(as_of or now, now):
            continue
        if not any(one.code == code for one in REGISTRY.in_force(period.last)):
            found.append((period, None))
            continue
        judged = as_of if as_of is not None and as_of < period.ends(zone) else None
        asked = Asked.of(facts, [code], period=period, as_of=judged, now=now)
        (computed,) = asked.over(asked.indicators[0], asked.placed(structure), [within], structure)
        found.append((period, computed))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Asked:
    """Some indicators in a period as of an instant, and from one state of the facts what was counted for all units."""

    facts: Facts
    period: Period
    as_of: datetime
    at: Moment
    practice: Practice
    indicators: tuple[Indicator, ...]
    tallies: Mapping[str, Tally]
    declared: Declarations

    @classmethod
    def of(
        cls, facts: Facts, codes: Sequence[str], *, period: Period, as_of: datetime | None, now: datetime
    ) -> "Asked":
        """Count for all units what the indicators of some codes are made of."""
        indicators = tuple(REGISTRY.find(code, on=period.last) for code in dict.fromkeys(codes))
        as_of, at = instants(period, as_of=as_of, now=now, zone=ZoneInfo(settings.TIME_ZONE))
        practice = practice_on(period.last)
        counts = list(dict.fromkeys(count for one in indicators for count in one.of))
        registers = frozenset(register for one in indicators for register in one.registers)
        return cls(
            facts,
            period,
            as_of,
            at,
            practice,
            indicators,
            tallies(facts, counts, at, practice),
            declarations(facts, registers, at),
        )

    def placed(self, structure: tree.Structure) -> Mapping[str, Tally]:
        """Give the tallies of all counts by the units of a tree."""
        needed = {count.code for one in self.indicators for count in one.of}
        named = set().union(*(self.tallies[code].by for code in needed))
        if named <= structure.units.keys():  # each answers for itself
            return self.tallies
        places = {unit: structure.place(unit) for unit in named}
        return {code: self.tallies[code].placed(places) for code in needed}

    def over(
        self,
        indicator: Indicator,
        placed: Mapping[str, Tally],
        groups: Sequence[frozenset[int]],
        structure: tree.Structure,
    ) -> list[Computed]:
        """Give an indicator over each of some groups of units together."""
        return self._computed(indicator, placed, groups, self._declared(indicator, groups, structure))

    def _declared(
        self, indicator: Indicator, groups: Sequence[frozenset[int]], structure: tree.Structure
    ) -> list[bool | None] | None:
        if not indicator.registers:
            return None
        return [self.declared.complete(indicator.registers, self.period, within, structure) for within in groups]

    def by_unit(
        self,
        whole: Computed,
        placed: Mapping[str, Tally],
        within: frozenset[int],
        structure: tree.Structure,
        unit_id: int,
    ) -> Lines:
        """Break an indicator down by those of some units that have rows, in the order of the tree below one."""
        indicator = whole.indicator
        having = within.intersection(set().union(*(placed[count.code].by for count in indicator.of)))
        units = structure.columns(unit_id).only(having)
        columns = {count.code: placed[count.code].each(units.ids) for count in indicator.of}
        numerators, denominators = _sides(indicator, columns, len(units.ids))
        alone = [frozenset({one}) for one in units.ids] if indicator.registers else []
        declared = self._declared(indicator, alone, structure)
        return Lines(whole, units.codes, units.names, numerators, denominators, declared)

    def split(self, indicator: Indicator, by: By, rows_of: frozenset[int]) -> dict[Any, Computed]:
        """Give an indicator for each value of a column, of the rows of some units. :raises NotBrokenDown:"""
        for count in indicator.of:
            if by.value not in {column.name for column in TABLES[count.population.table].columns}:
                raise NotBrokenDown(
                    gettext_noop("%(code)s is not broken down by this: its rows do not have it"),
                    field="by",
                    value=by.value,
                    expected=gettext_noop("break it down by unit or by month"),
                    params={"code": indicator.code},
                )
        found = tallied(self.facts, indicator.of, self.at, self.practice, by=by.value, within=rows_of)
        values = list({value for tally in found.values() for value in tally.by})
        each = self._computed(indicator, found, [frozenset({value}) for value in values], None)
        return dict(zip(values, each, strict=True))

    def _computed(
        self,
        indicator: Indicator,
        tallies: Mapping[str, Tally],
        groups: Sequence[frozenset[Any]],
        declared: Sequence[bool | None] | None,
    ) -> list[Computed]:
        alone = [key for keys in groups if len(keys) == 1 for key in keys]
        columns = {
            count.code: tallies[count.code].each(alone)
            if len(alone) == len(groups)
            else [tallies[count.code].over(keys) for keys in groups]
            for count in indicator.of
        }
        numerators, denominators = _sides(indicator, columns, len(groups))
        return [
            Computed(indicator, numerator, denominator, self.as_of, self.practice, self.facts.id, complete)
            for numerator, denominator, complete in zip(
                numerators, denominators, declared or [None] * len(groups), strict=True
            )
        ]


def _sides(
    indicator: Indicator, columns: Mapping[str, list[int]], length: int
) -> tuple[Sequence[int], Sequence[int | None]]:
    """Give the numerators and the denominators of some lines from the columns of the counts."""
    numerators = _added([columns[count.code] for count in indicator.counts])
    if not indicator.population:
        return numerators, [None] * length
    return numerators, _added([columns[count.code] for count in indicator.population])


def _added(columns: Sequence[list[int]]) -> list[int]:
    return columns[0] if len(columns) == 1 else list(map(sum, zip(*columns, strict=True)))
