"""The records of a set as they are listed, and what was proposed for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.foundation.ledger import public as ledger
from motcua.foundation.rulesets.declared import known
from motcua.foundation.rulesets.laid import own_records, shipped_records
from motcua.foundation.rulesets.models import Proposal
from motcua.foundation.rulesets.rules.declaring import SINCE, Record, RuleSet, Table, in_force
from motcua.foundation.rulesets.rules.proposals import PREFIX, Kind, Standing, apply
from motcua.foundation.rulesets.rules.proposals import Proposal as State


@dataclass(frozen=True, slots=True)
class Line:
    """A record as it is listed: whose it is, and whether it holds on the day that is asked about."""

    record: Record
    own: bool
    holds: bool
    begins: date

    def stands(self, on: date) -> str:
        """Say how it stands on a day: ``in_force``, ``ahead`` or ``over``."""
        return "in_force" if self.holds else "ahead" if self.begins > on else "over"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal as it is listed, with the record that it would take the place of."""

    code: str
    place: int
    table: Table
    content: Mapping[str, Any]
    valid_from: date
    source: str
    sure: str
    standing: Standing
    by: str
    at: datetime
    answered_by: str
    answered_at: datetime | None
    reason: str
    before: Record | None


def lines_of(declared: RuleSet, table: Table, *, on: date) -> tuple[Line, ...]:
    """Give the records of a table: for each key the latest first, keys in the order in which they came to be."""
    shipped = shipped_records(declared)[table.name]
    own = own_records(declared).get(table.name, ())
    holding = in_force(table, (*shipped, *own), on)
    lines = [
        Line(record, mine, any(record is one for one in holding), record[SINCE])
        for records, mine in ((shipped, False), (own, True))
        for record in records
    ]
    order = list(dict.fromkeys(table.of(one.record) for one in lines))
    return tuple(sorted(lines, key=lambda one: (order.index(table.of(one.record)), -one.begins.toordinal())))


def waiting_for_answer(code: str = "") -> tuple[Proposed, ...]:
    """Give what waits for a second person, of one set or of all, the oldest first. One SQL query."""
    rows = Proposal.objects.filter(standing=Standing.WAITING.value).order_by("proposed_at", "pk")
    return tuple(_proposed(row) for row in (rows.filter(code=code) if code else rows))


def answered(code: str, *, most: int = 50) -> tuple[Proposed, ...]:
    """Give what was proposed for a set and answered, the latest first. One SQL query."""
    rows = Proposal.objects.filter(code=code).exclude(standing=Standing.WAITING.value)
    return tuple(_proposed(row) for row in rows.order_by("-answered_at", "-pk")[:most])


def replay_rules() -> list[str]:
    """Make every proposal again from its events, and say which differ. One SQL query each and one more."""
    return [
        str(row) for row in Proposal.objects.order_by("pk").iterator(chunk_size=500) if _refolded(row) != state(row)
    ]


def state(row: Proposal) -> State:
    """Give a proposal as the rules know it."""
    return State(row.table, row.content, row.valid_from, row.source, row.sure, Standing(row.standing))


def local_day(at: datetime) -> date:
    """Give the local day of an instant."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def _refolded(row: Proposal) -> State | None:
    found: State | None = None
    for event in ledger.read(f"{PREFIX[:-1]}/{row.code}/{row.place}"):
        kind = Kind(event.kind.removeprefix(PREFIX))
        found = apply(found, kind, event.payload, on=local_day(event.occurred_at))
    return found


def _proposed(row: Proposal) -> Proposed:
    declared = known()[row.code]
    table = declared.table(row.table)
    whole = (*shipped_records(declared)[table.name], *own_records(declared).get(table.name, ()))
    of_key = [one for one in whole if table.of(one) == table.of(row.content)]
    before = [one for one in of_key if one[SINCE] < row.valid_from]
    return Proposed(
        code=row.code,
        place=row.place,
        table=table,
        content=row.content,
        valid_from=row.valid_from,
        source=row.source,
        sure=row.sure,
        standing=Standing(row.standing),
        by=row.proposed_by,
        at=row.proposed_at,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
        reason=row.reason,
        before=max(before, key=lambda one: one[SINCE], default=None),
    )
