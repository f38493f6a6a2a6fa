"""The rows of dossiers, made from their events."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain, groupby
from typing import Any
from zoneinfo import ZoneInfo

from motcua.foundation.facts.public import Columns, Cut, chunked, columns_of
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.services.dossiers.clocks import local_zone
from motcua.services.dossiers.facts.tables import COMPETENCES, DOSSIERS, NOTES, SPANS
from motcua.services.dossiers.models import Dossier
from motcua.services.dossiers.rules.clock import Hand
from motcua.services.dossiers.rules.spans import Span, noted, spans
from motcua.services.dossiers.rules.state import PREFIX, DossierState
from motcua.services.dossiers.rules.words import CITIZEN, Kind
from motcua.services.procedures import public as procedures

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""Stands for the end of what has not ended."""

STREAM = "dossier/"
"""What the names of the dossiers' streams in the ledger begin with; a dossier's id follows."""

CHUNK = 2_000
"""How many dossiers are read from the ledger at once."""


@dataclass(frozen=True, slots=True)
class History:
    """The events of a dossier, and its stretches since its acceptance, each with the dossier as it then was."""

    events: Sequence[ledger.Event]
    stretches: list[tuple[Span, DossierState]]

    @property
    def now(self) -> DossierState:
        """Give the dossier after its last event."""
        return self.stretches[-1][1]

    def said(self, name: str) -> Any:
        """Give what an event first said under this name."""
        return next((event.payload[name] for event in self.events if name in event.payload), None)

    def first(self, *kinds: Kind) -> ledger.Event | None:
        """Give the first event of these kinds."""
        words = {PREFIX + kind for kind in kinds}
        return next((event for event in self.events if event.kind in words), None)


_RECEIPT = (Kind.RECEIVED,)
_APOLOGIES = (Kind.EXTENDED, Kind.APOLOGISED)
_ENDS = (Kind.FINISHED, Kind.REFUSED, Kind.WITHDRAWN, Kind.STOPPED)


class DossierFacts:
    """The rows of dossiers, as they follow from the ledger. A dossier has none before it is accepted."""

    name = "dossiers"
    version = 4
    tables = (DOSSIERS, SPANS, COMPETENCES, NOTES)

    def changed(self, after: int) -> Iterator[Sequence[int]]:
        """Give the dossiers with events from a position of the ledger on, and those whose office's offer changed."""
        offered = _of_changed_offers(after) if after else set()
        streams = ledger.streams_changed_after(after, prefix=STREAM)
        own = (int(stream.removeprefix(STREAM)) for stream in streams)
        return chunked(chain(sorted(offered), (dossier for dossier in own if dossier not in offered)), CHUNK)

    def rows(self, keys: Sequence[int], cut: Cut) -> Mapping[str, Columns]:
        """Give the rows of dossiers, as they follow from the events within the cut."""
        histories = dict(_histories(keys, cut))
        zone = local_zone()
        ids = Ids(histories.values())
        levels = procedures.offered_levels(
            {_receipt(history.now, ids, zone) for history in histories.values()}, takes=cut.takes
        )
        dossiers: list[tuple[Any, ...]] = []
        stretches: list[tuple[Any, ...]] = []
        competences: list[tuple[Any, ...]] = []
        notes: list[tuple[Any, ...]] = []
        for dossier, history in histories.items():
            received_on = _day(history.now.received_at, zone)
            level = levels.get(_receipt(history.now, ids, zone))
            dossiers.append(_dossier(dossier, history, ids, level, zone))
            stretches += [_stretch(dossier, span, state, ids, received_on) for span, state in history.stretches]
            competences += [(dossier, ids.units[key], received_on, *when) for key, *when in _competences(history)]
            notes += _notes(dossier, history, ids, received_on)
        return {
            DOSSIERS.name: columns_of(DOSSIERS, dossiers),
            SPANS.name: columns_of(SPANS, stretches),
            COMPETENCES.name: columns_of(COMPETENCES, competences),
            NOTES.name: columns_of(NOTES, notes),
        }


FACTS = DossierFacts()


class Ids:
    """The ids of units and procedures that some histories name, and which units are one office. Three SQL queries."""

    def __init__(self, histories: Collection[History]) -> None:
        named: set[str] = set()
        codes: set[str] = set()
        for history in histories:
            named.update(holder for holder, _ in history.now.used)
            for span, state in history.stretches:
                named |= {state.receiving_unit, state.competent_unit, span.holder}
                codes.add(state.procedure)
        self.units: dict[str, int | None] = {key: unit.id for key, unit in units.by_key(named - {CITIZEN}).items()}
        self.units[CITIZEN] = None
        self.procedures = {code: procedure.id for code, procedure in procedures.by_code(codes).items()}
        self._tree = units.history()

    def minutes(self, state: DossierState, received_on: date) -> tuple[int, int, int]:
        """Give the working minutes of a dossier with its office, with others of the administration, and the citizen."""
        receiving = self.units[state.receiving_unit]
        tree = self._tree.structure(received_on)
        office = {receiving, self.units[state.competent_unit]}
        if receiving in tree.units:
            office |= tree.below(receiving, own=True)
        used = {Hand.OFFICE: 0, Hand.AGENCY: 0, Hand.CITIZEN: 0}
        for holder, minutes in state.used:
            known = self.units[holder]
            used[Hand.CITIZEN if known is None else Hand.OFFICE if known in office else Hand.AGENCY] += minutes
        return used[Hand.OFFICE], used[Hand.AGENCY], used[Hand.CITIZEN]


