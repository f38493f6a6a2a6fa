"""A plain world for the rules: every day is worked, round the clock, so that due times can be reckoned in the head."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from motcua.kernel.periods import end_of_day
from motcua.services.dossiers.rules.deciding import Due, Mode, Step, Term, Terms, decide
from motcua.services.dossiers.rules.state import DossierState, apply
from motcua.services.dossiers.rules.words import Channel, Kind

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OFFICE = "338@1900-01-01"
LAND_OFFICE = "338-dat@1900-01-01"


class PlainClock:
    """Every day is a working day of twenty-four hours."""

    def due(self, start: datetime, term: Term) -> Due:
        last = end_of_day(start.astimezone(ZONE).date() + timedelta(days=term[0]), ZONE)
        return Due(last, last)

    def due_on(self, day: date) -> Due:
        last = end_of_day(day, ZONE)
        return Due(last, last)

    def moved(self, due: Due, stopped: datetime, resumed: datetime) -> Due:
        stood = timedelta(days=(resumed.astimezone(ZONE).date() - stopped.astimezone(ZONE).date()).days)
        return Due(due.due_at + stood, due.judged_until + stood)

    def worked(self, start: datetime, end: datetime) -> int:
        return int((end - start).total_seconds() // 60)

    def term(self, start: datetime, due: Due) -> Term:
        return max((due.judged_until.astimezone(ZONE).date() - start.astimezone(ZONE).date()).days, 1), "working_days"


def terms(term: Term | None = (10, "working_days"), supplement: Mode = "restart", pause: Mode = "pause") -> Terms:
    return Terms(
        PlainClock(), ZONE, procedure="1.004222", field="ho-tich", term=term, on_supplement=supplement, on_pause=pause
    )


def on(text: str) -> datetime:
    """Read a local time of 2022: ``03-01 09:00``."""
    return datetime.fromisoformat(f"2022-{text}").replace(tzinfo=ZONE)


@dataclass(frozen=True)
class Told:
    """A recorded event, as the ledger would give it."""

    kind: str
    occurred_at: datetime
    payload: dict[str, Any]


@dataclass
class Life:
    """A dossier in the making: each thing that happens is decided on, kept, and applied."""

    held_to: Terms = field(default_factory=terms)
    state: DossierState | None = None
    events: list[Told] = field(default_factory=list)

    def then(self, kind: Kind, at: str | datetime, **said: Any) -> "Life":
        if kind in {Kind.SUBMITTED, Kind.RECEIVED} and self.state is None:
            said = {"unit": OFFICE, "channel": Channel.COUNTER, **said}
        if kind is Kind.RECEIVED:
            said = {"code": "H54.27-220301-0001", **said}
        step = Step(kind, on(at) if isinstance(at, str) else at, **said)
        payload = decide(self.state, step, self.held_to)
        self.state = apply(self.state, kind, step.at, payload)
        self.events.append(Told(f"dossier.{kind}", step.at, payload))
        return self

    @property
    def now(self) -> DossierState:
        assert self.state is not None
        return self.state
