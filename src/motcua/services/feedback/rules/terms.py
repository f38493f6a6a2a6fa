"""How long everything may take: dated records, read from the module's data. A change is a new record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from motcua.foundation.worktime.public import Measure, Term
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.feedback.rules.words import Channel


class Dated(Protocol):
    """A record that holds from a day on, until the next of its kind."""

    @property
    def valid_from(self) -> date: ...


DatedT = TypeVar("DatedT", bound=Dated)


@dataclass(frozen=True, slots=True)
class AnswerTerm:
    """How long an answer to a case of a channel may take, counted from its receipt."""

    channel: Channel
    term: Term
    valid_from: date
    source: str
    sure: str


@dataclass(frozen=True, slots=True)
class Handling:
    """
    What holds for every channel: how soon a case is forwarded, and for how many days after an answer it is reopened.

    ``waiting_stands``: whether the clock stands while the sender is asked for more; ``closed_on_phone``: whether a call
    that is answered while it lasts, to the caller's content, is closed at once.
    """

    forward: Term
    reopen_days: int
    waiting_stands: bool
    closed_on_phone: bool
    valid_from: date
    source: str
    sure: str


class Counted(StrEnum):
    """How cases that say the same stand in the figures once they are joined."""

    LEADING = "leading"


@dataclass(frozen=True, slots=True)
class Joining:
    """How joined cases are counted: the one that leads, once, with its own term; those that point to it not at all."""

    counted: Counted
    valid_from: date
    source: str
    sure: str


@dataclass(frozen=True, slots=True)
class Policies:
    """All terms of all times."""

    answers: tuple[AnswerTerm, ...]
    handlings: tuple[Handling, ...]
    joinings: tuple[Joining, ...]

    def answer(self, channel: Channel, on: date) -> AnswerTerm:
        """Give the term of a channel on a day. :raises Refused: before the first."""
        return _in_force([one for one in self.answers if one.channel is channel], on)

    def handling(self, on: date) -> Handling:
        """Give what holds for every channel on a day. :raises Refused: before the first."""
        return _in_force(self.handlings, on)

    def joining(self, on: date) -> Joining:
        """Give how joined cases are counted on a day. :raises Refused: before the first."""
        return _in_force(self.joinings, on)


def read_policies(data: Mapping[str, Any]) -> Policies:
    """Read the terms from parsed TOML."""
    return Policies(
        answers=tuple(
            AnswerTerm(Channel(one["channel"]), _term(one), one["valid_from"], one["source"], one["sure"])
            for one in data["answer"]
        ),
        handlings=tuple(
            Handling(
                _term(one),
                one["reopen_days"],
                one["waiting_stands"],
                one["closed_on_phone"],
                one["valid_from"],
                one["source"],
                one["sure"],
            )
            for one in data["handling"]
        ),
        joinings=tuple(
            Joining(Counted(one["counted"]), one["valid_from"], one["source"], one["sure"]) for one in data["joining"]
        ),
    )


def _term(record: Mapping[str, Any]) -> Term:
    return Term(record["amount"], Measure(record["measure"]))


def _in_force(records: Sequence[DatedT], on: date) -> DatedT:
    held = [record for record in records if record.valid_from <= on]
    if not held:
        raise Refused(gettext_noop("no term of feedback is known for this day"), field="at", value=on.isoformat())
    return max(held, key=lambda record: record.valid_from)
