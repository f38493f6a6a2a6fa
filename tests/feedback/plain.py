"""A life of a case without a database: every day is a working day of 24 hours, a term ends with its last day."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from motcua.foundation.worktime.public import Measure, Term
from motcua.kernel.periods import end_of_day
from motcua.services.feedback.rules.case import CaseState, Payload, apply
from motcua.services.feedback.rules.deciding import Due, Step, Terms, decide
from motcua.services.feedback.rules.words import PREFIX, About, Channel, Kind

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OFFICE, COMPETENT = "338@2010-01-01", "338.DD@2010-01-01"
ANSWER, FORWARD, WINDOW = 10, 5, 15


class Clock:
    """Working time in which nobody ever rests."""

    def due(self, start: datetime, term: Term) -> Due:
        until = end_of_day(start.astimezone(ZONE).date() + timedelta(days=term.amount), ZONE)
        return Due(until, until)

    def moved(self, due: Due, stopped: datetime, resumed: datetime) -> Due:
        return Due(due.due_at + (resumed - stopped), due.judged_until + (resumed - stopped))


def terms(*, waiting_stands: bool = True) -> Terms:
    """Give the terms of the plain life."""
    days = Measure.WORKING_DAYS
    return Terms(Clock(), ZONE, Term(ANSWER, days), Term(FORWARD, days), WINDOW, waiting_stands)


@dataclass(frozen=True)
class Told:
    """An event as the ledger would tell it."""

    kind: str
    occurred_at: datetime
    payload: Payload


@dataclass
class Life:
    """A case, step by step, as an action would record it."""

    terms: Terms = field(default_factory=terms)
    state: CaseState | None = None
    events: list[Told] = field(default_factory=list)

    @property
    def now(self) -> CaseState:
        assert self.state is not None
        return self.state

    def then(self, kind: Kind, at: datetime, **said: object) -> "Life":
        """Let something happen. :raises Refused:"""
        first = {"unit": OFFICE, "channel": Channel.HOTLINE, "about": About.ACT, "named": True}
        given = (first | said) if kind is Kind.RECEIVED else said
        payload = decide(self.state, Step(kind, at, **given), self.terms)  # type: ignore[arg-type]  # told by name
        self.state = apply(self.state, kind, at, payload)
        self.events.append(Told(PREFIX + kind, at, payload))
        return self
