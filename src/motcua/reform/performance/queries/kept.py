"""The snapshots that are kept, and whether their events still say so."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.performance.models import Snapshot
from motcua.reform.performance.rules.content import Performance, digest, read_content
from motcua.reform.performance.rules.life import SnapshotState, fold
from motcua.reform.performance.rules.spans import month_over
from motcua.services.dossiers import public as dossiers

STREAM = "performance/"


class UnknownSnapshot(Refused):
    """No snapshot of this number is kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """
    A snapshot with the digest that its event holds.

    :param leaf: the trace of that event, in hexadecimal; ``position`` is its place, None until it is sealed.
    :param content: the exact bytes.
    """

    id: int
    unit_id: int
    made: Performance
    content: bytes
    digest: str
    frozen_at: datetime
    leaf: str
    position: int | None


def kept(number: int) -> Kept:
    """Give a snapshot. Two SQL queries. :raises UnknownSnapshot:"""
    row = Snapshot.objects.filter(pk=number).first()
    if row is None:
        raise UnknownSnapshot(gettext_noop("no snapshot of this number is kept"), field="snapshot", value=number)
    (event,) = ledger.read(f"{STREAM}{row.pk}")
    raw = bytes(row.content)
    return Kept(
        id=row.pk,
        unit_id=row.unit_id,
        made=read_content(json.loads(raw)),
        content=raw,
        digest=event.payload["digest"],
        frozen_at=row.frozen_at,
        leaf=event.leaf.hex(),
        position=event.position,
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """A snapshot in a list."""

    id: int
    unit_id: int
    first: date
    last: date
    own: bool
    events: int
    digest: str
    frozen_at: datetime


def frozen(unit_id: int, period: Period, *, own: bool) -> int | None:
    """Give the number of the snapshot of a unit and period; None if there is none. One SQL query."""
    known = Snapshot.objects.filter(unit_id=unit_id, first=period.first, last=period.last, own=own)
    return known.values_list("pk", flat=True).first()


def due_month(*, at: datetime) -> Period | None:
    """
    Give the latest month that is over and in which something may have happened to a dossier. One SQL query.

    None where nothing ever happened.
    """
    until = dossiers.last_day()
    today = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    return month_over(min(until, today)) if until else None


def listed(*, most: int = 120) -> list[Listed]:
    """Give the snapshots, the latest period first. One SQL query."""
    names = ("pk", "unit_id", "first", "last", "own", "events", "digest", "frozen_at")
    rows = Snapshot.objects.order_by("-last", "-first", "unit_id").values_list(*names)[:most]
    return [Listed(*row) for row in rows]


def replay_all() -> Iterator[int]:
    """
    Give the ids of the snapshots whose row is not what its event says, or whose bytes are not those of its digest.

    One SQL query a snapshot, and two more.
    """
    keys = {one.pk: one.unit_id for one in Snapshot.objects.only("unit_id")}
    units_known = units.by_id(set(keys.values()))
    for row in Snapshot.objects.order_by("pk").iterator(chunk_size=20):
        said = SnapshotState(
            unit=units_known[row.unit_id].key,
            first=row.first.isoformat(),
            last=row.last.isoformat(),
            own=row.own,
            facts=row.facts,
            events=row.events,
            digest=row.digest,
            frozen_at=row.frozen_at,
        )
        if fold(ledger.read(f"{STREAM}{row.pk}")) != said or digest(bytes(row.content)) != row.digest:
            yield row.pk
