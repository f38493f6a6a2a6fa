"""The figures that a question asks for, as pages need them: the form's lines, and the door that each number is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.facts.public import Facts
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import By, Report, Row
from motcua.sites.look import asking, ii06
from motcua.sites.look.asking import Question
from motcua.sites.look.ii06 import Line

CELL, BY, GROUP = "o", "theo", "nhom"
BY_WORDS = {By.FIELD: "linh-vuc", By.UNIT: "don-vi", By.MONTH: "thang", By.PROCEDURE: "thu-tuc"}
"""How an address says by what the figures are split."""

HEADS = {By.FIELD: gettext_lazy("Field"), By.UNIT: gettext_lazy("Unit")}

KEPT = 60
"""Seconds for which a report is kept; the page says as of which instant it was made."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What is answered to a question as of an instant, all of it from one state of the facts."""

    question: Question
    now: datetime
    facts: Facts

    @classmethod
    def to(cls, question: Question, *, now: datetime) -> "Answers":
        """Answer from facts that hold all that was recorded until now."""
        return cls(question, now, indicators.up_to_date(at=now))

    def report(self, by: By) -> Report:
        """Make the report, or give it as it was made shortly before. :raises Unbalanced: if an identity is broken."""
        key = f"report:{self.facts.id}:{by.value}:{self.question.query()}"
        kept: Report | None = cache.get(key)
        if kept is None:
            asked = self.question
            kept = indicators.report(
                self.facts, unit=asked.unit.code, period=asked.period, now=self.now, own=asked.own, by=by
            )
            cache.set(key, kept, KEPT)
        return kept

    def overdue_by_month(self) -> dict[tuple[int, int], int]:
        """Count the dossiers resolved overdue by year and month, or give what was counted shortly before."""
        asked = self.question
        key = f"overdue:{self.facts.id}:{asked.query()}"
        kept: dict[tuple[int, int], int] | None = cache.get(key)
        if kept is None:
            kept = indicators.overdue_by_month(
                self.facts, unit=asked.unit.code, period=asked.period, now=self.now, own=asked.own
            )
            cache.set(key, kept, KEPT)
        return kept

    def dossiers_behind(self, cell: str, group: tuple[By, str] | None) -> tuple[Row, ...]:
        """List the dossiers behind a figure, in the order of receipt. :raises UnknownFigure: if there is none."""
        return indicators.dossiers_behind(
            self.facts,
            counted_as=cell,
            unit=self.question.unit.code,
            period=self.question.period,
            now=self.now,
            own=self.question.own,
            group=group,
        )


def door(actor: Actor | None, question: Question, group: tuple[By, str] | None = None) -> Callable[[str], str]:
    """
    Give where the numbers of a question lead: to the dossiers for a post that may see them, else to the count's page.

    :param group: by what the figures are split, and the key of the part that the numbers are of.
    """
    page = reverse("rows" if may(actor, Act.SEE_DOSSIERS, units=question.unit_ids()) else "count")
    split = {BY: BY_WORDS[group[0]], GROUP: group[1]} if group else {}

    def to(cell: str) -> str:
        return f"{page}?{question.query(**{CELL: cell}, **split)}"

    return to


def total(actor: Actor | None, question: Question, made: Report) -> Line:
    """Give the form's last line."""
    return ii06.line(gettext("Total"), made.figures.value, door(actor, question))


def lines(actor: Actor | None, question: Question, made: Report) -> tuple[Line, ...]:
    """Give the lines of the form: one a field, or one a unit as :func:`by_unit` gathers them."""
    if made.by is By.UNIT and not question.own:
        return tuple(by_unit(actor, question, made))
    by = made.by or By.FIELD
    return tuple(
        ii06.line(group.name, group.figures.value, door(actor, question, (by, group.key))) for group in made.groups
    )


