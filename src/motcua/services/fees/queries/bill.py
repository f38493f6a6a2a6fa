"""What is owed for a dossier, what was paid, and the square code by which the rest is transferred."""

from dataclasses import dataclass
from datetime import date

from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief
from motcua.services.fees import models
from motcua.services.fees.queries.rows import purse_of
from motcua.services.fees.queries.till import account_of
from motcua.services.fees.rules.state import EMPTY
from motcua.services.fees.rules.vietqr import memo_of, vietqr


@dataclass(frozen=True, slots=True)
class Bill:
    """
    What is owed for a dossier and what was paid, in đồng. ``stated`` says whether anybody stated what is owed.

    ``qr`` is the text of the square code for what is left, empty where nothing is left or the office has no account.
    """

    owed: int
    paid: int
    stated: bool
    memo: str
    qr: str
    bank_name: str
    account: str
    holder: str

    @property
    def left(self) -> int:
        """Say what is still owed."""
        return max(0, self.owed - self.paid)


def bill_of(dossier: Brief, *, on: date) -> Bill:
    """Give what is owed for a dossier and what was paid. Five SQL queries."""
    row = models.Purse.objects.filter(dossier_id=dossier.id).first()
    purse = purse_of(row) if row else EMPTY
    owed = purse.assessed
    if owed is None:
        owed = dossiers.owed_of(dossier.code or f"request:{dossier.request_key}")
    paid, account = purse.paid, account_of(dossier.receiving_unit_id, on=on)
    memo = memo_of(dossier.code.replace(".", "").replace("-", " ") if dossier.code else "")
    left = max(0, (owed or 0) - paid)
    return Bill(
        owed=owed or 0,
        paid=paid,
        stated=owed is not None,
        memo=memo,
        qr=vietqr(bank=account.bank, account=account.account, amount=left, memo=memo) if account and left else "",
        bank_name=account.bank_name if account else "",
        account=account.account if account else "",
        holder=account.holder if account else "",
    )
