"""Whose registers a page shows, of which days, and whether the post may see or keep them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from motcua.foundation.accounts.public import Act, Actor, home
from motcua.foundation.units import public as units
from motcua.reform.registers import public as registers
from motcua.reform.registers.public import RecordView, Register, UnknownRecord
from motcua.sites.look.public import asking, clock


@dataclass(frozen=True, slots=True)
class Opened:
    """
    What a page stands on.

    :param question: the unit and the days that are asked about; none where there is no unit yet.
    :param keeps: whether the post may write here.
    """

    asked: asking.Asked
    question: asking.Question | None
    now: datetime
    today: date
    keeps: bool
    context: dict[str, Any]

    @property
    def status(self) -> int:
        """Give the status of a page that shows the usual where the question was not understood."""
        return 400 if self.asked.problems else 200

    @property
    def unit(self) -> units.Unit:
        """Give the unit that is asked about. :raises Refused: if anything was wrong in the question."""
        return self.strictly().unit

    def strictly(self) -> asking.Question:
        """Give the question where the page cannot ask again. :raises Refused: if anything was wrong in it."""
        return self.asked.strictly()


def opened(request: HttpRequest, actor: Actor) -> Opened:
    """Read whose registers are asked for. Ten SQL queries. :raises PermissionDenied: if they are beyond the post."""
    now = clock.now()
    asked = asking.read(request, default_unit=home(actor, Act.SEE_REGISTERS))
    question = asked.question
    keeps = False
    context = frame(actor) | {"asked": asked}
    if question is not None:
        check_sees(actor, question.unit)
        keeps = registers.may_keep(actor, question.unit.id, on=timezone.localdate(now))
        context |= {"question": question, "near": asking.near(question), "keeps": keeps}
    return Opened(asked, question, now, timezone.localdate(now), keeps, context)


def frame(actor: Actor) -> dict[str, Any]:
    """Give what the frame of every page shows. One SQL query."""
    return {
        "section": "oversight",
        "actor": actor,
        "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name,
    }


def check_sees(actor: Actor, unit: units.Unit) -> None:
    """Check that a post may see the registers of a unit. :raises PermissionDenied:"""
    if not registers.may_see(actor, unit.id):
        said = gettext("The registers of %(unit)s are not open to your post.")
        raise PermissionDenied(said % {"unit": unit.name})


def must_keep(here: "Opened | Sheet") -> None:
    """Check that the post may write here. :raises PermissionDenied:"""
    if not here.keeps:
        said = gettext("The registers of %(unit)s are kept by its own posts.")
        raise PermissionDenied(said % {"unit": here.unit.name})


def register_named(code: str) -> Register:
    """Give the register of an address. :raises Http404: if there is none."""
    if code not in registers.REGISTERS:
        raise Http404
    return registers.REGISTERS[code]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A record that a page shows, with its register and its unit."""

    record: RecordView
    register: Register
    unit: units.Unit
    today: date
    keeps: bool


def sheet(actor: Actor, record_id: int, *, now: datetime) -> Sheet:
    """
    Give a record that a post may see. Five SQL queries.

    :raises Http404: if there is none. :raises PermissionDenied: if its unit lies beyond the post.
    """
    try:
        record = registers.find(record_id)
    except UnknownRecord:
        raise Http404 from None
    unit, today = units.by_id([record.unit_id])[record.unit_id], timezone.localdate(now)
    check_sees(actor, unit)
    keeps = not record.withdrawn and registers.may_keep(actor, unit.id, on=today)
    return Sheet(record, registers.register_of(record.register), unit, today, keeps)
