"""A checklist filled in as far as the program knows: figures as of the visit, and how registers stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import Computed
from motcua.reform.inspections.models import Place, Visit
from motcua.reform.inspections.queries.checklists import checklist_of
from motcua.reform.inspections.rules.checklist import Asks, Checklist, Criterion, Question
from motcua.reform.inspections.rules.words import UnknownInspection
from motcua.reform.registers import public as registers
from motcua.reform.registers.public import ReformField, Shelved


@dataclass(frozen=True, slots=True)
class LineView:
    """
    A line of a checklist with what is known before anybody looks.

    :param computed: the figure, for a line that asks for an indicator in force on the last day of the period.
    :param unit: the code that the figure was computed for, on that day; with ``period`` and ``own`` it opens its rows.
    :param register: how the register stands, for a line that asks for one; ``stated`` says whether its number may be
        stated: a zero only if the register was declared complete for the period.
    """

    field: ReformField
    criterion: Criterion
    question: Question
    computed: Computed | None
    register: Shelved | None
    stated: bool
    unit: str
    period: Period


def prefilled(place_id: int, *, now: datetime) -> list[LineView]:
    """
    Give the lines that the visit of a place asks, in order, with figures as of its beginning, all in one computation.

    So everybody in the team sees the same figure as long as the visit lasts, and it is counted once. Of a unit its own
    government alone is counted: a district's own one-stop shop without its communes'. Ten SQL queries and one read of
    the facts.

    Before the visit has begun there are no lines.

    :raises UnknownInspection: if there is no such place.
    """
    place = Place.objects.select_related("inspection").filter(pk=place_id).first()
    if place is None:
        raise UnknownInspection(gettext_noop("there is no such place of an inspection"), field="place", value=place_id)
    visit = Visit.objects.filter(place=place).only("text", "begun_at").first()
    return [] if visit is None else list(_lines(place, visit, now))


def asked_of(place: Place, checklist: Checklist) -> Checklist:
    """Give what a checklist asks at the level of a place, of the fields of its inspection. One SQL query."""
    level = units.by_id([place.unit_id])[place.unit_id].level
    return checklist.asked(level, frozenset(map(ReformField, place.inspection.fields)))


def _lines(place: Place, visit: Visit, now: datetime) -> Iterator[LineView]:
    checklist = asked_of(place, checklist_of(visit.text))
    period = Period(place.inspection.first, place.inspection.last)
    unit = units.structure(period.last).units[place.unit_id].code
    questions = list(checklist.questions)
    known = {one.code for one in indicators.REGISTRY.in_force(period.last)}
    codes = [one.of for one in questions if one.asks is Asks.INDICATOR and one.of in known]
    figures = _figures(codes, unit, period, visit, now) if codes else {}
    asks_registers = any(one.asks is Asks.REGISTER for one in questions)
    shelves = (
        {one.register.code: one for one in registers.shelves(place.unit_id, on=place.visit_on, period=period)}
        if asks_registers
        else {}
    )
    for section in checklist.sections:
        for criterion in section.criteria:
            for question in criterion.questions:
                shelved = shelves.get(question.of) if question.asks is Asks.REGISTER else None
                yield LineView(
                    field=section.field,
                    criterion=criterion,
                    question=question,
                    computed=figures.get(question.of) if question.asks is Asks.INDICATOR else None,
                    register=shelved,
                    stated=shelved is not None and (shelved.records > 0 or _declared(shelved, period)),
                    unit=unit,
                    period=period,
                )


def _figures(codes: list[str], unit: str, period: Period, visit: Visit, now: datetime) -> dict[str, Computed]:
    """Compute the figures of a unit as of the beginning of the visit, or the end of the period if that is earlier."""
    as_of = min(visit.begun_at, period.ends(ZoneInfo(settings.TIME_ZONE)), now)
    facts = indicators.up_to_date(at=now)
    answers = indicators.compute_all(facts, codes, units=[unit], period=period, now=now, as_of=as_of, own=True)
    return answers[unit]


def _declared(shelved: Shelved, period: Period) -> bool:
    return shelved.complete_to is not None and shelved.complete_to >= period.last
