"""The life of a snapshot: it is frozen once, and stays. Folded from its one event."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

FROZEN = "performance.frozen"


@dataclass(frozen=True, slots=True)
class SnapshotState:
    """A snapshot as its event says it: whose and of when, what it follows from, and the digest of its bytes."""

    unit: str
    first: str
    last: str
    own: bool
    facts: str
    events: int
    digest: str
    frozen_at: datetime


class Told(Protocol):
    """An event, as the ledger gives it."""

    @property
    def kind(self) -> str: ...
    @property
    def occurred_at(self) -> datetime: ...
    @property
    def payload(self) -> dict[str, Any]: ...


def apply(state: SnapshotState | None, at: datetime, payload: Mapping[str, Any]) -> SnapshotState:
    """Give the snapshot after its event; whatever came first stays."""
    return state or SnapshotState(
        unit=payload["unit"],
        first=payload["from"],
        last=payload["to"],
        own=payload["own"],
        facts=payload["facts"],
        events=payload["events"],
        digest=payload["digest"],
        frozen_at=at,
    )


def fold(events: Iterable[Told]) -> SnapshotState | None:
    """Give the snapshot that events make; None if there is none."""
    state: SnapshotState | None = None
    for event in events:
        if event.kind == FROZEN:
            state = apply(state, event.occurred_at, event.payload)
    return state
