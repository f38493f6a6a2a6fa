"""What a unit owes in its registers: missing, or due soon."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise

from motcua.foundation.accounts.public import Actor
from motcua.reform.registers import public as registers
from motcua.sites.look.public import asking
from motcua.sites.oversight.registers import saying

MOST = 6
"""So many stand on the overview; the registers' own page has them all."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is owed, and how the unit stands with it."""

    title: str
    due_on: date
    look: str
    said: str | Promise


@dataclass(frozen=True, slots=True)
class Due:
    """
    What is owed, the longest overdue first; so many ``more`` are not shown.

    ``kept`` says whether the unit keeps any register here; where it does not, nothing is known of what it lacks.
    """

    kept: bool
    lines: tuple[Line, ...]
    more: int
    url: str


def due(actor: Actor, question: asking.Question, *, on: date) -> Due | None:
    """Give what a unit owes on a day, to posts that see its registers. Seven SQL queries."""
    if not registers.may_see(actor, question.unit.id):
        return None
    url = f"{reverse('registers')}?{question.query()}"
    if not any(one.records for one in registers.shelves(question.unit.id, on=on)):
        return Due(False, (), 0, url)
    owed = registers.reminders(question.unit.id, on=on)
    lines = [
        Line(saying.title(duty.obligation.register), duty.due_on, *saying.STANDINGS[duty.standing])
        for duty in owed[:MOST]
    ]
    return Due(True, tuple(lines), len(owed) - len(lines), url)
