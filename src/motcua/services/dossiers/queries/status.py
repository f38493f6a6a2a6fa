"""One dossier: what anyone who knows its code may see, and what its office sees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from motcua.foundation.accounts import public as accounts
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.foundation.worktime import public as worktime
from motcua.kernel.periods import end_of_day
from motcua.services.dossiers.clocks import local_zone
from motcua.services.dossiers.models import Dossier, Remark
from motcua.services.dossiers.rows import procedure_of, stream_name
from motcua.services.dossiers.rules.clock import ClockDay, Hand, Moment, clock_days, moments
from motcua.services.dossiers.rules.deciding import may_follow
from motcua.services.dossiers.rules.judging import late_from
from motcua.services.dossiers.rules.state import PREFIX, DossierState, moment
from motcua.services.dossiers.rules.words import (
    CITIZEN,
    CLOSED,
    OPEN,
    Channel,
    Kind,
    Outcome,
    State,
    Timeliness,
    WaitsFor,
)

MINUTES_A_DAY = 480
"""A working day of eight hours (QĐ 188/1999/QĐ-TTg, from memory), by which minutes are told in days."""


Remarks = Mapping[tuple[int, str], str]
"""Free texts by event number and what they are about; the public is told none of them."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a dossier; ``name`` is empty for the citizen."""

    hand: Hand
    unit_id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Used:
    """The working time that one holder has used so far, in minutes and in days of eight hours."""

    hand: Hand
    name: str
    minutes: int
    days: Decimal


@dataclass(frozen=True, slots=True)
class DueChange:
    """
    One change of a due time, the receipt first.

    ``used_minutes`` is the working time of the administration until then; ``counts`` is false for an extension that
    moves the promise and not the judgement.
    """

    number: int
    at: datetime
    kind: Kind
    reason: str
    rule: str
    used_minutes: int
    due_before: datetime | None
    due_after: datetime | None
    counts: bool


