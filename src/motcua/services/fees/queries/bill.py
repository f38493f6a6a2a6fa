"""What is owed for a dossier, what was paid, and the square code by which the rest is transferred."""

from dataclasses import dataclass, replace
from datetime import date

from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief
from motcua.services.fees import models
from motcua.services.fees.queries.rows import purse_of
from motcua.services.fees.queries.till import account_of
from motcua.services.fees.rules.state import EMPTY
from motcua.services.fees.rules.vietqr import memo_of, vietqr
from motcua.services.fees.rules.words import Part


@dataclass(frozen=True, slots=True)
class Bill:
    """
    What is owed for a dossier and what was paid, in đồng. ``stated`` says whether anybody stated what is owed;
    ``waiting`` is what was proven to be transferred and nobody has approved yet, ``going_back`` what is given back once
    somebody has approved that. ``void`` says that it ended before it was taken in: nothing is owed, all goes back.

    ``advance`` is what of it is owed in advance, ``advanced`` what was paid so; ``fixed`` says that the final sum was
    fixed after the dossier was filed, ``awaits_final`` that it still is to be. ``next`` is what the next payment is.
    ``qr`` is the text of the square code for what is asked now, empty where nothing is or the office has no account.
    """

    owed: int
    paid: int
    waiting: int
    going_back: int
    stated: bool
    void: bool
    advance: int
    advanced: int
    fixed: bool
    awaits_final: bool
    next: Part
    memo: str
    qr: str
    bank_name: str
    account: str
    holder: str

    @property
    def left(self) -> int:
        """Say what is still owed."""
        return max(0, self.owed - self.paid)

    @property
    def over(self) -> int:
        """Say what was paid beyond what is owed, to be given back."""
        return max(0, self.paid - self.owed) if self.stated else 0

    @property
    def to_approve(self) -> int:
        """Say what waits for a second person, either way."""
        return self.waiting + self.going_back

    @property
    def asked(self) -> int:
        """Say what is to be paid now: what is left of the advance, or of all, less the proofs that wait."""
        left = self.advance - self.paid if self.next is Part.ADVANCE else self.left
        return max(0, left - self.waiting)

    @property
    def back(self) -> int:
        """Say what is to be given back and nobody has asked for yet."""
        return max(0, self.over - self.going_back)

    @property
    def settled(self) -> bool:
        """Say whether nothing is left to pay, to give back or to fix."""
        return not (self.left or self.over or self.awaits_final)


def bill_of(dossier: Brief, *, on: date, called: str = "") -> Bill:
    """
    Give what is owed for a dossier and what was paid. Five SQL queries.

    :param called: what a transfer names the dossier by while it has no code.
    """
    row = models.Purse.objects.filter(dossier_id=dossier.id).first()
    purse = purse_of(row) if row else EMPTY
    owed, advance = dossiers.stated_fees(dossier.ref)
    if purse.assessed is not None:
        owed = purse.assessed
    if dossier.never_taken_in:
        owed, advance = 0, None
    paid, account = purse.paid, account_of(dossier.receiving_unit_id, on=on)
    memo = memo_of(dossier.code.replace(".", "").replace("-", " ") or called)
    bill = Bill(
        owed=owed or 0,
        paid=paid,
        waiting=purse.waiting,
        going_back=purse.going_back,
        stated=owed is not None,
        void=dossier.never_taken_in,
        advance=advance or 0,
        advanced=purse.advanced,
        fixed=purse.assessed is not None,
        awaits_final=not dossier.never_taken_in and purse.assessed is None and advance is None and purse.advanced > 0,
        next=purse.part_next(advance),
        memo=memo,
        qr="",
        bank_name=account.bank_name if account else "",
        account=account.account if account else "",
        holder=account.holder if account else "",
    )
    if account is None or not bill.asked:
        return bill
    return replace(bill, qr=vietqr(bank=account.bank, account=account.account, amount=bill.asked, memo=memo))
