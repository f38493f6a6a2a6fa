"""A batch is certified on the day it is brought: each paper a dossier, a number in the register, and its fee."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.foundation.worktime.public import Measure
from motcua.kernel.refusals import gettext_noop
from motcua.services.certification.models import Certification
from motcua.services.certification.rules import PREFIX, Line, NotCertifiable, check, fee_of
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel, Filing, Person
from motcua.services.fees import public as fees
from motcua.services.numbering import public as numbering
from motcua.services.procedures import public as procedures

VERSION = 1
"""The version of this module's payloads in the ledger."""


@dataclass(frozen=True, slots=True)
class Certified:
    """A paper that was certified: its dossier, its number, what was paid for it in đồng."""

    code: str
    number: str
    fee: int


def certify(
    *,
    unit: str,
    lines: Sequence[Line],
    person: Person,
    book: int,
    signer: str,
    by: str,
    at: datetime,
    receipts: int | None = None,
) -> list[Certified]:
    """
    Record a batch that was certified and handed over: all of it or nothing.

    Each paper is a dossier that is received, finished and returned at once, so that the figures count it; its number is
    the next one of the register; its fee goes by the tariffs and is taken in cash with a receipt. Event
    ``certification.done``, stream ``certification/<dossier id>``. Law: NĐ 23/2015/NĐ-CP art. 7 (on the same day, or the
    next working day if it came after 15:00), from memory, medium confidence.

    :param book: the register's number book. :param signer: key of the post that signed.
    :param receipts: the receipt book; without one, what is owed stays to be paid.
    :raises NotCertifiable: :raises NoReceipt: :raises UnknownBook:
    """
    if not lines:
        raise NotCertifiable(gettext_noop("write at least one paper"), field="what_1", value="")
    check(lines)
    if not person.name.strip():
        raise NotCertifiable(gettext_noop("write the name of who asks"), field="name", value="")
    owner = units.by_key([unit])[unit]
    if book not in {one.id for one in numbering.books([owner.id])}:
        raise NotCertifiable(gettext_noop("this register is not one of the office"), field="book", value=book)
    return _all(owner, lines, person, book=book, signer=signer, receipts=receipts, by=by, at=at)


@transaction.atomic
def _all(
    owner: units.Unit,
    lines: Sequence[Line],
    person: Person,
    *,
    book: int,
    signer: str,
    receipts: int | None,
    by: str,
    at: datetime,
) -> list[Certified]:
    on = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    done = []
    for place, line in enumerate(lines, 1):
        procedure = procedures.find(line.procedure, on=on)
        if procedure.term is None or procedure.term.measure is not Measure.SAME_DAY:
            raise NotCertifiable(
                gettext_noop("this procedure is not one of the same day"),
                field=f"procedure_{place}",
                value=line.procedure,
                expected=gettext_noop("take it in at the counter"),
            )
        fee = fee_of(procedures.asked(line.procedure, on=on).tariffs_of(Channel.COUNTER.value), line)
        filing = Filing(
            procedure=line.procedure, unit=owner.key, channel=Channel.COUNTER, person=person, fee_owed=fee or None
        )
        received = dossiers.receive(filing=filing, by=by, at=at)
        code = str(received.state.code)
        (number,) = numbering.take(book=book, on=on, about=f"certification/{received.dossier_id}", by=by, at=at)
        if fee and receipts is not None:
            fees.take_cash(code=code, amount=fee, book=receipts, by=by, at=at)
        dossiers.finish(code=code, result_digital=False, by=by, at=at)
        dossiers.return_result(code=code, way="counter", by=by, at=at)
        _record(received.dossier_id, owner, line, number=number.text, fee=fee, signer=signer, by=by, at=at)
        done.append(Certified(code, number.text, fee))
    return done


def _record(
    dossier_id: int, owner: units.Unit, line: Line, *, number: str, fee: int, signer: str, by: str, at: datetime
) -> None:
    salt, what = secrets.token_bytes(16), line.what.strip()
    Certification.objects.create(
        dossier_id=dossier_id,
        unit_id=owner.id,
        number=number,
        on=at.astimezone(ZoneInfo(settings.TIME_ZONE)).date(),
        copies=line.copies,
        pages=line.pages,
        fee=fee,
        signer=signer,
        what=what,
        salt=salt,
    )
    ledger.append(
        ledger.NewEvent(
            stream=f"certification/{dossier_id}",
            number=1,
            kind=PREFIX + "done",
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=owner.key,
            payload={
                "number": number,
                "copies": line.copies,
                "pages": line.pages,
                "fee": fee,
                "signer": signer,
                "what": ledger.commitment(what, salt),
            },
        ),
        recorded_at=at,
    )


def forget(dossier_id: int) -> int:
    """Erase what names the paper of a dossier, with its salt; the proof stays whole. Give how many rows it was."""
    return Certification.objects.filter(dossier_id=dossier_id).update(what=None, salt=None)
