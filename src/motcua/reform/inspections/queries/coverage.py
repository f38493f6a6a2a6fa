"""Which units below a government its inspections looked at, over the years."""

from datetime import date

from motcua.reform.inspections.models import Place
from motcua.reform.inspections.queries.teams import directly_below
from motcua.reform.inspections.queries.terms import terms
from motcua.reform.inspections.rules.coverage import Coverage, counted
from motcua.reform.registers.public import own_government

YEARS = 5
"""How many years are shown side by side."""


def coverage(unit_id: int, *, on: date) -> Coverage:
    """
    Give the coverage of the units directly below the government of a unit, by its inspections. Four SQL queries.

    Its divisions count as those of a lower level do; who inspects does not count itself. What was called off is none.

    :param on: the year that it lies in is the last.
    """
    rows = Place.objects.filter(
        inspection__unit__in=own_government(unit_id, on=on),
        inspection__cancelled=False,
        visit_on__lte=date(on.year, 12, 31),
    )
    return Coverage(
        units=tuple(one.id for one in directly_below(unit_id, on=on)),
        years=tuple(range(on.year - YEARS + 1, on.year + 1)),
        visits=counted((unit, day.year) for unit, day in rows.values_list("unit_id", "visit_on")),
        asked=terms(on).share_percent,
    )
