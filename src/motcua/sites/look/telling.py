"""A dossier told in words: its state, whose time runs, and how its due time came about. The same on every page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from motcua.foundation.units import public as units
from motcua.services.dossiers.public import ClockDay, Hand, Kind, PublicStatus, State, WaitsFor
from motcua.sites.look import words
from motcua.sites.look.phrases import (
    days_short,
    due_said,
    happened_said,
    holder_said,
    left_said,
    minutes_said,
    rule_said,
    state_said,
    term_said,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the stations that a dossier passes; ``place`` is done, now or empty."""

    name: str
    detail: str
    place: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One working day of the clock as it is drawn: how it looks, what stands in it, what is said of it."""

    day: date
    look: str
    shown: str
    said: str
    note: str
    today: bool
    due: bool


@dataclass(frozen=True, slots=True)
class Share:
    """One summand of the clock: how it looks, how much, whose, and the sign before it."""

    look: str
    amount: str
    what: str
    sign: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the due time: when, what, by which rule, the time used until then, the due time after it."""

    at: datetime
    what: str
    reason: str
    rule: str
    used: str
    due: str


@dataclass(frozen=True, slots=True)
class Told:
    """All that is told of a dossier."""

    status: PublicStatus
    title: str
    state: str
    holder: str
    steps: tuple[Step, ...]
    step_now: int
    left: str
    due_by: str
    put_off: str
    why: tuple[str, ...]
    shares: tuple[Share, ...]
    clock: tuple[Cell, ...]
    changes: tuple[Change, ...]
    next: tuple[str, ...]


def tell(status: PublicStatus, *, office: bool = False) -> Told:
    """
    Put a dossier into the page's language. No query but the units' names.

    :param office: tell the reasons in the office's own words too; they were not written for everyone.
    """
    names = {key: unit.name for key, unit in units.by_key({day.holder for day in status.clock if day.holder}).items()}
    steps = _steps(status)
    return Told(
        status=status,
        title=gettext("A dossier of a procedure that is not shown") if status.sensitive else status.procedure_name,
        state=state_said(status.state, status.waits_for),
        holder=holder_said(status),
        steps=steps,
        step_now=next((place for place, step in enumerate(steps, 1) if step.place == "now"), len(steps)),
        left=left_said(status),
        due_by=due_said(status.due_at, bare=status.due_bare_day),
        put_off=_put_off(status),
        why=tuple(_why(status)),
        shares=tuple(_shares(status.clock, names)),
        clock=tuple(_cells(status.clock, names)),
        changes=tuple(_changes(status, office=office)),
        next=tuple(_next(status)),
    )


def _steps(status: PublicStatus) -> tuple[Step, ...]:
    """Give the four stations: accepted, being resolved, result, handed over."""
    closed, returned = status.closed_at, status.returned_at
    at_work = not closed and status.state is not State.ACCEPTED
    ends = {
        State.REFUSED: gettext("Answered: not granted"),
        State.WITHDRAWN: gettext("Withdrawn"),
        State.STOPPED: gettext("Stopped"),
    }
    places = ["done"] + (["done"] * 3 if returned else ["done", "now", ""] if closed else ["now", "", ""])
    if not closed and not at_work:
        places[:2] = ["now", ""]
    return (
        Step(gettext("Accepted"), f"{words.short_day(status.received_at)}, {status.receiving_unit}", places[0]),
        Step(gettext("Being resolved"), status.holder.name if at_work else status.competent_unit, places[1]),
        Step(ends.get(status.state, gettext("Result")), words.short_day(closed) if closed else "", places[2]),
        Step(gettext("Handed over"), words.short_day(returned) if returned else status.receiving_unit, places[3]),
    )


def _put_off(status: PublicStatus) -> str:
    """Say by which day it is judged, where an extension promised a later one; empty otherwise."""
    judged = timezone.localdate(status.judged_until)
    if timezone.localdate(status.due_at) == judged:
        return ""
    return gettext("a new appointment; the figures go by %(day)s") % {"day": words.day(judged)}


