"""A conclusion as pages show it: parts, headings, statements; each figure a door, beside it what it would be now."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext

from motcua.reform.indicators.public import REGISTRY, Computed
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import (
    PART_OF,
    REMEDY_TITLES,
    Changed,
    ConclusionView,
    FigureRef,
    StatementView,
    Support,
)

FigureDoor = Callable[[str, str], str]
"""Gives the address of a figure, by the key of its statement and its name there."""


@dataclass(frozen=True, slots=True)
class Figure:
    """
    A figure in a sentence.

    :param said: how it is written: as it was fixed, or as it is while the conclusion is being written.
    :param now: what it would be now, where that is something else; empty where it is not.
    :param asks: the question that a signal asks of its rows; empty if it is none, or has no rows.
    """

    name: str
    said: str
    title: str
    url: str
    now: str
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, and the figure that follows them, if one does."""

    words: str
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a statement rests on: what it is called, and its page, if the reader has one."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a recommendation asks for: of whom, what, by when."""

    places: tuple[str, ...]
    kind: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Said:
    """
    A statement.

    :param lines: of its text; :param beside: figures that support it and that its text does not call.
    """

    view: StatementView
    lines: tuple[tuple[Piece, ...], ...]
    beside: tuple[Figure, ...]
    evidence: tuple[Evidence, ...]
    asked: Asked | None


@dataclass(frozen=True, slots=True)
class Headed:
    """A heading with its statements."""

    number: int
    title: str
    statements: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a conclusion: what was achieved, what falls short, and so on."""

    number: int
    word: str
    title: str
    groups: tuple[Headed, ...]

    @property
    def count(self) -> int:
        """Count its statements."""
        return sum(len(one.statements) for one in self.groups)


@dataclass(frozen=True, slots=True)
class Shown:
    """
    How a conclusion is shown.

    :param figure: where its figures lead.
    :param support: gives a support as its reader may have it; None for what they may not know of.
    :param alive: the figures as they are, where it is still being written.
    :param changed: the figures of a signed one that would be others now.
    :param places: what the places are called, by id.
    """

    figure: FigureDoor
    support: Callable[[Support, str], Evidence | None]
    places: Mapping[int, str]
    alive: Mapping[FigureRef, Computed]
    changed: Sequence[Changed] = ()

    def parts(self, view: ConclusionView) -> list[Part]:
        """Give the parts of a conclusion that have statements."""
        titles = {one.number: one.title for one in view.groups}
        of = {one.number: one.places for one in view.groups}
        found = []
        for number, (kind, statements) in enumerate(groupby(view.statements, key=lambda one: one.kind), 1):
            groups = tuple(
                Headed(group, titles[group], tuple(self.said(one, of[group]) for one in some))
                for group, some in groupby(statements, key=lambda one: one.group)
            )
            found.append(Part(number, kind.value, gettext(PART_OF[kind]), groups))
        return found

    def said(self, one: StatementView, places: Sequence[int]) -> Said:
        """Give a statement. :param places: of its heading."""
        called = set(inspections.names_in(one.text))
        evidence = (self.support(support, label) for support, label in one.supports)
        asked = one.mending
        return Said(
            view=one,
            lines=tuple(tuple(self._pieces(one, line)) for line in one.text.split("\n")),
            beside=tuple(self._figure(one, name) for name in one.figures if name not in called),
            evidence=tuple(each for each in evidence if each),
            asked=Asked(
                tuple(self.places[each] for each in asked.places or places),
                gettext(REMEDY_TITLES[asked.kind]),
                asked.due_on,
            )
            if asked
            else None,
        )

    def _pieces(self, one: StatementView, line: str) -> Iterator[Piece]:
        for words, name in inspections.pieces(line):
            yield Piece(words, self._figure(one, name) if name in one.figures else None)

    def _figure(self, one: StatementView, name: str) -> Figure:
        ref, fixed = one.figures[name], one.fixed.get(name)
        if fixed:
            moved = next((each for each in self.changed if (each.statement, each.name) == (one.key, name)), None)
            now = inspections.said(moved.now, ref.part) if moved else ""
            asks = _question(ref) if fixed.fixed.numerator else ""
            return Figure(name, fixed.said, fixed.title, self.figure(one.key, name), now, asks)
        computed = self.alive.get(ref)
        said = inspections.said(computed, ref.part) if computed else "…"
        title = gettext(computed.indicator.title) if computed else ""
        asks = _question(ref) if computed and computed.numerator else ""
        return Figure(name, said, title, self.figure(one.key, name), "", asks)


def _question(ref: FigureRef) -> str:
    """Give what a signal asks of those who answer for its rows."""
    signal = REGISTRY.find(ref.code, on=ref.last).signal
    return gettext(signal) if signal else ""
