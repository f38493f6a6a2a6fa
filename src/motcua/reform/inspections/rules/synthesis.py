"""A year of inspections added up: by field, by cause, by unit, and what was found again. Plain sums of records."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.reform.inspections.rules.recommendation import RecommendationState, Standing
from motcua.reform.inspections.rules.visit import Cause, FindingKind
from motcua.reform.registers.public import ReformField


@dataclass(frozen=True, slots=True)
class Found:
    """A finding that stands: in which inspection, of which unit, and on which day."""

    inspection: int
    unit: int
    line: str
    kind: FindingKind
    field: ReformField
    cause: Cause | None
    on: date


@dataclass(frozen=True, slots=True)
class Asked:
    """A recommendation with the unit that it was made to, and the local day on which it was."""

    unit: int
    on: date
    state: RecommendationState


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found, and what became of what was recommended."""

    good: int = 0
    limits: int = 0
    made: int = 0
    over: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """
    How recommendations were kept: of those made in the year, and of those due in it.

    :param handled: verified as done. ``in_time`` reported by their day and not sent back.
    """

    made: int
    handled: int
    due: int
    in_time: int
    overdue: int
    reopened: int
    escalated: int


@dataclass(frozen=True, slots=True)
class Again:
    """
    A line of the checklist whose limit is found again: of several units in the year, or of one in earlier years.

    :param units: those of the year, by id; ``before`` the years in which the same was found of one of them, by unit.
    """

    line: str
    units: tuple[int, ...]
    before: tuple[tuple[int, tuple[int, ...]], ...]


def tally(found: Iterable[Found], asked: Iterable[Asked], *, on: date) -> Tally:
    """Add up findings and recommendations as they stand on a day."""
    kinds = Counter(one.kind for one in found)
    states = [one.state for one in asked if one.state.standing is not Standing.WITHDRAWN]
    return Tally(
        good=kinds[FindingKind.GOOD],
        limits=kinds[FindingKind.LIMIT],
        made=len(states),
        over=sum(state.over for state in states),
        overdue=sum(state.overdue(on) for state in states),
    )


def by_cause(found: Iterable[Found]) -> list[tuple[Cause, int]]:
    """Count the limits by what they come from, the most frequent first; a limit without a cause is not found out."""
    causes = Counter(one.cause or Cause.UNKNOWN for one in found if one.kind is FindingKind.LIMIT)
    return sorted(causes.items(), key=lambda pair: (-pair[1], list(Cause).index(pair[0])))


def kept(asked: Sequence[Asked], *, year: int, on: date) -> Kept:
    """Say how recommendations were kept; one that was taken back is none. ``on`` is the day on which it is judged."""
    standing = [one for one in asked if one.state.standing is not Standing.WITHDRAWN]
    made = [one.state for one in standing if one.on.year == year]
    due = [one.state for one in standing if one.state.due_on.year == year and one.state.due_on <= on]
    return Kept(
        made=len(made),
        handled=sum(state.verified_at is not None for state in made),
        due=len(due),
        in_time=sum(state.reported_on is not None and state.reported_on <= state.due_on for state in due),
        overdue=sum(state.overdue(on) for state in (one.state for one in standing)),
        reopened=sum(state.reopened > 0 for state in made),
        escalated=sum(bool(state.escalated) for state in made),
    )


def again(found: Iterable[Found], *, year: int) -> list[Again]:
    """
    Give the lines whose limits are found again, those of the most units first.

    :param found: the findings of the year, and the earlier ones.
    """
    limits = [one for one in found if one.kind is FindingKind.LIMIT and one.line]
    lines: dict[str, list[Found]] = {}
    for one in limits:
        lines.setdefault(one.line, []).append(one)
    repeated = []
    for line, of in lines.items():
        now = {one.unit: one.inspection for one in of if one.on.year == year}
        before = {
            unit: tuple(sorted({one.on.year for one in of if one.unit == unit and one.inspection < inspection}))
            for unit, inspection in now.items()
        }
        earlier = tuple((unit, years) for unit, years in sorted(before.items()) if years)
        if len(now) > 1 or earlier:
            repeated.append(Again(line, tuple(sorted(now)), earlier))
    return sorted(repeated, key=lambda one: (-len(one.units), -len(one.before), one.line))
