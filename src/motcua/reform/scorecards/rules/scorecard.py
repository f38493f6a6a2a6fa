"""A scorecard: groups of components with their points, and what becomes of them when figures are laid onto it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from motcua.reform.scorecards.rules.clauses import Clause, Given, Kind, Penalty
from motcua.reform.scorecards.rules.points import NONE, exact, rounded


class Empty(StrEnum):
    """What a denominator of zero means."""

    NO_DATA = "no_data"
    ZERO = "zero"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Figure:
    """What is known of a component: counts, or a score that somebody gave. None is unknown, and is not zero."""

    numerator: int | None = None
    denominator: int | None = None
    score: Decimal | None = None


UNKNOWN = Figure()


@dataclass(frozen=True, slots=True)
class Component:
    """
    One criterion with its points.

    :param title: in Vietnamese; ``title_en`` may be empty.
    :param indicator: the code of the indicator that counts it; else ``register`` names where its evidence is kept, or
        ``outside`` says where its figures come from.
    :param beyond: whether more may be counted than there was to count, as of a plan that was exceeded.
    :param note: what one should know who reads its score.
    """

    code: str
    title: str
    most: Decimal
    clause: Clause
    title_en: str = ""
    indicator: str = ""
    register: str = ""
    outside: str = ""
    empty: Empty = Empty.NO_DATA
    beyond: bool = False
    note: str = ""

    @property
    def least(self) -> Decimal:
        """Give the fewest points that it can have."""
        return rounded(self.clause.least) if isinstance(self.clause, Penalty) else NONE

    def score(self, figure: Figure) -> Decimal | None:
        """Give its points, rounded to two decimals: counts by the clause; without counts, a score that was given."""
        clause = self.clause
        if isinstance(clause, Given) or figure.numerator is None:
            return figure.score
        whole = figure.denominator or 0
        if whole == 0 and clause.kind is not Kind.PENALTY:
            return {Empty.NO_DATA: None, Empty.ZERO: NONE, Empty.FULL: self.most}[self.empty]
        return rounded(clause.points(figure.numerator, whole, exact(self.most)))


@dataclass(frozen=True, slots=True)
class Group:
    """A group of components, or of smaller groups; its points are theirs together."""

    code: str
    title: str
    most: Decimal
    components: tuple[Component, ...] = ()
    groups: tuple["Group", ...] = ()
    title_en: str = ""

    def leaves(self) -> Iterator[Component]:
        """Give all components in order, those of smaller groups too."""
        yield from self.components
        for group in self.groups:
            yield from group.leaves()


@dataclass(frozen=True, slots=True)
class Grade:
    """What a total is called from so many points on."""

    least: Decimal
    name: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """
    A dated tree of criteria. A changed one is a new record with a later ``valid_from``.

    :param source: the text or record it comes from; ``sure`` says how well that says so. As titles they are in
        Vietnamese, and in English where that is known.
    """

    code: str
    title: str
    most: Decimal
    valid_from: date
    valid_to: date | None
    source: str
    sure: str
    groups: tuple[Group, ...]
    grades: tuple[Grade, ...] = ()
    title_en: str = ""
    source_en: str = ""
    sure_en: str = ""

    def components(self) -> Iterator[Component]:
        """Give all components in order."""
        for group in self.groups:
            yield from group.leaves()

    def in_force(self, on: date) -> bool:
        """Say whether it holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def grade(self, total: Decimal) -> Grade | None:
        """Give what a total is called."""
        return max((one for one in self.grades if one.least <= total), key=lambda one: one.least, default=None)


@dataclass(frozen=True, slots=True)
class Scored:
    """A component with what was known of it and the points that gave; none where nothing was known."""

    component: Component
    figure: Figure
    score: Decimal | None

    @property
    def lost(self) -> Decimal:
        """Give the points that it misses. What has no data misses all of them."""
        return self.component.most - (self.score or NONE)


@dataclass(frozen=True, slots=True)
class ScoredGroup:
    """A group with its components scored; ``score`` is the sum of those that have one."""

    group: Group
    components: tuple[Scored, ...]
    groups: tuple["ScoredGroup", ...]

    def leaves(self) -> Iterator[Scored]:
        """Give all scored components in order, those of smaller groups too."""
        yield from self.components
        for group in self.groups:
            yield from group.leaves()

    @property
    def score(self) -> Decimal:
        """Add the rounded points up."""
        return sum((one.score for one in self.leaves() if one.score is not None), NONE)

    @property
    def has_data(self) -> bool:
        """Say whether anything is known of it; if not, its zero is none."""
        return any(one.score is not None for one in self.leaves())


@dataclass(frozen=True, slots=True)
class Result:
    """A scorecard with a unit's figures laid onto it."""

    unit: str
    scorecard: Scorecard
    groups: tuple[ScoredGroup, ...]

    def leaves(self) -> Iterator[Scored]:
        """Give all scored components in order."""
        for group in self.groups:
            yield from group.leaves()

    @property
    def total(self) -> Decimal:
        """Add the groups up."""
        return sum((group.score for group in self.groups), NONE)

    def lost(self) -> list[Scored]:
        """Give the components that miss points, the most first."""
        return sorted((one for one in self.leaves() if one.lost > 0), key=lambda one: -one.lost)


def evaluate(scorecard: Scorecard, figures: Mapping[str, Figure], *, unit: str = "") -> Result:
    """Lay figures, by component, onto a scorecard. Components are rounded, then added."""
    return Result(unit, scorecard, tuple(_scored(group, figures) for group in scorecard.groups))


def _scored(group: Group, figures: Mapping[str, Figure]) -> ScoredGroup:
    known = ((one, figures.get(one.code, UNKNOWN)) for one in group.components)
    return ScoredGroup(
        group,
        tuple(Scored(one, figure, one.score(figure)) for one, figure in known),
        tuple(_scored(smaller, figures) for smaller in group.groups),
    )
