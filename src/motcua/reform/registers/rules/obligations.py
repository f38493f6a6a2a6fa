"""Which documents a unit owes, by when; and how it stands with each of them on a day."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from motcua.foundation.units.public import Level
from motcua.kernel.periods import Period
from motcua.reform.registers.rules.content import Life
from motcua.reform.registers.rules.registry import register_of
from motcua.reform.registers.rules.words import Register, Sure

SOON = timedelta(days=30)
"""So long before its day an obligation is said to be due soon."""


class Standing(StrEnum):
    """How a unit stands with an obligation on a day."""

    PRESENT = "present"  # issued, in time
    LATE = "late"  # issued, after its day
    MISSING = "missing"  # not issued, and its day has passed
    DUE_SOON = "due_soon"  # not issued, and its day is near
    AHEAD = "ahead"  # not issued, and its day is far


@dataclass(frozen=True, slots=True)
class Obligation:
    """
    Something that units of some levels owe in each period of a kind.

    :param kind: the kind of the register's records that is asked for; any if empty.
    :param from_end: whether the days are counted from the period's last day, and not from its first.
    :param evidence: whether a file is asked for.
    """

    code: str
    register: Register
    kind: str
    levels: frozenset[Level]
    every: str
    from_end: bool
    days: int
    evidence: bool
    valid_from: date
    valid_to: date | None
    source: str
    sure: Sure


@dataclass(frozen=True, slots=True)
class Issued:
    """What an obligation needs of a record: its days, when it was issued, how many files stand beside it."""

    record_id: int
    register: str
    kind: str
    period: Period
    issued_on: date | None
    ended_on: date | None
    evidence: int


@dataclass(frozen=True, slots=True)
class Duty:
    """
    How a unit stands with one obligation in one period.

    :param record_id: the record that meets it; none if there is none.
    :param without_evidence: whether a file is asked for and there is none beside that record.
    """

    obligation: Obligation
    period: Period
    due_on: date
    standing: Standing
    record_id: int | None = None
    issued_on: date | None = None
    without_evidence: bool = False


@dataclass(frozen=True, slots=True)
class Duties:
    """All obligations, and the terms by which some of them are counted."""

    obligations: tuple[Obligation, ...]
    terms: tuple[Period, ...]

    def due_on(self, register: Register, kind: str, level: Level, period: Period, life: Life) -> date | None:
        """
        Give the day by which a record of this period is owed, the earliest if several ask for it.

        What is asked to stand in force has none: of several such records only the first could have been in time.
        """
        owed = [
            _due_on(obligation, span, life)
            for obligation in self.obligations
            if obligation.register is register and obligation.every != "standing"
            if obligation.kind in ("", kind) and level in obligation.levels
            for span in self._periods(obligation, period)
            if span.first <= period.first and period.last <= span.last
        ]
        return min(owed, default=None)

    def standing(
        self, issued: Iterable[Issued], *, level: Level, life: Life, period: Period, on: date
    ) -> Iterator[Duty]:
        """Give how a unit stands on a day with everything that it owes in the periods that meet another."""
        by_register: dict[str, list[Issued]] = {}
        for one in issued:
            by_register.setdefault(one.register, []).append(one)
        for obligation in self.obligations:
            if level in obligation.levels:
                for span in self._periods(obligation, period):
                    duty = _duty(obligation, span, by_register.get(obligation.register.code, []), life=life, on=on)
                    if duty is not None:
                        yield duty

    def _periods(self, obligation: Obligation, period: Period) -> Iterator[Period]:
        """Give the periods of an obligation that meet another, as far as it is valid."""
        for span in PERIODS[obligation.every](period) if obligation.every in PERIODS else self._longer(obligation):
            meets = span.first <= period.last and period.first <= span.last
            if meets and span.last >= obligation.valid_from and span.first <= (obligation.valid_to or date.max):
                yield span

    def _longer(self, obligation: Obligation) -> tuple[Period, ...]:
        return self.terms if obligation.every == "term" else (Period(obligation.valid_from, date.max),)


def _years(period: Period) -> Iterator[Period]:
    for year in range(period.first.year, period.last.year + 1):
        yield Period(date(year, 1, 1), date(year, 12, 31))


def _parts(months: int) -> Callable[[Period], Iterator[Period]]:
    def parts(period: Period) -> Iterator[Period]:
        for year in _years(period):
            starts = [date(year.first.year, month, 1) for month in range(1, 13, months)]
            ends = [start - timedelta(days=1) for start in starts[1:]]
            yield from map(Period, starts, [*ends, year.last])

    return parts


PERIODS: Mapping[str, Callable[[Period], Iterator[Period]]] = {
    "year": _years,
    "half_year": _parts(6),
    "quarter": _parts(3),
    "month": _parts(1),
}
"""The periods of the calendar that an obligation may be counted by."""


def read_duties(told: Mapping[str, Any]) -> Duties:
    """Read obligations and terms. :raises ValueError: :raises KeyError: :raises UnknownRegister:"""
    return Duties(
        obligations=tuple(map(_obligation, told["obligation"])),
        terms=tuple(Period(one["first_on"], one["last_on"]) for one in told["term"]),
    )


def _obligation(told: Mapping[str, Any]) -> Obligation:
    if told["every"] not in {*PERIODS, "term", "standing"} or told["from"] not in {"first_day", "last_day"}:
        raise ValueError(f"obligation {told['code']}: every or from is not known")
    register = register_of(told["register"])
    kind = told.get("kind", "")
    if kind and kind not in {choice.code for choice in register.column("kind").choices}:
        raise ValueError(f"obligation {told['code']}: the register has no kind {kind}")
    return Obligation(
        code=told["code"],
        register=register,
        kind=kind,
        levels=frozenset(map(Level, told["levels"])),
        every=told["every"],
        from_end=told["from"] == "last_day",
        days=told["days"],
        evidence=told["evidence"],
        valid_from=told["valid_from"],
        valid_to=told.get("valid_to"),
        source=told["source"],
        sure=Sure(told["sure"]),
    )


def _due_on(obligation: Obligation, period: Period, life: Life) -> date:
    """Give the last day in time. A unit that was founded within the period has its days from its founding on."""
    start = period.last if obligation.from_end else max(period.first, life.first)
    return start + timedelta(days=obligation.days)


def _duty(obligation: Obligation, period: Period, issued: Iterable[Issued], *, life: Life, on: date) -> Duty | None:
    """
    Give how a unit stands; none if it did not live on the day by which it would be owed.

    What stands in force is not late: it may have followed an earlier document that is not on record.
    """
    due_on = _due_on(obligation, period, life)
    if not life.covers(due_on):
        return None
    lived = Period(max(period.first, life.first), min(period.last, life.last or date.max))
    met = sorted((one for one in issued if _meets(obligation, lived, one, on=on)), key=_issued_on)
    if not met:
        standing = Standing.MISSING if due_on < on else Standing.DUE_SOON if due_on <= on + SOON else Standing.AHEAD
        return Duty(obligation, period, due_on, standing)
    first = met[0]
    return Duty(
        obligation,
        period,
        due_on,
        Standing.PRESENT if obligation.every == "standing" or _issued_on(first) <= due_on else Standing.LATE,
        record_id=first.record_id,
        issued_on=first.issued_on,
        without_evidence=obligation.evidence and not any(one.evidence for one in met),
    )


def _issued_on(record: Issued) -> date:
    return record.issued_on or date.max


def _meets(obligation: Obligation, period: Period, record: Issued, *, on: date) -> bool:
    """
    Say whether a record is what is owed: of the kind, issued by then, and of the period or, if standing, in force.

    A record is of a period if it lies within it, or holds its middle day: what is of last year reaches into no other.
    """
    if obligation.kind not in ("", record.kind) or _issued_on(record) > on:
        return False
    if obligation.every == "standing":
        return record.ended_on is None or record.ended_on > on
    middle = period.first + (period.last - period.first) // 2
    within = period.first <= record.period.first and record.period.last <= period.last
    return within or middle in record.period
