"""What is noted of a dossier beside its way: what was paid, and which papers were digitised or used again."""

from datetime import datetime

from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Amount, Refused, gettext_noop
from motcua.services.dossiers.actions.recording import Recorded, record
from motcua.services.dossiers.queries.replay import stream_of
from motcua.services.dossiers.rules.deciding import Step, Terms
from motcua.services.dossiers.rules.state import DossierState
from motcua.services.dossiers.rules.words import Kind

MOST_PAPERS = 10_000


class WrongPayment(Refused):
    """An amount that cannot have been paid for this dossier."""


class WrongPapers(Refused):
    """Numbers of papers that do not go together."""


def pay(
    *, code: str, amount: int, online: bool, by: str, at: datetime, owed: int | None = None, advance: bool = False
) -> Recorded:
    """
    Record that fees and charges were paid, online or not. What is owed may be paid in parts. One more SQL query or two.

    :param amount: in đồng.
    :param owed: what is owed in all, where it was reckoned anew since the dossier was filed.
    :param advance: paid before it is known what is owed in all.
    :raises WrongPayment: if it is not above zero, or more than is still owed where it was stated what is.
    """
    if amount <= 0:
        raise WrongPayment(
            gettext_noop("this is not an amount that can be paid"),
            field="amount",
            value=amount,
            expected=gettext_noop("write whole đồng above zero"),
        )
    owed = owed_of(code) if owed is None else owed

    def check(state: DossierState, terms: Terms) -> None:
        if owed is not None and (left := owed - (state.fee_paid or 0)) < amount:
            raise WrongPayment(
                gettext_noop("this is more than is owed"),
                field="amount",
                value=amount,
                expected=gettext_noop("%(left)s đồng of %(owed)s are still owed"),
                params={"left": Amount(left), "owed": Amount(owed)},
            )

    step = Step(Kind.PAID, at, extra=_moved(amount, online=online, advance=advance))
    return record(code, by=by, at=at, step=lambda _: step, check=check)


def refund(*, code: str, amount: int, online: bool, by: str, at: datetime, advance: bool = False) -> Recorded:
    """
    Record that what was paid was given back, wholly or in part.

    :param amount: in đồng. :param online: whether it had been paid online.
    :param advance: whether it is an advance that was taken by mistake.
    :raises WrongPayment: if it is not above zero, or more than was paid that way.
    """

    def check(state: DossierState, terms: Terms) -> None:
        online_paid = state.fee_paid_online or 0
        held = online_paid if online else (state.fee_paid or 0) - online_paid
        if not 0 < amount <= held:
            raise WrongPayment(
                gettext_noop("this cannot be given back"),
                field="amount",
                value=amount,
                expected=gettext_noop("from 1 to %(held)s đồng, which were paid that way"),
                params={"held": Amount(held)},
            )

    step = Step(Kind.REFUNDED, at, extra=_moved(amount, online=online, advance=advance))
    return record(code, by=by, at=at, step=lambda _: step, check=check)


def fix_fee(*, code: str, amount: int, by: str, at: datetime) -> Recorded:
    """
    Record what is owed in all, as it was fixed after the dossier was filed.

    :param amount: in đồng. :raises WrongPayment: if it is below zero.
    """
    if amount < 0:
        raise WrongPayment(gettext_noop("no fee is below zero"), field="amount", value=amount)
    step = Step(Kind.FEE_FIXED, at, extra={"fee_final": amount})
    return record(code, by=by, at=at, step=lambda _: step)


def note_papers(*, code: str, papers: int, digitised: int, reused: int, by: str, at: datetime) -> Recorded:
    """
    Note how many papers a dossier consists of; what was noted before no longer holds.

    Source: NĐ 107/2021/NĐ-CP (digitise at reception, use again what is held), from memory, medium confidence.

    :param digitised: so many of them were digitised at reception.
    :param reused: so many were taken from what the administration holds in digital form, and not asked for.
    :raises WrongPapers: if a number is below zero, or more were digitised or used again than there are.
    """
    for field, number, most in (
        ("papers", papers, MOST_PAPERS),
        ("digitised", digitised, papers),
        ("reused", reused, papers),
    ):
        if not 0 <= number <= most:
            raise WrongPapers(
                gettext_noop("so many papers there cannot be"),
                field=field,
                value=number,
                expected=gettext_noop("write a number from 0 to %(most)s"),
                params={"most": most},
            )
    step = Step(Kind.PAPERS_NOTED, at, extra={"papers": papers, "digitised": digitised, "reused": reused})
    return record(code, by=by, at=at, step=lambda _: step)


def owed_of(code: str) -> int | None:
    """Give what was stated to be owed when the dossier was filed, in đồng; none if nothing was. Two SQL queries."""
    return stated_fees(code)[0]


def stated_fees(code: str) -> tuple[int | None, int | None]:
    """
    Give what was stated to be owed in all when the dossier was filed, or last when it was taken in, and what of it in
    advance. Two SQL queries.

    In đồng; none where nothing was stated, or where all is owed at once.
    """
    stream = stream_of(code)
    said = [one.payload for one in (ledger.read(stream) if stream else []) if "fee_owed" in one.payload]
    return (said[-1]["fee_owed"], said[-1].get("fee_advance")) if said else (None, None)


def _moved(amount: int, *, online: bool, advance: bool) -> dict[str, int | bool]:
    return {"amount": amount, "online": online} | ({"advance": True} if advance else {})
