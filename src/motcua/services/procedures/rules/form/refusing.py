"""What is wrong with answers: where, with which value, and what would be right."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from motcua.kernel.refusals import gettext_noop
from motcua.services.procedures.rules.form.answering import Answers, Place, places, shown
from motcua.services.procedures.rules.form.reading import (
    Units,
    follows,
    is_email,
    is_identity_number,
    is_phone,
    read_day,
    read_number,
    said_number,
)
from motcua.services.procedures.rules.form.words import (
    CHOSEN,
    COUNTED,
    LONGEST,
    NO,
    YES,
    Form,
    Group,
    Kind,
    Page,
    Question,
)


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """
    What is wrong with an answer.

    :param field: the name of its field, or the code of the repeated group that has too few or too many rows.
    :param reason: one clause in English, marked for translation, with ``%(name)s`` for each of ``params``;
        ``expected`` says what would be right.
    """

    field: str
    label: str
    value: str
    reason: str
    expected: str = ""
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    page: str = ""

    def said(self, translate: Callable[[str], str] = str) -> str:
        """Say what is wrong and what would be right."""
        reason = translate(self.reason) % self.params
        return f"{reason}; {translate(self.expected) % self.params}" if self.expected else reason


def problems(
    form: Form, answers: Answers, *, page: str | None = None, on: date | None = None, units: Units | None = None
) -> tuple[Problem, ...]:
    """
    Give all that is wrong with the answers, of one page or of all, in the order in which it is asked.

    :param on: the day on which it is answered; without it no day is too early or too late.
    :param units: those that may be chosen; without them any unit passes.
    """
    found: list[Problem] = []
    live, everywhere = shown(form, answers), tuple(places(form, answers))
    for one in form.pages:
        if page is not None and one.code != page:
            continue
        for item in one.items:
            if isinstance(item, Group) and item.repeated and item.code in live:
                found += _count(one, item, everywhere)
    for place in everywhere:
        if place.live and page in {None, place.page.code} and not place.blank:
            found += _wrong(place, on, units)
    order = {name: at for at, name in enumerate(_order(form, everywhere))}
    return tuple(sorted(found, key=lambda problem: order[problem.field]))


def _order(form: Form, everywhere: Sequence[Place]) -> Iterator[str]:
    names: dict[str, list[str]] = {}
    for place in everywhere:
        group = place.group
        names.setdefault(group.code if group else place.question.code, []).append(place.name)
    for page in form.pages:
        for item in page.items:
            if isinstance(item, Group):
                yield item.code
            yield from names.get(item.code, ())


def _count(page: Page, group: Group, everywhere: Sequence[Place]) -> Iterator[Problem]:
    rows = {place.row for place in everywhere if place.group and place.group.code == group.code and not place.blank}
    number = len(rows)
    params = {"least": group.at_least, "most": group.at_most, "number": number}
    if number < group.at_least:
        yield Problem(
            group.code,
            group.label,
            str(number),
            gettext_noop("too few are written here"),
            gettext_noop("write at least %(least)s"),
            params,
            page.code,
        )
    if number > group.at_most:
        yield Problem(
            group.code,
            group.label,
            str(number),
            gettext_noop("too many are written here"),
            gettext_noop("write at most %(most)s, the others on a sheet of paper"),
            params,
            page.code,
        )


def _wrong(place: Place, on: date | None, units: Units | None) -> Iterator[Problem]:
    question, values = place.question, place.values
    value = next(iter(values), "")

    def problem(reason: str, expected: str = "", **params: object) -> Problem:
        return Problem(place.name, question.label, value, reason, expected, params, place.page.code)

    if not value:
        if question.required:
            yield problem(*_MISSING.get(question.kind, _MISSING[Kind.TEXT]))
        return
    match question.kind:
        case Kind.DATE:
            day = read_day(value)
            if day is None:
                yield problem(gettext_noop("this is not a day of the calendar"), gettext_noop("write it as 14/10/2022"))
            elif on and question.when == "past" and day > on:
                yield problem(gettext_noop("this day is still to come"), gettext_noop("write today or a day before"))
            elif on and question.when == "future" and day < on:
                yield problem(gettext_noop("this day is past"), gettext_noop("write today or a day after"))
        case Kind.YES_NO | Kind.ONE_OF | Kind.SEVERAL_OF:
            known = {one.code for one in question.choices} if question.kind in CHOSEN else {YES, NO}
            if not known.issuperset(values):
                yield problem(gettext_noop("this is none of the answers"), gettext_noop("choose one of the list"))
            elif question.kind is Kind.SEVERAL_OF:
                yield from _amount(problem, len(values), question)
        case Kind.UNIT:
            if units is not None and value not in units:
                yield problem(gettext_noop("no unit has this name"), gettext_noop("choose one of the list"))
        case Kind.IDENTITY_NUMBER:
            if not is_identity_number(value):
                yield problem(gettext_noop("this is not an identity number"), gettext_noop("write its 9 or 12 figures"))
        case Kind.PHONE:
            if not is_phone(value):
                yield problem(gettext_noop("this is not a telephone number"), gettext_noop("write it as 0912 345 678"))
        case _:
            yield from _wrong_text(problem, value, question)


def _wrong_text(problem: Callable[..., Problem], value: str, question: Question) -> Iterator[Problem]:
    """Give what is wrong with what was written: a number, or a text."""
    if question.kind in COUNTED:
        number = read_number(value)
        if number is None:
            yield problem(gettext_noop("this is not a whole number"), gettext_noop("write digits alone"))
        elif question.kind is Kind.MONEY and number < 0:
            yield problem(gettext_noop("this is not an amount"), gettext_noop("write whole đồng, as 1.500.000"))
        else:
            yield from _amount(problem, number, question)
        return
    most = min(question.most or LONGEST[question.kind], LONGEST[question.kind])
    if question.kind is Kind.EMAIL and not is_email(value):
        yield problem(gettext_noop("this is not an address for e-mail"), gettext_noop("write it as ten@example.vn"))
    elif len(value) > most:
        yield problem(gettext_noop("this is too long"), gettext_noop("write at most %(most)s letters"), most=most)
    elif question.least is not None and len(value) < question.least:
        expected = gettext_noop("write at least %(least)s letters")
        yield problem(gettext_noop("this is too short"), expected, least=question.least)
    elif question.pattern and not follows(question.pattern, value):
        expected = gettext_noop("write it as %(pattern)s: 9 is a figure, A a letter")
        if set(question.pattern) == {"9"}:
            expected = gettext_noop("write %(figures)s figures")
        reason, figures = gettext_noop("this is not written as it should be"), len(question.pattern)
        yield problem(reason, expected, pattern=question.pattern, figures=figures)


def _amount(problem: Callable[..., Problem], number: int, question: Question) -> Iterator[Problem]:
    few, many = (
        (gettext_noop("too few are ticked"), gettext_noop("too many are ticked"))
        if question.kind is Kind.SEVERAL_OF
        else (gettext_noop("this is too little"), gettext_noop("this is too much"))
    )
    if question.least is not None and number < question.least:
        yield problem(few, gettext_noop("at least %(least)s"), least=said_number(question.least))
    if question.most is not None and number > question.most:
        yield problem(many, gettext_noop("at most %(most)s"), most=said_number(question.most))


_MISSING = {
    Kind.TEXT: (gettext_noop("nothing is written here"), gettext_noop("write the answer")),
    Kind.DATE: (gettext_noop("nothing is written here"), gettext_noop("write the day as 14/10/2022")),
    Kind.YES_NO: (gettext_noop("nothing is chosen here"), gettext_noop("choose yes or no")),
    Kind.ONE_OF: (gettext_noop("nothing is chosen here"), gettext_noop("choose one of the list")),
    Kind.SEVERAL_OF: (gettext_noop("nothing is ticked here"), gettext_noop("tick at least one")),
    Kind.UNIT: (gettext_noop("nothing is chosen here"), gettext_noop("choose one of the list")),
    Kind.IDENTITY_NUMBER: (gettext_noop("nothing is written here"), gettext_noop("write its 9 or 12 figures")),
}
"""What is said of a question that must be answered and was not."""
