"""The codes by which agencies sign their dossiers."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.models import AgencyCode
from motcua.services.dossiers.rows import VERSION


def name_agency(*, unit: str, code: str, valid_from: date, by: str, at: datetime) -> None:
    """
    Name the code by which a unit signs its dossiers from a day on; what was signed before keeps its code.

    :param unit: the unit's key.
    :raises Refused: if a code of that day is on record.
    """
    known = units.by_key([unit])[unit]
    stream = f"agency/{unit}"
    try:
        with transaction.atomic():
            AgencyCode.objects.create(unit_id=known.id, code=code, valid_from=valid_from)
            ledger.append(
                ledger.NewEvent(
                    stream=stream,
                    number=len(ledger.read(stream)) + 1,
                    kind="agency.named",
                    version=VERSION,
                    occurred_at=at,
                    actor=by,
                    unit=unit,
                    payload={"code": code, "valid_from": valid_from.isoformat()},
                ),
                recorded_at=at,
            )
    except IntegrityError as taken:
        raise Refused(
            gettext_noop("the unit has a code from this day on"), field="valid_from", value=valid_from.isoformat()
        ) from taken
