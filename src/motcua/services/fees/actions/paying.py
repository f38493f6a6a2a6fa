"""A fee is reckoned anew, paid in cash with a receipt, or by transfer with a proof that a second person looks at."""

from datetime import datetime

from django.db import transaction

from motcua.foundation.accounts.public import one_person
from motcua.foundation.files import public as files
from motcua.kernel.refusals import Amount, Refused, gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.fees import models
from motcua.services.fees.actions.recording import (
    Held,
    TwoNeeded,
    UnknownMovement,
    local_day,
    locked,
    record,
    stated,
    till_day,
    waiting,
)
from motcua.services.fees.rules.state import Purse
from motcua.services.fees.rules.words import Kind, Part, Standing, Way, What

MOST = 10**12
"""No fee is higher, in đồng."""


class NotAnAmount(Refused):
    """An amount that cannot be paid or given back here."""


class NoReceipt(Refused):
    """The office has no receipt left to give."""


def assess(*, code: str, amount: int, reason: str, by: str, at: datetime) -> Purse:
    """
    Fix what is owed in all for a dossier, as when the final sum is known after an advance. Event ``fee.assessed``.

    What was paid beyond it is to be given back.

    :param amount: in đồng. :raises NotAnAmount:
    """
    reason = stated(reason)
    with transaction.atomic():
        held = locked(code)
        if not 0 <= amount <= MOST:
            raise NotAnAmount(
                gettext_noop("so much cannot be owed"),
                field="amount",
                value=amount,
                expected=gettext_noop("from 0 to %(most)s đồng"),
                params={"most": Amount(MOST)},
            )
        dossiers.fix_fee(code=code, amount=amount, by=by, at=at)
        return record(held, Kind.ASSESSED, {"amount": amount}, by=by, at=at, text=reason)


def take_cash(*, code: str, amount: int, book: int, by: str, at: datetime, part: Part | None = None) -> Purse:
    """
    Take cash for a dossier, with the next receipt of a book of the office. Event ``fee.cash_taken``.

    :param amount: in đồng. :param book: the receipt book. :raises NotAnAmount: if it was never taken in.
    :param part: whether it is an advance; unless said, as what is owed in advance tells.
    :raises WrongPayment: if it is more than is still owed. :raises NoReceipt: if the book is used up or another's.
    """
    with transaction.atomic():
        held = locked(code)
        if held.dossier.never_taken_in:
            raise NotAnAmount(gettext_noop("nothing is owed for what was not taken in"), field="amount", value=amount)
        part = part_of(held, part)
        _pay(held, code, amount, online=False, part=part, by=by, at=at)
        receipt = _next_receipt(book, unit_id=held.row.unit_id)
        payload = {"amount": amount, "receipt": receipt, "day": till_day(held.row.unit_id, at).isoformat()}
        return record(held, Kind.CASH_TAKEN, payload | {"part": part.value}, by=by, at=at)


def annul_receipt(*, code: str, number: int, reason: str, by: str, at: datetime) -> Purse:
    """
    Annul a receipt on its day, while the till was not counted; the number is not used again, the money goes back.

    :param number: of the movement. :raises UnknownMovement: :raises NotAnAmount: if its day was counted already.
    """
    reason = stated(reason)
    with transaction.atomic():
        held = locked(code)
        one = held.purse.movement(number)
        if one is None or one.what is not What.CASH or one.standing is not Standing.GOOD:
            raise UnknownMovement(gettext_noop("there is no such receipt"), field="number", value=number)
        if till_day(held.row.unit_id, at).isoformat() != one.day:
            raise NotAnAmount(
                gettext_noop("the till of that day was counted; give the money back instead"),
                field="number",
                value=one.receipt,
            )
        advance = one.part is Part.ADVANCE
        dossiers.refund(code=code, amount=one.amount, online=False, by=by, at=at, advance=advance)
        return record(held, Kind.ANNULLED, {"of": number}, by=by, at=at, text=reason)


