"""
What offices do with the catalogue: offer, post, publish. Each is one transaction with its event in the ledger's stream
``procedure_offer/<id>``.

``by`` is the actor as the ledger knows it; ``at`` is when the act was recorded, aware; ``on`` is the day it holds from;
``unit`` is the unit's key, ``procedure`` a code.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.kernel.tables import Row, Taken, Tally
from motcua.services.procedures import models
from motcua.services.procedures.queries.catalogue import by_code, catalogue, find
from motcua.services.procedures.queries.offers import STREAM, columns_of, offer_of
from motcua.services.procedures.rules import offering
from motcua.services.procedures.rules.offer_lists import check_once, read_offer
from motcua.services.procedures.rules.offering import PREFIX, ChangedMeanwhile, NotYet, Offer, OfferKind, Reach
from motcua.services.procedures.rules.posting import posting_rule

AT_ONCE = 400

VERSION = 1
"""The version of this module's payloads."""


def offer(
    *,
    unit: str,
    procedure: str,
    on: date,
    by: str,
    at: datetime,
    level_old: int | None = None,
    level_new: str | None = None,
    payment_online: bool = False,
) -> None:
    """
    Say that an office offers a procedure from a day on, and how far online. What is so already leaves no event.

    :param level_old: 1 to 4, of the scheme of 2011.
    :param level_new: ``information``, ``partial`` or ``full``, of the scheme of 2022; both schemes may be told at once.
    :raises UnknownProcedure: if it is not in force on that day.
    :raises NotInBeing: if the unit does not live on that day.
    :raises WrongLevel: :raises OfferChangedLater: if something of a later day is on record.
    """
    reach = Reach(on, True, level_old, offering.check_level(level_old, level_new), payment_online)
    find(procedure, on=on)
    with _draft(_living(unit, on), procedure, by, at) as draft:
        if offering.says_more(draft.offer, reach):
            draft.happen(OfferKind.OFFERED, reach.payload())


def withdraw_offer(*, unit: str, procedure: str, on: date, by: str, at: datetime) -> None:
    """
    Say that an office no longer offers a procedure. What hangs on its board is expired until it is taken down.

    :param on: the first day without it.
    :raises NotOffered: if it is not offered on the day before.
    :raises OfferChangedLater: if the offer began or changed on or after that day.
    """
    with _draft(_office(unit), procedure, by, at) as draft:
        offer = offering.check_offered(draft.offer, on - offering.DAY, code=procedure)
        offering.check_later(on, offer.reaches[-1].since + offering.DAY)
        draft.happen(OfferKind.WITHDRAWN, Reach(on, False).payload())


def post(*, unit: str, procedure: str, on: date, by: str, at: datetime, missing: Sequence[str] = ()) -> None:
    """
    Say that a procedure was put up on the office's board, as in force on that day, and which parts are not there.

    What hung before is replaced. Source: :data:`rules.posting.POSTING_RULES`.

    :param missing: codes of parts, in any order.
    :raises NotOffered: :raises UnknownPart: :raises OfferChangedLater: if a later day of the board is on record.
    """
    _has_come(on, at)
    find(procedure, on=on)
    rule = posting_rule(on)
    lacking = {rule.part(code) for code in missing}
    with _draft(_office(unit), procedure, by, at) as draft:
        offer = offering.check_offered(draft.offer, on, code=procedure)
        offering.check_later(on, offering.last_of_board(offer))
        parts = [part.code for part in rule.parts if part in lacking]
        draft.happen(OfferKind.POSTED, {"on": on.isoformat(), "missing": parts})


def unpost(*, unit: str, procedure: str, on: date, by: str, at: datetime) -> None:
    """
    Say that a procedure was taken down from the office's board.

    :param on: the first day without it.
    :raises NotPosted: if nothing of it hangs. :raises OfferChangedLater: if it was put up later.
    """
    _has_come(on, at)
    with _draft(_office(unit), procedure, by, at) as draft:
        offering.check_later(on, offering.check_hanging(draft.offer, code=procedure).on)
        draft.happen(OfferKind.UNPOSTED, {"on": on.isoformat()})


def publish_entry(*, unit: str, procedure: str, on: date, by: str, at: datetime) -> None:
    """
    Say that the entry of an office for a procedure was published in the national database.

    :raises NotOffered: if the office does not offer it on that day.
    """
    _has_come(on, at)
    with _draft(_office(unit), procedure, by, at) as draft:
        if on not in offering.check_offered(draft.offer, on, code=procedure).published:
            draft.happen(OfferKind.PUBLISHED, {"on": on.isoformat()})