def by_unit(actor: Actor | None, question: Question, made: Report) -> Iterator[Line]:
    """Gather a report by unit into the asked unit's own line and one for each lower government with all below it."""
    structure = question.structure
    own = structure.below(question.unit.id, own=True)
    below = [child for child in structure.children(question.unit.id) if child.id not in own]
    figures = {structure.by_code[group.key].id: group.figures for group in made.groups}

    def gathered(ids: frozenset[int]) -> Callable[[str], int]:
        return lambda cell: sum(figures[one].value(cell) for one in ids & figures.keys())

    asked = replace(question, own=True)
    yield ii06.line(question.unit.name, gathered(own), door(actor, asked), f"?{asked.query()}")
    for child in sorted(below, key=lambda unit: unit.code):
        of = question.of(child)
        yield ii06.line(child.name, gathered(structure.below(child.id)), door(actor, of), f"?{of.query()}")


def figure(made: Report, cell: str, group: tuple[By, str] | None) -> tuple[str, int]:
    """
    Give one number of a report, and the name of the part it is of, empty for the whole.

    :raises UnknownPart: if the report has no such part.
    """
    if group is None:
        return "", made.figures.value(cell)
    for one in made.groups:
        if one.key == group[1]:
            return one.name, one.figures.value(cell)
    raise unknown_part(group[1])


def unknown_part(key: str) -> "UnknownPart":
    """Refuse a part by its key."""
    return UnknownPart(
        gettext_noop("the figures have no such part"),
        field=GROUP,
        value=key,
        expected=gettext_noop("come here from a number on the figures page"),
    )


class UnknownPart(Refused):
    """A part was asked for that the figures of this unit and period do not have."""


def asked_cell(request: HttpRequest) -> tuple[ii06.Column, tuple[By, str] | None]:
    """Read which number of the form an address asks for, and of which part. :raises UnknownPart: if there is none."""
    cell = request.GET.get(CELL, "")
    column = ii06.BY_CELL.get(cell)
    if column is None:
        raise UnknownPart(
            gettext_noop("the form has no figure of this name"),
            field=CELL,
            value=asking.clean(cell),
            expected=gettext_noop("come here from a number on the figures page"),
        )
    return column, asked_group(request.GET.get(BY, ""), asking.clean(request.GET.get(GROUP, "")))


def asked_group(by: str, key: str) -> tuple[By, str] | None:
    """Read from an address which part of a split figure is asked."""
    split = next((one for one, word in BY_WORDS.items() if word == by), None)
    return (split, key) if split and key else None


def figures_of(unit_id: int) -> str:
    """Give the address of a unit's own figures: in the default period, or until its end if it has ended."""
    unit = units.by_id([unit_id])[unit_id]
    asked = {asking.UNIT: unit.code} | ({asking.LAST: unit.valid_to.isoformat()} if unit.valid_to else {})
    return f"{reverse('figures')}?{urlencode(asked)}"


STANDING_OF = {
    "resolved.early": "early",
    "resolved.on_time": "on_time",
    "resolved.overdue": "overdue",
    "pending.in_time": "in_time",
    "pending.overdue": "overdue",
}


def standing_of(row: Row) -> str:
    """Say as what a dossier behind a figure was judged, at the instant of the figure."""
    return next(STANDING_OF[cell] for cell in row.counted_as if cell in STANDING_OF)


def judged(rows: Iterable[Row]) -> dict[str, str]:
    """Give the codes of dossiers behind a figure, each with how it was judged at the instant of the figure."""
    return {row.code: standing_of(row) for row in rows}


def scope_said(question: Question) -> str:
    """Say whose figures they are."""
    if question.own:
        return gettext("The one-stop shop of %(unit)s alone, without the units below it.") % {
            "unit": question.unit.name
        }
    return gettext("%(unit)s with all units below it.") % {"unit": question.unit.name}


@dataclass(frozen=True, slots=True)
class Split:
    """A way to split the form: its name, the query that asks for it, whether it is the one shown."""

    name: str | Promise
    query: str
    on: bool


def splits(question: Question, chosen: By) -> list[Split]:
    """Give the ways to split the form."""
    return [
        Split(name, question.query(**{BY: BY_WORDS[by]}), by is chosen)
        for by, name in ((By.FIELD, gettext_lazy("By field")), (By.UNIT, gettext_lazy("By unit")))
    ]


def asked_split(request: HttpRequest, *, default: By) -> By:
    """Read by what the form is asked to be split."""
    return next((by for by in HEADS if BY_WORDS[by] == request.GET.get(BY)), default)
