"""The till of an office: what was taken and given back on a day, what waits for a second person, its books."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from motcua.foundation.accounts import public as accounts
from motcua.foundation.ledger import public as ledger
from motcua.services.dossiers.public import State
from motcua.services.fees import models
from motcua.services.fees.queries.rows import purse_of
from motcua.services.fees.rules.state import fold
from motcua.services.fees.rules.words import Part, Standing, Way, What

UNTAKEN = (State.REFUSED_INTAKE.value, State.WITHDRAWN.value)


@dataclass(frozen=True, slots=True)
class Day:
    """
    A day of a till, in đồng. ``cash`` is what must lie in it: taken less given back. ``advances`` is what was paid in
    advance, in cash and by transfer.

    ``first`` and ``last`` are the receipts that were given, annulled ones included.
    """

    day: date
    taken: int
    given_back: int
    cash: int
    transfers: int
    transfers_back: int
    advances: int
    receipts: int
    annulled: tuple[str, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Line:
    """A movement in a list: of which dossier, entered when and by which post."""

    code: str
    number: int
    what: What
    way: Way
    amount: int
    standing: Standing
    part: Part
    receipt: str
    digest: str
    title: str
    by: str
    at: datetime
    reason: str

    @property
    def taken_in(self) -> bool:
        """Say whether the office has taken the dossier in, so that it has a code."""
        return not self.code.startswith("request:")


@dataclass(frozen=True, slots=True)
class Over:
    """What an office has to give back for a dossier, in đồng: ``amount`` in all, of which ``asked`` waits already."""

    code: str
    amount: int
    asked: int

    @property
    def taken_in(self) -> bool:
        """Say whether the office has taken the dossier in, so that it has a code."""
        return not self.code.startswith("request:")


@dataclass(frozen=True, slots=True)
class Book:
    """A receipt book with receipts left."""

    id: int
    series: str
    first: int
    last: int
    next: int

    @property
    def left(self) -> int:
        """Say how many receipts are left."""
        return max(0, self.last - self.next + 1)


@dataclass(frozen=True, slots=True)
class Closed:
    """A day that was closed; ``waits`` says that a second person is still to confirm it."""

    day: date
    cash: int
    counted: int
    reason: str
    by: str
    at: datetime
    confirmed_by: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Account:
    """The account to which fees of an office are transferred."""

    bank: str
    bank_name: str
    account: str
    holder: str
    valid_from: date


def day_of(unit_id: int, day: date) -> Day:
    """Reckon a day of a till. One SQL query."""
    rows = list(models.Movement.objects.filter(unit_id=unit_id, day=day.isoformat()).order_by("receipt"))

    def total(what: What, way: Way) -> int:
        good = Standing.GOOD.value
        return sum(one.amount for one in rows if (one.what, one.way, one.standing) == (what.value, way.value, good))

    receipts = [one.receipt for one in rows if one.receipt]
    taken, back = total(What.CASH, Way.CASH), total(What.REFUND, Way.CASH)
    return Day(
        day=day,
        taken=taken,
        given_back=back,
        cash=taken - back,
        transfers=total(What.TRANSFER, Way.TRANSFER),
        transfers_back=total(What.REFUND, Way.TRANSFER),
        advances=sum(
            one.amount
            for one in rows
            if one.part == Part.ADVANCE and one.standing == Standing.GOOD and one.what != What.REFUND
        ),
        receipts=len(receipts),
        annulled=tuple(one.receipt for one in rows if one.receipt and one.standing == Standing.VOID),
        first=receipts[0] if receipts else "",
        last=receipts[-1] if receipts else "",
    )


def open_days(unit_id: int) -> list[date]:
    """Give the days of a till that something moved on and that nobody has closed, the first first. Two SQL queries."""
    moved = set(
        models.Movement.objects.filter(unit_id=unit_id).exclude(day="").values_list("day", flat=True).distinct()
    )
    closed = {one.isoformat() for one in models.TillDay.objects.filter(unit_id=unit_id).values_list("day", flat=True)}
    return sorted(map(date.fromisoformat, moved - closed))


def closed_days(unit_id: int, *, limit: int = 40) -> list[Closed]:
    """Give the days that were closed, the latest first. Two SQL queries."""
    rows = list(models.TillDay.objects.filter(unit_id=unit_id).order_by("-day")[:limit])
    titles = accounts.titles_of({one.counted_by for one in rows} | {one.confirmed_by for one in rows})
    return [
        Closed(
            day=row.day,
            cash=row.body["cash"],
            counted=row.body["counted"],
            reason=row.body["reason"],
            by=titles.get(row.counted_by, row.counted_by),
            at=row.counted_at,
            confirmed_by=titles.get(row.confirmed_by, row.confirmed_by),
            waits=row.body["cash"] != row.body["counted"] and not row.confirmed_by,
        )
        for row in rows
    ]


def lines_of_day(unit_id: int, day: date) -> list[Line]:
    """Give what moved on a day of a till. Four SQL queries."""
    return _lines(unit_id, day=day.isoformat())


def to_approve(unit_ids: Collection[int]) -> list[Line]:
    """Give the proofs and refunds of offices that wait for a second person, the oldest first. Four SQL queries."""
    return [line for unit_id in sorted(unit_ids) for line in _lines(unit_id, standing=Standing.WAITING.value)]


def to_give_back(unit_id: int) -> list[Over]:
    """
    Give what an office has to give back, the dossier that was filed first first. One SQL query.

    All that was paid for what was never taken in; of others what is beyond the final sum.
    """
    good, back = Q(standing=Standing.GOOD.value), Q(what=What.REFUND.value)
    ended = Q(purse__dossier__received_at=None, purse__dossier__state__in=UNTAKEN)
    rows = (
        models.Movement.objects.filter(ended | Q(purse__assessed__isnull=False), unit_id=unit_id)
        .values("purse__dossier")
        .annotate(
            came=Coalesce(Sum("amount", filter=good & ~back), 0),
            went=Coalesce(Sum("amount", filter=good & back), 0),
            asked=Coalesce(Sum("amount", filter=Q(standing=Standing.WAITING.value) & back), 0),
        )
        .order_by("purse__dossier")
        .values_list("purse__dossier__code", "purse__dossier__request_key", "purse__assessed", "came", "went", "asked")
    )
    return [
        Over(code or f"request:{key}", over, asked)
        for code, key, owed, came, went, asked in rows
        if (over := came - went - (owed or 0 if code else 0)) > 0
    ]


def lines_of_dossier(dossier_id: int) -> list[Line]:
    """Give all that moved for a dossier, in order. Five SQL queries."""
    row = models.Purse.objects.filter(dossier_id=dossier_id).first()
    return _lines(row.unit_id, purse=row) if row else []


def receipt_books(unit_id: int) -> list[Book]:
    """Give the receipt books of an office that have receipts left. One SQL query."""
    rows = models.ReceiptBook.objects.filter(unit_id=unit_id, next__lte=F("last")).order_by("series", "first")
    return [Book(row.pk, row.series, row.first, row.last, row.next) for row in rows]


def account_of(unit_id: int, *, on: date) -> Account | None:
    """Give the account of an office on a day; None if none was set. One SQL query."""
    row = models.Account.objects.filter(unit_id=unit_id, valid_from__lte=on).order_by("-valid_from").first()
    return Account(row.bank, row.bank_name, row.account, row.holder, row.valid_from) if row else None


def replay_all(*, most: int = 100) -> list[str]:
    """Make every purse again from its events, and say which differ. Two SQL queries each and one more."""
    return list(islice(_differing(), most))


def _differing() -> Iterator[str]:
    for row in models.Purse.objects.order_by("pk").iterator(chunk_size=1_000):
        if fold(ledger.read(f"fees/{row.dossier_id}")) != purse_of(row):
            yield f"fees/{row.dossier_id}"


def _lines(unit_id: int, **which: object) -> list[Line]:
    rows = list(
        models.Movement.objects.filter(unit_id=unit_id, **which).select_related("purse__dossier").order_by("at", "pk")
    )
    titles = accounts.titles_of({one.by for one in rows})
    texts = {
        (purse, number): text
        for purse, number, text in models.Text.objects.filter(purse__in={one.purse_id for one in rows}).values_list(
            "purse_id", "number", "text"
        )
    }
    return [
        Line(
            code=one.purse.dossier.code or f"request:{one.purse.dossier.request_key}",
            number=one.number,
            what=What(one.what),
            way=Way(one.way),
            amount=one.amount,
            standing=Standing(one.standing),
            part=Part(one.part),
            receipt=one.receipt,
            digest=one.digest,
            title=titles.get(one.by, ""),
            by=one.by,
            at=one.at,
            reason=texts.get((one.purse_id, one.number), ""),
        )
        for one in rows
    ]
