"""What is late, and what will be: each with who has it now, and whose days it has used."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from motcua.foundation.units import public as units
from motcua.foundation.worktime import public as worktime
from motcua.services.dossiers.models import Dossier
from motcua.services.dossiers.queries.pending import first_of, open_of
from motcua.services.dossiers.queries.status import MINUTES_A_DAY, Holder, Used
from motcua.services.dossiers.rows import known_states, procedures_of
from motcua.services.dossiers.rules.clock import Hand
from motcua.services.dossiers.rules.state import DossierState
from motcua.services.dossiers.rules.words import CITIZEN, State


@dataclass(frozen=True, slots=True)
class RunningOut:
    """
    A dossier whose time is over, or will be soon. ``used`` is working time by holder up to now, the citizen's apart.

    ``term_days`` is what it was given, in working days; None where its term is of another measure.
    """

    id: int
    code: str
    procedure_name: str
    state: State
    holder: Holder
    received_at: datetime
    due_at: datetime
    judged_until: datetime
    late: bool
    extensions: int
    apologies: int
    term_days: int | None
    used: tuple[Used, ...]


def running_out(
    unit_ids: Collection[int], *, at: datetime, until: datetime, limit: int = 200
) -> tuple[int, list[RunningOut]]:
    """
    Give the dossiers that units received or hold and whose time is over at an instant, the longest over first.

    Those whose clock stands are left out: they are judged as at the moment it stopped. Ten SQL queries, and one or
    two for each receiving unit.

    :param until: the instant; later than ``at``, it tells what will be late by then.
    :return: how many there are in all, and the first of them.
    """
    arms = [arm.filter(stopped_at__isnull=True, judged_until__lt=until) for arm in open_of(unit_ids)]
    known_rows = Dossier.objects.in_bulk(ids := first_of(arms, "judged_until", limit=limit))
    rows = [known_rows[one] for one in ids]
    states, of = known_states(rows), procedures_of(rows)
    keys = {key for state in states.values() for key, _ in state.used if key != CITIZEN}
    known = units.by_key(keys | {state.holder for state in states.values()})
    calendars = {unit_id: worktime.calendar_for(unit_id) for unit_id in {row.receiving_unit_id for row in rows}}
    told = []
    for row in rows:
        state = states[row.pk]
        if row.code is None or row.received_at is None or row.due_at is None or row.judged_until is None:
            continue
        holder = known[state.holder]
        hand = Hand.CITIZEN if state.holds == CITIZEN else _hand(holder.id, unit_ids)
        told.append(
            RunningOut(
                id=row.pk,
                code=row.code,
                procedure_name=of[row.pk].name,
                state=state.state,
                holder=Holder(hand, holder.id, holder.name),
                received_at=row.received_at,
                due_at=row.due_at,
                judged_until=row.judged_until,
                late=row.judged_until < at,
                extensions=state.extensions,
                apologies=state.apologies,
                term_days=state.term[0] if state.term and state.term[1] == worktime.Measure.WORKING_DAYS else None,
                used=_used(state, calendars[row.receiving_unit_id], known, unit_ids, at),
            )
        )
    return sum(arm.count() for arm in arms), told


def _hand(unit_id: int, unit_ids: Collection[int]) -> Hand:
    return Hand.OFFICE if unit_id in unit_ids else Hand.AGENCY


def _used(
    state: DossierState,
    calendar: worktime.Calendar,
    known: dict[str, units.Unit],
    unit_ids: Collection[int],
    at: datetime,
) -> tuple[Used, ...]:
    """Give the working time by holder, that since the last event included."""
    minutes = dict(state.used)
    since = worktime.working_minutes(calendar, state.last_at, at) if state.last_at < at else 0
    minutes[state.holds] = minutes.get(state.holds, 0) + since
    return tuple(
        Used(
            Hand.CITIZEN if key == CITIZEN else _hand(known[key].id, unit_ids),
            "" if key == CITIZEN else known[key].name,
            used,
            (Decimal(used) / MINUTES_A_DAY).quantize(Decimal("0.1")),
        )
        for key, used in minutes.items()
        if used
    )
