"""Which units declared a register complete for which days; only then may a zero be stated."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import narwhals as nw

from motcua.foundation.facts.public import Facts
from motcua.foundation.units.public import Level, Structure
from motcua.kernel.periods import Period
from motcua.reform.indicators.queries.sources import scan_of
from motcua.reform.indicators.rules.moments import Moment

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Declarations:
    """The days for which each unit declared each register complete, in order."""

    spans: Mapping[tuple[str, int], list[Span]]

    def complete(
        self, registers: Collection[str], period: Period, within: frozenset[int], structure: Structure
    ) -> bool:
        """Say whether every unit of some, departments aside, declared registers complete for each day of a period."""
        offices = [one for one in within if structure.units[one].level is not Level.DEPARTMENT] or within
        return all(covers(self.spans.get((register, one), []), period) for one in offices for register in registers)


def covers(spans: list[Span], period: Period) -> bool:
    """Say whether spans of days, in the order of their first, hold each day of a period."""
    needed = period.first
    for first, last in spans:
        if first > needed:
            break
        needed = max(needed, last + timedelta(days=1))
    return needed > period.last


def declarations(facts: Facts, registers: Collection[str], at: Moment) -> Declarations:
    """Read what was declared of some registers by an instant; where none is asked for, read nothing."""
    if not registers:
        return Declarations({})
    declared = (
        scan_of(facts)("register_completions")
        .filter(nw.col("register").is_in(sorted(registers)), nw.col("declared_at") <= nw.lit(at.until))
        .select("register", "unit", "first_on", "last_on")
    )
    (columns,) = facts.collect(declared)
    spans: dict[tuple[str, int], list[Span]] = {}
    for register, unit, first, last in zip(*columns.values(), strict=True):
        spans.setdefault((register, unit), []).append((first, last))
    return Declarations({key: sorted(each) for key, each in spans.items()})