def hand_proof(*, code: str, amount: int, file: str, by: str, at: datetime, part: Part | None = None) -> Purse:
    """
    Hand in the proof of a transfer; it counts once a second person has approved it. Event ``fee.proof_handed``.

    :param file: digest of a file that is kept. :param by: the post, or ``citizen``.
    :param part: as :func:`take_cash` has it.
    :raises NotAnAmount: :raises UnknownFile:
    """
    if file not in files.kept([file]):
        raise files.UnknownFile(gettext_noop("there is no such file in the home"), field="file", value=file)
    with transaction.atomic():
        held = locked(code)
        left = max(0, owed_now(held) - held.purse.paid - held.purse.waiting)
        if not 0 < amount <= left:
            raise NotAnAmount(
                gettext_noop("this is not what is still owed"),
                field="amount",
                value=amount,
                expected=gettext_noop("at most %(left)s đồng"),
                params={"left": Amount(left)},
            )
        payload = {"amount": amount, "digest": file, "part": part_of(held, part).value}
        return record(held, Kind.PROOF_HANDED, payload, by=by, at=at)


def ask_refund(*, code: str, amount: int, way: Way, reason: str, by: str, at: datetime) -> Purse:
    """
    Ask to give money back; a second person approves it. Event ``fee.refund_asked``. :raises NotAnAmount:

    What was paid in cash is given back in cash, what was transferred by transfer.
    """
    reason = stated(reason)
    with transaction.atomic():
        held = locked(code)
        free = held.purse.paid_by(way) - sum(
            one.amount
            for one in held.purse.movements
            if one.what is What.REFUND and one.standing is Standing.WAITING and one.way is way
        )
        if not 0 < amount <= free:
            raise NotAnAmount(
                gettext_noop("this cannot be given back"),
                field="amount",
                value=amount,
                expected=gettext_noop("at most %(free)s đồng, which were paid that way"),
                params={"free": Amount(free)},
            )
        return record(held, Kind.REFUND_ASKED, {"amount": amount, "way": way.value}, by=by, at=at, text=reason)


def approve(*, code: str, number: int, by: str, at: datetime) -> Purse:
    """
    Approve a proof or a refund, as a second person; only now it counts. Event ``fee.approved``.

    :raises TwoNeeded: for one's own. :raises UnknownMovement:
    """
    with transaction.atomic():
        held = locked(code)
        waiting(held, number)
        one = held.purse.movement(number)
        today = local_day(at)
        if one is None or one_person(one.by, by, then=today, on=today):
            raise TwoNeeded(
                gettext_noop("who entered it does not approve it"),
                field="by",
                value=by,
                expected=gettext_noop("another person of the office or of the one above does"),
            )
        online = one.way is Way.TRANSFER
        if one.what is What.REFUND:
            dossiers.refund(code=code, amount=one.amount, online=online, by=by, at=at)
        else:
            _pay(held, code, one.amount, online=online, part=one.part, by=by, at=at)
        payload = {"of": number, "day": till_day(held.row.unit_id, at).isoformat()}
        return record(held, Kind.APPROVED, payload, by=by, at=at)


def reject(*, code: str, number: int, reason: str, by: str, at: datetime) -> Purse:
    """Reject a proof or a refund, with the reason. Event ``fee.rejected``. :raises UnknownMovement:"""
    reason = stated(reason)
    with transaction.atomic():
        held = locked(code)
        waiting(held, number)
        return record(held, Kind.REJECTED, {"of": number}, by=by, at=at, text=reason)


def owed_now(held: Held) -> int:
    """Give what is owed in all for a dossier, in đồng; nothing for one that was never taken in."""
    if held.dossier.never_taken_in:
        return 0
    if held.purse.assessed is not None:
        return held.purse.assessed
    return dossiers.owed_of(held.dossier.ref) or 0


def part_of(held: Held, said: Part | None) -> Part:
    """Say whether a payment is an advance: as was said, while the final sum was not fixed; else as the tariffs tell."""
    if held.purse.assessed is not None:
        return Part.FINAL
    return said or held.purse.part_next(dossiers.stated_fees(held.dossier.ref)[1])


def _pay(held: Held, code: str, amount: int, *, online: bool, part: Part, by: str, at: datetime) -> None:
    owed, advance = held.purse.assessed, part is Part.ADVANCE
    dossiers.pay(code=code, amount=amount, online=online, by=by, at=at, owed=owed, advance=advance)


def _next_receipt(book: int, *, unit_id: int) -> str:
    row = models.ReceiptBook.objects.select_for_update().filter(pk=book, unit_id=unit_id).first()
    if row is None or row.next > row.last:
        raise NoReceipt(
            gettext_noop("this receipt book is used up, or not one of the office"),
            field="book",
            value=book,
            expected=gettext_noop("choose another, or enter the next one"),
        )
    number = row.next
    row.next += 1
    row.save(update_fields=["next"])
    return f"{row.series}-{number:07}"
