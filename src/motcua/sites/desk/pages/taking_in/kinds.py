"""What can be taken in from a file, and by what act; what it would do is told by doing it and taking it back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act
from motcua.foundation.units import public as units
from motcua.kernel.tables import Row, Taken
from motcua.services.feedback import public as feedback
from motcua.services.procedures import public as procedures
from motcua.services.succession import public as succession
from motcua.sites.look.public import words


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a file, or would: its rows, and what else is to be said, line by line."""

    rows: Taken
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """On what occasion a file is taken in: from which day it holds, by whom, when, and for which unit, by its key."""

    on: date
    by: str
    at: datetime
    unit: str


Take = Callable[[Sequence[Row], Occasion], Told]


@dataclass(frozen=True, slots=True)
class Taking:
    """
    A kind of file: its word in the address, its name, its columns, who may take it in, and how.

    ``own``: it is for the post's own unit, and stands with that unit's work; else it is the administrators'.
    """

    word: str
    name: str | Promise
    help: str | Promise
    day: str | Promise
    needed: tuple[str, ...]
    known: tuple[str, ...]
    act: Act
    take: Take
    plan: Take
    own: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Give all columns, those that are needed first."""
        return (*self.needed, *(one for one in self.known if one not in self.needed))


def undone(take: Take) -> Take:
    """Tell what an act would do, and leave nothing of it."""

    def told(rows: Sequence[Row], when: Occasion) -> Told:
        with transaction.atomic():
            found = take(rows, when)
            transaction.set_rollback(True)
        return found

    return told


def _units(rows: Sequence[Row], when: Occasion) -> Told:
    return Told(units.take_units(rows, start=when.on, renames=False, by=when.by, at=when.at))


def _people(rows: Sequence[Row], when: Occasion) -> Told:
    return Told(accounts.take_people(rows, start=when.on, by=when.by, at=when.at))


def _procedures(rows: Sequence[Row], when: Occasion) -> Told:
    return Told(procedures.take_procedures(rows, start=when.on, by=when.by, at=when.at))


def _cases(rows: Sequence[Row], when: Occasion) -> Told:
    return Told(feedback.take_cases(rows, unit=when.unit, by=when.by, at=when.at))


def _reorganise(rows: Sequence[Row], when: Occasion) -> Told:
    done = succession.reorganise(rows, on=when.on, by=when.by, at=when.at)
    said = {"passed": done.passed_on, "competence": done.competence, "parts": done.parts}
    told = gettext(
        "Open dossiers passed on: %(passed)s; of another competence now: %(competence)s;"
        " parts of dossiers passed on: %(parts)s."
    )
    return Told(done.units, (told % {name: words.number(number) for name, number in said.items()},))


def _reorganising(rows: Sequence[Row], when: Occasion) -> Told:
    """Tell how many open dossiers would go from which unit to which; units alone are counted as rows."""
    planned = succession.plan(rows, on=when.on, by=when.by, at=when.at)
    told = undone(_reorganise)(rows, when)
    moves = tuple(f"{old} → {new}: {words.number(count)}" for old, new, count in planned.lines)
    return Told(told.rows, (*told.lines, *moves))


KINDS = (
    Taking(
        "sap-xep",
        gettext_lazy("Reorganisation of units"),
        gettext_lazy(
            "Each row is an old unit and the one that follows it. Open dossiers go to whoever follows;"
            " nothing is filed again."
        ),
        gettext_lazy("First day of the new order"),
        tuple(units.REORGANISATION_NEEDED),
        (*units.REORGANISATION_KNOWN, *succession.ROUTING),
        Act.KEEP_UNITS,
        _reorganise,
        _reorganising,
    ),
    Taking(
        "don-vi",
        gettext_lazy("Units"),
        gettext_lazy("Each row is a unit with its code, its name, its level and the unit above it."),
        gettext_lazy("Since when the list holds"),
        tuple(units.LIST_NEEDED),
        tuple(units.LIST_KNOWN),
        Act.KEEP_UNITS,
        _units,
        undone(_units),
    ),
    Taking(
        "vi-tri",
        gettext_lazy("Posts and people"),
        gettext_lazy("Each row is a post with its roles, and who holds it. What the list does not name stays."),
        gettext_lazy("Since when the list holds"),
        tuple(accounts.PEOPLE_NEEDED),
        tuple(accounts.PEOPLE_KNOWN),
        Act.KEEP_PEOPLE,
        _people,
        undone(_people),
    ),
    Taking(
        "thu-tuc",
        gettext_lazy("Procedures"),
        gettext_lazy("Each row is a procedure. What a known one says otherwise becomes its new version."),
        gettext_lazy("Since when the list holds"),
        tuple(procedures.LIST_NEEDED),
        tuple(procedures.LIST_KNOWN),
        Act.KEEP_PROCEDURES,
        _procedures,
        undone(_procedures),
    ),
    Taking(
        "phan-anh",
        gettext_lazy("Feedback from another system"),
        gettext_lazy(
            "Each row is a case with its number in the other system. What is here already under that number stays as"
            " it is; with other words it is refused."
        ),
        gettext_lazy("Day of the export"),
        tuple(feedback.CASES_NEEDED),
        tuple(feedback.CASES_KNOWN),
        Act.TAKE_FEEDBACK,
        _cases,
        undone(_cases),
        own=True,
    ),
)
