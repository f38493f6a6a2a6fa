"""A result is taken home as a file, by a code that was sent; or handed over, and who took it is proven."""

import secrets
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from motcua.foundation.accounts import public as accounts
from motcua.foundation.files import public as files
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Amount, gettext_noop
from motcua.services.collecting.models import Download, HandOver
from motcua.services.collecting.queries import next_of, private_of, standing_of
from motcua.services.collecting.rules import (
    CITIZEN,
    PREFIX,
    HandedBy,
    NothingToCollect,
    NotToHandOver,
    StillOwed,
    Taker,
    Way,
    check_taker,
)
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief, Kind
from motcua.services.fees import public as fees
from motcua.services.notices import public as notices
from motcua.services.notices.public import At

VERSION = 1
"""The version of this module's payloads in the ledger."""
PURPOSE = "hand-over"
"""For what signatures and signed sheets are brought into the files."""


def send_code(dossier: Brief, *, slip: int, at: datetime) -> None:
    """
    Send a code to the telephone or the address that was left at intake; the one before is good no more.

    Nothing tells whether there was any, or whether it was taken. :param slip: the paper that was shown.
    :param at: the server's time, also where a demo stands at another.
    """
    code = accounts.new_code(_about(dossier, slip), at=at)
    if code:
        places = {"mã xác nhận": code, "mã hồ sơ": dossier.code}
        notices.tell_at_once(At.RESULT, to=notices.reached_at(dossier.code), places=places, key=uuid4().hex)


def check_code(dossier: Brief, given: str, *, slip: int, at: datetime) -> bool:
    """Say whether this is the code that was sent; then it is good no more. A wrong one costs a try."""
    return accounts.use_code(_about(dossier, slip), given, at=at)


@transaction.atomic
def collect(dossier: Brief, way: Way, *, at: datetime) -> bytes:
    """
    Give the file of a result, and note that it was taken home. Event ``collected.downloaded``.

    Whoever calls it has made sure that it is theirs who asks. :raises NothingToCollect: :raises AlteredOnDisk:
    """
    digest = standing_of(dossier.id).digest
    if not digest:
        raise NothingToCollect(
            gettext_noop("there is no result in the form of a file"),
            field="code",
            value=dossier.code,
            expected=gettext_noop("collect it at the counter"),
        )
    row = Download.objects.create(dossier_id=dossier.id, way=way.value, digest=digest, at=at)
    ledger.append(
        ledger.NewEvent(
            stream=f"download/{row.pk}",
            number=1,
            kind=f"{PREFIX}downloaded",
            version=VERSION,
            occurred_at=at,
            actor=CITIZEN,
            unit=dossier.receiving_unit,
            payload={"dossier": dossier.id, "way": way.value, "digest": digest},
        ),
        recorded_at=at,
    )
    return files.read(digest)


@transaction.atomic
def hand_over(
    *, code: str, way: HandedBy, taker: Taker | None = None, owing: str = "", by: str, at: datetime
) -> dossiers.Recorded:
    """
    Hand a result over, and record who took it and how that is proven. Event ``collected.handed_over``.

    A corrected result is handed over again after the first, and counted apart.

    :param taker: who took it at the counter. :param owing: why it is handed over although the fees are not settled.
    :raises NotToHandOver: :raises NotProven: :raises StillOwed: :raises UnknownDossier:
    """
    dossier = dossiers.brief(code)
    if dossier is None:
        raise dossiers.UnknownDossier(gettext_noop("there is no dossier of this code"), field="code", value=code)
    happens = next_of(dossier)
    if happens is None:
        raise NotToHandOver(
            gettext_noop("nothing of this dossier waits to be handed over"),
            field="code",
            value=code,
            expected=gettext_noop("look at the dossier again"),
        )
    if way is HandedBy.COUNTER:
        check_taker(_proven(taker))
    bill = fees.bill_of(dossier, on=at.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
    if not bill.settled and not owing.strip():
        raise _unsettled(bill)
    hands = dossiers.return_again if happens is Kind.RETURNED_AGAIN else dossiers.return_result
    recorded = hands(code=code, way=way.value, by=by, at=at)
    _record_hand_over(dossier, way, taker, "" if bill.settled else owing.strip(), bill.left, by=by, at=at)
    return recorded


def forget(dossier: Brief, *, by: str, at: datetime) -> int:
    """Erase who took the result of a dossier, with signature and salt; the proof stays whole. Give how many rows."""
    office = units.by_key([dossier.receiving_unit])[dossier.receiving_unit]
    rows = HandOver.objects.filter(dossier_id=dossier.id)
    for digest in rows.exclude(digest="").filter(salt__isnull=False).values_list("digest", flat=True):
        files.let_go(digest=digest, unit=office, purpose=PURPOSE, by=by, at=at)
    return rows.update(name=None, owing=None, salt=None)


def _proven(taker: Taker | None) -> Taker:
    if taker is None:
        raise NotToHandOver(gettext_noop("say who takes the result"), field="name")
    if taker.digest and taker.digest not in files.kept([taker.digest]):
        raise files.UnknownFile(gettext_noop("there is no such file in the home"), field="tep", value=taker.digest)
    return taker


def _unsettled(bill: fees.Bill) -> StillOwed:
    """Say what is still to be done about fees."""
    said, params = gettext_noop("the final sum was not fixed after the advance"), {}
    if bill.left:
        said, params = gettext_noop("%(amount)s đồng are still owed"), {"amount": Amount(bill.left)}
    elif bill.over:
        said, params = gettext_noop("%(amount)s đồng are to be given back"), {"amount": Amount(bill.over)}
    expected = gettext_noop("settle the fees first, or say why it is handed over all the same")
    return StillOwed(said, field="owing", expected=expected, params=params)


def _record_hand_over(
    dossier: Brief, way: HandedBy, taker: Taker | None, owing: str, owed: int, *, by: str, at: datetime
) -> None:
    salt, at_counter = secrets.token_bytes(16), taker if way is HandedBy.COUNTER else None
    told: dict[str, Any] = {"way": way.value}
    if at_counter:
        told |= {"proof": at_counter.proof.value, "relation": at_counter.relation.value}
        told |= {"paper": at_counter.paper.value if at_counter.paper else "", "digest": at_counter.digest}
    row = HandOver.objects.create(
        dossier_id=dossier.id,
        number=HandOver.objects.filter(dossier_id=dossier.id).count() + 1,
        at=at,
        by=by,
        **told,
        owed=owed if owing else 0,
        name=at_counter.name.strip() if at_counter else "",
        owing=owing,
        salt=salt,
    )
    private = {"who": ledger.commitment(private_of(row.name, row.owing), salt)}
    ledger.append(
        ledger.NewEvent(
            stream=f"hand-over/{dossier.id}",
            number=row.number,
            kind=f"{PREFIX}handed_over",
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=dossier.receiving_unit,
            payload=told | private | ({"owed": row.owed} if owing else {}),
        ),
        recorded_at=at,
    )


def _about(dossier: Brief, slip: int) -> str:
    return f"ket-qua/{dossier.id}/{slip}"
