"""What dossiers publish for measurement: one row a dossier, and one row for each stretch in which nothing changed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from motcua.foundation.facts.public import Column, Columns, Cut, Table, Type, chunked, columns_of
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.services.dossiers.clocks import local_zone
from motcua.services.dossiers.rules.spans import Span, spans
from motcua.services.dossiers.rules.state import DossierState
from motcua.services.dossiers.rules.words import CITIZEN
from motcua.services.procedures import public as procedures

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""Stands for the end of what has not ended."""

STREAM = "dossier/"
"""What the names of the dossiers' streams in the ledger begin with; a dossier's id follows."""

CHUNK = 2_000
"""How many dossiers are read from the ledger at once."""

_UNIT = "the unit, by its id in foundation.units"

DOSSIERS = Table(
    name="dossiers",
    meaning="One row a dossier that was accepted, as it stands now.",
    key="dossier",
    partition="received_on",
    order=("closed_at",),
    columns=(
        Column("dossier", Type.INT64, "the dossier, by its id"),
        Column("code", Type.TEXT, "the code it was given at acceptance"),
        Column("receiving_unit", Type.INT32, f"where it was received: {_UNIT}"),
        Column(
            "competent_unit",
            Type.INT32,
            f"whose figure it is in law: {_UNIT}; the receiving one until another is named",
        ),
        Column("procedure", Type.INT32, "the procedure, by its id"),
        Column("field", Type.TEXT, "the code of the procedure's field, as at receipt"),
        Column("channel", Type.TEXT, "who really filed it, and how: online, online_assisted, counter, post ..."),
        Column("origin", Type.TEXT, "the channel that an interlinked dossier first came by", nullable=True),
        Column("received_at", Type.INSTANT, "when it was accepted; from then on it stands in the figures"),
        Column("received_on", Type.DAY, "the local day of received_at"),
        Column("due_first", Type.INSTANT, "the due time given at acceptance"),
        Column("due_last", Type.INSTANT, "the due time after all extensions, pauses and restarts"),
        Column("closed_at", Type.INSTANT, "when its result was ready at the one-stop shop, or it ended", nullable=True),
        Column("closed_on", Type.DAY, "the local day of closed_at", nullable=True),
        Column("outcome", Type.TEXT, "granted, refused, withdrawn or stopped", nullable=True),
        Column("timeliness", Type.TEXT, "early, on_time or overdue, judged when it closed", nullable=True),
        Column("returned_at", Type.INSTANT, "when the result was handed over", nullable=True),
        Column("fee_owed", Type.INT64, "fees and charges owed, in đồng; empty where none was stated", nullable=True),
        Column("imported", Type.FLAG, "came from another system"),
        Column("backdated", Type.FLAG, "has an event that was said to have happened before it was recorded"),
    ),
)

SPANS = Table(
    name="dossier_spans",
    meaning="One row for each stretch in which a dossier's state, holder, units and due time were constant.",
    key="dossier",
    partition="received_on",
    order=("pending", "end_at", "start_at"),
    columns=(
        Column("dossier", Type.INT64, "the dossier, by its id"),
        Column("receiving_unit", Type.INT32, f"where it was received: {_UNIT}"),
        Column("competent_unit", Type.INT32, f"whose figure it was then: {_UNIT}"),
        Column("procedure", Type.INT32, "the procedure, by its id"),
        Column("field", Type.TEXT, "the code of the procedure's field, as at receipt"),
        Column("channel", Type.TEXT, "who really filed it, and how"),
        Column("received_on", Type.DAY, "the local day of its acceptance"),
        Column("start_at", Type.INSTANT, "the first instant of the stretch"),
        Column("end_at", Type.INSTANT, "the first instant after it; the end of the year 9999 while it lasts"),
        Column("state", Type.TEXT, "the state of the dossier"),
        Column("pending", Type.FLAG, "whether it counts as being resolved: accepted and not closed"),
        Column("holder", Type.INT32, f"who has it: {_UNIT}; empty while it waits for the citizen", nullable=True),
        Column("due_at", Type.INSTANT, "the due time"),
        Column("judged_until", Type.INSTANT, "the last instant at which an end is not overdue"),
        Column(
            "late_from",
            Type.INSTANT,
            "the first instant at which it counts as overdue in this stretch; the end of the year 9999 if never",
        ),
    ),
)

