"""A code is sent to whoever left an address at intake; the result is taken home, and that is noted."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from motcua.foundation.accounts import public as accounts
from motcua.foundation.files import public as files
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import gettext_noop
from motcua.services.collecting.models import Download
from motcua.services.collecting.queries import standing_of
from motcua.services.collecting.rules import CITIZEN, PREFIX, NothingToCollect, Way
from motcua.services.dossiers.public import Brief
from motcua.services.notices import public as notices
from motcua.services.notices.public import At

VERSION = 1
"""The version of this module's payloads in the ledger."""


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


def _about(dossier: Brief, slip: int) -> str:
    return f"ket-qua/{dossier.id}/{slip}"
