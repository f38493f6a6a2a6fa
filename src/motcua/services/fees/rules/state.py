"""The reducer: what was paid for a dossier, movement by movement, after each event. Used live and in replay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from motcua.services.fees.rules.words import PREFIX, Kind, Part, Standing, Way, What


class Happening(Protocol):
    """What the reducer needs of a recorded event; the ledger's events are such."""

    @property
    def kind(self) -> str: ...
    @property
    def actor(self) -> str: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Movement:
    """
    One movement of money. ``number`` is that of its event.

    ``receipt`` is the number of its receipt, ``digest`` that of the proof of a transfer; ``day`` is the day of the till
    that it counts on, as ISO 8601, once it is good.
    """

    number: int
    what: What
    amount: int
    standing: Standing
    by: str
    way: Way = Way.CASH
    receipt: str = ""
    digest: str = ""
    day: str = ""
    part: Part = Part.FINAL


@dataclass(frozen=True, slots=True)
class Purse:
    """What is owed for a dossier, where that was reckoned anew, and what moved."""

    number: int
    assessed: int | None
    movements: tuple[Movement, ...]

    def movement(self, number: int) -> Movement | None:
        """Give a movement by the number of its event."""
        return next((one for one in self.movements if one.number == number), None)

    def paid_by(self, way: Way) -> int:
        """Say what was paid one way and not given back, in đồng."""
        good = [one for one in self.movements if one.standing is Standing.GOOD and one.way is way]
        return sum(-one.amount if one.what is What.REFUND else one.amount for one in good)

    @property
    def paid(self) -> int:
        """Say what was paid and not given back, in đồng."""
        return sum(self.paid_by(way) for way in Way)

    @property
    def waiting(self) -> int:
        """Say what was proven to be transferred and waits for a second person, in đồng."""
        return sum(
            one.amount for one in self.movements if one.standing is Standing.WAITING and one.what is not What.REFUND
        )

    @property
    def going_back(self) -> int:
        """Say what somebody asked to give back and waits for a second person, in đồng."""
        waits = (one for one in self.movements if one.standing is Standing.WAITING and one.what is What.REFUND)
        return sum(one.amount for one in waits)

    @property
    def advanced(self) -> int:
        """Say what was paid in advance, in đồng, whatever was given back of it since."""
        good = [one for one in self.movements if one.standing is Standing.GOOD and one.what is not What.REFUND]
        return sum(one.amount for one in good if one.part is Part.ADVANCE)

    def part_next(self, advance: int | None) -> Part:
        """Say what the next payment is unless somebody says otherwise. :param advance: owed in advance, in đồng."""
        return Part.ADVANCE if self.assessed is None and self.paid < (advance or 0) else Part.FINAL


EMPTY = Purse(0, None, ())


def apply(before: Purse, kind: str, actor: str, payload: Mapping[str, Any]) -> Purse:
    """Give what was paid after one more event. It trusts the event, which was decided on before it was recorded."""
    number = before.number + 1
    known, word = replace(before, number=number), Kind(kind)
    match word:
        case Kind.ASSESSED:
            return replace(known, assessed=payload["amount"])
        case Kind.CASH_TAKEN:
            one = Movement(
                number,
                What.CASH,
                payload["amount"],
                Standing.GOOD,
                actor,
                receipt=payload["receipt"],
                day=payload["day"],
                part=_part(payload),
            )
        case Kind.PROOF_HANDED:
            one = Movement(
                number,
                What.TRANSFER,
                payload["amount"],
                Standing.WAITING,
                actor,
                Way.TRANSFER,
                digest=payload["digest"],
                part=_part(payload),
            )
        case Kind.REFUND_ASKED:
            one = Movement(number, What.REFUND, payload["amount"], Standing.WAITING, actor, Way(payload["way"]))
        case Kind.APPROVED:
            return _changed(known, payload["of"], Standing.GOOD, payload["day"])
        case Kind.REJECTED | Kind.ANNULLED:
            return _changed(known, payload["of"], Standing.VOID, None)
    return replace(known, movements=(*before.movements, one))


def _part(payload: Mapping[str, Any]) -> Part:
    """Read what was paid; events of before it was told apart say nothing."""
    return Part(payload.get("part", Part.FINAL))


def _changed(purse: Purse, number: int, standing: Standing, day: str | None) -> Purse:
    return replace(
        purse,
        movements=tuple(
            replace(one, standing=standing, day=one.day if day is None else day) if one.number == number else one
            for one in purse.movements
        ),
    )


def fold(events: Iterable[Happening]) -> Purse:
    """Give what was paid after all events."""
    purse = EMPTY
    for event in events:
        purse = apply(purse, event.kind.removeprefix(PREFIX), event.actor, event.payload)
    return purse
