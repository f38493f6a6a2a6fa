"""Reads of recommendations: one with all that was said of it, and lists of them by unit, by inspection and by owner."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, When

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.reform.inspections.models.recommendation import Recommendation, RecommendationRemark
from motcua.reform.inspections.queries.recommendation_rows import state_of, stream_name
from motcua.reform.inspections.rules.recommendation import (
    ENDED,
    PREFIX,
    UNDONE,
    Act,
    RecommendationState,
    Standing,
    UnknownRecommendation,
)

_ENDED = [one.value for one in ENDED]
_UNDONE = [one.value for one in UNDONE]
_WAITING = [Standing.REPORTED.value, Standing.RESERVED.value, Standing.VERIFIED.value]


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """A recommendation: to whom it was made, by whom, in which inspection, and how it stands."""

    id: int
    unit: units.Unit
    inspected_by: units.Unit
    inspection_id: int
    inspection: str
    state: RecommendationState


class Only(StrEnum):
    """Which recommendations of a list are asked for."""

    OPEN = "open"
    OVERDUE = "overdue"
    WAITING = "waiting"  # for the inspecting side: what was reported, reserved, verified, or asked for
    ESCALATED = "escalated"
    SLIPPED = "slipped"  # opened again
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Listed:
    """Recommendations of a list, and how many there are of each sort."""

    rows: tuple[RecommendationView, ...]
    counts: Mapping[Only, int]


@dataclass(frozen=True, slots=True)
class Step:
    """
    One thing that happened to a recommendation, with the leaf that proves it.

    :param text: what was said with it; empty if nothing was, or it was erased.
    """

    act: Act
    at: datetime
    by: str
    text: str
    payload: Mapping[str, Any]
    leaf: bytes


def recommendation(recommendation_id: int) -> RecommendationView:
    """Give a recommendation. Two SQL queries. :raises UnknownRecommendation: if there is none."""
    for one in _views(Recommendation.objects.filter(pk=recommendation_id)):
        return one
    raise UnknownRecommendation(
        gettext_noop("there is no such recommendation"), field="recommendation", value=recommendation_id
    )


def steps(recommendation_id: int) -> list[Step]:
    """Give all that happened to a recommendation, the earliest first. Two SQL queries."""
    texts = dict(RecommendationRemark.objects.filter(recommendation=recommendation_id).values_list("number", "text"))
    return [
        Step(
            Act(event.kind.removeprefix(PREFIX)),
            event.occurred_at,
            event.actor,
            texts.get(event.number, ""),
            event.payload,
            event.leaf,
        )
        for event in ledger.read(stream_name(recommendation_id))
    ]


def of_inspection(inspection_id: int) -> list[RecommendationView]:
    """Give the recommendations of an inspection, in the order in which they were made. Two SQL queries."""
    return _views(Recommendation.objects.filter(inspection=inspection_id).order_by("pk"))


def recommendations(
    to: Collection[int] = (),
    by: Collection[int] = (),
    owner: str = "",
    *,
    inspection_id: int | None = None,
    on: date,
    only: Only = Only.OPEN,
    offset: int = 0,
    limit: int | None = None,
) -> Listed:
    """
    Give the recommendations to some units, or of inspections by some, those that are not over first, by term.

    Four SQL queries.

    :param owner: a post; those that it answers for are among those to the units.
    :param inspection_id: only those of this inspection.
    :param on: the day on which they are overdue or not.
    :param offset: where a page of ``limit`` begins; beyond the end, the last page is given.
    """
    side = Q(inspection__unit__in=by) if by else Q(unit__in=to) | Q(owner=owner) if owner else Q(unit__in=to)
    if inspection_id is not None:
        side &= Q(inspection=inspection_id)
    counts = Recommendation.objects.filter(side).aggregate(
        **{only.value: Count("pk", filter=_only(only, on)) for only in Only}
    )
    ended = Case(When(standing__in=_ENDED, then=1), default=0, output_field=IntegerField())
    ordered = Recommendation.objects.filter(side & _only(only, on)).order_by(ended, "due_on", "pk")
    if limit is not None:
        offset = min(offset, max(counts[only.value] - 1, 0) // limit * limit)
        ordered = ordered[offset : offset + limit]
    ids = list(ordered.values_list("pk", flat=True))  # narrow rows are sorted, wide ones only read
    found = {one.id: one for one in _views(Recommendation.objects.filter(pk__in=ids))}
    return Listed(tuple(found[one] for one in ids), {only: counts[only.value] for only in Only})


def open_for(unit_ids: Collection[int]) -> list[RecommendationView]:
    """Give what is not over of the recommendations to some units, by term: what the next visit begins with."""
    rows = Recommendation.objects.filter(unit__in=unit_ids).exclude(standing__in=_ENDED)
    return _views(rows.order_by("due_on", "pk"))


def to_do(post: str, unit_ids: Collection[int]) -> list[RecommendationView]:
    """
    Give what a post has to do: what it answers for and is not reported, by term. Two SQL queries.

    :param unit_ids: the units that it answers for as a whole: what nobody was named for yet is its too.
    """
    own = Q(owner=post, standing__in=_UNDONE)
    nobodys = Q(unit__in=unit_ids, owner="", standing__in=_UNDONE)
    return _views(Recommendation.objects.filter(own | nobodys).order_by("due_on", "pk"))


def _only(only: Only, on: date) -> Q:
    match only:
        case Only.OPEN:
            return ~Q(standing__in=_ENDED)
        case Only.OVERDUE:
            return Q(standing__in=_UNDONE, due_on__lt=on)
        case Only.WAITING:
            return Q(standing__in=_WAITING) | Q(standing=Standing.OPEN.value, asked_until__isnull=False)
        case Only.ESCALATED:
            return ~Q(standing__in=_ENDED) & ~Q(escalated=[])
        case Only.SLIPPED:
            return ~Q(standing__in=_ENDED) & Q(reopened__gt=0)
        case Only.ALL:
            return Q()


def _views(rows: QuerySet[Recommendation]) -> list[RecommendationView]:
    found = list(rows.select_related("inspection"))
    known = units.by_id({row.unit_id for row in found} | {row.inspection.unit_id for row in found})
    return [
        RecommendationView(
            id=row.pk,
            unit=known[row.unit_id],
            inspected_by=known[row.inspection.unit_id],
            inspection_id=row.inspection_id,
            inspection=row.inspection.title,
            state=state_of(row, known[row.unit_id].key),
        )
        for row in found
    ]
