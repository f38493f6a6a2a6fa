"""What happened is read from the ledger and told: queued for whoever can be reached, sent, tried again, given up."""

import logging
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief
from motcua.services.fees import public as fees
from motcua.services.intake import public as intake
from motcua.services.notices.adapters import Adapter, NotDelivered, adapters
from motcua.services.notices.models import Notice, Reading, Wording
from motcua.services.notices.queries import words_of
from motcua.services.notices.rules import (
    AT_ONCE as WORDS_AT_ONCE,
)
from motcua.services.notices.rules import (
    PREFIX,
    TOLD_OF,
    About,
    At,
    Channel,
    Standing,
    Words,
    check_words,
    pause_after,
    sum_said,
    written,
)

VERSION = 1
"""The version of this module's payloads in the ledger."""
WORKER = "notices"
AT_ONCE = 200

log = logging.getLogger(__name__)


class UnknownNotice(Refused):
    """There is no such notice, or it is not one that could be sent again."""


class WordedAlready(Refused):
    """Words of this day or a later one are on record."""


def follow(*, at: datetime, reachable: Mapping[Channel, Adapter] | None = None) -> int:
    """
    Read what happened since last time, and queue what is to be told; give how many notices that is.

    The first time it begins where the ledger ends, so that nobody is told of old things; what was imported is not told,
    nor what happens before a dossier has a code: whoever filed it sees that in their account.
    How far it read is committed with what it queued. :param reachable: the channels; by default those configured.
    """
    known = adapters() if reachable is None else reachable
    queued = 0
    with transaction.atomic():
        reading = Reading.objects.select_for_update().first()
        if reading is None:
            Reading.objects.create(position=ledger.head())
            return 0
        events = ledger.events_after(reading.position, limit=AT_ONCE)
        for event in events:
            about = TOLD_OF.get(event.kind)
            if about is not None and not event.payload.get("imported"):
                queued += _queue(int(event.stream.partition("/")[2]), about, event, known, at=at)
        reading.position += len(events)
        reading.save(update_fields=["position"])
    return queued


def send_due(*, at: datetime, reachable: Mapping[Channel, Adapter] | None = None) -> int:
    """
    Send what is due, each in a transaction of its own; give how many were sent.

    What fails is tried again after a pause that grows, and given up after the last. The address is read only now.
    """
    known = adapters() if reachable is None else reachable
    due = Notice.objects.filter(standing=Standing.QUEUED.value, next_at__lte=at).order_by("next_at", "pk")
    return sum(_send(pk, known, at=at) for pk in due.values_list("pk", flat=True)[:AT_ONCE])


def send_again(*, notice: int, by: str, at: datetime) -> None:
    """Queue again by hand what was given up. Event ``notice.queued``. :raises UnknownNotice:"""
    with transaction.atomic():
        row = Notice.objects.select_for_update().filter(pk=notice, standing=Standing.GIVEN_UP.value).first()
        if row is None:
            raise UnknownNotice(
                gettext_noop("this notice does not wait to be sent again"), field="notice", value=notice
            )
        row.standing, row.tries, row.next_at, row.done_at = Standing.QUEUED.value, 0, at, None
        _record(row, "queued", by=by, at=at)


def tell_at_once(
    about: At,
    *,
    to: Mapping[Channel, str],
    places: Mapping[str, str],
    key: str,
    reachable: Mapping[Channel, Adapter] | None = None,
) -> bool:
    """
    Tell something at once, by the first channel that is configured and has an address; say whether it was taken.

    Nothing is kept of it and no event tells of it: a code is no act of the record. :param key: the same twice is one.
    """
    known = adapters() if reachable is None else reachable
    channel = next((one for one in known if to.get(one)), None)
    if channel is None:
        return False
    words = WORDS_AT_ONCE[about]
    try:
        known[channel].send(
            to=to[channel], subject=written(words.subject, places), text=written(words.text, places), key=key
        )
    except NotDelivered as failure:
        log.warning("%s was not delivered: %s", about.value, failure)
        return False
    return True


def reached_at(code: str) -> dict[Channel, str]:
    """Give where the applicant of a dossier is reached, as was left at intake; empty without one. 7 SQL queries."""
    dossier = dossiers.brief(code)
    return {one: found for one in Channel if dossier and (found := _address(dossier, one))}


