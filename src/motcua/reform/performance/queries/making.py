"""Making what is shown of an office from one state of the facts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.foundation.facts.public import Facts
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import REGISTRY, By, Computed, Figures
from motcua.reform.performance.rules.content import Answered, Figure, Line, Performance, Satisfaction, Table
from motcua.reform.performance.rules.letting_out import back_of, keep_back, let_out, let_out_alone
from motcua.reform.performance.rules.measures import BY_CODE, CELLS, OF_FIELDS, OF_MONTHS, shown_of
from motcua.reform.performance.rules.spans import whole_months
from motcua.services.surveys import public as surveys

MOST_MONTHS = 24
"""So many months stand one by one: the last of the period."""

OF_PERSONS = frozenset(code for code, one in BY_CODE.items() if one.of_persons)


def make(
    facts: Facts, *, unit: str, period: Period, now: datetime, own: bool = False, as_of: datetime | None = None
) -> Performance:
    """
    Make what is shown of a unit, without what people answered.

    Eighteen SQL queries while offices and procedures are unchanged, nearly all of one stamp each, and six a month where
    whole months are asked for; of the facts one scan a population, and eight a month.

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
    maker = _Maker(facts, of, structure, period, now, own, as_of)
    whole = let_out_alone(_line(of.code, of.name, by_field.figures, computed, codes), OF_PERSONS)
    lines = {
        "whole": (whole,),
        "unit": let_out(list(maker.units(codes)), OF_PERSONS),
        "field": let_out(list(maker.fields(by_field.groups, shown_of(OF_FIELDS, in_force))), OF_PERSONS),
    }
    (whole,), by_unit, by_field_lines = maker.month_by_month(lines).values()
    tables = (
        Table("unit", by_unit),
        Table("field", by_field_lines),
        Table("month", maker.let_months_out(maker.months(shown_of(OF_MONTHS, in_force)))),
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

    def month_by_month(self, lines: Mapping[str, tuple[Line, ...]]) -> dict[str, tuple[Line, ...]]:
        """Keep back what tells of persons, unless it is let out for every month of the period by itself."""
        back: dict[str, frozenset[tuple[str, str]] | None] = dict.fromkeys(lines, frozenset())
        months = whole_months(self.period, self._today())
        if not 0 < len(months) <= MOST_MONTHS or any(self._other_units(month) for month in months):
            back = dict.fromkeys(lines)
        elif len(months) > 1:
            for month in months:
                at = _Maker(self.facts, self.of, self.structure, month, self.now, self.own, None)
                for table, told in at.persons():
                    back[table] = (back[table] or frozenset()) | back_of(told)
        return {table: keep_back(some, partial(_is_back, back[table])) for table, some in lines.items()}

    def let_months_out(self, lines: Iterable[Line]) -> tuple[Line, ...]:
        """Let months out one by one, each as it is by itself."""
        over = {f"{one.first:%Y-%m}" for one in self.period.months() if whole_months(one, self._today())}
        alone = [let_out_alone(line, OF_PERSONS) for line in lines]
        return keep_back(alone, lambda line, one: one.code in OF_PERSONS and line.key not in over)

    def persons(self) -> Iterator[tuple[str, tuple[Line, ...]]]:
        """Give nothing but what tells of persons, let out as it is where this period is asked for."""
        in_force = {one.code for one in REGISTRY.in_force(self.period.last)}
        codes = shown_of(OF_PERSONS, in_force)
        whole = self._computed(codes, [self.of.code], own=self.own)
        yield "whole", (let_out_alone(_bare(self.of.code, whole[self.of.code], codes), OF_PERSONS),)
        whose = parts(self.structure, self.of, own=self.own)
        if whose:
            computed = self._computed(codes, [self.of.code], own=True)
            computed |= self._computed(codes, [one.code for one, _ in whose[1:]], own=False)
            yield "unit", let_out([_bare(one.code, computed[one.code], codes) for one, _ in whose], OF_PERSONS)
        split = {code: self._split(code) for code in shown_of(OF_PERSONS & set(OF_FIELDS), in_force)}
        for code, lines in split.items():
            yield "field", let_out([_bare(key, {code: one}, [code]) for key, one in lines.items()], OF_PERSONS)

    def _today(self) -> date:
        """Give the day on which it is judged: what is judged before a month is over is not of that month."""
        return min(self.as_of or self.now, self.now).astimezone(ZoneInfo(settings.TIME_ZONE)).date()

    def _other_units(self, month: Period) -> bool:
        """Say whether other units stood below in a month than at the end, so that its numbers are of others."""
        then = units.structure(month.last)
        return self.of.id not in then.units or then.below(self.of.id) != self.structure.below(self.of.id)


def _is_back(back: frozenset[tuple[str, str]] | None, line: Line, one: Figure) -> bool:
    return one.code in OF_PERSONS and (back is None or (line.key, one.code) in back)


def _bare(key: str, computed: Mapping[str, Computed], codes: Sequence[str]) -> Line:
    return Line(key, "", (), _figures(computed, codes))


def _line(key: str, name: str, figures: Figures, computed: Mapping[str, Computed], codes: Sequence[str]) -> Line:
    return Line(key, name, tuple(figures.value(cell) for cell in CELLS), _figures(computed, codes))


def _figures(computed: Mapping[str, Computed], codes: Sequence[str]) -> tuple[Figure, ...]:
    return tuple(
        Figure(code, one.indicator.valid_from, one.numerator, one.denominator, one.value)
        for code in codes
        if (one := computed.get(code))
    )