COMPETENCES = Table(
    name="dossier_competences",
    meaning="For a dossier whose competent unit changed after acceptance: one row for each stretch of one competence.",
    key="dossier",
    partition="received_on",
    order=("start_at",),
    columns=(
        Column("dossier", Type.INT64, "the dossier, by its id"),
        Column("competent_unit", Type.INT32, f"whose figure it was then: {_UNIT}"),
        Column("received_on", Type.DAY, "the local day of its acceptance"),
        Column("start_at", Type.INSTANT, "the first instant of the stretch"),
        Column("end_at", Type.INSTANT, "the first instant after it; the end of the year 9999 while it lasts"),
    ),
)


@dataclass(frozen=True, slots=True)
class History:
    """The stretches of a dossier since its acceptance, each with the dossier as it then was; and what its fee is."""

    stretches: list[tuple[Span, DossierState]]
    fee_owed: int | None

    @property
    def now(self) -> DossierState:
        """Give the dossier after its last event."""
        return self.stretches[-1][1]


class DossierFacts:
    """The rows of dossiers, as they follow from the ledger. A dossier has none before it is accepted."""

    name = "dossiers"
    version = 1
    tables = (DOSSIERS, SPANS, COMPETENCES)

    def changed(self, after: int) -> Iterator[Sequence[int]]:
        """Give the dossiers with events from a position of the ledger on."""
        streams = ledger.streams_changed_after(after, prefix=STREAM)
        return chunked((int(stream.removeprefix(STREAM)) for stream in streams), CHUNK)

    def rows(self, keys: Sequence[int], cut: Cut) -> Mapping[str, Columns]:
        """Give the rows of dossiers, as they follow from the events within the cut."""
        histories = dict(_histories(keys, cut))
        ids = Ids(histories.values())
        zone = local_zone()
        dossiers: list[tuple[Any, ...]] = []
        stretches: list[tuple[Any, ...]] = []
        competences: list[tuple[Any, ...]] = []
        for dossier, history in histories.items():
            received_on = _day(history.now.received_at, zone)
            dossiers.append(_dossier(dossier, history, ids, zone))
            stretches += [_stretch(dossier, span, state, ids, received_on) for span, state in history.stretches]
            competences += [(dossier, ids.units[key], received_on, *when) for key, *when in _competences(history)]
        return {
            DOSSIERS.name: columns_of(DOSSIERS, dossiers),
            SPANS.name: columns_of(SPANS, stretches),
            COMPETENCES.name: columns_of(COMPETENCES, competences),
        }


FACTS = DossierFacts()


class Ids:
    """The ids of all units and procedures that some histories name. Two SQL queries."""

    def __init__(self, histories: Collection[History]) -> None:
        named: set[str] = set()
        codes: set[str] = set()
        for history in histories:
            for span, state in history.stretches:
                named |= {state.receiving_unit, state.competent_unit, span.holder}
                codes.add(state.procedure)
        self.units: dict[str, int | None] = {key: unit.id for key, unit in units.by_key(named - {CITIZEN}).items()}
        self.units[CITIZEN] = None
        self.procedures = {code: procedure.id for code, procedure in procedures.by_code(codes).items()}


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
            fee_owed = next((event.payload["fee_owed"] for event in events if "fee_owed" in event.payload), None)
            yield int(stream.removeprefix(STREAM)), History(stretches, fee_owed)


def _dossier(dossier: int, history: History, ids: Ids, zone: ZoneInfo) -> tuple[Any, ...]:
    state = history.now
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
        _day(state.received_at, zone),
        state.due_first,
        state.due_at,
        state.closed_at,
        _day(state.closed_at, zone),
        state.outcome.value if state.outcome else None,
        state.timeliness.value if state.timeliness else None,
        state.returned_at,
        history.fee_owed,
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
        span.due_at,
        span.judged_until,
        span.late_from or NEVER,
    )


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
