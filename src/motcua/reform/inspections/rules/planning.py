"""The plan of a year: drafted, issued under a number, amended with a reason. A pure fold of its events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections.rules.deciding import NewMember, NewPlace, NotNow, WrongPlace, check_team
from motcua.reform.inspections.rules.life import Numbered, Seated, said_members, said_period
from motcua.reform.inspections.rules.risk import Reason
from motcua.reform.inspections.rules.words import Mode, Part

STREAM = "inspection_plan/"
"""How the name of a stream begins; the id of the plan follows."""
PREFIX = "inspection_plan."


class Act(StrEnum):
    """What happens to a plan; the ledger's kinds are these after ``inspection_plan.``."""

    DRAFTED = "drafted"
    REWRITTEN = "rewritten"
    ISSUED = "issued"
    AMENDED = "amended"


class UnknownPlan(Refused):
    """There is no such plan, or it is another unit's."""


@dataclass(frozen=True, slots=True)
class NewTarget:
    """A unit that a plan is to name, and when. ``reasons`` are those for which it was proposed, if it was."""

    unit_id: int
    visit_on: date
    mode: Mode = Mode.ON_SITE
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """A unit in a plan, by its key."""

    unit: str
    visit_on: date
    mode: Mode
    reasons: tuple[Reason, ...] = ()

    def to_payload(self) -> dict[str, Any]:
        """Say it in an event."""
        return {
            "unit": self.unit,
            "visit_on": self.visit_on.isoformat(),
            "mode": self.mode.value,
            "reasons": [one.to_payload() for one in self.reasons],
        }

    @classmethod
    def from_payload(cls, said: Mapping[str, Any]) -> "Target":
        """Read it from an event."""
        reasons = tuple(Reason.from_payload(one) for one in said["reasons"])
        return cls(said["unit"], date.fromisoformat(said["visit_on"]), Mode(said["mode"]), reasons)


@dataclass(frozen=True, slots=True)
class PlanState:
    """
    A plan after some of its events.

    :param members: by the key of the post.
    :param amended: how often it was amended since it was issued.
    """

    number: int = 0
    unit: str = ""
    year: int = 0
    title: str = ""
    purpose: str = ""
    period: Period = field(default=Period(date.min, date.min))
    fields: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    members: Mapping[str, Seated] = field(default_factory=dict)
    issued: Numbered | None = None
    amended: int = 0


class Told(Protocol):
    """An event as the ledger gives it."""

    @property
    def kind(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...


def fold(events: Iterable[Told]) -> PlanState:
    """Give the state after all events of a plan."""
    state = PlanState()
    for event in events:
        state = apply(state, Act(event.kind.removeprefix(PREFIX)), event.unit, event.payload)
    return state


def apply(state: PlanState, act: Act, unit: str, payload: Mapping[str, Any]) -> PlanState:
    """Give the state after one more event."""
    after = replace(state, number=state.number + 1)
    if act is Act.ISSUED:
        return replace(after, issued=Numbered(payload["number"], date.fromisoformat(payload["on"])))
    after = replace(
        after,
        targets=tuple(Target.from_payload(one) for one in payload["targets"]),
        members={one["post"]: Seated(one["unit"], Part(one["part"])) for one in payload["members"]},
    )
    if act is Act.AMENDED:
        return replace(after, amended=state.amended + 1)
    return replace(
        after,
        unit=unit,
        year=payload["year"],
        title=payload["title"],
        purpose=payload["purpose"],
        period=Period(*map(date.fromisoformat, payload["period"])),
        fields=tuple(payload["fields"]),
    )


def said_content(targets: Iterable[Target], members: Mapping[str, Seated]) -> dict[str, Any]:
    """Say in an event where a plan goes and who does."""
    return {"targets": [one.to_payload() for one in targets], "members": said_members(members)}


def said_head(year: int, title: str, purpose: str, period: Period, fields: Iterable[str]) -> dict[str, Any]:
    """Say in an event what a plan is about."""
    return {
        "year": year,
        "title": title,
        "purpose": purpose,
        "period": said_period(period),
        "fields": list(fields),
    }


def check_targets(year: int, targets: Iterable[NewTarget], *, below: frozenset[int]) -> None:
    """Check where a plan goes, and that it does so in its year. :raises WrongPlace:"""
    seen = set[tuple[int, date]]()
    for target in targets:
        if target.unit_id not in below:
            raise WrongPlace(
                gettext_noop("who inspects does not stand above all of these units"),
                field="targets",
                expected=gettext_noop("choose units that stand below"),
            )
        if target.visit_on.year != year:
            raise WrongPlace(
                gettext_noop("the visit does not lie in the year of the plan"),
                field="targets",
                value=f"{target.visit_on:%d/%m/%Y}",
                expected=gettext_noop("choose a day of %(year)s"),
                params={"year": year},
            )
        if (target.unit_id, target.visit_on) in seen:
            raise WrongPlace(gettext_noop("a unit is named twice"), field="targets")
        seen.add((target.unit_id, target.visit_on))


def check_members(members: tuple[NewMember, ...]) -> None:
    """Check the team that a plan names, if it names one; a plan may leave it to each decision."""
    if members:
        check_team(members)


def check_draft(state: PlanState) -> None:
    """Check that a plan is still a draft. :raises NotNow:"""
    if state.issued is not None:
        raise NotNow(
            gettext_noop("the plan was issued as %(number)s"),
            field="plan",
            expected=gettext_noop("amend it, with a reason"),
            params={"number": state.issued.number},
        )


def check_issue(state: PlanState) -> None:
    """Check that a plan may be issued. :raises NotNow: :raises WrongPlace:"""
    check_draft(state)
    if not state.targets:
        raise WrongPlace(
            gettext_noop("no unit is inspected"), field="targets", expected=gettext_noop("choose one or more")
        )


def check_amendment(state: PlanState) -> None:
    """Check that a plan may be amended. :raises NotNow:"""
    if state.issued is None:
        raise NotNow(
            gettext_noop("the plan is a draft"),
            field="plan",
            expected=gettext_noop("rewrite it; it needs no reason yet"),
        )


def places_of(targets: Iterable[Target], ids: Mapping[str, int]) -> tuple[NewPlace, ...]:
    """Give the places that an inspection by this plan goes to."""
    return tuple(NewPlace(ids[one.unit], one.visit_on, one.mode) for one in targets if one.unit in ids)
