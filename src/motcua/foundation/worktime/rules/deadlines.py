"""What a term comes to, and why; and what becomes of a due time while the clock stands."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from motcua.foundation.worktime.rules.calendar import MINUTE, BeyondCalendar, Calendar, microseconds
from motcua.foundation.worktime.rules.explanation import Step, StepKind
from motcua.foundation.worktime.rules.records import DayKind
from motcua.foundation.worktime.rules.words import CountingStyle, Measure, Term
from motcua.kernel.periods import end_of_day

Due = tuple[datetime, datetime]
"""A due time, and the last instant that is not after it (``judged_until``), both aware."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """
    When an office must be done, and how that came about.

    ``judged_until`` is inclusive: the end of the due day (24:00, BLDS 2015 Điều 148.6) for terms in days and months,
    the due instant itself for terms in hours, same-day terms and the exact style.
    """

    due_at: datetime
    judged_until: datetime
    steps: tuple[Step, ...]


def deadline(calendar: Calendar, received: datetime, term: Term, *, style: CountingStyle | None = None) -> Deadline:
    """
    Give the deadline of a term, with its working. Without ``style``, that of the calendar on the day of receipt.

    Days count from the working day after receipt; a term in days or months that ends on a rest day ends with the next
    working day (BLDS 2015 Điều 147-148); hours count from the minute of receipt. Days are those of the calendar's zone.
    :raises BeyondCalendar: if the calendar lacks a year that is needed.
    """
    return _deadline(calendar, received, term, style, StepKind.RECEIVED)


def restart(calendar: Calendar, supplemented: datetime, term: Term, *, style: CountingStyle | None = None) -> Deadline:
    """
    Give the deadline of a term that begins again, because the dossier is complete only now (NĐ 61/2018 Điều 19).

    :raises BeyondCalendar: if the calendar lacks a year that is needed.
    """
    return _deadline(calendar, supplemented, term, style, StepKind.RESTARTED)


def due(calendar: Calendar, received: datetime, term: Term, *, style: CountingStyle | None = None) -> Due:
    """Give what :func:`deadline` gives without its working, for many dossiers at once. :raises BeyondCalendar:"""
    local = calendar.local(received)
    match term.measure:
        case Measure.WORKING_DAYS:
            if _style(calendar, local, style) is CountingStyle.EXACT_HOURS:
                return _after_work(
                    calendar, local, term.amount * calendar.counted_on(local.date()).day_minutes * MINUTE
                )
            return _close_of(calendar, _nth_working_day(calendar, calendar.place(local), term.amount))
        case Measure.CALENDAR_DAYS:
            return _close_of(calendar, _working_day_from(calendar, calendar.place(local) + term.amount))
        case Measure.MONTHS:
            return _close_of(
                calendar, _working_day_from(calendar, calendar.place(_after_months(local, term.amount)[0]))
            )
        case Measure.WORKING_HOURS:
            return _after_work(calendar, local, term.amount * 60 * MINUTE)
        case Measure.SAME_DAY:
            place = _same_day(calendar, local)
            at = calendar.instant(place, calendar.closes(place))
            return at, at


def deadlines(calendar: Calendar, received: Sequence[date], days: Sequence[int] | int) -> list[date]:
    """
    Give the due days of many terms in working days at once: a million a second and more.

    ``received`` are local days; ``days`` is one term for all or one for each.
    :raises BeyondCalendar: if the calendar lacks a year that is needed. :raises ValueError: if a term is under 1 day.
    """
    if not received:
        return []
    terms = [days] * len(received) if isinstance(days, int) else days
    if min(terms) < 1:
        raise ValueError("a term of less than a day")
    calendar.place(min(received))
    calendar.place(max(received))
    all_days, counted, counted_before, before = (
        calendar.days,
        calendar.counted,
        calendar.counted_before,
        calendar.origin - 1,
    )
    working = [all_days[place] for place in counted]
    try:
        return [
            working[counted_before[day.toordinal() - before] + amount - 1]
            for day, amount in zip(received, terms, strict=True)
        ]
    except IndexError:
        raise calendar.beyond(calendar.last.year + 1) from None


def due_from_bare_date(calendar: Calendar, day: date) -> Due:
    """
    Give the due time that a date without a time stands for: the close of that day, judged until its end.

    A rest day, or a day that the calendar does not have, is taken as it stands, up to its end.
    """
    until = end_of_day(day, calendar.zone)
    try:
        place = calendar.place(day)
    except BeyondCalendar:
        return until, until
    return (calendar.instant(place, calendar.closes(place)) if calendar.stretches[place] else until), until


def working_days(calendar: Calendar, a: date, b: date) -> int:
    """Count the working days after ``a`` up to and with ``b``; negative if ``b`` is before. :raises BeyondCalendar:"""
    return calendar.counted_before[calendar.place(b) + 1] - calendar.counted_before[calendar.place(a) + 1]


def working_minutes(calendar: Calendar, a: datetime, b: datetime) -> int:
    """
    Count the minutes of working time that end after ``a`` and not after ``b``; negative if ``b`` is before.

    Neighbouring stretches add up to the whole, to the minute. :raises BeyondCalendar:
    """
    return _minutes(calendar.worked(calendar.local(a)), calendar.worked(calendar.local(b)))


def after_work(calendar: Calendar, start: datetime, minutes: int) -> datetime:
    """Give the instant at which so many minutes of work have been done since another. :raises BeyondCalendar:"""
    at, _ = _after_work(calendar, calendar.local(start), minutes * MINUTE)
    return at


def shift(
    calendar: Calendar, due_at: datetime, judged_until: datetime, *, stopped: datetime, resumed: datetime
) -> Deadline:
    """
    Give the deadline after the clock stood from ``stopped`` to ``resumed``: later by exactly that working time.

    A due time that was judged to the end of its day still is. Nothing moves if the clock stopped after
    ``judged_until``: a pause does not rescue.
    :raises ValueError: if it resumed before it stopped. :raises BeyondCalendar:
    """
    if resumed < stopped:
        raise ValueError("the clock ran on before it stopped")
    begun, ended = calendar.local(stopped), calendar.local(resumed)
    due_step = _at(calendar, StepKind.DUE, due_at)
    if stopped > judged_until:
        return Deadline(due_at, judged_until, (_at(calendar, StepKind.TOO_LATE, stopped), due_step))
    before, after = calendar.worked(begun), calendar.worked(ended)
    pause = (
        _at(calendar, StepKind.STOPPED, stopped),
        _at(calendar, StepKind.RESUMED, resumed, minutes=_minutes(before, after)),
    )
    if before == after:
        return Deadline(due_at, judged_until, (*pause, due_step))
    was_due = calendar.local(due_at)
    moved, _ = _after_work(calendar, was_due, after - before)
    by_day = judged_until == end_of_day(calendar.local(judged_until).date(), calendar.zone)
    until = end_of_day(calendar.local(moved).date(), calendar.zone) if by_day else moved
    return Deadline(
        moved, until, (*pause, *_hours(calendar, was_due, calendar.local(moved)), Step(StepKind.DUE, moved))
    )


def _deadline(
    calendar: Calendar, received: datetime, term: Term, style: CountingStyle | None, begun: StepKind
) -> Deadline:
    due_at, judged_until = due(calendar, received, term, style=style)
    local, due_local = calendar.local(received), calendar.local(due_at)
    steps: Iterable[Step]
    match term.measure:
        case Measure.WORKING_DAYS if _style(calendar, local, style) is CountingStyle.CLOSE_OF_DAY:
            steps = _working_days(calendar, calendar.place(local) + 1, calendar.place(due_local))
        case Measure.WORKING_DAYS | Measure.WORKING_HOURS:
            steps = _hours(calendar, local, due_local)
        case Measure.CALENDAR_DAYS:
            steps = _calendar_days(calendar, calendar.place(local), term.amount, calendar.place(due_local))
        case Measure.MONTHS:
            steps = _months(calendar, local, term.amount, calendar.place(due_local))
        case Measure.SAME_DAY:
            steps = _to_another_day(calendar, received, calendar.place(local), calendar.place(due_local))
    return Deadline(due_at, judged_until, (_at(calendar, begun, received), *steps, Step(StepKind.DUE, due_at)))


def _style(calendar: Calendar, local: datetime, style: CountingStyle | None) -> CountingStyle:
    return style or calendar.counted_on(local.date()).style


def _at(calendar: Calendar, kind: StepKind, at: datetime, *, minutes: int | None = None) -> Step:
    return Step(kind, at.astimezone(calendar.zone), minutes=minutes)


def _minutes(before: int, after: int) -> int:
    return after // MINUTE - before // MINUTE


def _nth_working_day(calendar: Calendar, place: int, amount: int) -> int:
    """Give the place of the n-th working day after a place."""
    n = calendar.counted_before[place + 1] + amount - 1
    if n >= len(calendar.counted):
        raise calendar.beyond(calendar.last.year + 1)
    return calendar.counted[n]


def _working_day_from(calendar: Calendar, place: int) -> int:
    """Give the place of the first working day that is not before a place."""
    if place >= len(calendar.days) or calendar.counted_before[place] >= len(calendar.counted):
        raise calendar.beyond(calendar.last.year + 1)
    return calendar.counted[calendar.counted_before[place]]


def _close_of(calendar: Calendar, place: int) -> Due:
    return calendar.instant(place, calendar.closes(place)), end_of_day(calendar.days[place], calendar.zone)


def _after_work(calendar: Calendar, local: datetime, amount: int) -> Due:
    """Give the instant at which so many microseconds of work have been done since a local time."""
    at = calendar.instant(*calendar.when_worked(calendar.worked(local) + amount))
    return at, at


def _same_day(calendar: Calendar, local: datetime) -> int:
    """Give the place of the day on which a same-day term ends: the next working day if its day has no time left."""
    place = calendar.place(local)
    in_time = (
        calendar.is_working_day(local)
        and local.time() <= calendar.counted_on(local.date()).cut_off
        and microseconds(local) < calendar.closes(place)
    )
    return place if in_time else _nth_working_day(calendar, place, 1)


def _after_months(local: datetime, amount: int) -> tuple[date, bool]:
    """Give the same day so many months later, or the last of that month if it has none; and whether it has."""
    years, month = divmod(local.month - 1 + amount, 12)
    year, month = local.year + years, month + 1
    last = monthrange(year, month)[1]
    return date(year, month, min(local.day, last)), local.day <= last


@lru_cache(maxsize=65_536)
def _ordinary(kind: StepKind, day: date, ordinal: int | None) -> Step:
    """Give the step of a day that nothing is said of; many deadlines share it, and to make it is most of their work."""
    return Step(kind, day, ordinal=ordinal)


def _rest(calendar: Calendar, place: int) -> Step:
    row = calendar.rows.get(place)
    if row is None or row.kind is not DayKind.OFF:
        return _ordinary(StepKind.REST_DAY, calendar.days[place], None)
    kind = StepKind.SWAPPED_OFF if row.swapped_with else StepKind.HOLIDAY
    return Step(kind, calendar.days[place], row.name, row.name_en, source=row.source)


def _counted(calendar: Calendar, place: int, *, ordinal: int | None = None, minutes: int | None = None) -> Step:
    row = calendar.rows.get(place)
    if row is None and minutes is None:
        return _ordinary(StepKind.COUNTED, calendar.days[place], ordinal)
    if row is None:
        return Step(StepKind.COUNTED, calendar.days[place], ordinal=ordinal, minutes=minutes)
    kind = StepKind.MAKE_UP_DAY if row.swapped_with else StepKind.COUNTED
    return Step(kind, calendar.days[place], row.name, row.name_en, ordinal, minutes, row.source)


def _working_days(calendar: Calendar, place: int, last: int) -> tuple[Step, ...]:
    count = last - place + 1
    return _days_from(calendar, place, max(64, 1 << count.bit_length()))[:count]


@lru_cache(maxsize=4_096)
def _days_from(calendar: Calendar, place: int, many: int) -> tuple[Step, ...]:
    """Give the steps of so many days from a place on. What comes in on one day is told from the same ones."""
    steps, ordinal = [], 0
    for at in range(place, min(place + many, len(calendar.days))):
        if calendar.counted_before[at + 1] > calendar.counted_before[at]:
            ordinal += 1
            steps.append(_counted(calendar, at, ordinal=ordinal))
        else:
            steps.append(_rest(calendar, at))
    return tuple(steps)


def _hours(calendar: Calendar, begun: datetime, ended: datetime) -> Iterator[Step]:
    done, total = calendar.worked(begun), calendar.worked(ended)
    for place in range(calendar.place(begun), calendar.place(ended) + 1):
        if not calendar.stretches[place]:
            yield _rest(calendar, place)
            continue
        after = min(total, calendar.worked_before[place + 1])
        if after > done:
            yield _counted(calendar, place, minutes=_minutes(done, after))
            done = after


def _calendar_days(calendar: Calendar, place: int, amount: int, due_place: int) -> Iterator[Step]:
    for ordinal in range(1, amount + 1):
        yield Step(StepKind.COUNTED, calendar.days[place + ordinal], ordinal=ordinal)
    yield from (_rest(calendar, at) for at in range(place + amount, due_place))


def _months(calendar: Calendar, local: datetime, amount: int, due_place: int) -> Iterator[Step]:
    for ordinal in range(1, amount + 1):
        day, whole = _after_months(local, ordinal)
        yield Step(StepKind.MONTH if whole else StepKind.MONTH_END, day, ordinal=ordinal)
    yield from (_rest(calendar, at) for at in range(calendar.place(day), due_place))


def _to_another_day(calendar: Calendar, received: datetime, place: int, due_place: int) -> Iterator[Step]:
    if place == due_place:
        return
    if calendar.is_working_day(calendar.days[place]):
        yield _at(calendar, StepKind.AFTER_CUT_OFF, received)
    yield from (_rest(calendar, at) for at in range(place + 1, due_place))
