"""Who stands in for whom on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from motcua.services.casework.models import Delegation
from motcua.services.casework.rows import post_id


@dataclass(frozen=True, slots=True)
class StandIn:
    """One post stands in for another, from one day to another, both included."""

    id: int
    absent: str
    stand_in: str
    valid_from: date
    valid_to: date


def stood_in_for(post: str, *, on: date) -> frozenset[str]:
    """Give the posts for which a post stands in on a day. One SQL query."""
    held = Delegation.objects.filter(stand_in_id=post_id(post), valid_from__lte=on, valid_to__gte=on)
    return frozenset(f"post/{absent}" for absent in held.values_list("absent_id", flat=True))


def delegations(posts: Collection[int], *, since: date) -> list[StandIn]:
    """Give who stands in for posts, or is stood in for by them, from a day on; the latest first. One SQL query."""
    rows = Delegation.objects.filter(valid_to__gte=since, absent_id__in=posts).order_by("-valid_from", "-pk")
    return [
        StandIn(row.pk, f"post/{row.absent_id}", f"post/{row.stand_in_id}", row.valid_from, row.valid_to)
        for row in rows
    ]
