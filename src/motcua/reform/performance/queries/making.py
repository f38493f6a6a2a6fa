"""Making what is shown of an office from one state of the facts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from motcua.foundation.facts.public import Facts
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import REGISTRY, By, Computed, Figures
from motcua.reform.performance.rules.content import Answered, Figure, Line, Performance, Satisfaction, Table
from motcua.reform.performance.rules.letting_out import let_out, let_out_alone
from motcua.reform.performance.rules.measures import BY_CODE, CELLS, OF_FIELDS, OF_MONTHS, shown_of
from motcua.services.surveys import public as surveys

MOST_MONTHS = 24
"""So many months stand one by one: the last of the period."""

OF_PERSONS = frozenset(code for code, one in BY_CODE.items() if one.of_persons)


def make(
    facts: Facts, *, unit: str, period: Period, now: datetime, own: bool = False, as_of: datetime | None = None
) -> Performance:
    """
    Make what is shown of a unit, without what people answered.

    Eighteen SQL queries while offices and procedures are unchanged, nearly all of one stamp each; of the facts one scan
    a population, and four a month.

    :param unit: ``CODE`` on the last day of the period.
    :param now: aware; nothing after it is counted. Cut to the minute, what was counted is kept for the next reader.
    :param as_of: the instant of judgement; by default the first instant after the period, or now if that is earlier.
    :raises UnknownUnit: :raises NotYet: :raises Unbalanced:
    """
    structure = units.structure(period.last)
    of = units.find(unit, on=period.last)
    in_force = {one.code for one in REGISTRY.in_force(period.last)}
    codes = shown_of(BY_CODE, in_force)
    by_field = indicators.report(facts, unit=unit, period=period, now=now, as_of=as_of, own=own, by=By.FIELD)
    computed = indicators.compute_all(facts, codes, units=[unit], period=period, now=now, as_of=as_of, own=own)[unit]
    whole = let_out_alone(_line(of.code, of.name, by_field.figures, computed, codes), OF_PERSONS)
    maker = _Maker(facts, of, structure, period, now, own, as_of)
    tables = (
        Table("unit", let_out(list(maker.units(codes)), OF_PERSONS)),
        Table("field", let_out(list(maker.fields(by_field.groups, shown_of(OF_FIELDS, in_force))), OF_PERSONS)),
        Table("month", let_out(list(maker.months(shown_of(OF_MONTHS, in_force))), OF_PERSONS)),
    )
    return Performance(
        unit=of.code,
        name=of.name,
        key=of.key,
        period=period,
        own=own,
        as_of=by_field.as_of,
        facts=facts.id,
        events=facts.snapshot.manifest.mark.size,
        practice=by_field.practice.code,
        statements=by_field.practice.statements(),
        whole=whole,
        tables=tables,
    )


def satisfaction(made: Performance, *, now: datetime) -> Satisfaction | None:
    """
    Give what people answered of a unit, as it may be shown now; None while no month of the period is over.

    Three SQL queries while the tree of offices is unchanged.
    """
    structure = units.structure(made.period.last)
    of = units.find(made.unit, on=made.period.last)
    ids = structure.below(of.id, own=made.own)
    found = surveys.published(ids, campaign=surveys.ONE_STOP, period=made.period, at=now)
    if found.period is None:
        return None
    tallies = found.units or {}

    def answered(key: str, within: frozenset[int]) -> Answered:
        some = [tallies[one] for one in within & tallies.keys()]
        return Answered(key, sum(one.answers for one in some), sum(one.satisfied for one in some))

    return Satisfaction(
        found.period,
        found.fewest,
        found.slips,
        found.overall.answers,
        found.overall.satisfied,
        tuple(answered(one.code, within) for one, within in parts(structure, of, own=made.own)),
    )


def parts(structure: units.Structure, of: units.Unit, *, own: bool) -> list[tuple[units.Unit, frozenset[int]]]:
    """Give a unit's own shop and the governments right below it, each with its units; nothing for one alone."""
    alone = structure.below(of.id, own=True)
    below = sorted((one for one in structure.children(of.id) if one.id not in alone), key=lambda one: one.code)
    if own or not below:
        return []
    return [(of, alone), *((one, structure.below(one.id)) for one in below)]


