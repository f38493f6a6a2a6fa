"""The spans of a dossier: the stretches in which state, due time and holder were constant."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from motcua.services.dossiers.rules.judging import late_from
from motcua.services.dossiers.rules.state import PREFIX, DossierState, Happening, apply
from motcua.services.dossiers.rules.words import OPEN, State, WaitsFor


@dataclass(frozen=True, slots=True)
class Span:
    """
    One stretch of a dossier's life, from ``start_at`` up to, not including, ``end_at``.

    ``end_at`` is None for the last. ``pending`` says that it counts as being resolved in a report. ``late_from`` is
    the first instant at which a dossier still in this span counts as overdue, None if it never does.
    """

    start_at: datetime
    end_at: datetime | None
    state: State
    pending: bool
    holder: str
    waits_for: WaitsFor | None
    due_at: datetime | None
    judged_until: datetime | None
    late_from: datetime | None


def spans(events: Iterable[Happening]) -> Iterator[tuple[Span, DossierState]]:
    """
    Give the spans of a dossier in order, each with the dossier as it then was.

    Neighbours that do not differ are one span; one that lasted no time is left out.
    """
    for begun, ended, state in _stretches(events, _kept):
        yield _span(state, begun, ended), state


def noted(events: Iterable[Happening]) -> Iterator[tuple[datetime, datetime | None, DossierState]]:
    """Give the stretches since acceptance in which what was paid and what is known of the papers stood unchanged."""
    for begun, ended, state in _stretches(events, _noted):
        if state.received_at is not None:
            yield begun, ended, state


def _stretches(
    events: Iterable[Happening], kept: Callable[[DossierState], tuple[object, ...]]
) -> Iterator[tuple[datetime, datetime | None, DossierState]]:
    """Give the stretches in which something stood; the state is the one after the last event of each."""
    begun: datetime | None = None
    state: DossierState | None = None
    for event in events:
        after = apply(state, event.kind.removeprefix(PREFIX), event.occurred_at, event.payload)
        if state is None or begun is None:
            begun = event.occurred_at
        elif kept(state) != kept(after):
            if event.occurred_at > begun:
                yield begun, event.occurred_at, state
            begun = event.occurred_at
        state = after
    if state is not None and begun is not None:
        yield begun, None, state


def _kept(state: DossierState) -> tuple[object, ...]:
    return (
        state.state,
        state.holds,
        state.waits_for,
        state.due_at,
        state.judged_until,
        state.stopped_at,
        state.receiving_unit,
        state.competent_unit,
    )


def _noted(state: DossierState) -> tuple[object, ...]:
    return (
        state.received_at,
        state.fee_paid,
        state.fee_paid_online,
        state.fee_advance,
        state.fee_final,
        state.papers,
        state.papers_digitised,
        state.papers_reused,
        state.receiving_unit,
        state.competent_unit,
    )


def _span(state: DossierState, start_at: datetime, end_at: datetime | None) -> Span:
    return Span(
        start_at=start_at,
        end_at=end_at,
        state=state.state,
        pending=state.state in OPEN and state.received_at is not None,
        holder=state.holds,
        waits_for=state.waits_for,
        due_at=state.due_at,
        judged_until=state.judged_until,
        late_from=late_from(state),
    )
