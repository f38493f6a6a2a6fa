"""Many dossiers: the work of a unit by its due times, and the lines behind a figure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Max, Q, QuerySet

from motcua.foundation.units import public as units
from motcua.foundation.worktime import public as worktime
from motcua.kernel.periods import end_of_day, start_of_day
from motcua.services.dossiers.clocks import local_zone
from motcua.services.dossiers.models import Dossier
from motcua.services.dossiers.queries.status import Holder, standing
from motcua.services.dossiers.rows import known_states, procedures_of
from motcua.services.dossiers.rules.clock import Hand
from motcua.services.dossiers.rules.words import OPEN, Channel, Outcome, State, Timeliness, WaitsFor


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One dossier of a work list. ``due_at`` was promised; ``judged_until`` is what it is judged by."""

    code: str
    procedure_name: str
    state: State
    waits_for: WaitsFor | None
    holder: Holder
    channel: Channel
    received_at: datetime
    due_at: datetime
    judged_until: datetime
    standing: str
    days_left: int | None


@dataclass(frozen=True, slots=True)
class WorkPage:
    """A page of a work list; ``counts`` are of the whole list: all, mine, overdue, today, office, agency, citizen."""

    total: int
    counts: Mapping[str, int]
    rows: tuple[WorkRow, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One dossier in the list behind a figure."""

    code: str
    unit_id: int
    unit_name: str
    procedure_code: str
    procedure_name: str
    field_name: str
    channel: Channel
    state: State
    received_at: datetime
    due_at: datetime
    judged_until: datetime
    closed_at: datetime | None
    outcome: Outcome | None
    timeliness: Timeliness | None
    standing: str


def worklist(
    unit_ids: Collection[int],
    *,
    at: datetime,
    mine: Collection[int] = (),
    only: str = "all",
    offset: int = 0,
    limit: int = 50,
) -> WorkPage:
    """
    Give the pending dossiers that units received or hold, the most urgent first, those whose clock stands last.

    Seven SQL queries, and one or two for each receiving unit.

    :param mine: ids of the dossiers that who asks has in hand, wherever they are.
    :param only: one of the names of ``counts``.
    """
    zone = local_zone()
    today = at.astimezone(zone).date()
    pending = Dossier.objects.filter(
        Q(receiving_unit__in=unit_ids) | Q(holder__in=unit_ids) | Q(pk__in=mine),
        state__in=OPEN,
        received_at__isnull=False,
    )
    parts = {
        "all": Q(),
        "mine": Q(pk__in=mine),
        "overdue": Q(stopped_at__isnull=True, judged_until__lt=at) | Q(stopped_at__gt=F("judged_until")),
        "today": Q(
            stopped_at__isnull=True, judged_until__gte=max(at, start_of_day(today, zone)),
            judged_until__lte=end_of_day(today, zone),
        ),
        "office": Q(holder__in=unit_ids) & ~Q(state=State.WAITING_CITIZEN),
        "agency": ~Q(holder__in=unit_ids) & ~Q(state=State.WAITING_CITIZEN),
        "citizen": Q(state=State.WAITING_CITIZEN),
    }  # fmt: skip
    counts: dict[str, int] = pending.aggregate(
        **{f"n_{name}": Count("pk", filter=part) if part else Count("pk") for name, part in parts.items()}
    )
    counts = {name: counts[f"n_{name}"] for name in parts}
    chosen = pending.filter(parts.get(only, Q()))
    ordered = chosen.order_by(F("stopped_at").asc(nulls_first=True), "judged_until", "pk")[offset : offset + limit]
    return WorkPage(counts.get(only, counts["all"]), counts, tuple(_work_rows(ordered, unit_ids, at)))


def lines(codes: Sequence[str], *, at: datetime) -> list[Line]:
    """Give the lines of dossiers in the order asked; unknown ones are left out. Five SQL queries for a thousand."""
    rows: dict[str, Dossier] = {}
    for start in range(0, len(codes), 1000):
        for one in Dossier.objects.filter(code__in=codes[start : start + 1000], received_at__isnull=False):
            rows[str(one.code)] = one
    known = units.by_id({row.receiving_unit_id for row in rows.values()})
    states, of = known_states(rows.values()), procedures_of(rows.values())
    found = []
    for code in codes:
        row = rows.get(code)
        if row is None or row.received_at is None or row.due_at is None or row.judged_until is None:
            continue
        procedure, state = of[row.pk], states[row.pk]
        found.append(
            Line(
                code=code,
                unit_id=row.receiving_unit_id,
                unit_name=known[row.receiving_unit_id].name,
                procedure_code=procedure.code,
                procedure_name=procedure.name,
                field_name=procedure.field_name,
                channel=state.channel,
                state=state.state,
                received_at=row.received_at,
                due_at=row.due_at,
                judged_until=row.judged_until,
                closed_at=row.closed_at,
                outcome=state.outcome,
                timeliness=state.timeliness,
                standing=standing(state, at),
            )
        )
    return found


def last_day() -> date | None:
    """Give the local day of the last event of any accepted dossier; None if there is none. One SQL query."""
    last = Dossier.objects.filter(received_at__isnull=False).aggregate(last=Max("last_at"))["last"]
    return _day(last) if last else None


def _day(at: datetime) -> date:
    return at.astimezone(local_zone()).date()


def _work_rows(rows: QuerySet[Dossier], unit_ids: Collection[int], at: datetime) -> list[WorkRow]:
    found = []
    listed = list(rows)
    known = units.by_id({row.holder_id for row in listed})
    states, of = known_states(listed), procedures_of(listed)
    calendars = {unit_id: worktime.calendar_for(unit_id) for unit_id in {row.receiving_unit_id for row in listed}}
    for row in listed:
        if row.received_at is None or row.due_at is None or row.judged_until is None or row.code is None:
            continue
        state = states[row.pk]
        with_citizen = state.state is State.WAITING_CITIZEN
        hand = Hand.CITIZEN if with_citizen else Hand.OFFICE if row.holder_id in unit_ids else Hand.AGENCY
        calendar = calendars[row.receiving_unit_id]
        today, due_day = _day(at), _day(row.judged_until)
        left = (
            worktime.working_days(calendar, today, due_day)
            if due_day >= today
            else -worktime.working_days(calendar, due_day, today)
        )
        found.append(
            WorkRow(
                code=row.code,
                procedure_name=of[row.pk].name,
                state=state.state,
                waits_for=state.waits_for,
                holder=Holder(
                    hand, None if with_citizen else row.holder_id, "" if with_citizen else known[row.holder_id].name
                ),
                channel=state.channel,
                received_at=row.received_at,
                due_at=row.due_at,
                judged_until=row.judged_until,
                standing=standing(state, at),
                days_left=left if state.stopped_at is None else None,
            )
        )
    return found
