"""The inspections that concern a post, its own plans, and which units were looked at over the years."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Coverage, InspectionLine
from motcua.sites.look.public import staff
from motcua.sites.oversight.pages.inspections import access


@dataclass(frozen=True, slots=True)
class Line:
    """An inspection in the list, and how it stands in a word."""

    one: InspectionLine
    said: str
    standing: str


@dataclass(frozen=True, slots=True)
class Covered:
    """A unit below, and its visits in each year."""

    unit: units.Unit
    visits: tuple[int, ...]


@require_safe
@staff(*access.ANY_SIDE)
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """
    List the inspections and plans of this year and to come, and what goes on; or those of an earlier year.

    The latest stand first. Seventeen SQL queries, and one a place that is not one's own.
    """
    today = access.today()
    before = inspections.years_open_to(actor, on=today)
    chosen = next((one for one in before if str(one) == request.GET.get("nam")), None)
    of = {"year": chosen, "since": None if chosen else today.year}
    lines = inspections.open_to(actor, on=today, **of)
    plans = inspections.plans_open_to(actor, **of)
    own = inspections.plans_for(actor, on=today)
    covered = inspections.coverage(own[0].id, on=today) if own else None
    years = sorted({line.places[0].visit_on.year for line in lines}, reverse=True)
    context = access.frame(actor) | {
        "years": [(year, [_line(one) for one in lines if one.places[0].visit_on.year == year]) for year in years],
        "plans": plans,
        "chosen": chosen,
        "before": before,
        "may_answer": may(actor, Act.ANSWER_INSPECTIONS),
        "may_plan": bool(own),
        "coverage": covered,
        "covered": _covered(covered) if covered else [],
        "this_year": today.year,
    }
    if covered is not None:
        context |= {
            "visited": covered.visited(today.year),
            "enough": covered.enough(today.year),
            "missing": covered.missing(today.year),
        }
    return render(request, "oversight/inspections/list.html", context)


def _line(one: InspectionLine) -> Line:
    if one.cancelled:
        return Line(one, gettext("called off"), "open")
    if one.closed_at is not None:
        return Line(one, gettext("closed"), "early")
    if one.decided is None:
        return Line(one, gettext("not decided yet"), "wait")
    return Line(one, gettext("under way"), "ontime")


def _covered(covered: Coverage) -> list[Covered]:
    """Give each unit below with its visits, those that were not looked at for the longest time first."""
    known = units.by_id(covered.units)
    last = covered.years[-1]
    ordered = sorted(covered.units, key=lambda one: covered.last_year(one, before=last) or 0)
    return [Covered(known[one], tuple(covered.visits.get((one, year), 0) for year in covered.years)) for one in ordered]
