"""The reducer: which papers a dossier consists of, and how its result is wanted, after each event."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

PREFIX = "intake."


class Happening(Protocol):
    """What the reducer needs of a recorded event; the ledger's events are such."""

    @property
    def kind(self) -> str: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Held:
    """A paper as the ledger knows it: its code, how many, the digests of what was scanned, from where it is held."""

    code: str
    originals: int
    copies: int
    files: tuple[str, ...] = ()
    reused_from: str = ""


@dataclass(frozen=True, slots=True)
class IntakeState:
    """What was handed in so far."""

    number: int
    case: str
    sets: int
    return_by: str
    papers: tuple[Held, ...]


def apply(before: IntakeState | None, kind: str, payload: Mapping[str, Any]) -> IntakeState:
    """
    Give what was handed in after one more event; a paper that comes again takes the place of the one before.

    :param before: None for the first event.
    """
    papers = tuple(
        Held(one["code"], one["originals"], one["copies"], tuple(one["files"]), one.get("reused_from", ""))
        for one in payload["papers"]
    )
    if before is None:
        return IntakeState(1, payload["case"], payload["sets"], payload["return_by"], papers)
    fresh = {one.code for one in papers}
    kept = tuple(one for one in before.papers if one.code not in fresh)
    return replace(before, number=before.number + 1, papers=(*kept, *papers))


def fold(events: Iterable[Happening]) -> IntakeState | None:
    """Give what was handed in after all events; None if there are none."""
    state: IntakeState | None = None
    for event in events:
        state = apply(state, event.kind.removeprefix(PREFIX), event.payload)
    return state
