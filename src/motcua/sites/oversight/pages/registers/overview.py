"""All registers of a unit at a glance: what is missing, late, due soon, without evidence, and complete."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.reform.registers import public as registers
from motcua.reform.registers.public import FIELD_TITLES, Duty, Shelved, Standing
from motcua.sites.look.public import asking, staff, words
from motcua.sites.oversight.registers import saying
from motcua.sites.oversight.registers.opening import opened


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is owed: what, for which period, by when, how it stands, and where one sees or writes it."""

    what: str
    period: str
    duty: Duty
    look: str
    said: str | Promise
    url: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """One register of the unit: its records, those without evidence, what is owed of it, up to when it is complete."""

    title: str
    url: str
    shelved: Shelved
    known: bool
    owed: tuple[Owed, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The registers of one field of reform."""

    title: str
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the strip at the top, and where on the page it is made of."""

    name: str | Promise
    count: int
    to: str


@require_safe
@staff(Act.SEE_REGISTERS)
def registers_of_unit(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show how all registers of a unit stand. Sixteen SQL queries."""
    here = opened(request, actor)
    if here.question is None:
        return render(request, "oversight/none.html", here.context, status=here.status)
    question = here.question
    shelved = registers.shelves(question.unit.id, on=here.today, period=question.period)
    next_ones = [
        _owed(duty, question, keeps=here.keeps) for duty in registers.reminders(question.unit.id, on=here.today)
    ]
    context = here.context | {
        "strip": _strip(shelved, next_ones),
        "next": next_ones,
        "groups": [*_groups(shelved, question, keeps=here.keeps)],
    }
    return render(request, "oversight/registers/overview.html", context, status=here.status)


def _strip(shelved: Sequence[Shelved], next_ones: Sequence[Owed]) -> list[Figure]:
    standings = [duty.standing for one in shelved for duty in one.duties]
    return [
        Figure(
            gettext_lazy("missing, their day has passed"),
            sum(one.duty.standing is Standing.MISSING for one in next_ones),
            "#viec",
        ),
        Figure(
            gettext_lazy("due within thirty days"),
            sum(one.duty.standing is Standing.DUE_SOON for one in next_ones),
            "#viec",
        ),
        Figure(gettext_lazy("issued late in the period"), standings.count(Standing.LATE), "#so"),
        Figure(gettext_lazy("records without evidence"), sum(one.without_evidence for one in shelved), "#so"),
    ]


def _groups(shelved: Iterable[Shelved], question: asking.Question, *, keeps: bool) -> Iterable[Group]:
    for field, ones in groupby(shelved, key=lambda one: one.register.field):
        yield Group(gettext(FIELD_TITLES[field]), tuple(_shelf(one, question, keeps=keeps) for one in ones))


def _shelf(one: Shelved, question: asking.Question, *, keeps: bool) -> Shelf:
    complete = one.complete_to is not None and one.complete_to >= question.period.last
    return Shelf(
        title=saying.title(one.register),
        url=f"{reverse('register', args=[one.register.code])}?{question.query()}",
        shelved=one,
        known=bool(one.records) or complete,
        owed=tuple(_owed(duty, question, keeps=keeps) for duty in one.duties),
    )


def _owed(duty: Duty, question: asking.Question, *, keeps: bool) -> Owed:
    register = duty.obligation.register
    look, said = saying.STANDINGS[duty.standing]
    what = saying.title(register)
    if duty.obligation.kind:
        choices = {choice.code: gettext(choice.title) for choice in register.column("kind").choices}
        what = f"{what}: {choices[duty.obligation.kind]}"
    standing = duty.period.last.year > question.period.last.year + 1
    return Owed(
        what=what,
        period=gettext("in force") if standing else words.period(duty.period.first, duty.period.last),
        duty=duty,
        look=look,
        said=said,
        url=_where(duty, question, keeps=keeps),
    )


def _where(duty: Duty, question: asking.Question, *, keeps: bool) -> str:
    """Give where a duty leads: to the record that meets it, else to the form for it, where the post may fill it."""
    if duty.record_id is not None:
        return reverse("record", args=[duty.record_id])
    code = duty.obligation.register.code
    if not keeps:
        return f"{reverse('register', args=[code])}?{question.query()}"
    last = min(duty.period.last, duty.period.first.replace(month=12, day=31))
    given = {
        asking.UNIT: question.unit.code,
        "first_on": f"{duty.period.first:%d/%m/%Y}",
        "last_on": f"{last:%d/%m/%Y}",
        "kind": duty.obligation.kind,
    }
    return f"{reverse('record-new', args=[code])}?{urlencode({name: text for name, text in given.items() if text})}"