def take_offers(rows: Sequence[Row], *, start: date, by: str, at: datetime) -> Taken:
    """
    Take in a list of offers, whole or not at all. What it says otherwise than before holds from its day on.

    A few SQL queries, and two for each four hundred offers.

    :param start: the day for rows without ``valid_from``.
    :raises RowsRefused: with everything that is wrong.
    """
    tally = Tally(rows)
    history, versions = units.history(), catalogue()
    read: list[tuple[Row, units.Unit, Reach]] = []
    lines: dict[tuple[str, str, date], int] = {}
    for row in rows:
        with tally.row(row):
            reach = read_offer(row, start=start)
            versions.find(row["procedure"], reach.since)
            unit = history.find(row["unit"], reach.since)
            check_once(lines, (unit.key, row["procedure"], reach.since), row.line)
            read.append((row, unit, reach))
    with _drafting([(unit, row["procedure"]) for row, unit, _ in read], by, at) as drafts:
        for row, unit, reach in sorted(read, key=lambda one: one[2].since):
            draft = drafts[unit.id, row["procedure"]]
            with tally.row(row):
                if not offering.says_more(draft.offer, reach):
                    tally.unchanged += 1
                else:
                    draft.happen(OfferKind.OFFERED, reach.payload())
        return tally.taken()


@dataclass(slots=True)
class _Draft:
    """The offer of a procedure by an office, as it is on record, and what happens to it."""

    unit: units.Unit
    procedure: str
    row: models.Offer | None
    offer: Offer | None
    happened: list[tuple[int, OfferKind, Mapping[str, object]]] = field(default_factory=list)

    def happen(self, kind: OfferKind, payload: Mapping[str, object]) -> None:
        """Let something happen to it."""
        if self.offer is None:
            payload = {"unit": self.unit.key, "procedure": self.procedure, **payload}
        self.offer = offering.apply(self.offer, kind, payload)
        self.happened.append((self.offer.number, kind, payload))

    def events(self, offer_id: int, by: str, at: datetime) -> Iterator[ledger.NewEvent]:
        """Give what the ledger will hold."""
        for number, kind, payload in self.happened:
            yield ledger.NewEvent(
                stream=f"{STREAM}{offer_id}",
                number=number,
                kind=PREFIX + kind,
                version=VERSION,
                occurred_at=at,
                actor=by,
                unit=self.unit.key,
                payload=payload,
            )


@contextmanager
def _draft(unit: units.Unit, procedure: str, by: str, at: datetime) -> Iterator[_Draft]:
    """Give a draft of one offer, and write down what happened to it."""
    with _drafting([(unit, procedure)], by, at) as drafts:
        yield drafts[unit.id, procedure]


@contextmanager
def _drafting(
    pairs: Collection[tuple[units.Unit, str]], by: str, at: datetime
) -> Iterator[dict[tuple[int, str], _Draft]]:
    """Give a draft of each offer, by office and procedure, and write down what happened to them."""
    with transaction.atomic():
        ids = {code: known.id for code, known in by_code({code for _, code in pairs}).items()}
        rows = models.Offer.objects.select_for_update().filter(
            unit__in={unit.id for unit, _ in pairs}, procedure__in=ids.values()
        )
        row_of = {(row.unit_id, row.procedure_id): row for row in rows}
        drafts = {}
        for unit, code in pairs:
            row = row_of.get((unit.id, ids[code])) if code in ids else None
            drafts[unit.id, code] = _Draft(
                unit, code, row, offer_of(row, unit=unit.key, procedure=code) if row else None
            )
        yield drafts
        _write([draft for draft in drafts.values() if draft.happened], ids, by, at)


def _write(drafts: Sequence[_Draft], procedure_ids: Mapping[str, int], by: str, at: datetime) -> None:
    rows = []
    for draft in drafts:
        assert draft.offer is not None  # noqa: S101 - something happened to it
        row = draft.row or models.Offer(unit_id=draft.unit.id, procedure_id=procedure_ids[draft.procedure])
        for name, value in columns_of(draft.offer).items():
            setattr(row, name, value)
        rows.append(row)
    try:
        models.Offer.objects.bulk_create([row for row in rows if row.pk is None], batch_size=AT_ONCE)
    except IntegrityError:
        raise ChangedMeanwhile(
            gettext_noop("someone else recorded the same offer just now"),
            expected=gettext_noop("look what was recorded, and do it again if it is needed"),
        ) from None
    models.Offer.objects.bulk_update(
        [draft.row for draft in drafts if draft.row], ["number", "reaches", "postings", "published"], batch_size=AT_ONCE
    )
    ledger.append_all(
        (event for draft, row in zip(drafts, rows, strict=True) for event in draft.events(row.pk, by, at)),
        recorded_at=at,
    )


def _office(key: str) -> units.Unit:
    return units.by_key([key])[key]


def _living(key: str, on: date) -> units.Unit:
    unit = _office(key)
    if not unit.lives(on):
        raise units.NotInBeing(gettext_noop("this unit does not live on that day"), field="unit", value=unit.code)
    return unit


def _has_come(on: date, at: datetime) -> None:
    today = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    if on > today:
        raise NotYet(
            gettext_noop("this day has not come yet"),
            field="on",
            value=on.isoformat(),
            expected=gettext_noop("give a day not after %(today)s"),
            params={"today": today.isoformat()},
        )