def lay_down_words(*, unit: str, about: About, words: Words, on: date, by: str, at: datetime) -> None:
    """
    Let an office tell one thing in its own words from a day on. Event ``notice_words.laid_down``.

    :raises NotWords: if they name anything that is not one of the known places. :raises WordedAlready:
    """
    check_words(words)
    owner = units.by_key([unit])[unit]
    with transaction.atomic():
        held = Wording.objects.select_for_update().filter(unit_id=owner.id)
        if held.filter(about=about.value, valid_from__gte=on).exists():
            raise WordedAlready(
                gettext_noop("a text of this day or a later one is on record"), field="on", value=on.isoformat()
            )
        number = held.count() + 1
        Wording.objects.create(
            unit_id=owner.id, about=about.value, subject=words.subject, text=words.text, valid_from=on
        )
        payload = {"about": about.value, "subject": words.subject, "text": words.text, "on": on.isoformat()}
        _append(f"notice_words/{owner.id}", number, "notice_words.laid_down", payload, unit=unit, by=by, at=at)


def _queue(
    dossier_id: int, about: About, event: ledger.Event, known: Mapping[Channel, Adapter], *, at: datetime
) -> int:
    dossier = dossiers.brief_of(dossier_id)
    if dossier is None or not dossier.code:
        return 0
    queued = 0
    for channel in known:
        if not _address(dossier, channel):
            continue
        row, fresh = Notice.objects.get_or_create(
            key=f"{event.stream.removeprefix('dossier/').replace('/', '-')}-{event.number}-{channel.value}",
            defaults={
                "dossier_id": dossier_id,
                "unit_id": dossier.receiving_unit_id,
                "about": about.value,
                "channel": channel.value,
                "standing": Standing.QUEUED.value,
                "next_at": at,
                "queued_at": at,
                "number": 0,
            },
        )
        if fresh:
            _record(row, "queued", by=WORKER, at=at)
            queued += 1
    return queued


@transaction.atomic
def _send(pk: int, known: Mapping[Channel, Adapter], *, at: datetime) -> int:
    row = Notice.objects.select_for_update().filter(pk=pk, standing=Standing.QUEUED.value, next_at__lte=at).first()
    dossier = dossiers.brief_of(row.dossier_id) if row else None
    if row is None or dossier is None:
        return 0
    adapter, to = known.get(Channel(row.channel)), _address(dossier, Channel(row.channel))
    if adapter is None or not to:
        return _failed(row, "nobody", at=at)
    words = words_of(row.unit_id, About(row.about), on=_local(at).date())
    places = _places(dossier, at=at)
    try:
        row.said = adapter.send(
            to=to, subject=written(words.subject, places), text=written(words.text, places), key=row.key
        )[:120]
    except NotDelivered as failure:
        log.warning("notice %s was not delivered: %s", row.key, failure)
        return _failed(row, str(failure), at=at)
    row.standing, row.done_at, row.next_at = Standing.SENT.value, at, None
    row.tries += 1
    _record(row, "sent", by=WORKER, at=at)
    return 1


def _failed(row: Notice, said: str, *, at: datetime) -> int:
    row.tries += 1
    row.said = said[:120]
    pause = pause_after(row.tries)
    if pause is not None:
        row.next_at = at + pause
        row.save(update_fields=["tries", "said", "next_at"])
        return 0
    row.standing, row.done_at, row.next_at = Standing.GIVEN_UP.value, at, None
    _record(row, "given_up", by=WORKER, at=at)
    return 0


def _address(dossier: Brief, channel: Channel) -> str:
    """Give where the applicant is reached; empty where the office was not told."""
    if channel is Channel.EMAIL:
        details = intake.details(dossier.code)
        return details.email if details else ""
    whose = dossiers.whose(dossier.code)
    return whose.phone if whose else ""


def _places(dossier: Brief, *, at: datetime) -> dict[str, str]:
    """Give what a notice may name: nothing of a person."""
    bill = fees.bill_of(dossier, on=_local(at).date())
    office = units.by_key([dossier.receiving_unit])[dossier.receiving_unit]
    due = f"{_local(dossier.due_at):%H:%M, %d/%m/%Y}" if dossier.due_at else ""
    return {
        "mã hồ sơ": dossier.code,
        "cơ quan": office.name,
        "ngày hẹn": due,
        "địa chỉ tra cứu": f"{settings.MOTCUA_PUBLIC_ADDRESS}/ho-so/{dossier.code}/",
        "số tiền": sum_said(owed=bill.owed, left=bill.left, over=bill.over),
    }


def _local(at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(settings.TIME_ZONE))


def _record(row: Notice, word: str, *, by: str, at: datetime) -> None:
    row.number += 1
    row.save()
    payload = {"dossier": row.dossier_id, "about": row.about, "channel": row.channel, "tries": row.tries}
    unit = units.by_id([row.unit_id])[row.unit_id].key
    _append(f"notice/{row.pk}", row.number, PREFIX + word, payload, unit=unit, by=by, at=at)


def _append(
    stream: str, number: int, kind: str, payload: Mapping[str, object], *, unit: str, by: str, at: datetime
) -> None:
    ledger.append(
        ledger.NewEvent(
            stream=stream,
            number=number,
            kind=kind,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=unit,
            payload=dict(payload),
        ),
        recorded_at=at,
    )
