"""How a unit's score is shown: the tree with own, verified and survey points side by side, and what was lost first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext

from motcua.foundation.accounts.public import titles_of
from motcua.foundation.files import public as files
from motcua.reform.registers import public as registers
from motcua.reform.scorecards import public as scorecards
from motcua.reform.scorecards.public import Component, Figure, Group, Line, Said, ScoreState
from motcua.sites.look.public import charts

ZERO = Decimal("0.00")
MOST_LOST = 8
FILE = "file/"

Door = Callable[[Component], str]
"""Gives the address of the indicator behind a component; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence: what it is called, and where it leads; files by an address that hands them out."""

    reference: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What someone wrote of a component, with the title of the post that wrote it."""

    said: Said
    author: str


@dataclass(frozen=True, slots=True)
class Row:
    """
    One component with all that is known of it.

    :param number: its place among all components, from 1; what forms name its fields by.
    :param figure: what it was counted from; ``url`` leads to its indicator.
    :param shown: the points that its bar shows; ``bar`` is their length in per cent of the most.
    """

    number: int
    component: Component
    figure: Figure
    url: str
    line: Line
    shown: Decimal | None
    bar: str
    evidence: tuple[Evidence, ...]
    remarks: tuple[Remark, ...]

    @property
    def title(self) -> str:
        """Name the component."""
        return scorecards.titled(self.component)

    @property
    def clause(self) -> str:
        """Say how it is scored."""
        return scorecards.clause_said(self.component)

    @property
    def empty(self) -> str:
        """Say what it means that nothing was to be counted."""
        return scorecards.empty_said(self.component)

    @property
    def basis(self) -> str:
        """Say where its figures come from."""
        return scorecards.basis_said(self.component)

    @property
    def by_survey(self) -> bool:
        """Say whether the surveyed give its points, and no office."""
        return self.component.clause.kind == "survey"

    @property
    def suggested(self) -> Decimal | None:
        """Give the points that its figure makes; none where there is no figure."""
        return self.component.score(self.figure) if self.figure.numerator is not None else None

    @property
    def to_verify(self) -> Decimal | None:
        """Give the points that a verification begins with: what was verified, else the unit's own."""
        return self.line.own if self.line.verified is None else self.line.verified

    @property
    def lost(self) -> Decimal | None:
        """Give the points that it misses; none is known while there are no points."""
        return None if self.shown is None else self.component.most - self.shown


@dataclass(frozen=True, slots=True)
class Part:
    """A group, or a smaller one within it: its rows and the points they have together."""

    group: Group
    depth: int
    rows: tuple[Row, ...]
    total: Decimal
    has_data: bool

    @property
    def title(self) -> str:
        """Name the group."""
        return scorecards.titled(self.group)


@dataclass(frozen=True, slots=True)
class Column:
    """One of the sums that stand side by side: what it is called, how much of how much; None where nobody said."""

    name: str
    total: Decimal | None
    most: Decimal


def parts(
    card: scorecards.Scorecard,
    state: ScoreState,
    *,
    figures: Mapping[str, Figure],
    door: Door,
    evidence: Mapping[str, Evidence] | None = None,
    remarks: Sequence[Remark] = (),
    computed: bool = False,
) -> list[Part]:
    """
    Lay a score onto its tree, group by group.

    :param figures: what the indicators say now; what a unit's own points were counted from stands before it.
    :param computed: show the points that the figures give, where there is no round.
    """
    numbers = {one.code: place for place, one in enumerate(card.components(), 1)}

    def row(component: Component) -> Row:
        line = state.line(component.code)
        known = line.survey if component.clause.kind == "survey" else line.figure
        figure = known if known.numerator is not None else figures.get(component.code, Figure())
        shown = component.score(figure) if computed else shown_of(component, line)
        return Row(
            number=numbers[component.code],
            component=component,
            figure=figure,
            url=door(component),
            line=line,
            shown=shown,
            bar=_length(shown, component.most),
            evidence=tuple((evidence or {})[one] for one in line.evidence if one in (evidence or {})),
            remarks=tuple(one for one in remarks if one.said.component == component.code),
        )

    def walk(group: Group, depth: int) -> Iterator[Part]:
        rows = tuple(row(one) for one in group.components)
        within = [part for smaller in group.groups for part in walk(smaller, depth + 1)]
        total = sum((one.shown or ZERO for one in rows), ZERO) + sum((one.total for one in within), ZERO)
        has_data = any(one.shown is not None for one in rows) or any(one.has_data for one in within)
        yield Part(group, depth, rows, total, has_data)
        yield from within

    return [part for group in card.groups for part in walk(group, 0)]


