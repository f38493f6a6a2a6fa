"""Receipt books and accounts of an office, and the day's close of its till."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.foundation.accounts.public import one_person
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Amount, Refused, gettext_noop
from motcua.services.fees import models
from motcua.services.fees.actions.recording import VERSION, TwoNeeded, local_day
from motcua.services.fees.queries.till import Day, day_of
from motcua.services.fees.rules.vietqr import check_account


class NotABook(Refused):
    """A receipt book that cannot be."""


class NotThisDay(Refused):
    """A day that cannot be closed, or was closed."""


class DoesNotBalance(Refused):
    """What was counted is not what was taken."""


def enter_book(*, unit: str, series: str, first: int, last: int, by: str, at: datetime) -> int:
    """
    Enter a receipt book that an office was given, and give its id. Event ``receipt_book.entered``.

    :param first: its first number, :param last: its last.
    :raises NotABook: if the numbers are none, or some of them are in another book of the series.
    """
    series = series.strip()
    if not series or not 0 < first <= last <= 9_999_999 or last - first >= 10_000:
        raise NotABook(
            gettext_noop("these are not the numbers of a receipt book"),
            field="series" if not series else "last",
            value=f"{first}-{last}",
            expected=gettext_noop("a series, and at most 10,000 numbers in order"),
        )
    owner = units.by_key([unit])[unit]
    with transaction.atomic():
        held = models.ReceiptBook.objects.select_for_update().filter(unit_id=owner.id, series=series)
        if held.filter(first__lte=last, last__gte=first).exists():
            raise NotABook(
                gettext_noop("some of these numbers are in another book"), field="first", value=f"{first}-{last}"
            )
        row = models.ReceiptBook.objects.create(unit_id=owner.id, series=series, first=first, last=last, next=first)
        payload = {"series": series, "first": first, "last": last}
        _append(f"receipt_book/{row.pk}", 1, "receipt_book.entered", payload, unit=unit, by=by, at=at)
    return row.pk


def set_account(
    *, unit: str, bank: str, bank_name: str, account: str, holder: str, on: date, by: str, at: datetime
) -> None:
    """
    Let fees of an office be transferred to an account from a day on. Event ``fee_account.set``.

    :raises NotAnAccount: :raises NotThisDay: if one is set for this day or a later one.
    """
    check_account(bank=bank, account=account)
    for field, value in (("bank_name", bank_name), ("holder", holder)):
        if not value.strip():
            raise Refused(gettext_noop("this is missing"), field=field, value="")
    owner = units.by_key([unit])[unit]
    with transaction.atomic():
        held = models.Account.objects.select_for_update().filter(unit_id=owner.id)
        if held.filter(valid_from__gte=on).exists():
            raise NotThisDay(
                gettext_noop("an account of this day or a later one is on record"), field="on", value=on.isoformat()
            )
        number = held.count() + 1
        words = {"bank": bank, "bank_name": bank_name.strip(), "account": account, "holder": holder.strip()}
        models.Account.objects.create(unit_id=owner.id, valid_from=on, **words)
        payload = words | {"on": on.isoformat()}
        _append(f"fee_account/{owner.id}", number, "fee_account.set", payload, unit=unit, by=by, at=at)


def close_day(*, unit: str, day: date, counted: int, by: str, at: datetime, reason: str = "") -> Day:
    """
    Close a day of an office's till: what was counted in cash must be what was taken less what was given back.

    Where it is not, the reason is stated and a second person confirms. Event ``till.closed`` in ``till/<unit id>``.

    :param counted: in đồng. :raises DoesNotBalance: without a reason. :raises NotThisDay:
    """
    owner = units.by_key([unit])[unit]
    if day > local_day(at):
        raise NotThisDay(gettext_noop("this day has not come yet"), field="day", value=day.isoformat())
    if counted < 0:
        raise DoesNotBalance(gettext_noop("this is not an amount that can be paid"), field="counted", value=counted)
    with transaction.atomic():
        if models.TillDay.objects.select_for_update().filter(unit_id=owner.id, day=day).exists():
            raise NotThisDay(gettext_noop("this day was closed already"), field="day", value=day.isoformat())
        found = day_of(owner.id, day)
        if counted != found.cash and not reason.strip():
            raise DoesNotBalance(
                gettext_noop("the till does not balance"),
                field="counted",
                value=counted,
                expected=gettext_noop("count again: %(wanted)s đồng were taken less what was given back; or say why"),
                params={"wanted": Amount(found.cash)},
            )
        body = asdict(found) | {"counted": counted, "reason": reason.strip()}
        body["day"] = day.isoformat()
        number = 1 + sum(
            1 + bool(one.confirmed_by) for one in models.TillDay.objects.select_for_update().filter(unit_id=owner.id)
        )
        models.TillDay.objects.create(unit_id=owner.id, day=day, body=body, counted_by=by, counted_at=at)
        _append(f"till/{owner.id}", number, "till.closed", body, unit=unit, by=by, at=at)
    return found


def confirm_day(*, unit: str, day: date, by: str, at: datetime) -> None:
    """
    Confirm a day that did not balance, as a second person. Event ``till.confirmed``.

    :raises TwoNeeded: for one's own count. :raises NotThisDay: if nothing is to be confirmed.
    """
    owner = units.by_key([unit])[unit]
    with transaction.atomic():
        rows = list(models.TillDay.objects.select_for_update().filter(unit_id=owner.id))
        row = next((one for one in rows if one.day == day and not one.confirmed_by), None)
        if row is None or row.body["counted"] == row.body["cash"]:
            raise NotThisDay(gettext_noop("nothing of this day waits to be confirmed"), field="day", value=str(day))
        if one_person(row.counted_by, by, then=local_day(row.counted_at), on=local_day(at)):
            raise TwoNeeded(gettext_noop("who counted does not confirm"), field="by", value=by)
        number = 1 + sum(1 + bool(one.confirmed_by) for one in rows)
        row.confirmed_by = by
        row.save(update_fields=["confirmed_by"])
        _append(f"till/{owner.id}", number, "till.confirmed", {"day": day.isoformat()}, unit=unit, by=by, at=at)


def _append(stream: str, number: int, kind: str, payload: dict[str, Any], *, unit: str, by: str, at: datetime) -> None:
    ledger.append(
        ledger.NewEvent(
            stream=stream,
            number=number,
            kind=kind,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=unit,
            payload=payload,
        ),
        recorded_at=at,
    )