class _Maker:
    """The lines of the tables, all from one state of the facts."""

    def __init__(
        self,
        facts: Facts,
        of: units.Unit,
        structure: units.Structure,
        period: Period,
        now: datetime,
        own: bool,
        as_of: datetime | None,
    ) -> None:
        self.facts, self.of, self.structure = facts, of, structure
        self.period, self.now, self.own, self.as_of = period, now, own, as_of

    def units(self, codes: Sequence[str]) -> Iterator[Line]:
        """Give the unit's own shop, and each government right below it with all that stands under that."""
        whose = parts(self.structure, self.of, own=self.own)
        if not whose:
            return
        counted = {
            self.structure.by_code[group.key].id: group.figures
            for group in indicators.report(
                self.facts, unit=self.of.code, period=self.period, now=self.now, as_of=self.as_of, by=By.UNIT
            ).groups
        }
        computed = self._computed(codes, [self.of.code], own=True)
        computed |= self._computed(codes, [one.code for one, _ in whose[1:]], own=False)
        for one, within in whose:
            some = [counted[unit] for unit in within & counted.keys()]
            counts = tuple(sum(figures.value(cell) for figures in some) for cell in CELLS)
            yield Line(one.code, one.name, counts, _figures(computed[one.code], codes))

    def _computed(self, codes: Sequence[str], of: Sequence[str], *, own: bool) -> dict[str, dict[str, Computed]]:
        return indicators.compute_all(
            self.facts, codes, units=of, period=self.period, now=self.now, as_of=self.as_of, own=own
        )

    def fields(self, groups: Sequence[indicators.Group], codes: Sequence[str]) -> Iterator[Line]:
        """Give the fields in which there were dossiers."""
        split = {code: self._split(code) for code in codes}
        for group in groups:
            yield _line(
                group.key,
                group.name,
                group.figures,
                {code: lines[group.key] for code, lines in split.items() if group.key in lines},
                codes,
            )

    def _split(self, code: str) -> dict[str, Computed]:
        made = indicators.compute(
            self.facts, code, unit=self.of.code, period=self.period, now=self.now, as_of=self.as_of, own=self.own,
            by=By.FIELD,
        )  # fmt: skip
        return {line.key: line.computed for line in made.lines}

    def months(self, codes: Sequence[str]) -> Iterator[Line]:
        """Give the last months of the period, each judged at its own end; nothing where there is but one."""
        months = list(self.period.months())[-MOST_MONTHS:]
        if len(months) < 2:
            return
        last = Period(months[0].first, months[-1].last)
        groups = indicators.report(
            self.facts, unit=self.of.code, period=last, now=self.now, as_of=self.as_of, own=self.own, by=By.MONTH
        ).groups
        trends = {
            code: {
                f"{month.first:%Y-%m}": one
                for month, one in indicators.trend(
                    self.facts, code, unit=self.of.code, periods=months, now=self.now, as_of=self.as_of, own=self.own
                )
                if one
            }
            for code in codes
        }
        for group in groups:
            found = {code: trend[group.key] for code, trend in trends.items() if group.key in trend}
            yield _line(group.key, group.name, group.figures, found, codes)


def _line(key: str, name: str, figures: Figures, computed: Mapping[str, Computed], codes: Sequence[str]) -> Line:
    return Line(key, name, tuple(figures.value(cell) for cell in CELLS), _figures(computed, codes))


def _figures(computed: Mapping[str, Computed], codes: Sequence[str]) -> tuple[Figure, ...]:
    return tuple(
        Figure(code, one.indicator.valid_from, one.numerator, one.denominator, one.value)
        for code in codes
        if (one := computed.get(code))
    )
