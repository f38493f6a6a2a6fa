"""One figure by month, where nothing else of the months is asked: one read of the facts instead of one a month."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.foundation.facts.public import Facts
from motcua.kernel.periods import Period
from motcua.reform.indicators.queries.counting import Counting
from motcua.reform.indicators.queries.scope import instants, scope
from motcua.reform.indicators.rules.bases import OVERDUE
from motcua.reform.indicators.rules.counts import HANDLED
from motcua.reform.indicators.rules.form import UnitAs
from motcua.reform.indicators.rules.populations import measures
from motcua.reform.indicators.rules.practice import practice_on


def overdue_by_month(
    facts: Facts, *, unit: str, period: Period, now: datetime, own: bool = False
) -> dict[tuple[int, int], int]:
    """
    Count the dossiers resolved overdue by year and month of their end, as a report by month does.

    What is resolved stays as it was judged, so that the months of one report have it; months that have not begun are
    left out. Reads the facts once.

    :param now: aware. :param own: leave out lower levels of government. :raises UnknownUnit: :raises NotYet:
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    _, at = instants(period, as_of=None, now=now, zone=zone)
    of = scope(unit, last=period.last, structure_on=None, own=own, unit_as=UnitAs.RECEIVING)
    counting = Counting(facts, of, at, practice_on(period.last))
    counted = measures((OVERDUE,), at, counting.practice)
    (name,) = counted
    (columns,) = facts.collect(counting.rows(HANDLED).group_by("closed_on").agg(**counted))
    found = {(month.first.year, month.first.month): 0 for month in period.months() if month.begins(zone) <= now}
    for day, count in zip(columns["closed_on"], columns[name], strict=True):
        if day is not None and count:
            found[day.year, day.month] += count
    return found