def _why(status: PublicStatus) -> Iterator[str]:
    """Tell in sentences how the due time came about."""
    if status.term:
        yield gettext("This procedure takes %(term)s.") % {"term": term_said(status.term)}
    yield gettext("When it was accepted on %(day)s, it was due on %(due)s.") % {
        "day": words.day(status.received_at),
        "due": words.day(status.due_first),
    }
    for change in status.changes[1:]:
        if change.due_after is None:
            continue
        said = {"day": words.short_day(change.at), "due": words.day(change.due_after)}
        if change.kind is Kind.EXTENDED:
            yield gettext("On %(day)s the office apologised and named a new day, %(due)s.") % said
            if not change.counts:
                yield gettext("In the figures the earlier due time goes on to count.")
        elif change.rule == "restart":
            yield (
                gettext("On %(day)s the dossier was complete, the term began anew, and it became due on %(due)s.")
                % said
            )
        elif change.rule == "pause":
            yield (
                gettext("Until %(day)s the clock stood; that time does not count, so it became due on %(due)s.") % said
            )
        elif change.rule == "late stays late":
            yield gettext("The clock stood until %(day)s; it was late before that, and stays so.") % said
        elif change.due_after != change.due_before:
            yield gettext("On %(day)s it became due on %(due)s.") % said
    if status.stopped_at and not status.closed_at:
        yield gettext("The clock has stood since %(day)s. The due time is reckoned anew when it runs again.") % {
            "day": words.day(status.stopped_at)
        }


def _run(clock: Sequence[ClockDay]) -> int:
    """Give where the count that now holds began: a restart begins it anew at one."""
    firsts = [place for place, day in enumerate(clock) if day.number == 1]
    return firsts[-1] if firsts else 0


def _shares(clock: Sequence[ClockDay], names: dict[str, str]) -> Iterator[Share]:
    """Give the summands of the term: office, agency, what is left; beside them the days that do not count."""
    begun = _run(clock)
    counted = [day for day in clock[begun:] if day.number is not None]
    in_time = [day for day in counted if not day.late]
    office = sum(1 for day in in_time if not day.ahead and day.hand is Hand.OFFICE)
    agency = sum(1 for day in in_time if not day.ahead and day.hand is Hand.AGENCY)
    left = sum(1 for day in in_time if day.ahead)
    late = sum(1 for day in counted if day.late and not day.ahead)
    before = sum(1 for day in clock[:begun] if day.number is not None)
    citizen = sum(1 for day in clock if day.hand is Hand.CITIZEN and day.number is None and not day.ahead)
    agencies = {names[day.holder] for day in in_time if day.hand is Hand.AGENCY and not day.ahead}
    others = gettext("other agencies have used")
    summands = [
        ("k1", office, gettext("this office has used")),
        ("k2", agency, gettext("%(who)s has used") % {"who": agencies.pop()} if len(agencies) == 1 else others),
        ("k4", left, gettext("are left")),
    ]
    sign = ""
    for look, count, what in summands:
        if count or look == "k1":
            yield Share(look, days_short(count), what, sign)
            sign = "+"
    if in_time:
        yield Share("", days_short(len(in_time)), gettext("up to the due day"), "=")
    asides = [
        ("k5", late, gettext("after the due day")),
        ("k3", citizen, gettext("waited for the citizen, not counted")),
        ("k0", before, gettext("before the term began anew")),
    ]
    for look, count, what in asides:
        if count:
            yield Share(look, days_short(count), what, "")


