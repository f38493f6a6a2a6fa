"""What an office says of its own portal: open or closed, from a day on, by a decision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.filing.rules.dated import Rule

OPENED, CLOSED = "opened", "closed"
PREFIX = "own_portal."
"""What the ledger's kinds of these events begin with."""


class SaidLater(Refused):
    """Something of a later day is on record of the office's own portal."""


@dataclass(frozen=True, slots=True)
class Said:
    """From a day on an office takes dossiers by its own portal, or no longer; by which decision."""

    since: date
    open: bool
    decision: str


@dataclass(frozen=True, slots=True)
class Standing:
    """
    Whether an office takes dossiers by its own portal on a day, and why.

    :param said: what the office itself said; None where the general rule decides.
    """

    open: bool
    rule: Rule
    said: Said | None


class Happening(Protocol):
    """What the fold needs of a recorded event; the ledger's events are such."""

    @property
    def kind(self) -> str: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...


def apply(before: tuple[Said, ...], kind: str, payload: Mapping[str, Any]) -> tuple[Said, ...]:
    """Give what an office has said after one more event."""
    on = date.fromisoformat(payload["on"])
    return (*before, Said(on, kind.removeprefix(PREFIX) == OPENED, payload["decision"]))


def fold(events: Iterable[Happening]) -> tuple[Said, ...]:
    """Give all that an office has said, in the order of its events."""
    said: tuple[Said, ...] = ()
    for event in events:
        said = apply(said, event.kind, event.payload)
    return said


def check_sayable(said: tuple[Said, ...], *, on: date, decision: str) -> None:
    """Check that an office can say something from a day on. :raises SaidLater: :raises Refused:"""
    if not 1 <= len(decision.strip()) <= 100:
        raise Refused(
            gettext_noop("name the decision by which this is done"),
            field="decision",
            value=decision,
            expected=gettext_noop("write its number and date, at most 100 letters"),
        )
    if said and on <= said[-1].since:
        raise SaidLater(
            gettext_noop("something of this day or a later one is on record already"),
            field="on",
            value=on.isoformat(),
            expected=gettext_noop("give a day after %(last)s"),
            params={"last": said[-1].since.isoformat()},
        )


def standing(said: tuple[Said, ...], rule: Rule, *, on: date) -> Standing:
    """
    Say whether an office takes dossiers by its own portal on a day.

    What it said before the general rule began holds no longer: a new rule asks for a new decision.
    """
    held = [one for one in said if one.since <= on and one.since >= rule.valid_from]
    last = held[-1] if held else None
    return Standing(last.open if last else rule.open, rule, last)
