"""Which units below are proposed for a visit: what is known of each, and the reasons that follow."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import REGISTRY, Computed
from motcua.reform.inspections.queries.coverage import coverage
from motcua.reform.inspections.queries.mending import answered_by
from motcua.reform.inspections.queries.recommendations import open_for
from motcua.reform.inspections.queries.terms import weights
from motcua.reform.inspections.rules.risk import Known, Reason, propose

LATE, FEEDBACK = "dossiers.late", "feedback.hotline"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A unit below, with the reasons for which it is proposed and the points that they add up to."""

    unit: units.Unit
    points: int
    reasons: tuple[Reason, ...]


def proposals(unit_id: int, *, period: Period, now: datetime, on: date) -> tuple[Proposed, ...]:
    """
    Rank the units directly below the government of a unit by what speaks for visiting them; people choose.

    One scan of the facts a population for the period, and one of the late for the period before. Ten SQL queries.

    :param period: the days whose figures speak; cut at ``now``.
    """
    covered = coverage(unit_id, on=on)
    known = units.by_id(covered.units)
    codes = [known[one].code for one in covered.units if _lives(known[one], period)]
    signals = [one.code for one in REGISTRY.in_force(period.last) if one.signal]
    facts = indicators.up_to_date(at=now)
    answers = indicators.compute_all(facts, [LATE, FEEDBACK, *signals], units=codes, period=period, now=now)
    before = indicators.compute_all(facts, [LATE], units=codes, period=_before(period), now=now)
    place = units.structure(on).place
    waiting = Counter(place(one.unit.id) for one in open_for(answered_by(covered.units, on=on)))
    made = propose(
        (
            _known(
                known[one],
                answers.get(known[one].code, {}),
                before.get(known[one].code, {}),
                last_day=period.last,
                open_findings=waiting[one],
                visited=covered.last_year(one, before=on.year),
                year=on.year,
            )
            for one in covered.units
        ),
        weights(on),
    )
    return tuple(Proposed(known[one.unit_id], one.points, one.reasons) for one in made)


def _known(
    unit: units.Unit,
    answers: dict[str, Computed],
    before: dict[str, Computed],
    *,
    last_day: date,
    open_findings: int,
    visited: int | None,
    year: int,
) -> Known:
    return Known(
        unit_id=unit.id,
        late=_per_mille(answers.get(LATE)),
        late_before=_per_mille(before.get(LATE)),
        signals=_asking(answers.values(), last_day),
        open_findings=open_findings,
        feedback=(answers[FEEDBACK].denominator or 0) if FEEDBACK in answers else 0,
        years=None if visited is None else year - visited,
    )


def _per_mille(computed: Computed | None) -> int | None:
    """Give a share in tenths of a per cent; none where nothing was to be resolved."""
    if computed is None or not computed.denominator:
        return None
    return computed.numerator * 1000 // computed.denominator


def _asking(answers: Iterable[Computed], last_day: date) -> int:
    return sum(bool(one.indicator.signal) and indicators.asks(one, last_day) for one in answers)


def _before(period: Period) -> Period:
    """Give as many days directly before a period."""
    length = period.last - period.first
    last = period.first - timedelta(days=1)
    return Period(last - length, last)


def _lives(unit: units.Unit, period: Period) -> bool:
    return unit.valid_from <= period.last and (unit.valid_to is None or unit.valid_to >= period.last)
