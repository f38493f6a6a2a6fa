"""Reads of inspections: one whole, its places, and the list of those that concern some units."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.foundation.accounts import public as accounts
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import gettext_noop
from motcua.reform.inspections.models import Conclusion, Inspection, Member, Place
from motcua.reform.inspections.queries.inspection_rows import mandate_of
from motcua.reform.inspections.rules.life import Numbered
from motcua.reform.inspections.rules.words import Kind, Mode, Part, UnknownInspection
from motcua.reform.registers.public import ReformField


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A unit that an inspection looks at, and when."""

    id: int
    inspection_id: int
    unit: units.Unit
    visit_on: date
    mode: Mode


@dataclass(frozen=True, slots=True)
class MemberView:
    """A post in a team, with the agency that it comes from."""

    post_id: int
    title: str
    unit: units.Unit
    part: Part

    @property
    def key(self) -> str:
        """Give the key under which the post acts."""
        return f"post/{self.post_id}"


@dataclass(frozen=True, slots=True)
class InspectionView:
    """
    An inspection as it stands: its places in the order of their days, its team with the head first.

    :param unit: who inspects.
    :param period: the days whose figures are looked at.
    :param mandate: the days on which the team may look into what its places keep; none before it is decided.
    """

    id: int
    kind: Kind
    title: str
    purpose: str
    unit: units.Unit
    period: Period
    fields: tuple[ReformField, ...]
    places: tuple[PlaceView, ...]
    members: tuple[MemberView, ...]
    plan_id: int | None
    opened_at: datetime
    decided: Numbered | None
    notified: Numbered | None
    mandate: Period | None
    cancelled: bool
    closed_at: datetime | None

    @property
    def live(self) -> bool:
        """Say whether something may still happen to it."""
        return not self.cancelled and self.closed_at is None

    @property
    def posts(self) -> frozenset[int]:
        """Give the ids of the posts in the team."""
        return frozenset(one.post_id for one in self.members)

    def place(self, place_id: int) -> PlaceView:
        """Give one of its places. :raises UnknownInspection: if it is of another."""
        for one in self.places:
            if one.id == place_id:
                return one
        raise UnknownInspection(gettext_noop("the inspection has no such place"), field="place", value=place_id)


@dataclass(frozen=True, slots=True)
class InspectionLine:
    """An inspection in a list; ``posts`` are those in its team."""

    id: int
    kind: Kind
    title: str
    unit: units.Unit
    period: Period
    places: tuple[PlaceView, ...]
    posts: frozenset[int]
    mandate: Period | None
    decided: Numbered | None
    notified: Numbered | None
    cancelled: bool
    closed_at: datetime | None


def inspection(inspection_id: int) -> InspectionView:
    """Give an inspection. Six SQL queries. :raises UnknownInspection: if there is none."""
    row = Inspection.objects.filter(pk=inspection_id).first()
    if row is None:
        raise UnknownInspection(gettext_noop("there is no such inspection"), field="inspection", value=inspection_id)
    members = list(Member.objects.filter(inspection=row))
    titles = accounts.titles_of([f"post/{one.post_id}" for one in members])
    known = units.by_id({row.unit_id, *(one.unit_id for one in members)})
    parts = list(Part)
    seated = (
        MemberView(one.post_id, titles[f"post/{one.post_id}"], known[one.unit_id], Part(one.part)) for one in members
    )
    return InspectionView(
        id=row.pk,
        kind=Kind(row.kind),
        title=row.title,
        purpose=row.purpose,
        unit=known[row.unit_id],
        period=Period(row.first, row.last),
        fields=tuple(ReformField(one) for one in row.fields),
        places=_places([row.pk])[row.pk],
        members=tuple(sorted(seated, key=lambda one: (parts.index(one.part), one.unit.code, one.post_id))),
        plan_id=row.plan_id,
        opened_at=row.opened_at,
        decided=_numbered(row.decided_number, row.decided_on),
        notified=_numbered(row.notified_number, row.notified_on),
        mandate=mandate_of(row),
        cancelled=row.cancelled,
        closed_at=row.closed_at,
    )


def is_concluded(inspection_id: int) -> bool:
    """Say whether the conclusion of an inspection was signed. One SQL query."""
    return Conclusion.objects.filter(inspection=inspection_id, signed_at__isnull=False).exists()


