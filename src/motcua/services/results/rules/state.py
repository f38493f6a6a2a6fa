"""The reducer: what the result of a dossier is after each event. Used live and in replay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from motcua.services.results.rules.words import PREFIX, Kind, Medium, Stage


class Happening(Protocol):
    """What the reducer needs of a recorded event; the ledger's events are such."""

    @property
    def kind(self) -> str: ...
    @property
    def actor(self) -> str: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class ResultState:
    """
    A result after its last event.

    ``version`` counts what was drafted; ``issues`` what was issued, the one before annulled each time. ``digest`` is
    the SHA-256 of the file as it was signed or issued. ``grants`` is false for a decision against the citizen.
    """

    number: int
    stage: Stage
    version: int
    medium: Medium
    grants: bool
    drafter: str
    to: str = ""
    sent_back: int = 0
    signer: str = ""
    digest: str = ""
    issues: int = 0
    text: str = ""
    on: date | None = None
    valid_until: date | None = None


def apply(before: ResultState | None, kind: str, actor: str, payload: Mapping[str, Any]) -> ResultState:
    """
    Give a result after one more event. It trusts the event, which was decided on before it was recorded.

    :param before: None for the first event.
    """
    word = Kind(kind)
    if before is None:
        return ResultState(1, Stage.DRAFTED, 1, Medium(payload["medium"]), payload["grants"], actor)
    known = replace(before, number=before.number + 1)
    match word:
        case Kind.DRAFTED:
            return replace(
                known,
                stage=Stage.DRAFTED,
                version=before.version + 1,
                medium=Medium(payload["medium"]),
                grants=payload["grants"],
                drafter=actor,
                signer="",
                digest="",
                text="",
                on=None,
                valid_until=None,
            )
        case Kind.SUBMITTED:
            return replace(known, stage=Stage.SUBMITTED, to=payload.get("to", ""))
        case Kind.SENT_BACK:
            return replace(known, stage=Stage.DRAFTED, sent_back=before.sent_back + 1, signer="", digest="")
        case Kind.SIGNED:
            return replace(known, stage=Stage.SIGNED, signer=actor, digest=payload["digest"])
        case Kind.ISSUED:
            until = payload.get("valid_until")
            return replace(
                known,
                stage=Stage.ISSUED,
                issues=before.issues + 1,
                digest=payload["digest"],
                text=payload["text"],
                on=date.fromisoformat(payload["on"]),
                valid_until=date.fromisoformat(until) if until else None,
            )
        case Kind.ANNULLED:
            return replace(known, stage=Stage.ANNULLED)


def fold(events: Iterable[Happening]) -> ResultState | None:
    """Give a result after all its events; None if there are none."""
    state: ResultState | None = None
    for event in events:
        state = apply(state, event.kind.removeprefix(PREFIX), event.actor, event.payload)
    return state
