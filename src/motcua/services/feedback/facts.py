"""What feedback publishes for measurement: one row a case, as it stands."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from motcua.foundation.facts.public import Column, Columns, Cut, Table, Type, chunked, columns_of
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.services.feedback.clocks import local_zone
from motcua.services.feedback.rows import stream_name
from motcua.services.feedback.rules.case import CaseState, fold
from motcua.services.feedback.rules.words import STREAM

CHUNK = 2_000
"""How many cases are read from the ledger at once."""

_UNIT = "the unit, by its id in foundation.units"

CASES = Table(
    name="feedback_cases",
    meaning="One row a case of feedback, whatever it was classified as, as it stands now.",
    key="feedback",
    partition="received_on",
    order=("received_at",),
    columns=(
        Column("feedback", Type.INT64, "the case, by its id"),
        Column("unit", Type.INT32, f"who answers for it now: {_UNIT}"),
        Column("receiving_unit", Type.INT32, f"where it came in: {_UNIT}"),
        Column("channel", Type.TEXT, "hotline, portal, national_portal, paper, email, in_person or message"),
        Column("about", Type.TEXT, "act, rule or proposal"),
        Column(
            "kind",
            Type.TEXT,
            "feedback, complaint, denunciation, anonymous or duplicate; empty until it is classified",
            nullable=True,
        ),
        Column("counted", Type.FLAG, "stands in the figures of feedback: it is feedback, or not classified yet"),
        Column("received_at", Type.INSTANT, "when it came"),
        Column("received_on", Type.DAY, "the local day of received_at"),
        Column("forward_due_at", Type.INSTANT, "the last instant at which forwarding is not late", nullable=True),
        Column("forwarded_at", Type.INSTANT, "when the unit that must answer was first named", nullable=True),
        Column("due_at", Type.INSTANT, "the last instant at which the answer is not overdue", nullable=True),
        Column("answered_at", Type.INSTANT, "when it was answered; empty again once it is reopened", nullable=True),
        Column("closed_at", Type.INSTANT, "when it was closed, or set apart", nullable=True),
        Column("published_at", Type.INSTANT, "when an answer was first published", nullable=True),
        Column("timeliness", Type.TEXT, "early, on_time or overdue, judged when it was answered", nullable=True),
        Column("verdict", Type.TEXT, "satisfied or unsatisfied, as its sender last said", nullable=True),
        Column("reopened", Type.INT16, "how often it was opened again because its sender was unsatisfied"),
        Column("dossier", Type.INT64, "the dossier that it is about, by its id", nullable=True),
    ),
)


class FeedbackFacts:
    """The rows of cases, as they follow from the ledger."""

    name = "feedback"
    version = 1
    tables = (CASES,)

    def changed(self, after: int) -> Iterator[Sequence[int]]:
        """Give the cases with events from a position of the ledger on."""
        streams = ledger.streams_changed_after(after, prefix=STREAM)
        return chunked((int(stream.removeprefix(STREAM)) for stream in streams), CHUNK)

    def rows(self, keys: Sequence[int], cut: Cut) -> Mapping[str, Columns]:
        """Give the rows of cases, as they follow from the events within the cut."""
        states = dict(_states(keys, cut))
        named = {key for state in states.values() for key in (state.holder, state.receiving_unit)}
        ids = {key: unit.id for key, unit in units.by_key(named).items()}
        zone = local_zone()
        return {CASES.name: columns_of(CASES, [_row(case, state, ids, zone) for case, state in states.items()])}


FACTS = FeedbackFacts()


def _states(keys: Sequence[int], cut: Cut) -> Iterator[tuple[int, CaseState]]:
    within = (
        event
        for event in ledger.read_many([stream_name(key) for key in keys])
        if cut.takes(event.position, event.recorded_at)
    )
    for stream, events in groupby(within, key=lambda event: event.stream):
        state = fold(events)
        if state is not None:
            yield int(stream.removeprefix(STREAM)), state


def _row(case: int, state: CaseState, ids: Mapping[str, int], zone: ZoneInfo) -> tuple[Any, ...]:
    return (
        case,
        ids[state.holder],
        ids[state.receiving_unit],
        state.channel.value,
        state.about.value,
        state.classification.value if state.classification else None,
        state.counted,
        state.received_at,
        _day(state.received_at, zone),
        state.forward_due_at,
        state.forwarded_at,
        state.judged_until,
        state.answered_at,
        state.closed_at,
        state.published_at,
        state.timeliness.value if state.timeliness else None,
        state.verdict.value if state.verdict else None,
        state.reopened,
        state.dossier,
    )


def _day(at: datetime, zone: ZoneInfo) -> Any:
    return at.astimezone(zone).date()
