"""An office says that it takes dossiers by its own portal, or no longer."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.services.filing.models import OwnPortal
from motcua.services.filing.queries.own_portal import said_by
from motcua.services.filing.rules.own_portal import CLOSED, OPENED, PREFIX, SaidLater, check_sayable

VERSION = 1
"""The version of this module's payloads in the ledger."""


def say_own_portal(*, unit: str, opens: bool, on: date, decision: str, by: str, at: datetime) -> None:
    """
    Say that an office takes dossiers by its own portal from a day on, or no longer. Event ``own_portal.opened/closed``.

    :param decision: number and date of the decision by which this is done.
    :raises SaidLater: if something of this day or a later one is on record. :raises UnknownUnit: :raises Refused:
    """
    office = units.by_key([unit])[unit]
    try:
        with transaction.atomic():
            _say(office, opens=opens, on=on, decision=decision, by=by, at=at)
    except IntegrityError as error:
        raise SaidLater(
            gettext_noop("somebody else said something of it at the same time"), field="on", value=on.isoformat()
        ) from error


def _say(office: units.Unit, *, opens: bool, on: date, decision: str, by: str, at: datetime) -> None:
    said = said_by(office.id)
    check_sayable(said, on=on, decision=decision)
    number = len(said) + 1
    OwnPortal.objects.create(unit_id=office.id, number=number, since=on, open=opens, decision=decision.strip())
    ledger.append(
        ledger.NewEvent(
            stream=f"own_portal/{office.id}",
            number=number,
            kind=PREFIX + (OPENED if opens else CLOSED),
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=office.key,
            payload={"on": on.isoformat(), "decision": decision.strip()},
        ),
        recorded_at=at,
    )
