"""Many cases: the work of units by its due times, and what a caller told before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models as db
from django.db.models import Count, F, Q, QuerySet

from motcua.foundation.units import public as units
from motcua.foundation.worktime import public as worktime
from motcua.kernel.periods import end_of_day
from motcua.services.feedback.clocks import local_zone
from motcua.services.feedback.models import Case, Sender, Words
from motcua.services.feedback.rows import known_states
from motcua.services.feedback.rules.case import CaseState
from motcua.services.feedback.rules.sender import FEWEST_DIGITS, telephone
from motcua.services.feedback.rules.words import OPEN, Channel, State, Verdict

EXCERPT = 160
"""So many letters of a case stand in a list."""


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One case of a work list; ``standing`` and ``days_left`` are those of what must be done next."""

    id: int
    state: CaseState
    excerpt: str
    holder: str
    due_at: datetime
    standing: str
    days_left: int | None


@dataclass(frozen=True, slots=True)
class WorkPage:
    """A page of a work list; ``counts`` are of the whole list, by the names that one may ask for."""

    total: int
    counts: Mapping[str, int]
    rows: tuple[WorkRow, ...]


def worklist(
    unit_ids: Collection[int],
    *,
    at: datetime,
    only: str = "open",
    channel: Channel | None = None,
    offset: int = 0,
    limit: int = 50,
) -> WorkPage:
    """
    Give the cases that units received or must answer, the most urgent first, those whose clock stands last.

    Six SQL queries, and one or two for each receiving unit.

    :param only: one of the names of ``counts``: open, unclassified, to_forward, answering, waiting, today, late,
        unpublished, unhappy.
    :param channel: the way that they came; None for all.
    """
    theirs = Case.objects.filter(Q(receiving_unit__in=unit_ids) | Q(holder__in=unit_ids))
    if channel is not None:
        theirs = theirs.filter(channel=channel)
    parts = _parts(at)
    counted = theirs.aggregate(**{f"n_{name}": Count("pk", filter=part) for name, part in parts.items()})
    counts = {name: counted[f"n_{name}"] for name in parts}
    chosen = only if only in parts else "open"
    ordered = (
        theirs.filter(parts[chosen])
        .annotate(next_due=_NEXT_DUE)
        .order_by(F("stopped_at").asc(nulls_first=True), "next_due", "pk")[offset : offset + limit]
    )
    return WorkPage(counts[chosen], counts, _rows(ordered, at))


def earlier_calls(
    number: str, unit_ids: Collection[int], *, at: datetime, days: int = 30, most: int = 10
) -> tuple[WorkRow, ...]:
    """
    Give what the caller of a number told units within some days, the latest first; written either way, it is found.

    Four SQL queries, and one or two for each receiving unit; none for what is no number.
    """
    digits = telephone(number)
    if len(digits) < FEWEST_DIGITS:
        return ()
    known = Sender.objects.filter(Q(phone_digits=digits) | Q(caller_digits=digits)).values("case")
    theirs = Case.objects.filter(Q(receiving_unit__in=unit_ids) | Q(holder__in=unit_ids), pk__in=known)
    return _rows(theirs.filter(received_at__gte=at - timedelta(days=days)).order_by("-received_at", "-pk")[:most], at)


_UNFORWARDED = Q(state__in=(State.RECEIVED, State.CLASSIFIED), forwarded_at__isnull=True)
_NEXT_DUE = db.Case(db.When(_UNFORWARDED, then=F("forward_due_at")), default=F("judged_until"))


def _parts(at: datetime) -> Mapping[str, Q]:
    is_open = Q(state__in=OPEN)
    end_of_today = end_of_day(at.astimezone(local_zone()).date(), local_zone())
    forwarding, answering = is_open & _UNFORWARDED, is_open & ~_UNFORWARDED & Q(stopped_at__isnull=True)
    answered = Q(state__in=(State.ANSWERED, State.CLOSED))
    return {
        "open": is_open,
        "unclassified": Q(state=State.RECEIVED),
        "to_forward": Q(state=State.CLASSIFIED),
        "answering": Q(state=State.FORWARDED),
        "waiting": Q(state=State.WAITING_SENDER),
        "today": (forwarding & Q(forward_due_at__gte=at, forward_due_at__lte=end_of_today))
        | (answering & Q(judged_until__gte=at, judged_until__lte=end_of_today)),
        "late": (forwarding & Q(forward_due_at__lt=at)) | (answering & Q(judged_until__lt=at)),
        "unpublished": answered & Q(published_at__isnull=True),
        "unhappy": answered & Q(verdict=Verdict.UNSATISFIED, reopen_until__gte=at),
    }


def _rows(rows: "QuerySet[Case]", at: datetime) -> tuple[WorkRow, ...]:
    listed = list(rows)
    known, states = units.by_id({row.holder_id for row in listed}), known_states(listed)
    texts = dict(Words.objects.filter(case__in=listed, number=1, part="text").values_list("case_id", "text"))
    calendars = {unit_id: worktime.calendar_for(unit_id) for unit_id in {row.receiving_unit_id for row in listed}}
    found = []
    for row in listed:
        state, text = states[row.pk], texts.get(row.pk, "")
        due_at = next_due(state)
        stands = standing(state, at)
        left = None if stands not in {"in_time", "overdue"} else _left(calendars[row.receiving_unit_id], at, due_at)
        excerpt = text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"
        found.append(WorkRow(row.pk, state, excerpt, known[row.holder_id].name, due_at, stands, left))
    return tuple(found)


def next_due(state: CaseState) -> datetime:
    """Give by when the next thing must be done: the forwarding until it is forwarded, then the answer."""
    forwarding = state.state in {State.RECEIVED, State.CLASSIFIED} and state.forwarded_at is None
    return state.forward_due_at if forwarding else state.judged_until


def standing(state: CaseState, at: datetime) -> str:
    """Say how a case stands to what is due next: in_time, overdue, stopped; early, on_time, overdue; set_apart."""
    if state.timeliness is not None:
        return state.timeliness.value
    if state.state is State.SET_APART:
        return "set_apart"
    if state.stopped_at is not None and state.stopped_at <= state.judged_until:
        return "stopped"
    return "overdue" if at > next_due(state) else "in_time"


def _left(calendar: worktime.Calendar, at: datetime, due_at: datetime) -> int:
    """Count the working days until a due time; negative once it has passed."""
    today, due_day = _day(at), _day(due_at)
    if due_day >= today:
        return worktime.working_days(calendar, today, due_day)
    return -worktime.working_days(calendar, due_day, today)


def _day(at: datetime) -> date:
    return at.astimezone(local_zone()).date()