def _histories(keys: Sequence[int], cut: Cut) -> Iterator[tuple[int, History]]:
    """Give the stretches since acceptance of each dossier that was accepted within the cut."""
    within = (
        event
        for event in ledger.read_many([f"{STREAM}{key}" for key in keys])
        if cut.takes(event.position, event.recorded_at)
    )
    for stream, group in groupby(within, key=lambda event: event.stream):
        events = list(group)
        stretches = [(span, state) for span, state in spans(events) if state.received_at is not None]
        if stretches:
            yield int(stream.removeprefix(STREAM)), History(events, stretches)


def _of_changed_offers(after: int) -> set[int]:
    """Give the dossiers that offices received under procedures whose offer has events from a position on."""
    streams = ledger.streams_changed_after(after, prefix=procedures.OFFER_STREAM)
    changed: dict[int, set[int]] = defaultdict(set)
    for unit_id, procedure_id in procedures.pairs_of(
        {int(stream.removeprefix(procedures.OFFER_STREAM)) for stream in streams}
    ):
        changed[unit_id].add(procedure_id)
    found: set[int] = set()
    for unit_id, procedure_ids in changed.items():
        received = Dossier.objects.filter(receiving_unit=unit_id, received_at__isnull=False)
        found.update(received.filter(procedure__in=procedure_ids).values_list("id", flat=True))
    return found


def _receipt(state: DossierState, ids: Ids, zone: ZoneInfo) -> tuple[int, str, date]:
    """Give where, under which procedure and on which day a dossier was received."""
    unit_id = ids.units[state.receiving_unit]
    received_on = _day(state.received_at, zone)
    assert unit_id is not None  # noqa: S101 - a unit, and not the citizen
    return unit_id, state.procedure, received_on


def _dossier(
    dossier: int, history: History, ids: Ids, level: procedures.Reach | None, zone: ZoneInfo
) -> tuple[Any, ...]:
    state = history.now
    received_on = _day(state.received_at, zone)
    receipt, apology, end = (history.first(*kinds) for kinds in (_RECEIPT, _APOLOGIES, _ENDS))
    return (
        dossier,
        state.code,
        ids.units[state.receiving_unit],
        ids.units[state.competent_unit],
        ids.procedures[state.procedure],
        state.field,
        state.channel.value,
        state.origin.value if state.origin else None,
        state.received_at,
        received_on,
        state.due_first,
        state.due_at,
        state.closed_at,
        _day(state.closed_at, zone),
        state.outcome.value if state.outcome else None,
        state.timeliness.value if state.timeliness else None,
        state.returned_at,
        state.returned_again,
        state.result_digital,
        level.level_old if level else None,
        level.level_new.value if level and level.level_new else None,
        state.requests,
        state.repeated_requests,
        state.extensions,
        state.apologies,
        apology.occurred_at if apology else None,
        receipt.recorded_at if receipt else None,
        history.said("filed_by"),
        end.actor if end and not end.payload.get("imported") else None,
        *ids.minutes(state, received_on),
        state.imported,
        state.backdated,
    )


def _stretch(dossier: int, span: Span, state: DossierState, ids: Ids, received_on: Any) -> tuple[Any, ...]:
    return (
        dossier,
        ids.units[state.receiving_unit],
        ids.units[state.competent_unit],
        ids.procedures[state.procedure],
        state.field,
        state.channel.value,
        received_on,
        span.start_at,
        span.end_at or NEVER,
        span.state.value,
        span.pending,
        ids.units[span.holder],
        span.waits_for.value if span.waits_for else None,
        span.due_at,
        span.judged_until,
        span.late_from or NEVER,
    )


def _notes(dossier: int, history: History, ids: Ids, received_on: Any) -> Iterator[tuple[Any, ...]]:
    """Give what is known of fees and papers, stretch by stretch, of a dossier of which anything is."""
    filed = history.said("fee_owed")
    for begun, ended, state in noted(history.events):
        known = (
            filed if state.fee_final is None else state.fee_final,
            state.fee_advance,
            state.fee_paid,
            state.fee_paid_online,
            state.papers,
            state.papers_digitised,
            state.papers_reused,
        )
        if known != _NOTHING_KNOWN:
            yield (
                dossier,
                ids.units[state.receiving_unit],
                ids.units[state.competent_unit],
                ids.procedures[state.procedure],
                state.field,
                state.channel.value,
                state.received_at,
                received_on,
                begun,
                ended or NEVER,
                *known,
            )


_NOTHING_KNOWN = (None,) * 7


def _competences(history: History) -> Iterable[tuple[str, datetime, datetime]]:
    """Give the stretches of one competence each, if there is more than one."""
    stretches = [
        (unit, [span for span, _ in part])
        for unit, part in groupby(history.stretches, key=lambda pair: pair[1].competent_unit)
    ]
    if len(stretches) > 1:
        for unit, part in stretches:
            yield unit, part[0].start_at, part[-1].end_at or NEVER


def _day(at: datetime | None, zone: ZoneInfo) -> Any:
    return at.astimezone(zone).date() if at else None
