"""What is on record already: whether a file repeats it, continues it, or would rewrite it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.exchange.offices import Offices
from motcua.services.dossiers.exchange.statements import Statement
from motcua.services.dossiers.models import Dossier, Remark
from motcua.services.dossiers.rows import stream_name
from motcua.services.dossiers.rules.state import PREFIX, DossierState, fold
from motcua.services.dossiers.rules.words import EXCHANGED, Kind


class WouldRewrite(Refused):
    """A row says something about the past that is not what is on record."""


@dataclass(frozen=True, slots=True)
class Known:
    """A dossier that is on record: its events, what it is after them, and the remarks that are kept with them."""

    dossier: int
    events: Sequence[ledger.Event]
    state: DossierState
    remarks: dict[int, tuple[str, str]]

    def part(
        self, statements: Sequence[Statement], offices: Offices, zone: ZoneInfo
    ) -> tuple[list[Statement], set[int]]:
        """
        Part what a file says into what is new and the rows that are on record already.

        :raises WouldRewrite: if something is neither.
        """
        recorded: dict[tuple[str, datetime], list[ledger.Event]] = defaultdict(list)
        for event in self.events:
            recorded[event.kind, event.occurred_at].append(event)
        new: list[Statement] = []
        unchanged: set[int] = set()
        for statement in statements:
            kind, at = EXCHANGED[statement.rank], datetime.fromisoformat(statement.at)
            same = recorded.get((PREFIX + kind.value, at))
            if same:
                differences = [next(self._differences(statement, event, offices, zone), None) for event in same]
                if None not in differences:
                    raise _otherwise(statement, kind, *(differences[0] or ("", "", "")))
                del same[differences.index(None)]
                unchanged.add(statement.row)
            elif at < self.state.last_at:
                raise WouldRewrite(
                    gettext_noop("“%(event)s” is not on record for this dossier, which already has later events"),
                    field="at",
                    value=at.astimezone(zone).isoformat(),
                    line=statement.line,
                    expected=gettext_noop("only events not before %(last)s can be added"),
                    params={"event": kind.value, "last": self.state.last_at.astimezone(zone).isoformat()},
                )
            else:
                new.append(statement)
        return new, unchanged

    def _differences(
        self, statement: Statement, event: ledger.Event, offices: Offices, zone: ZoneInfo
    ) -> Iterator[tuple[str, str, str]]:
        """Give the columns in which a row says otherwise than the event on record: column, said, recorded."""
        opening, payload = self.events[0].payload, event.payload
        if statement.procedure and statement.procedure != opening["procedure"]:
            yield "procedure", statement.procedure, str(opening["procedure"])
        if statement.channel and statement.channel != opening["channel"]:
            yield "channel", statement.channel, str(opening["channel"])
        recorded_unit = (
            payload.get("holder") if event.kind == PREFIX + Kind.FORWARDED else payload.get("receiving_unit")
        )
        if statement.unit and recorded_unit:
            unit = offices.unit(statement.unit, event.occurred_at.astimezone(zone).date())
            if unit.key != recorded_unit:
                yield "unit", statement.unit, str(recorded_unit)
        if statement.due and payload.get("due_at"):
            recorded_due = datetime.fromisoformat(str(payload["due_at"]))
            if not _is_due(statement.due, recorded_due, zone):
                yield "due", statement.due, recorded_due.astimezone(zone).isoformat()
        author, text = self.remarks.get(event.number, ("", ""))
        if statement.actor and author and statement.actor != author:
            yield "actor", statement.actor, author
        if statement.detail and text and statement.detail != text:
            yield "detail", statement.detail, text


def known_dossiers(codes: Collection[str]) -> dict[str, Known]:
    """Give the dossiers on record of these codes. One SQL query if there are none, else a few for each five hundred."""
    ids = {dossier: code for code, dossier in Dossier.objects.filter(code__in=codes).values_list("code", "id") if code}
    if not ids:
        return {}
    remarks: dict[int, dict[int, tuple[str, str]]] = defaultdict(dict)
    for dossier, number, author, text in Remark.objects.filter(dossier__in=ids, about="step").values_list(
        "dossier", "number", "author", "text"
    ):
        remarks[dossier][number] = (author, text)
    streams = {stream_name(dossier): dossier for dossier in ids}
    known = {}
    for stream, some in groupby(ledger.read_many(streams), key=lambda event: event.stream):
        events = list(some)
        state = fold(events)
        if state is not None:
            dossier = streams[stream]
            known[ids[dossier]] = Known(dossier, events, state, remarks[dossier])
    return known


def _is_due(said: str, recorded: datetime, zone: ZoneInfo) -> bool:
    if "T" in said:
        return datetime.fromisoformat(said) == recorded
    return date.fromisoformat(said) == recorded.astimezone(zone).date()


def _otherwise(statement: Statement, kind: Kind, column: str, said: str, recorded: str) -> WouldRewrite:
    return WouldRewrite(
        gettext_noop("“%(event)s” is on record otherwise"),
        field=column,
        value=said,
        line=statement.line,
        expected=gettext_noop("it stands there as “%(recorded)s”, and what was recorded is not rewritten"),
        params={"event": kind.value, "recorded": recorded},
    )
