"""Answers as they are read: on the page where they are checked, by the officer, and on paper."""

from collections.abc import Callable
from dataclasses import dataclass

from motcua.kernel.refusals import gettext_noop
from motcua.services.procedures.rules.form.answering import Answers, Place, places
from motcua.services.procedures.rules.form.reading import Units, read_number, said_number, typed
from motcua.services.procedures.rules.form.words import CHOSEN, NO, YES, Form, Kind, Page

SAID = {YES: gettext_noop("Yes"), NO: gettext_noop("No")}


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: the name of its field, the question, what was answered as it is read, empty where nothing was."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Part:
    """Answers that stand together: those of a group, of one row of it (from 1), or those outside of groups."""

    label: str
    row: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The answers of one page."""

    page: Page
    parts: tuple[Part, ...]


def told(
    form: Form, answers: Answers, *, units: Units | None = None, translate: Callable[[str], str] = str
) -> tuple[Told, ...]:
    """
    Give the answers page by page, in the order of the questions; those that are not asked are left out.

    :param units: the names of the units by their codes, for what was chosen among them.
    """
    found: list[tuple[Page, list[tuple[tuple[str, int], str, list[Line]]]]] = []
    for place in places(form, answers):
        if not place.live or place.blank:
            continue
        if not found or found[-1][0].code != place.page.code:
            found.append((place.page, []))
        parts, key = found[-1][1], (place.group.code if place.group else "", place.row)
        if not parts or parts[-1][0] != key:
            parts.append((key, place.group.label if place.group else "", []))
        parts[-1][2].append(Line(place.name, place.question.label, said(place, units or {}, translate)))
    return tuple(
        Told(page, tuple(Part(label, row, tuple(lines)) for (_, row), label, lines in parts)) for page, parts in found
    )


def said(place: Place, units: Units, translate: Callable[[str], str] = str) -> str:
    """Say what was answered in a place: the words of the list, a day as dd/mm/yyyy, an amount with its points."""
    question, values = place.question, place.values
    if question.kind in CHOSEN:
        labels = {one.code: one.label for one in question.choices}
        return "; ".join(labels.get(one, one) for one in values)
    value = next(iter(values), "")
    match question.kind:
        case Kind.YES_NO:
            return translate(SAID[value]) if value in SAID else value
        case Kind.UNIT:
            return units.get(value, value)
        case Kind.MONEY:
            amount = read_number(value, Kind.MONEY)
            return value if amount is None else f"{said_number(amount)}\u00a0đồng"
    return typed(question, value)
