"""Our account beside the other system's: every figure, every dossier that differs, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.foundation.facts.public import Facts
from motcua.foundation.units import public as units
from motcua.foundation.worktime import public as worktime
from motcua.kernel.periods import Period
from motcua.reform.indicators import public as indicators
from motcua.reform.reconciliation.queries.theirs import TheirFile
from motcua.reform.reconciliation.rules.explaining import (
    beside,
    effects,
    explain,
    figures,
    their_count,
    unbalanced,
)
from motcua.reform.reconciliation.rules.reading import is_online
from motcua.reform.reconciliation.rules.words import (
    CAME,
    STANDS,
    Account,
    Counted,
    Difference,
    Effect,
    Figure,
    Ours,
    Rule,
    Span,
    Theirs,
)
from motcua.services.dossiers import public as dossiers

BEYOND = timedelta(days=14)
"""So far after a due day is the calendar read: another calendar may set a later one."""

LOOKED_INTO = 200
"""So many dossiers that differ are told by their whole history; it takes some queries each."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """
    Two accounts of a unit's period side by side.

    :param effects: where only counts were given: what each rule would do to a figure that differs.
    :param unbalanced: their totals that are not the sum of their parts.
    :param passed_over: how many dossiers that differ were told without their history.
    """

    unit: units.Unit
    period: Period
    facts: str
    figures: tuple[Figure, ...]
    differences: tuple[Difference, ...]
    effects: tuple[Effect, ...]
    unbalanced: tuple[str, ...]
    passed_over: int

    def by_rule(self) -> list[tuple[Rule, int]]:
        """Count the dossiers that differ by the first rule that tells them apart, the most first."""
        found: dict[Rule, int] = {}
        for one in self.differences:
            for rule in one.rules[:1]:
                found[rule] = found.get(rule, 0) + 1
        return sorted(found.items(), key=lambda pair: -pair[1])


def reconcile(
    facts: Facts, theirs: TheirFile, *, unit: str, period: Period, now: datetime, own: bool = False
) -> Reconciled:
    """
    Set another system's list or counts beside ours.

    A read of the facts, five SQL queries for each thousand dossiers, and some for each that differs.

    :param unit: the code on the last day of the period. :param own: leave out lower levels of government.
    :raises UnknownUnit: :raises NotYet:
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    made = indicators.report(facts, unit=unit, period=period, now=now, own=own, rows=True)
    of = units.find(unit, on=period.last)
    span = Span(period.begins(zone), period.ends(zone), made.as_of, zone)
    kept = {row.code: _counts(row.counted_as) for row in made.rows or ()}
    if theirs.counts is not None:
        ours = [one for code in _parts(list(kept)) for one in _ours(code, kept, span)]
        side = beside(figures(kept.values()), theirs.counts)
        return Reconciled(of, period, facts.id, side, (), effects(ours, side, span), unbalanced(theirs.counts), 0)
    return _listed(facts, theirs.dossiers or (), kept, of, period, span)


def _listed(
    facts: Facts,
    theirs: Sequence[Theirs],
    kept: Mapping[str, Counted],
    of: units.Unit,
    period: Period,
    span: Span,
) -> Reconciled:
    there = {one.code: one for one in theirs}
    codes = list(dict.fromkeys([*kept, *there]))
    ours = {one.code: one for part in _parts(codes) for one in _ours(part, kept, span)}
    found, looked_into, passed_over = [], 0, 0
    counted_there: list[Counted] = []
    for code in codes:
        here, other = ours.get(code), there.get(code)
        if other is None:
            found.append(Difference(code, kept[code], (), (Rule.ONLY_HERE,), here, None))
            continue
        theirs_is = their_count(other, here, span)
        counted_there.append(theirs_is)
        if code not in kept:
            if theirs_is:
                found.append(Difference(code, (), theirs_is, (_absent(code, here, span),), here, other))
            continue
        if here is None or theirs_is == kept[code]:
            continue
        if looked_into < LOOKED_INTO:
            looked_into += 1
            here = _with_history(here, span)
        else:
            passed_over += 1
        difference = explain(other, here, span)
        if difference is not None:
            found.append(difference)
    side = beside(figures(kept.values()), figures(counted_there))
    return Reconciled(of, period, facts.id, side, tuple(found), (), (), passed_over)


def _absent(code: str, here: Ours | None, span: Span) -> Rule:
    """Say why a dossier of their list is not counted here."""
    if here is None:
        return Rule.ONLY_THERE if dossiers.units_of(code) is None else Rule.NOT_ACCEPTED
    outside = here.account.received_at >= span.ends or (
        here.account.closed_at is not None and here.account.closed_at < span.begins
    )
    return Rule.BOUNDARY if outside else Rule.OTHER_UNIT


def _counts(counted_as: Sequence[str]) -> Counted:
    return tuple(next(code for code in counted_as if code in some) for some in (CAME, STANDS))


def _parts(codes: Sequence[str], size: int = 1000) -> Iterator[Sequence[str]]:
    for start in range(0, len(codes), size):
        yield codes[start : start + size]


def _ours(codes: Sequence[str], kept: Mapping[str, Counted], span: Span) -> Iterator[Ours]:
    """Give our account of dossiers, as lists hold it; what takes the whole history is left out."""
    calendars: dict[int, worktime.Calendar] = {}
    for line in dossiers.lines(codes, at=span.judged_at):
        calendar = calendars.setdefault(line.unit_id, worktime.calendar_for(line.unit_id))
        first, last = (at.astimezone(span.zone).date() for at in (line.received_at, line.judged_until))
        off, make_up = _special(calendar, first, last + BEYOND)
        closed = line.closed_at if line.closed_at is not None and line.closed_at < span.ends else None
        yield Ours(
            code=line.code,
            account=Account(
                line.received_at, line.judged_until, closed, is_online(line.channel.value, _origin(line, kept))
            ),
            counted=kept.get(line.code, ()),
            channel=line.channel.value,
            promised=line.due_at,
            outcome=line.outcome.value if line.outcome else None,
            off=off,
            make_up=make_up,
        )


def _origin(line: dossiers.Line, kept: Mapping[str, Counted]) -> str | None:
    """Say by what an interlinked dossier first came, as far as what it is counted as tells it."""
    return "online" if kept.get(line.code, ("",))[0] == "received.online" else None


def _special(calendar: worktime.Calendar, first: date, last: date) -> tuple[frozenset[date], frozenset[date]]:
    """Give the days off on weekdays, and the days worked at weekends, between two days."""
    days = [first + timedelta(days=count) for count in range((last - first).days + 1)]
    worked = {day: calendar.is_working_day(day) for day in days}
    off = frozenset(day for day in days if day.weekday() < 5 and not worked[day])
    return off, frozenset(day for day in days if day.weekday() >= 5 and worked[day])


def _with_history(here: Ours, span: Span) -> Ours:
    """Add what the history of a dossier tells: its first due time, its origin, when it was handed over."""
    view = dossiers.staff_view(here.code, at=span.judged_at)
    if view is None:
        return here
    status = view.status
    returned = status.returned_at if status.returned_at is not None and status.returned_at < span.ends else None
    return replace(
        here,
        whole=True,
        origin=view.origin.value if view.origin else None,
        due_first=status.due_first,
        returned_at=returned,
        account=replace(here.account, stopped_at=status.stopped_at if here.account.closed_at is None else None),
    )
