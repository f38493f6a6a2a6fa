"""Who stands in for whom on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from motcua.foundation.accounts import public as accounts
from motcua.services.casework.models import Case, Delegation
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


def left_behind(unit_ids: Collection[int], *, on: date, most: int = 100) -> list[str]:
    """
    Give the codes of the open dossiers in units whose handler's post nobody holds on a day, the most urgent first.

    The leader names another with :func:`assign`. Two SQL queries; one where somebody holds every post.
    """
    vacant = accounts.vacant_posts(on=on)
    if not vacant:
        return []
    here = Case.objects.filter(unit_id__in=unit_ids, main_id__in=vacant, dossier__closed_at__isnull=True)
    return [code for code in here.order_by("step_due", "pk").values_list("dossier__code", flat=True)[:most] if code]


def delegations(posts: Collection[int], *, since: date) -> list[StandIn]:
    """Give who stands in for posts, or is stood in for by them, from a day on; the latest first. One SQL query."""
    rows = Delegation.objects.filter(valid_to__gte=since, absent_id__in=posts).order_by("-valid_from", "-pk")
    return [
        StandIn(row.pk, f"post/{row.absent_id}", f"post/{row.stand_in_id}", row.valid_from, row.valid_to)
        for row in rows
    ]
