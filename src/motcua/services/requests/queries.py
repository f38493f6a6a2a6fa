"""What was asked about a dossier, what waits for its answer in an office, and whether rows and events agree."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import Q

from motcua.foundation.accounts import public as accounts
from motcua.foundation.ledger import public as ledger
from motcua.services.requests.models import Correspondence, Request
from motcua.services.requests.rules import CITIZEN, PREFIX, Asked, Kind, Requests, Standing, What, apply


@dataclass(frozen=True, slots=True)
class Line:
    """A request as it is read. ``by`` is empty where the applicant asked; a text is empty once it was erased."""

    code: str
    number: int
    what: What
    standing: Standing
    by: str
    asked_at: datetime
    text: str
    answered_by: str
    answered_at: datetime | None
    answer: str


def asked_in(row: Correspondence) -> Requests:
    """Give the requests of a dossier as the rules know them. One SQL query."""
    rows = Request.objects.filter(correspondence=row).order_by("number")
    return tuple(Asked(one.number, What(one.what), one.by, Standing(one.standing)) for one in rows)


def requests_of(dossier_id: int) -> list[Line]:
    """Give what was asked about a dossier, the latest first. Two SQL queries."""
    return _lines(Q(correspondence__dossier_id=dossier_id), "-number", most=100)


def waiting_in(unit_ids: Collection[int], *, most: int = 200) -> list[Line]:
    """
    Give what waits for an answer of these units, as who received a dossier or has it, the oldest first.

    Two SQL queries, whatever the number of rows.
    """
    received = Q(correspondence__dossier__receiving_unit_id__in=unit_ids)
    held = Q(correspondence__dossier__holder_id__in=unit_ids)
    return _lines(Q(standing=Standing.OPEN.value) & (received | held), "asked_at", most=most)


def count_waiting(unit_ids: Collection[int]) -> int:
    """Count what waits for an answer of these units. One SQL query."""
    received = Q(correspondence__dossier__receiving_unit_id__in=unit_ids)
    held = Q(correspondence__dossier__holder_id__in=unit_ids)
    return Request.objects.filter(received | held, standing=Standing.OPEN.value).count()


def _lines(chosen: Q, order: str, *, most: int) -> list[Line]:
    rows = list(Request.objects.filter(chosen).select_related("correspondence__dossier").order_by(order, "pk")[:most])
    titles = accounts.titles_of({name for row in rows for name in (row.by, row.answered_by) if name})
    return [
        Line(
            code=str(row.correspondence.dossier.code),
            number=row.number,
            what=What(row.what),
            standing=Standing(row.standing),
            by="" if row.by == CITIZEN else titles.get(row.by, row.by),
            asked_at=row.asked_at,
            text=row.text or "",
            answered_by=titles.get(row.answered_by, ""),
            answered_at=row.answered_at,
            answer=row.answer or "",
        )
        for row in rows
    ]


def replay_all(*, most: int = 100) -> list[str]:
    """Hold the requests of every dossier against their events, and say which differ. Three SQL queries each."""
    return list(islice(_differing(), most))


def _differing() -> Iterator[str]:
    for row in Correspondence.objects.order_by("pk").iterator(chunk_size=1_000):
        requests: Requests = ()
        events = list(ledger.read(f"request/{row.dossier_id}"))
        for event in events:
            requests = apply(requests, Kind(event.kind.removeprefix(PREFIX)), event.actor, event.payload)
        if (requests, len(events)) != (asked_in(row), row.number) or not _said(row, events):
            yield f"request/{row.dossier_id}"


def _said(row: Correspondence, events: list[ledger.Event]) -> bool:
    """Say whether every text that was not erased is the one that its event commits to."""
    texts = {}
    for one in Request.objects.filter(correspondence=row):
        texts[one.number, "text"] = (one.text, one.salt)
        texts[one.number, "answer"] = (one.answer, one.answer_salt)
    asked = 0
    for event in events:
        asked += event.kind == PREFIX + Kind.ASKED.value
        number = event.payload.get("request", asked)
        for name in ("text", "answer"):
            text, salt = texts.get((number, name), (None, None))
            kept = text is not None and salt is not None and name in event.payload
            if kept and ledger.commitment(str(text), bytes(salt or b"")) != event.payload[name]:
                return False
    return True
