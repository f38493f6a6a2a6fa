"""The clock that explains itself: each working day of a dossier, and whose it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from motcua.kernel.periods import end_of_day
from motcua.services.dossiers.rules.state import PREFIX, DossierState, Happening, apply
from motcua.services.dossiers.rules.words import CITIZEN, CLOSED, Kind

LONGEST = 60
"""So many days are shown; of a longer clock the first third and the last two."""


class Hand(StrEnum):
    """In whose hand a dossier is, as a citizen sees it."""

    OFFICE = "office"
    AGENCY = "agency"
    CITIZEN = "citizen"


@dataclass(frozen=True, slots=True)
class ClockDay:
    """
    One working day.

    ``hand`` is None on the day of receipt and where nobody's time runs; ``number`` is the n-th counted day of the
    term, None where it is not counted; ``ahead`` is still to come; ``late`` is counted after the due day; ``holder`` is
    a unit's key, empty for the citizen.
    """

    day: date
    hand: Hand | None
    number: int | None
    ahead: bool
    late: bool
    holder: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """An event and the dossier after it."""

    event: Happening
    after: DossierState


def moments(events: Sequence[Happening]) -> list[Moment]:
    """Give each event with the dossier after it, in order."""
    told: list[Moment] = []
    state: DossierState | None = None
    for event in events:
        state = apply(state, event.kind.removeprefix(PREFIX), event.occurred_at, event.payload)
        told.append(Moment(event, state))
    return told


def clock_days(
    told: Sequence[Moment],
    *,
    at: datetime,
    zone: ZoneInfo,
    is_working_day: Callable[[date], bool],
    hand_of: Callable[[str], Hand],
) -> tuple[tuple[ClockDay, ...], int]:
    """
    Give the working days of an accepted dossier, and how many in the middle are left out of a long clock.

    A day belongs to whoever holds the dossier at its end, today to whoever holds it now. After a restart the count
    begins anew. The clock ends on the later of the due day and today, and once closed on the day of closing.
    """
    last = told[-1].after
    if last.received_at is None or last.judged_until is None:
        return (), 0
    today = at.astimezone(zone).date()
    received = last.received_at.astimezone(zone).date()
    due_day = last.judged_until.astimezone(zone).date()
    closed = last.closed_at.astimezone(zone).date() if last.closed_at else None
    end = closed or max(due_day, today)
    marks = _marks(told, zone, due_day, today)
    days: list[ClockDay] = []
    number = 0
    day = received
    while day <= end:
        seen = marks.get(day, ())
        state = _state_at(told, min(end_of_day(day, zone), at) if day <= today else at)
        if "restarted" in seen:
            number = 0
        counted = (
            day > received
            and "restarted" not in seen
            and is_working_day(day)
            and (state.stopped_at is None or day > today)
            and (state.state not in CLOSED or day == closed)
        )
        if counted:
            number += 1
        if is_working_day(day) or seen:
            holder = state.holds
            days.append(
                ClockDay(
                    day=day,
                    hand=hand_of(holder) if day > received and is_working_day(day) else None,
                    number=number if counted else None,
                    ahead=day > today,
                    late=day > due_day,
                    holder="" if holder == CITIZEN else holder,
                    marks=tuple(mark for mark in seen if mark != "restarted"),
                )
            )
        day += timedelta(days=1)
    if len(days) <= LONGEST:
        return tuple(days), 0
    head = LONGEST // 3
    return (*days[:head], *days[head - LONGEST :]), len(days) - LONGEST


def _state_at(told: Sequence[Moment], at: datetime) -> DossierState:
    state = told[0].after
    for moment in told:
        if moment.event.occurred_at > at:
            break
        state = moment.after
    return state


_MARKED = {
    Kind.RECEIVED,
    Kind.SUPPLEMENT_REQUESTED,
    Kind.SUPPLEMENTED,
    Kind.PAUSED,
    Kind.RESUMED,
    Kind.FORWARDED,
    Kind.CONSULTED,
    Kind.ANSWERED,
    Kind.EXTENDED,
    Kind.RETURNED,
    Kind.RETURNED_AGAIN,
}


def _marks(told: Sequence[Moment], zone: ZoneInfo, due_day: date, today: date) -> dict[date, tuple[str, ...]]:
    marks: dict[date, list[str]] = {}
    for moment in told:
        kind = Kind(moment.event.kind.removeprefix(PREFIX))
        day = moment.event.occurred_at.astimezone(zone).date()
        if kind in _MARKED:
            marks.setdefault(day, []).append(kind.value)
        elif kind in _CLOSING:
            marks.setdefault(day, []).append("closed")
        if moment.event.payload.get("rule") == "restart":
            marks.setdefault(day, []).append("restarted")
    marks.setdefault(due_day, []).append("due")
    marks.setdefault(today, []).append("today")
    return {day: tuple(dict.fromkeys(found)) for day, found in marks.items()}


_CLOSING = {Kind.FINISHED, Kind.REFUSED, Kind.WITHDRAWN, Kind.STOPPED}