def shown_of(component: Component, line: Line) -> Decimal | None:
    """Give the points that stand for a component so far: those that count, else the unit's own."""
    final = line.final(component)
    return line.own if final is None else final


def columns(card: scorecards.Scorecard, state: ScoreState) -> list[Column]:
    """Give the sums side by side: own, verified, survey."""
    own = scorecards.own_components(card)
    surveyed = [one for one in card.components() if one not in own]
    lines = {one.code: state.line(one.code) for one in card.components()}
    found = [
        Column(gettext("Own points"), _sum(lines[one.code].own for one in own), _most(own)),
        Column(gettext("Verified"), _sum(lines[one.code].verified for one in own), _most(own)),
    ]
    if surveyed:
        found.append(Column(gettext("By survey"), _sum(lines[one.code].surveyed for one in surveyed), _most(surveyed)))
    return found


def lost_first(laid: Sequence[Part]) -> list[charts.Part]:
    """Give the components that miss the most points, for a chart."""
    missing = [(row.lost, row.title) for part in laid for row in part.rows if row.lost]
    missing.sort(key=lambda one: -one[0])
    return [
        charts.Part(title, int(lost * 100), "late", said=scorecards.points(lost)) for lost, title in missing[:MOST_LOST]
    ]


def remarks_of(score_id: int) -> list[Remark]:
    """Give what was written of a score, with who wrote it. Two SQL queries."""
    said = scorecards.said_of(score_id)
    titles = titles_of({one.author for one in said})
    return [Remark(one, titles.get(one.author, one.author)) for one in said]


def evidence_of(round_id: int, score: scorecards.UnitScore) -> dict[str, Evidence]:
    """Give the evidence that a score names, by its reference. Two SQL queries, three more a record."""
    named = {one for line in score.state.lines.values() for one in line.evidence}
    digests = {one.removeprefix(FILE) for one in named if one.startswith(FILE)}
    kept = files.kept(digests, unit_id=score.unit.id)
    return {one: _evidence(one, round_id, score, kept) for one in named}


def _evidence(reference: str, round_id: int, score: scorecards.UnitScore, kept: Mapping[str, files.Kept]) -> Evidence:
    digest = reference.removeprefix(FILE)
    if digest in kept:
        asked = {"round_id": round_id, "unit_id": score.unit.id, "digest": digest}
        return Evidence(reference, kept[digest].name or digest[:12], reverse("score-evidence", kwargs=asked))
    record = registers.find(int(reference.partition("/")[2]))
    title = gettext(registers.register_of(record.register).title)
    said = gettext("%(register)s, record %(number)s") % {"register": title, "number": record.id}
    return Evidence(reference, said, reverse("record", args=[record.id]))


def _length(points: Decimal | None, most: Decimal) -> str:
    share = 0 if not points or not most or points < 0 else points * 100 / most
    return f"{share:.2f}%"


def _sum(points: Iterator[Decimal | None]) -> Decimal | None:
    known = [one for one in points if one is not None]
    return sum(known, ZERO) if known else None


def _most(components: Sequence[Component]) -> Decimal:
    return sum((one.most for one in components), ZERO)
