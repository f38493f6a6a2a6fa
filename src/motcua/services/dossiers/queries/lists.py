"""Many dossiers: the lines behind a figure, and the results that wait to be collected."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from motcua.foundation.units import public as units
from motcua.services.dossiers.clocks import local_zone
from motcua.services.dossiers.models import Dossier
from motcua.services.dossiers.queries.status import standing
from motcua.services.dossiers.rows import known_states, procedures_of
from motcua.services.dossiers.rules.words import Channel, Outcome, State, Timeliness


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


def to_collect(unit_ids: Collection[int], *, offset: int = 0, limit: int = 50) -> tuple[int, list[str]]:
    """
    Give the codes of dossiers whose result waits to be collected from units, the longest waiting first, and how many.

    Two SQL queries.
    """
    waiting = Dossier.objects.filter(
        receiving_unit__in=unit_ids,
        state__in=[State.READY, State.REFUSED],
        closed_at__isnull=False,
        returned_at__isnull=True,
    )
    codes = waiting.order_by("closed_at", "pk").values_list("code", flat=True)[offset : offset + limit]
    return waiting.count(), [str(code) for code in codes]


def last_day() -> date | None:
    """Give the local day of the last event of any accepted dossier; None if there is none. One SQL query."""
    last = Dossier.objects.filter(received_at__isnull=False).aggregate(last=Max("last_at"))["last"]
    return last.astimezone(local_zone()).date() if last else None