_NOTES = {
    "received": gettext_lazy("accepted"),
    "supplemented": gettext_lazy("papers came"),
    "resumed": gettext_lazy("runs again"),
    "answered": gettext_lazy("answered"),
    "extended": gettext_lazy("put off"),
    "closed": gettext_lazy("result"),
    "returned": gettext_lazy("handed over"),
    "due": gettext_lazy("due"),
    "today": gettext_lazy("today"),
}
LONGEST_NOTE = 16
"""Letters that fit under one day of the clock."""

_LOOKS = {Hand.OFFICE: "k-office", Hand.AGENCY: "k-other", Hand.CITIZEN: "k-citizen"}


def _cells(clock: Sequence[ClockDay], names: dict[str, str]) -> Iterator[Cell]:
    before: tuple[Hand | None, str] = (None, "")
    for day in clock:
        name = gettext("the citizen") if day.hand is Hand.CITIZEN else names.get(day.holder, "")
        look = "k-none" if day.hand is None else _LOOKS[day.hand]
        if day.number is None and day.hand is not Hand.CITIZEN:
            look = "k-none"
        elif day.number is not None and day.ahead:
            look = "k-left"
        elif day.number is not None and day.late:
            look = "k-late"
        if day.number is None:
            said = gettext("not counted, %(who)s") % {"who": name} if day.hand else gettext("not counted")
        else:
            told = {"number": day.number, "who": name}
            said = (
                gettext("day %(number)s, still to come") % told
                if day.ahead
                else gettext("day %(number)s, after the due day, with %(who)s") % told
                if day.late
                else gettext("day %(number)s, with %(who)s") % told
            )
        note = ", ".join(str(_NOTES[mark]) for mark in day.marks if mark in _NOTES)
        holds = (day.hand, day.holder)
        if not note and day.hand is not None and not day.ahead and holds != before:
            note = gettext("this office") if day.hand is Hand.OFFICE else name
            if len(note) > LONGEST_NOTE:
                note = gettext("another agency")
        before = holds if day.hand is not None else before
        yield Cell(
            day=day.day,
            look=look,
            shown=str(day.number) if day.number is not None else "–" if look == "k-citizen" else "·",
            said=said,
            note=note,
            today="today" in day.marks,
            due="due" in day.marks,
        )


def _changes(status: PublicStatus, *, office: bool) -> Iterator[Change]:
    for change in status.changes:
        after = change.due_after
        yield Change(
            at=change.at,
            what=happened_said(change.kind),
            reason=change.reason if office else "",
            rule=rule_said(change.rule),
            used=minutes_said(change.used_minutes),
            due=words.day(after) if after and status.due_bare_day else words.moment(after) if after else "–",
        )


def _next(status: PublicStatus) -> Iterator[str]:
    """Say what the citizen can do now."""
    unit = {"unit": status.receiving_unit}
    match status.state:
        case State.WAITING_CITIZEN if status.waits_for is WaitsFor.PAYMENT:
            yield gettext("Pay what the notice names. The clock runs on once the payment has come.")
        case State.WAITING_CITIZEN if status.waits_for is WaitsFor.PRESENCE:
            yield gettext("Come to the place that the notice names. The clock stands until then.")
        case State.WAITING_CITIZEN:
            yield (
                gettext(
                    "Bring everything that the request for completion lists to %(unit)s. The office may not ask a"
                    " second time for what it could see the first time."
                )
                % unit
            )
        case State.READY | State.REFUSED if not status.returned_at:
            yield gettext("Fetch the result at %(unit)s. Bring the slip and your identity card.") % unit
        case State.WITHDRAWN | State.STOPPED:
            yield gettext("Ask at %(unit)s for the reason in writing, if you do not have it.") % unit
        case _ if not status.closed_at and status.standing != "overdue":
            yield gettext("You need do nothing now. Come back to this page when you like: it changes with the dossier.")
    if status.standing == "overdue" and not status.apologies:
        yield (
            gettext(
                "The dossier is late. The office owes you a written apology, with the reason and a new day; none has"
                " been recorded yet. Ask for it at %(unit)s."
            )
            % unit
        )
