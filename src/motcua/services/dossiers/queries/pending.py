"""What is open: the rows that every list of work is made of, in arms that one index answers each."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from motcua.services.dossiers.models import Dossier
from motcua.services.dossiers.rules.words import OPEN

OF_UNITS = 2
"""So many of the arms are of the units themselves; another is of what somebody has in hand elsewhere."""
HAPPENED = {"many": Count("pk"), "happened": Sum("number"), "last": Max("last_at")}
"""What an arm is asked, to see whether anything happened to it."""
IS_OPEN = Dossier.objects.filter(closed_at__isnull=True, state__in=OPEN).order_by()


def open_of(unit_ids: Collection[int], mine: QuerySet[Any, int] | None = None) -> list[QuerySet[Dossier]]:
    """
    Give the pending dossiers that units received or hold, and some others: in arms that have none in common.

    Each arm has an index that holds all that lists count and order by; one condition with "or" would have none.
    """
    received, held = Q(receiving_unit__in=unit_ids), Q(holder__in=unit_ids)
    arms = [IS_OPEN.filter(received), IS_OPEN.filter(held & ~received)]
    if mine is not None:
        arms.append(IS_OPEN.filter(Q(pk__in=mine) & ~received & ~held))
    return arms


def open_ids(unit_ids: Collection[int]) -> QuerySet[Any, int]:
    """
    Give the ids of the pending dossiers that units received or hold.

    It asks nothing by itself: it is meant to become a part of another SQL query.
    """
    received, held = (arm.values_list("pk", flat=True) for arm in open_of(unit_ids))
    return received.union(held, all=True)


def first_of(arms: Sequence[QuerySet[Dossier]], *order: str, offset: int = 0, limit: int = 50) -> list[int]:
    """
    Give the ids of the first dossiers of some arms, ordered by instants, those without one first.

    As many SQL queries as there are arms; each reads no more rows than the last of the page has before it.
    """
    ordered = [F(name).asc(nulls_first=True) for name in order]
    keys: list[tuple[Any, ...]] = []
    for arm in arms:
        keys += arm.order_by(*ordered, "pk").values_list(*order, "pk")[: offset + limit]
    keys.sort(key=lambda key: [(one is not None, one) for one in key])
    return [key[-1] for key in keys[offset : offset + limit]]


def open_stamp(unit_ids: Collection[int]) -> str:
    """Give a text that differs once anything happened to what units have or received and is open. Two SQL queries."""
    return stamp_of([arm.aggregate(**HAPPENED) for arm in open_of(unit_ids)])


def stamp_of(told: Sequence[Mapping[str, Any]]) -> str:
    """Give the stamp of arms of which ``HAPPENED`` was asked."""
    last = max((one["last"].timestamp() for one in told if one["last"]), default=0)
    return f"{sum(one['many'] for one in told)}.{sum(one['happened'] or 0 for one in told)}.{last:.0f}"
