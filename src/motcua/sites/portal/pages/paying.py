"""What whoever may pay for a dossier is shown, and the proof of a transfer that they hand in."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.public import CITIZEN, Brief
from motcua.services.fees import public as fees
from motcua.services.fees.public import What
from motcua.sites.look.public import asking, square


def hand_proof(request: HttpRequest, dossier: Brief, *, at: datetime) -> None:
    """Keep the file that was sent as the proof of a transfer; a second person looks at it. :raises Refused:"""
    amount = asking.amount(asking.clean(request.POST.get("amount", "")), "amount")
    file = request.FILES.get("tep")
    if file is None:
        raise Refused(gettext_noop("no file was chosen"), field="tep")
    content = file.read(files.limits(at).largest + 1)
    unit = units.by_id([dossier.receiving_unit_id])[dossier.receiving_unit_id]
    with transaction.atomic():
        kept = files.keep(name=file.name or "", content=content, unit=unit, purpose="fees", by=CITIZEN, at=at)
        fees.hand_proof(code=dossier.ref, amount=amount, file=kept.digest, by=CITIZEN, at=at)


def shown(dossier: Brief, *, at: datetime, called: str = "", amount: str | None = None) -> dict[str, Any]:
    """
    Give what ``portal/mine/pay.html`` shows. Ten SQL queries.

    :param called: what a transfer names the dossier by while it has no code.
    :param amount: what was written and refused, to be mended.
    """
    bill = fees.bill_of(dossier, on=timezone.localdate(at), called=called)
    lines = fees.lines_of_dossier(dossier.id)
    return {
        "bill": bill,
        "qr": square(bill.qr),
        "paid": [one for one in lines if one.digest],
        "returned": [one for one in lines if one.what is What.REFUND],
        "amount": f"{bill.asked:,}".replace(",", ".") if amount is None else amount,
    }
