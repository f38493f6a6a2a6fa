"""How every movement is recorded: append to the ledger, write the rows, all or nothing."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief
from motcua.services.fees import models
from motcua.services.fees.queries.rows import purse_of
from motcua.services.fees.rules.state import Purse, apply
from motcua.services.fees.rules.words import PREFIX, Kind, Standing

VERSION = 1
"""The version of this module's payloads in the ledger."""
LONGEST = 2_000


class UnknownMovement(Refused):
    """There is no such movement of money, or it does not stand where this could be done to it."""


class TwoNeeded(Refused):
    """Money needs a second person here."""


@dataclass(frozen=True, slots=True)
class Held:
    """The purse of a dossier, locked until the transaction ends."""

    row: models.Purse
    purse: Purse
    dossier: Brief


def locked(code: str) -> Held:
    """Lock the purse of a dossier, made if there is none; call it within a transaction. :raises UnknownDossier:"""
    dossier = dossiers.brief(code)
    if dossier is None:
        raise dossiers.UnknownDossier(gettext_noop("there is no dossier of this code"), field="code", value=code)
    row, _ = models.Purse.objects.select_for_update().get_or_create(
        dossier_id=dossier.id, defaults={"number": 0, "unit_id": dossier.receiving_unit_id}
    )
    return Held(row, purse_of(row), dossier)


def record(held: Held, kind: Kind, payload: Mapping[str, Any], *, by: str, at: datetime, text: str = "") -> Purse:
    """Record one more event of a purse. :param text: a reason, of which the ledger holds a commitment."""
    after = apply(held.purse, kind.value, by, payload)
    committed: dict[str, Any] = {}
    if text:
        salt = secrets.token_bytes(16)
        models.Text.objects.create(purse=held.row, number=after.number, text=text, salt=salt)
        committed = {"reason": ledger.commitment(text, salt)}
    ledger.append(
        ledger.NewEvent(
            stream=f"fees/{held.dossier.id}",
            number=after.number,
            kind=PREFIX + kind.value,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=held.dossier.receiving_unit,
            payload={**payload, **committed},
        ),
        recorded_at=at,
    )
    models.Purse.objects.filter(pk=held.row.pk).update(number=after.number, assessed=after.assessed)
    for one in after.movements:
        before = held.purse.movement(one.number)
        if before is None:
            models.Movement.objects.create(purse=held.row, unit_id=held.row.unit_id, at=at, **asdict(one))
        elif before != one:
            models.Movement.objects.filter(purse=held.row, number=one.number).update(
                standing=one.standing.value, day=one.day
            )
    return after


def waiting(held: Held, number: int) -> None:
    """Check that a movement waits for a second person. :raises UnknownMovement:"""
    one = held.purse.movement(number)
    if one is None or one.standing is not Standing.WAITING:
        raise UnknownMovement(
            gettext_noop("somebody was quicker, or there is no such payment"), field="number", value=number
        )


def till_day(unit_id: int, at: datetime) -> date:
    """Give the day of the till that something counts on: today, or the first that nobody has counted yet."""
    day = local_day(at)
    while models.TillDay.objects.filter(unit_id=unit_id, day=day).exists():
        day += timedelta(days=1)
    return day


def local_day(at: datetime) -> date:
    """Give the local day of an instant."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def stated(reason: str) -> str:
    """Give a reason back. :raises Refused: if there is none, or it is too long."""
    if not 0 < len(reason.strip()) <= LONGEST:
        raise Refused(gettext_noop("the reason must be stated"), field="reason")
    return reason.strip()
