"""A year of inspections by a unit and those below it, as one report."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from motcua.foundation.units import public as units
from motcua.reform.inspections.models import Finding, Place, Visit
from motcua.reform.inspections.models.recommendation import Recommendation
from motcua.reform.inspections.queries.checklists import checklist_of
from motcua.reform.inspections.queries.coverage import coverage
from motcua.reform.inspections.queries.recommendation_rows import state_of
from motcua.reform.inspections.rules import synthesis as rules
from motcua.reform.inspections.rules.checklist import UnknownLine
from motcua.reform.inspections.rules.coverage import Coverage
from motcua.reform.inspections.rules.recommendation import UNDONE
from motcua.reform.inspections.rules.synthesis import Again, Asked, Found, Kept, Tally
from motcua.reform.inspections.rules.visit import Cause, FindingKind
from motcua.reform.registers.public import ReformField

_At = tuple[int, int]
"""A place of the year, by its inspection and its unit."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """A place of the year: whether its visit began, and what came of it."""

    inspection_id: int
    unit: units.Unit
    visit_on: date
    visited: bool
    tally: Tally


@dataclass(frozen=True, slots=True)
class FoundAgain:
    """
    A limit that is found again, in words.

    :param inspected: the units of which it was found in the year; ``before`` the earlier years, by unit.
    """

    line: str
    text: str
    inspected: tuple[units.Unit, ...]
    before: tuple[tuple[units.Unit, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Synthesis:
    """
    A year of inspections.

    :param unit: whose report it is: the inspections that it or a unit below it held.
    :param on: the day as of which it is.
    :param coverage: of the units below its government; ``coverage.visited(year)`` of ``len(coverage.units)``.
    """

    unit: units.Unit
    year: int
    on: date
    inspections: int
    places: tuple[Inspected, ...]
    coverage: Coverage
    whole: Tally
    fields: tuple[tuple[ReformField, Tally], ...]
    causes: tuple[tuple[Cause, int], ...]
    kept: Kept
    again: tuple[FoundAgain, ...]

    @property
    def visited(self) -> int:
        """Count the places whose visit began."""
        return sum(one.visited for one in self.places)


def synthesis(unit_id: int, *, year: int, on: date) -> Synthesis:
    """
    Add up the inspections that a unit and those below it held in a year, as of a day. Twelve SQL queries.

    Findings and recommendations are of the year in which they were made; the term of one decides where it is due.
    """
    last = min(on, date(year, 12, 31))
    holding = units.structure(last).below(unit_id)
    places = list(Place.objects.filter(inspection__unit__in=holding, inspection__cancelled=False, visit_on__year=year))
    begun = set(Visit.objects.filter(place__in=places).values_list("place_id", flat=True))
    found = _found(holding, until=last)
    asked = _asked(holding, year=year, on=on)
    known = units.by_id({one.unit_id for one in places} | {one.unit for one in found} | {unit_id})
    of_year = [one for one in found if one.on.year == year]
    made = [one for one in asked if one.on.year == year]
    found_at, made_at = defaultdict[_At, list[Found]](list), defaultdict[_At, list[Asked]](list)
    for each in of_year:
        found_at[each.inspection, each.unit].append(each)
    for ask in made:
        made_at[ask.state.inspection, ask.unit].append(ask)
    return Synthesis(
        unit=known[unit_id],
        year=year,
        on=on,
        inspections=len({one.inspection_id for one in places}),
        places=tuple(
            Inspected(
                one.inspection_id,
                known[one.unit_id],
                one.visit_on,
                one.pk in begun,
                rules.tally(found_at[one.inspection_id, one.unit_id], made_at[one.inspection_id, one.unit_id], on=on),
            )
            for one in sorted(places, key=lambda one: (one.visit_on, known[one.unit_id].code))
        ),
        coverage=coverage(unit_id, on=last),
        whole=rules.tally(of_year, made, on=on),
        fields=tuple(
            (field, tallied)
            for field in ReformField
            if (
                tallied := rules.tally(
                    (one for one in of_year if one.field is field),
                    (one for one in made if one.state.field == field.value),
                    on=on,
                )
            )
            != Tally()
        ),
        causes=tuple(rules.by_cause(of_year)),
        kept=rules.kept(asked, year=year, on=on),
        again=_told(rules.again(found, year=year), of_year, known),
    )


def _found(holding: frozenset[int], *, until: date) -> list[Found]:
    """Give the findings of the inspections of some units, until a day, by the local day. One SQL query."""
    rows = Finding.objects.filter(
        visit__place__inspection__unit__in=holding, visit__place__inspection__cancelled=False, withdrawn=False
    ).select_related("visit__place")
    found = (
        Found(
            inspection=row.visit.place.inspection_id,
            unit=row.visit.place.unit_id,
            line=row.line,
            kind=FindingKind(row.kind),
            field=ReformField(row.field),
            cause=Cause(row.cause) if row.cause else None,
            on=timezone.localdate(row.at),
        )
        for row in rows.order_by("pk")
    )
    return [one for one in found if one.on <= until]


def _asked(holding: frozenset[int], *, year: int, on: date) -> list[Asked]:
    """Give what inspections of some units recommended in a year, or what was due in it, or is overdue. Two queries."""
    zone = timezone.get_default_timezone()
    begins, ends = (datetime(of, 1, 1, tzinfo=zone) for of in (year, year + 1))
    of_year = Q(proposed_at__gte=begins, proposed_at__lt=ends) | Q(due_on__year=year)
    overdue = Q(due_on__lt=on, standing__in=[one.value for one in UNDONE])
    rows = list(Recommendation.objects.filter(of_year | overdue, inspection__unit__in=holding).order_by("pk"))
    known = units.by_id({row.unit_id for row in rows})
    return [
        Asked(row.unit_id, timezone.localdate(row.proposed_at), state_of(row, known[row.unit_id].key)) for row in rows
    ]


def _told(
    repeated: Iterable[Again], of_year: Iterable[Found], known: Mapping[int, units.Unit]
) -> tuple[FoundAgain, ...]:
    """Put what is found again into the words of the checklist by which it was found. One SQL query."""
    repeated = list(repeated)
    lines = {one.line for one in repeated}
    of = {(one.inspection, one.unit) for one in of_year if one.line in lines}
    visits = Visit.objects.filter(
        Q(place__inspection__in={inspection for inspection, _ in of}) & Q(place__unit__in={unit for _, unit in of})
    )
    texts: dict[str, str] = {}
    for text in visits.order_by("-begun_at").values_list("text", flat=True).distinct() if of else ():
        checklist = checklist_of(text)
        for line in lines - texts.keys():
            try:
                texts[line] = checklist.line(line)[1].text
            except UnknownLine:
                continue
    return tuple(
        FoundAgain(
            one.line,
            texts.get(one.line, one.line),
            tuple(known[unit] for unit in one.units),
            tuple((known[unit], years) for unit, years in one.before),
        )
        for one in repeated
    )