def place(place_id: int) -> PlaceView:
    """Give a place of an inspection. Two SQL queries. :raises UnknownInspection: if there is none."""
    row = Place.objects.filter(pk=place_id).first()
    if row is None:
        raise UnknownInspection(gettext_noop("there is no such place of an inspection"), field="place", value=place_id)
    return _view(row, units.by_id([row.unit_id]))


def inspections(
    unit_ids: Collection[int],
    *,
    post_ids: Collection[int] = (),
    year: int | None = None,
    since: int | None = None,
    plan_id: int | None = None,
) -> list[InspectionLine]:
    """
    Give the inspections that some units hold or that look at them, the latest visit first. Five SQL queries.

    :param post_ids: also those in whose teams these posts are.
    :param year: only those with a visit in it.
    :param since: only those with a visit from that year on, and those whose conclusion is still to be signed.
    :param plan_id: only those opened by this plan.
    """
    of = Place.objects.filter(inspection=OuterRef("pk"))
    rows = _concerning(unit_ids, post_ids)
    if year is not None:
        rows = rows.filter(Exists(of.filter(visit_on__year=year)))
    if since is not None:
        signed = Conclusion.objects.filter(inspection=OuterRef("pk"), signed_at__isnull=False)
        going_on = Q(cancelled=False, closed_at=None) & ~Exists(signed)
        rows = rows.filter(Exists(of.filter(visit_on__gte=date(since, 1, 1))) | going_on)
    if plan_id is not None:
        rows = rows.filter(plan=plan_id)
    found = list(rows)
    known = units.by_id({row.unit_id for row in found})
    places = _places([row.pk for row in found])
    posts: dict[int, set[int]] = defaultdict(set)
    for inspection_id, post_id in Member.objects.filter(inspection__in=found).values_list("inspection", "post"):
        posts[inspection_id].add(post_id)
    lines = [
        InspectionLine(
            id=row.pk,
            kind=Kind(row.kind),
            title=row.title,
            unit=known[row.unit_id],
            period=Period(row.first, row.last),
            places=places[row.pk],
            posts=frozenset(posts[row.pk]),
            mandate=mandate_of(row),
            decided=_numbered(row.decided_number, row.decided_on),
            notified=_numbered(row.notified_number, row.notified_on),
            cancelled=row.cancelled,
            closed_at=row.closed_at,
        )
        for row in found
    ]
    return sorted(lines, key=lambda line: (line.places[0].visit_on, line.id), reverse=True)


def visit_years(unit_ids: Collection[int], *, post_ids: Collection[int] = ()) -> list[int]:
    """Give the years in which the same inspections have visits, the latest first. One SQL query."""
    places = Place.objects.filter(inspection__in=_concerning(unit_ids, post_ids))
    return sorted(places.values_list("visit_on__year", flat=True).distinct(), reverse=True)


def _concerning(unit_ids: Collection[int], post_ids: Collection[int]) -> QuerySet[Inspection]:
    looked_at = Place.objects.filter(inspection=OuterRef("pk"), unit__in=unit_ids)
    seated = Member.objects.filter(inspection=OuterRef("pk"), post__in=post_ids)
    return Inspection.objects.filter(Q(unit__in=unit_ids) | Exists(looked_at) | Exists(seated))


def _places(inspection_ids: Collection[int]) -> dict[int, tuple[PlaceView, ...]]:
    """Give the places of inspections in their order. Two SQL queries."""
    rows = list(Place.objects.filter(inspection__in=inspection_ids))
    known = units.by_id({row.unit_id for row in rows})
    found: dict[int, list[PlaceView]] = defaultdict(list)
    for row in rows:
        found[row.inspection_id].append(_view(row, known))
    return {of: tuple(sorted(ones, key=_by_day)) for of, ones in found.items()}


def _by_day(place: PlaceView) -> tuple[date, int, str]:
    """Order places by their days, of one day the higher level first."""
    return place.visit_on, list(units.Level).index(place.unit.level), place.unit.code


def _view(row: Place, known: dict[int, units.Unit]) -> PlaceView:
    return PlaceView(row.pk, row.inspection_id, known[row.unit_id], row.visit_on, Mode(row.mode))


def _numbered(number: str, on: date | None) -> Numbered | None:
    return Numbered(number, on) if on is not None else None
