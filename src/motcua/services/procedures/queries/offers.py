"""
Reads of what offices offer, and of their boards.

There are as many offers as offices times procedures, so they are asked of the database by office, and not compiled.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.foundation.worktime import public as worktime
from motcua.services.procedures import models
from motcua.services.procedures.queries.catalogue import catalogue
from motcua.services.procedures.rules.offering import Offer, OnlineLevel, Posting, Reach, fold
from motcua.services.procedures.rules.posting import BoardLine, DueDay, board_line

STREAM = "procedure_offer/"
"""What the names of the offers' streams in the ledger begin with; an offer's id follows."""

Takes = Callable[[int | None, datetime], bool]
"""Says of an event's position and recording whether it is to be looked at."""


def columns_of(offer: Offer) -> dict[str, Any]:
    """Give the columns of an offer's row, but its unit and its procedure."""
    return {
        "number": offer.number,
        "reaches": [
            [str(one.since), one.offered, one.level_old, one.level_new, one.payment_online] for one in offer.reaches
        ],
        "postings": [[str(one.on), str(one.until) if one.until else None, [*one.missing]] for one in offer.postings],
        "published": [str(day) for day in offer.published],
    }


def offer_of(row: models.Offer, *, unit: str, procedure: str) -> Offer:
    """Give the offer that a row stands for; ``unit`` is the unit's key, ``procedure`` its code."""
    return Offer(
        number=row.number,
        unit=unit,
        procedure=procedure,
        reaches=tuple(
            Reach(date.fromisoformat(since), offered, old, OnlineLevel(new) if new else None, payment)
            for since, offered, old, new, payment in row.reaches
        ),
        postings=tuple(
            Posting(date.fromisoformat(on), date.fromisoformat(until) if until else None, tuple(missing))
            for on, until, missing in row.postings
        ),
        published=tuple(date.fromisoformat(day) for day in row.published),
    )


def offers(unit_id: int, on: date) -> dict[int, Offer]:
    """Give what an office offers on a day, by id. Three SQL queries."""
    return {offer_id: offer for offer_id, offer in _of_unit(unit_id).items() if offer.reach(on)}


def offered_codes(unit_id: int, on: date) -> frozenset[str]:
    """Give the codes of the procedures that an office offers on a day. One SQL query."""
    day = on.isoformat()
    found = set()
    for code, reaches in models.Offer.objects.filter(unit=unit_id).values_list("procedure__code", "reaches"):
        begun = [offered for since, offered, *_ in reaches if since <= day]
        if begun and begun[-1]:
            found.add(code)
    return frozenset(found)


def offers_by_unit(*, on: date) -> dict[int, int]:
    """Count what each office offers on a day, by the unit's id; who offers nothing is left out. One SQL query."""
    many: dict[int, int] = defaultdict(int)
    for unit_id, reaches in models.Offer.objects.values_list("unit_id", "reaches").iterator():
        begun = [offered for since, offered, *_ in reaches if since <= on.isoformat()]
        if begun and begun[-1]:
            many[unit_id] += 1
    return dict(many)


def offering(code: str, *, on: date) -> dict[int, Reach]:
    """Give the offices that offer a procedure on a day, by the unit's id, and how far online. One SQL query."""
    found = {}
    for unit_id, reaches in models.Offer.objects.filter(procedure__code=code).values_list("unit_id", "reaches"):
        begun = [one for one in reaches if one[0] <= on.isoformat()]
        if begun and begun[-1][1]:
            since, offered, old, new, payment = begun[-1]
            level = OnlineLevel(new) if new else None
            found[unit_id] = Reach(date.fromisoformat(since), offered, old, level, payment)
    return found


def board(unit_id: int, on: date) -> list[BoardLine]:
    """
    Give the board of an office as it stands at the end of a day, by the code of the procedure. Six SQL queries.

    It holds what must hang and what hangs, though it should not any more.
    """
    versions, due = catalogue().versions, due_days(unit_id)
    living = units.by_id([unit_id])[unit_id].valid_to
    lines = (
        board_line(offer_id, offer, versions[offer.procedure], on, due=due, living=living)
        for offer_id, offer in _of_unit(unit_id).items()
    )
    return sorted((line for line in lines if line), key=lambda line: (line.procedure.code, line.offer))


def offered_levels(asked: Collection[tuple[int, str, date]], *, takes: Takes) -> dict[tuple[int, str, date], Reach]:
    """
    Give how far offices went online with procedures on days, for many at once; what was not offered is left out.

    One SQL query, and for each five hundred offers one more.

    :param asked: the unit's id, the procedure's code, and the day.
    :param takes: which of the ledger's events are looked at.
    """
    pairs: dict[tuple[int, str], list[tuple[int, str, date]]] = defaultdict(list)
    for one in asked:
        pairs[one[0], one[1]].append(one)
    rows = models.Offer.objects.filter(
        unit__in={unit for unit, _ in pairs}, procedure__code__in={code for _, code in pairs}
    )
    pair_of = {
        offer_id: (unit_id, code)
        for offer_id, unit_id, code in rows.values_list("id", "unit_id", "procedure__code")
        if (unit_id, code) in pairs
    }
    found = {}
    for offer_id, offer in recorded(pair_of, takes=takes).items():
        for one in pairs[pair_of[offer_id]]:
            if reach := offer.reach(one[2]):
                found[one] = reach
    return found


def pairs_of(ids: Collection[int]) -> set[tuple[int, int]]:
    """Give the units and procedures, by id, that offers are about. One SQL query a thousand."""
    listed = list(ids)
    found: set[tuple[int, int]] = set()
    for start in range(0, len(listed), 1_000):
        rows = models.Offer.objects.filter(id__in=listed[start : start + 1_000])
        found.update(rows.values_list("unit_id", "procedure_id"))
    return found


def recorded(ids: Collection[int], *, takes: Takes) -> dict[int, Offer]:
    """Give offers by id as they follow from some of their events. One SQL query five hundred offers."""
    events = (
        event
        for event in ledger.read_many([f"{STREAM}{offer_id}" for offer_id in ids])
        if takes(event.position, event.recorded_at)
    )
    folded = {
        int(stream.removeprefix(STREAM)): fold(some) for stream, some in groupby(events, key=lambda event: event.stream)
    }
    return {offer_id: offer for offer_id, offer in folded.items() if offer is not None}


def due_days(unit_id: int) -> DueDay:
    """Give what reckons an office's due days. One SQL query while calendars are as they were."""
    calendar = worktime.calendar_for(unit_id)

    def due(since: date, days: int) -> date | None:
        start = datetime.combine(since, time.min, tzinfo=calendar.zone)
        try:
            due_at, _ = worktime.due(calendar, start, worktime.Term(days, worktime.Measure.WORKING_DAYS))
        except worktime.BeyondCalendar:
            return None
        return due_at.astimezone(calendar.zone).date()

    return due


def known(rows: Iterable[models.Offer]) -> dict[int, Offer]:
    """Give the offers that rows stand for, by id. Two SQL queries."""
    listed = list(rows)
    keys = {unit_id: unit.key for unit_id, unit in units.by_id({row.unit_id for row in listed}).items()}
    latest: Mapping[int, Any] = catalogue().latest
    return {row.pk: offer_of(row, unit=keys[row.unit_id], procedure=latest[row.procedure_id].code) for row in listed}


def _of_unit(unit_id: int) -> dict[int, Offer]:
    return known(models.Offer.objects.filter(unit=unit_id).order_by("id"))
