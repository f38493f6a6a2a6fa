"""An office says how it is reached, from a day on."""

from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import models
from motcua.foundation.units.actions.tree import VERSION
from motcua.foundation.units.queries import by_id
from motcua.foundation.units.rules.contact import Contact, flaws_of_contact
from motcua.foundation.units.rules.words import UnknownUnit
from motcua.kernel.refusals import Refused, gettext_noop

DAY = timedelta(days=1)


@transaction.atomic
def tell_contact(*, unit_id: int, contact: Contact, on: date, by: str, at: datetime) -> bool:
    """
    Say how an office is reached from a day on; say whether that changes anything. Six SQL statements.

    What was said of the same day is said anew; what began before it ends the day before.

    :raises UnknownUnit: :raises Refused: for what is no telephone, mail, or line; or where a later change is on record.
    """
    for flaw in flaws_of_contact(contact):
        raise flaw
    unit = models.Unit.objects.select_for_update().filter(pk=unit_id).first()
    if unit is None:
        raise UnknownUnit(gettext_noop("there is no such unit"), field="unit", value=unit_id)
    last = models.ContactRow.objects.filter(unit=unit).order_by("-valid_from").first()
    if last is not None and last.contact() == contact and last.valid_from <= on:
        return False
    if last is not None and last.valid_from > on:
        raise Refused(
            gettext_noop("what begins on %(day)s is on record"),
            field="on",
            value=on.isoformat(),
            expected=gettext_noop("let the change begin after that day"),
            params={"day": last.valid_from},
        )
    models.ContactRow.objects.filter(unit=unit, valid_to__isnull=True, valid_from__lt=on).update(valid_to=on - DAY)
    models.ContactRow.objects.update_or_create(unit=unit, valid_from=on, defaults=asdict(contact))
    unit.events += 1
    unit.save(update_fields=["events"])
    event = ledger.NewEvent(
        stream=f"unit/{unit.pk}",
        number=unit.events,
        kind="unit.contact_told",
        version=VERSION,
        occurred_at=at,
        actor=by,
        unit=by_id([unit.pk])[unit.pk].key,
        payload={"on": on.isoformat()} | asdict(contact),
    )
    ledger.append(event, recorded_at=at)
    return True
