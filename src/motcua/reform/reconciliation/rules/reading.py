"""Counting a dossier from one account of it, and the other accounts that other rules would give."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from motcua.kernel.periods import end_of_day
from motcua.reform.reconciliation.rules.words import Account, Counted, Ours, Rule, Span

SMALLEST = timedelta(microseconds=1)
DAY = timedelta(days=1)
ASSISTED, INTERLINKED = "online_assisted", "interlinked"
ONLINE = frozenset({"online", "online_assisted", "national_portal"})
SATURDAY = 5


def is_online(channel: str, origin: str | None) -> bool:
    """Say whether a dossier counts as online here."""
    return (origin if channel == INTERLINKED else channel) in ONLINE


def counted(account: Account, span: Span) -> Counted:
    """Say as what a dossier is counted, by form II.06; empty if the period has nothing to do with it."""
    until = min(span.judged_at, span.ends - SMALLEST)
    closed = account.closed_at if account.closed_at is not None and account.closed_at <= until else None
    if account.received_at > until or (closed is not None and closed < span.begins):
        return ()
    came = (
        "received.carried_over"
        if account.received_at < span.begins
        else "received.online"
        if account.online
        else "received.direct"
    )
    return came, _stands(account, closed, span)


def _stands(account: Account, closed: datetime | None, span: Span) -> str:
    due = account.judged_until
    at = account.stopped_at or closed or span.judged_at
    if closed is None:
        return "pending.overdue" if due is not None and at > due else "pending.in_time"
    if due is None:
        return "resolved.on_time"
    if at > due:
        return "resolved.overdue"
    early = at.astimezone(span.zone).date() < due.astimezone(span.zone).date()
    return "resolved.early" if early else "resolved.on_time"


Other = Callable[[Ours, Span], Account | None]
"""Gives the account of a dossier under another rule; None where the rule changes nothing."""


def _due(ours: Ours, due: datetime | None) -> Account | None:
    return None if due is None or due == ours.account.judged_until else replace(ours.account, judged_until=due)


def _direct(ours: Ours, channel: str) -> Account | None:
    applies = ours.channel == channel and ours.account.online
    return replace(ours.account, online=False) if applies else None


def _end(at: datetime | None, span: Span) -> datetime | None:
    return end_of_day(at.astimezone(span.zone).date(), span.zone) if at else None


def _later_due(ours: Ours, span: Span) -> Account | None:
    """Judge by the promise, where an extension moved it past what is judged by here."""
    promised, until = _end(ours.promised, span), ours.account.judged_until
    return _due(ours, promised) if promised and until and promised.date() > until.astimezone(span.zone).date() else None


def _first_due(ours: Ours, span: Span) -> Account | None:
    first, until = _end(ours.due_first, span), ours.account.judged_until
    return _due(ours, first) if first and until and first.date() != until.astimezone(span.zone).date() else None


def _to_the_minute(ours: Ours, span: Span) -> Account | None:
    until = ours.account.judged_until
    if until is None or ours.promised is None or _end(until, span) != until:
        return None
    day, promised = until.astimezone(span.zone).date(), ours.promised.astimezone(span.zone)
    return _due(ours, datetime.combine(day, promised.timetz()))


def _without(ours: Ours, span: Span, *, make_up: bool) -> Account | None:
    """Count the same term in a calendar that lacks the make-up days, or the days off."""
    until = ours.account.judged_until
    if until is None or not (ours.make_up if make_up else ours.off):
        return None
    received, due = (at.astimezone(span.zone).date() for at in (ours.account.received_at, until))

    def worked(day: date, off: frozenset[date], made_up: frozenset[date]) -> bool:
        return day in made_up or (day.weekday() < SATURDAY and day not in off)

    days = (received + DAY * count for count in range(1, (due - received).days + 1))
    term = sum(worked(day, ours.off, ours.make_up) for day in days)
    day, none = received, frozenset[date]()
    while term > 0:
        day += DAY
        term -= worked(day, ours.off if make_up else none, none if make_up else ours.make_up)
    return _due(ours, end_of_day(day, span.zone))


def _collected(ours: Ours, span: Span) -> Account | None:
    if not ours.whole or ours.account.closed_at is None or ours.returned_at == ours.account.closed_at:
        return None
    return replace(ours.account, closed_at=ours.returned_at)


def _on_time(ours: Ours, span: Span) -> Account | None:
    if ours.outcome not in {"withdrawn", "stopped"}:
        return None
    return replace(ours.account, judged_until=ours.account.closed_at)


OTHERS: Mapping[Rule, Other] = {
    Rule.ASSISTED: lambda ours, span: _direct(ours, ASSISTED),
    Rule.INTERLINKED: lambda ours, span: _direct(ours, INTERLINKED),
    Rule.EXTENSION: _later_due,
    Rule.PAUSE: _first_due,
    Rule.MAKE_UP_DAY: lambda ours, span: _without(ours, span, make_up=True),
    Rule.HOLIDAY: lambda ours, span: _without(ours, span, make_up=False),
    Rule.END_OF_DAY: lambda ours, span: _due(ours, _end(ours.account.judged_until, span)),
    Rule.TO_THE_MINUTE: _to_the_minute,
    Rule.COLLECTED: _collected,
    Rule.ENDED_OTHERWISE: _on_time,
}
"""The account of a dossier under each rule that another system may follow."""
