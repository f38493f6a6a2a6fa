"""Which units are proposed for a visit, and why: each reason with its figure and its points. People choose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from motcua.kernel.refusals import gettext_noop
from motcua.reform.inspections.rules.terms import Weights


class Ground(StrEnum):
    """Why a unit is proposed."""

    LATE = "late"
    RISING = "rising"
    SIGNALS = "signals"
    OPEN_FINDINGS = "open_findings"
    FEEDBACK = "feedback"
    NOT_VISITED = "not_visited"
    NEVER_VISITED = "never_visited"


GROUND_TITLES: Mapping[Ground, str] = {
    Ground.LATE: gettext_noop("%(figure)s%% of the dossiers that were to be resolved are overdue"),
    Ground.RISING: gettext_noop("the overdue share rose by %(figure)s points of a hundred"),
    Ground.SIGNALS: gettext_noop("signals in the figures: %(figure)s"),
    Ground.OPEN_FINDINGS: gettext_noop("recommendations still open from earlier inspections: %(figure)s"),
    Ground.FEEDBACK: gettext_noop("cases of feedback: %(figure)s"),
    Ground.NOT_VISITED: gettext_noop("years since the last visit: %(figure)s"),
    Ground.NEVER_VISITED: gettext_noop("never visited so far"),
}
"""What the reasons say; marked for translation, ``figure`` is put in."""


@dataclass(frozen=True, slots=True)
class Reason:
    """
    One reason, with its figure and the points that it gives.

    :param figure: in tenths where it is a share, else a whole number.
    """

    ground: Ground
    figure: int
    points: int

    def to_payload(self) -> dict[str, Any]:
        """Say it in an event."""
        return {"ground": self.ground.value, "figure": self.figure, "points": self.points}

    @classmethod
    def from_payload(cls, said: Mapping[str, Any]) -> "Reason":
        """Read it from an event."""
        return cls(Ground(said["ground"]), said["figure"], said["points"])


@dataclass(frozen=True, slots=True)
class Known:
    """
    What is known of a unit.

    :param late: of a thousand dossiers that were to be resolved, how many overdue; none where there were none.
    :param late_before: the same in the period before.
    :param years: whole years since the last visit; none if there was none.
    """

    unit_id: int
    late: int | None = None
    late_before: int | None = None
    signals: int = 0
    open_findings: int = 0
    feedback: int = 0
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A unit with the reasons for which it is proposed, the weightiest first."""

    unit_id: int
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        """Add up the points of its reasons."""
        return sum(reason.points for reason in self.reasons)


def propose(known: Iterable[Known], weights: Weights) -> tuple[Proposal, ...]:
    """Rank units, those with the most points first; equal points stand in the order they were given."""
    made = (Proposal(one.unit_id, _reasons(one, weights)) for one in known)
    return tuple(sorted(made, key=lambda one: -one.points))


def _reasons(known: Known, weights: Weights) -> tuple[Reason, ...]:
    late, before = known.late or 0, known.late_before
    rise = late - before if known.late is not None and before is not None else 0
    found = [
        _reason(Ground.LATE, late, late * weights.late // 10, weights),
        _reason(Ground.RISING, rise, rise * weights.rising // 10, weights),
        _reason(Ground.SIGNALS, known.signals, known.signals * weights.signal, weights),
        _reason(Ground.OPEN_FINDINGS, known.open_findings, known.open_findings * weights.open_finding, weights),
        _reason(Ground.FEEDBACK, known.feedback, known.feedback * weights.feedback, weights),
        _reason(Ground.NOT_VISITED, known.years or 0, (known.years or 0) * weights.year, weights)
        if known.years is not None
        else Reason(Ground.NEVER_VISITED, 0, weights.never),
    ]
    return tuple(sorted((one for one in found if one.points > 0), key=lambda one: -one.points))


def _reason(ground: Ground, figure: int, points: int, weights: Weights) -> Reason:
    return Reason(ground, figure, max(0, min(points, weights.most)))
