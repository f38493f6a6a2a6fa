"""The life of an inspection from its opening to its end: a pure fold of its events, used live and in replay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from motcua.kernel.periods import Period
from motcua.reform.inspections.rules.words import Kind, Mode, Part

STREAM = "inspection/"
"""How the name of a stream begins; the id of the inspection follows."""
PREFIX = "inspection."


class Act(StrEnum):
    """What happens to an inspection as a whole; the ledger's kinds are these after ``inspection.``."""

    OPENED = "opened"
    TEAM_CHANGED = "team_changed"
    VISITS_MOVED = "visits_moved"
    DECIDED = "decided"
    NOTIFIED = "notified"
    CANCELLED = "cancelled"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number and the day of a paper, as ``1296/KH-SNV`` of 27/6/2022."""

    number: str
    on: date


@dataclass(frozen=True, slots=True)
class Visit:
    """A place of an inspection: the key of the unit, the day, and how it is looked at."""

    unit: str
    visit_on: date
    mode: Mode


@dataclass(frozen=True, slots=True)
class Seated:
    """A member of a team: the key of the agency that the post stands in, and what the post is in the team."""

    unit: str
    part: Part


@dataclass(frozen=True, slots=True)
class InspectionState:
    """
    An inspection after some of its events.

    :param unit: the key of the unit that inspects.
    :param places: by the id of the place.
    :param members: by the key of the post.
    :param mandate: the days on which the team may look into what its places keep; none before it is decided.
    """

    number: int = 0
    unit: str = ""
    kind: Kind = Kind.PLANNED
    title: str = ""
    purpose: str = ""
    period: Period = field(default=Period(date.min, date.min))
    fields: tuple[str, ...] = ()
    plan: int | None = None
    places: Mapping[int, Visit] = field(default_factory=dict)
    members: Mapping[str, Seated] = field(default_factory=dict)
    opened_at: datetime | None = None
    decided: Numbered | None = None
    notified: Numbered | None = None
    mandate: Period | None = None
    cancelled: bool = False
    closed_at: datetime | None = None

    @property
    def live(self) -> bool:
        """Say whether something may still happen to it."""
        return not self.cancelled and self.closed_at is None

    @property
    def first_visit(self) -> date:
        """Give the day of the first visit."""
        return min(place.visit_on for place in self.places.values())

    @property
    def last_visit(self) -> date:
        """Give the day of the last visit."""
        return max(place.visit_on for place in self.places.values())


class Told(Protocol):
    """An event as the ledger gives it."""

    @property
    def kind(self) -> str: ...
    @property
    def occurred_at(self) -> datetime: ...
    @property
    def unit(self) -> str: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...


def fold(events: Iterable[Told]) -> InspectionState:
    """Give the state after all events of an inspection."""
    state = InspectionState()
    for event in events:
        state = apply(state, Act(event.kind.removeprefix(PREFIX)), event.occurred_at, event.unit, event.payload)
    return state


def apply(state: InspectionState, act: Act, at: datetime, unit: str, payload: Mapping[str, Any]) -> InspectionState:
    """Give the state after one more event. The mandate is said by each event that changes it."""
    after = replace(state, number=state.number + 1)
    if payload.get("mandate"):
        after = replace(after, mandate=_period(payload["mandate"]))
    match act:
        case Act.OPENED:
            return replace(
                after,
                unit=unit,
                kind=Kind(payload["kind"]),
                title=payload["title"],
                purpose=payload["purpose"],
                period=_period(payload["period"]),
                fields=tuple(payload["fields"]),
                plan=payload["plan"],
                places={one["id"]: _visit(one) for one in payload["places"]},
                members=_members(payload),
                opened_at=at,
            )
        case Act.TEAM_CHANGED:
            return replace(after, members=_members(payload))
        case Act.VISITS_MOVED:
            days = {one["id"]: date.fromisoformat(one["visit_on"]) for one in payload["places"]}
            moved = {place: replace(state.places[place], visit_on=day) for place, day in days.items()}
            return replace(after, places={**state.places, **moved})
        case Act.DECIDED:
            return replace(after, decided=_numbered(payload))
        case Act.NOTIFIED:
            return replace(after, notified=_numbered(payload))
        case Act.CANCELLED:
            return replace(after, cancelled=True, mandate=None)
        case Act.CLOSED:
            return replace(after, closed_at=at)


def said_visit(place_id: int, visit: Visit) -> dict[str, Any]:
    """Say a place in an event."""
    return {"id": place_id, "unit": visit.unit, "visit_on": visit.visit_on.isoformat(), "mode": visit.mode.value}


def said_members(members: Mapping[str, Seated]) -> list[dict[str, str]]:
    """Say a team in an event."""
    return [{"post": key, "unit": one.unit, "part": one.part.value} for key, one in sorted(members.items())]


def said_period(period: Period) -> list[str]:
    """Say a run of days in an event."""
    return [period.first.isoformat(), period.last.isoformat()]


def _period(said: list[str]) -> Period:
    return Period(date.fromisoformat(said[0]), date.fromisoformat(said[1]))


def _visit(said: Mapping[str, Any]) -> Visit:
    return Visit(said["unit"], date.fromisoformat(said["visit_on"]), Mode(said["mode"]))


def _members(payload: Mapping[str, Any]) -> dict[str, Seated]:
    return {one["post"]: Seated(one["unit"], Part(one["part"])) for one in payload["members"]}


def _numbered(payload: Mapping[str, Any]) -> Numbered:
    return Numbered(payload["number"], date.fromisoformat(payload["on"]))
