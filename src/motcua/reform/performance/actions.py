"""
What is done with what is shown: a month of it is frozen, once.

``by`` is the actor as the ledger knows it; ``at`` is now, aware.
"""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.indicators import public as indicators
from motcua.reform.performance import models
from motcua.reform.performance.queries.kept import STREAM, frozen
from motcua.reform.performance.queries.making import make, satisfaction
from motcua.reform.performance.rules.content import canonical, content, digest
from motcua.reform.performance.rules.life import FROZEN

VERSION = 1
"""The version of this module's payloads."""


class NotOver(Refused):
    """The period has not ended."""


class AlreadyFrozen(Refused):
    """What was shown of this unit and period is frozen already, and stays."""


def freeze(*, unit: str, period: Period, own: bool, by: str, at: datetime) -> int:
    """
    Freeze what is shown of a unit for a period that is over; give the snapshot's id.

    Its event holds the digest of its bytes, the id of the facts and how many events they follow from.

    :param unit: the code on the last day of the period.
    :raises NotOver: :raises AlreadyFrozen: :raises UnknownUnit:
    """
    if period.ends(ZoneInfo(settings.TIME_ZONE)) > at:
        raise NotOver(
            gettext_noop("the period is not over, so its numbers may still change"),
            field="to",
            value=period.last.isoformat(),
            expected=gettext_noop("freeze it from the day after on"),
        )
    of = units.find(unit, on=period.last)
    if (number := frozen(of.id, period, own=own)) is not None:
        raise _already(number, period)
    made = make(indicators.up_to_date(at=at), unit=of.code, period=period, now=at, own=own)
    made = replace(made, satisfaction=satisfaction(made, now=at))
    said = canonical(content(made))
    with transaction.atomic():
        row, fresh = models.Snapshot.objects.get_or_create(
            unit_id=of.id,
            first=period.first,
            last=period.last,
            own=own,
            defaults={
                "content": said,
                "digest": digest(said),
                "facts": made.facts,
                "events": made.events,
                "frozen_at": at,
            },
        )
        if not fresh:
            raise _already(row.pk, period)
        payload = {
            "unit": of.key,
            "from": period.first.isoformat(),
            "to": period.last.isoformat(),
            "own": own,
            "facts": made.facts,
            "events": made.events,
            "digest": row.digest,
        }
        ledger.append(
            ledger.NewEvent(
                stream=f"{STREAM}{row.pk}", number=1, kind=FROZEN, version=VERSION, occurred_at=at, actor=by,
                unit=of.key, payload=payload,
            ),
            recorded_at=at,
        )  # fmt: skip
    return row.pk


def _already(number: int, period: Period) -> AlreadyFrozen:
    return AlreadyFrozen(
        gettext_noop("what was shown of these days is frozen already, as snapshot %(number)s"),
        field="period",
        value=f"{period.first} – {period.last}",
        expected=gettext_noop("what changed since stands beside it on its page"),
        params={"number": number},
    )