@dataclass(frozen=True, slots=True)
class PublicStatus:
    """A dossier as anyone may see it who knows its code. It holds nothing of a person."""

    code: str
    procedure_code: str
    procedure_name: str
    field_name: str
    sensitive: bool
    state: State
    waits_for: WaitsFor | None
    outcome: Outcome | None
    timeliness: Timeliness | None
    receiving_unit_id: int
    receiving_unit: str
    competent_unit_id: int
    competent_unit: str
    holder: Holder
    held_since: datetime
    submitted_at: datetime | None
    received_at: datetime
    due_first: datetime
    due_at: datetime
    judged_until: datetime
    due_bare_day: bool
    stopped_at: datetime | None
    closed_at: datetime | None
    returned_at: datetime | None
    term: worktime.Term | None
    standing: str
    days_left: int | None
    minutes_left: int | None
    clock: tuple[ClockDay, ...]
    skipped: int
    used: tuple[Used, ...]
    changes: tuple[DueChange, ...]
    requests: int
    repeated_requests: int
    returned_again: int
    extensions: int
    apologies: int
    imported: bool
    backdated: bool
    leaf: str
    position: int | None


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event as the office sees it, with what proves it."""

    id: int
    number: int
    kind: Kind
    occurred_at: datetime
    recorded_at: datetime
    actor: str
    actor_title: str
    unit_name: str
    leaf: str
    position: int | None
    imported: bool
    backdated: bool
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StaffView:
    """
    A dossier as its office sees it; ``unit_ids`` are all units that ever had to do with it, ``next`` what may happen
    to it now, ``number`` that of its last event.
    """

    status: PublicStatus
    number: int
    next: frozenset[Kind]
    holder_id: int
    channel: Channel
    origin: Channel | None
    unit_ids: frozenset[int]
    events: tuple[EventLine, ...]


def public_status(code: str, *, at: datetime) -> PublicStatus | None:
    """
    Tell how a dossier stands at an instant, to anyone who knows its code; None if no accepted dossier has it.

    Two SQL queries once units, procedures and calendars are at hand.
    """
    read = _read(code)
    return _status(*read, {}, at=at) if read else None


def staff_view(code: str, *, at: datetime) -> StaffView | None:
    """Tell all that the office may know of a dossier, the person apart; None if no accepted dossier has this code."""
    read = _read(code)
    if read is None:
        return None
    row, events, told = read
    remarks = {
        (number, about): text
        for number, about, text in Remark.objects.filter(dossier=row).values_list("number", "about", "text")
    }
    keys = {key for step in told for key in _unit_keys(step.after)}
    known = units.by_key(keys | {event.unit for event in events})
    titles = accounts.titles_of({event.actor for event in events})
    last, structure = told[-1].after, units.structure(accounts.today())
    return StaffView(
        status=_status(row, events, told, remarks, at=at),
        number=last.number,
        next=frozenset(kind for kind in Kind if may_follow(last, kind)),
        holder_id=structure.answering(known[last.holder].id),
        channel=told[-1].after.channel,
        origin=told[-1].after.origin,
        unit_ids=frozenset({known[key].id for key in keys} | {structure.answering(known[key].id) for key in keys}),
        events=tuple(_line(event, known, titles, remarks) for event in events),
    )


def units_of(code: str) -> frozenset[int] | None:
    """Give the units that have to do with a dossier now; None if there is none of this code. One SQL query."""
    found = Dossier.objects.filter(code=code).values_list("receiving_unit_id", "competent_unit_id", "holder_id").first()
    return frozenset(found) if found else None


def standing(state: DossierState, at: datetime) -> str:
    """Say in one word how a dossier stands: as it was judged, or ``overdue``, ``stopped`` or ``in_time``."""
    if state.timeliness is not None:
        return state.timeliness.value
    late = late_from(state)
    if late is not None and late <= at:
        return "overdue"
    return "stopped" if state.stopped_at is not None else "in_time"


def _read(code: str) -> tuple[Dossier, list[ledger.Event], list[Moment]] | None:
    if not 0 < len(code) <= 64 or "\x00" in code:
        return None
    row = Dossier.objects.filter(code=code).first()
    if row is None:
        return None
    events = ledger.read(stream_name(row.pk))
    return row, events, moments(events)


def _status(
    row: Dossier, events: Sequence[ledger.Event], told: Sequence[Moment], remarks: Remarks, *, at: datetime
) -> PublicStatus:
    state = told[-1].after
    received_at, due_first, due_at, judged_until = state.received_at, state.due_first, state.due_at, state.judged_until
    if received_at is None or due_first is None or due_at is None or judged_until is None or state.code is None:
        raise AssertionError(f"dossier {row.pk} has a code and was not received")
    zone = local_zone()
    calendar = worktime.calendar_for(row.receiving_unit_id)
    today = at.astimezone(zone).date()
    due_day = judged_until.astimezone(zone).date()
    procedure = procedure_of(row)
    keys = {key for step in told for key in _unit_keys(step.after)}
    known = units.by_key(keys)
    own = units.structure(received_at.astimezone(zone).date()).below(row.receiving_unit_id, own=True)
    own |= {row.receiving_unit_id, row.competent_unit_id}

    def hand_of(holder: str) -> Hand:
        if holder == CITIZEN:
            return Hand.CITIZEN
        return Hand.OFFICE if known[holder].id in own else Hand.AGENCY

    def is_working_day(day: date) -> bool:
        return worktime.working_days(calendar, day - timedelta(days=1), day) == 1

    clock, skipped = clock_days(told, at=at, zone=zone, is_working_day=is_working_day, hand_of=hand_of)
    receipt = next(event for event in events if event.kind == PREFIX + Kind.RECEIVED)
    bare = judged_until == end_of_day(due_day, zone)
    runs = state.state in OPEN and state.stopped_at is None
    used = dict(state.used)
    if state.state in OPEN and at > state.last_at:
        used[state.holds] = used.get(state.holds, 0) + worktime.working_minutes(calendar, state.last_at, at)
    return PublicStatus(
        code=state.code,
        procedure_code=procedure.code,
        procedure_name=procedure.name,
        field_name=procedure.field_name,
        sensitive=procedure.sensitive,
        state=state.state,
        waits_for=state.waits_for,
        outcome=state.outcome,
        timeliness=state.timeliness,
        receiving_unit_id=row.receiving_unit_id,
        receiving_unit=known[state.receiving_unit].name,
        competent_unit_id=row.competent_unit_id,
        competent_unit=known[state.competent_unit].name,
        holder=_holder(state, known, hand_of(state.holds)),
        held_since=_held_since(told),
        submitted_at=state.submitted_at,
        received_at=received_at,
        due_first=due_first,
        due_at=due_at,
        judged_until=judged_until,
        due_bare_day=bare,
        stopped_at=state.stopped_at,
        closed_at=state.closed_at,
        returned_at=state.returned_at,
        term=worktime.Term(state.term[0], worktime.Measure(state.term[1])) if state.term else None,
        standing=standing(state, at),
        days_left=_days_left(calendar, today, due_day) if runs else None,
        minutes_left=worktime.working_minutes(calendar, at, judged_until)
        if runs and not bare and at < judged_until
        else None,
        clock=clock,
        skipped=skipped,
        used=tuple(
            Used(
                hand_of(holder),
                "" if holder == CITIZEN else known[holder].name,
                minutes,
                (Decimal(minutes) / MINUTES_A_DAY).quantize(Decimal("0.1")),
            )
            for holder, minutes in used.items()
        ),
        changes=_changes(told, remarks),
        requests=state.requests,
        repeated_requests=state.repeated_requests,
        returned_again=state.returned_again,
        extensions=state.extensions,
        apologies=state.apologies,
        imported=state.imported,
        backdated=state.backdated,
        leaf=receipt.leaf.hex(),
        position=receipt.position,
    )


def _unit_keys(state: DossierState) -> set[str]:
    keys = {state.receiving_unit, state.competent_unit, state.holder}
    keys |= {holder for holder, _ in state.used if holder != CITIZEN}
    return keys


def _holder(state: DossierState, known: dict[str, units.Unit], hand: Hand) -> Holder:
    if hand is Hand.CITIZEN:
        return Holder(hand, None, "")
    unit = known[state.holder]
    return Holder(hand, unit.id, unit.name)


def _held_since(told: Sequence[Moment]) -> datetime:
    last = told[-1].after
    since = told[-1].event.occurred_at
    for step in reversed(told):
        if step.after.holds != last.holds or (step.after.state in CLOSED) != (last.state in CLOSED):
            break
        since = step.event.occurred_at
    return since


def _days_left(calendar: worktime.Calendar, today: date, due_day: date) -> int:
    if due_day >= today:
        return worktime.working_days(calendar, today, due_day)
    return -worktime.working_days(calendar, due_day, today)


def _changes(told: Sequence[Moment], remarks: Remarks) -> tuple[DueChange, ...]:
    changes: list[DueChange] = []
    before: DossierState | None = None
    for step in told:
        payload = step.event.payload
        if "due_at" in payload:
            spent = sum(minutes for holder, minutes in step.after.used if holder != CITIZEN)
            changes.append(
                DueChange(
                    number=step.after.number,
                    at=step.event.occurred_at,
                    kind=Kind(step.event.kind.removeprefix(PREFIX)),
                    reason=remarks.get((step.after.number, "step"), ""),
                    rule=str(payload.get("rule", "")),
                    used_minutes=spent,
                    due_before=before.due_at if before else None,
                    due_after=moment(payload, "due_at"),
                    counts=before is None or before.judged_until != step.after.judged_until,
                )
            )
        before = step.after
    return tuple(changes)


_TOLD = (
    *("reason", "due_at", "judged_until", "rule", "timeliness", "waits_for", "mode", "way"),
    *("fee_owed", "fee_advance", "fee_final", "filed_by", "amount", "online", "advance"),
    *("papers", "digitised", "reused", "result_digital"),
)


def _line(event: ledger.Event, known: dict[str, units.Unit], titles: dict[str, str], remarks: Remarks) -> EventLine:
    payload = event.payload
    details = [(name, str(payload[name])) for name in _TOLD if payload.get(name)]
    for name in ("holder", "competent_unit", "receiving_unit"):
        unit = known.get(str(payload.get(name, "")))
        if unit is not None:
            details.append((name, unit.name))
    said = remarks.get((event.number, "step"), "")
    if "defects" in payload:
        bases = [defect["legal_basis"] for defect in payload["defects"]]
        details += [("defect", f"{what} ({basis})") for what, basis in zip(said.split("\n"), bases, strict=False)]
    elif said:
        details.append(("remark", said))
    if (event.number, "backdating") in remarks:
        details.append(("backdating", remarks[event.number, "backdating"]))
    return EventLine(
        id=event.id,
        number=event.number,
        kind=Kind(event.kind.removeprefix(PREFIX)),
        occurred_at=event.occurred_at,
        recorded_at=event.recorded_at,
        actor=event.actor,
        actor_title=titles.get(event.actor, ""),
        unit_name=known[event.unit].name if event.unit in known else "",
        leaf=event.leaf.hex(),
        position=event.position,
        imported=bool(payload.get("imported")),
        backdated=bool(payload.get("backdated")),
        details=tuple(details),
    )
