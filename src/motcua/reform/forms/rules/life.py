"""The life of a sheet: frozen or entered, sent upward, then accepted or sent back. Folded from its events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.forms.rules.sheets import digest


class Standing(StrEnum):
    """Where a kept sheet stands."""

    FROZEN = "frozen"
    SENT = "sent"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"


class Kind(StrEnum):
    """What can happen to a sheet."""

    FROZEN = "form.frozen"
    ENTERED = "form.entered"
    SENT = "form.sent"
    RECEIVED = "form.received"


@dataclass(frozen=True, slots=True)
class SheetState:
    """
    A kept sheet after its last event.

    :param edition: 1 for the first sheet of its form, unit and period.
    :param flagged: how many identities it does not keep.
    :param sent_to: the key of the unit above.
    """

    number: int
    standing: Standing
    edition: int
    content: Mapping[str, Any]
    digest: str
    flagged: int
    kept_at: datetime
    sent_to: str = ""
    sent_at: datetime | None = None
    received_at: datetime | None = None


class OutOfTurn(Refused):
    """This does not follow from where the sheet stands."""


class Told(Protocol):
    """An event, as the ledger gives it."""

    @property
    def kind(self) -> str: ...
    @property
    def occurred_at(self) -> datetime: ...
    @property
    def payload(self) -> dict[str, Any]: ...


MAY_FOLLOW: Mapping[Kind, set[Standing | None]] = {
    Kind.FROZEN: {None},
    Kind.ENTERED: {None},
    Kind.SENT: {Standing.FROZEN},
    Kind.RECEIVED: {Standing.SENT},
}
STANDING_TEXTS = {
    Standing.FROZEN: gettext_noop("it is frozen and not sent"),
    Standing.SENT: gettext_noop("it is sent and not answered"),
    Standing.ACCEPTED: gettext_noop("it is accepted"),
    Standing.SENT_BACK: gettext_noop("it was sent back"),
}


def apply(state: SheetState | None, kind: Kind, at: datetime, payload: Mapping[str, Any]) -> SheetState:
    """Give the sheet after an event. :raises OutOfTurn: if the event does not follow."""
    if (state.standing if state else None) not in MAY_FOLLOW[kind]:
        raise OutOfTurn(
            STANDING_TEXTS[state.standing] if state else gettext_noop("there is no such sheet yet"),
            field="sheet",
            expected=gettext_noop("send what is frozen, answer what is sent, and freeze anew what is to be changed"),
        )
    if state is None:
        return SheetState(
            number=1,
            standing=Standing.FROZEN,
            edition=payload["edition"],
            content=payload["sheet"],
            digest=digest(payload["sheet"]),
            flagged=len(payload["sheet"]["imbalances"]),
            kept_at=at,
        )
    if kind is Kind.SENT:
        return replace(state, number=state.number + 1, standing=Standing.SENT, sent_to=payload["to"], sent_at=at)
    standing = Standing.ACCEPTED if payload["accepted"] else Standing.SENT_BACK
    return replace(state, number=state.number + 1, standing=standing, received_at=at)


def fold(events: Iterable[Told]) -> SheetState | None:
    """Give the sheet after its events, in their order."""
    state: SheetState | None = None
    for event in events:
        state = apply(state, Kind(event.kind), event.occurred_at, event.payload)
    return state
