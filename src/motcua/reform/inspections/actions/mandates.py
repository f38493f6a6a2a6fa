"""The mandate of a team: what its members may look into, and when; nothing before, nothing after."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Role
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reform.inspections.queries.inspection_rows import stream_name
from motcua.reform.inspections.rules.life import InspectionState

Mandates = Mapping[tuple[int, int], Period]
"""The days of each post over each unit."""


def settle(inspection_id: int, before: InspectionState, after: InspectionState, *, by: str, at: datetime) -> None:
    """
    Grant and withdraw, so that each member reaches each place and its departments for the mandate's days and no longer.

    What a post may do for itself, or under another inspection, is left as it is.
    """
    had, has = _mandates(before), _mandates(after)
    today = timezone.localdate(at)
    under = stream_name(inspection_id)
    for pair in sorted(had.keys() | has.keys()):
        old, new = had.get(pair), has.get(pair)
        if old == new:
            continue
        post_id, unit_id = pair
        if old is not None and old.last >= today:
            _withdraw(post_id, unit_id, under, max(today, old.first), by=by, at=at)
        if new is None:
            continue
        first = _begins(old, new, today)
        if first <= new.last:
            accounts.grant(
                post_id=post_id,
                role=Role.INSPECTION_MEMBER,
                unit_id=unit_id,
                on=first,
                until=new.last,
                under=under,
                by=by,
                at=at,
            )


def _begins(old: Period | None, new: Period, today: date) -> date:
    """Give the first day of a grant: its mandate's, unless an earlier one has run until today and what was stays."""
    if old is None or old.first >= today:
        return new.first
    return max(new.first, min(today, old.last + timedelta(days=1)))


def _withdraw(post_id: int, unit_id: int, under: str, on: date, *, by: str, at: datetime) -> None:
    try:
        accounts.withdraw(
            post_id=post_id, role=Role.INSPECTION_MEMBER, unit_id=unit_id, on=on, under=under, by=by, at=at
        )
    except accounts.NotInForce:
        return  # the post was closed meanwhile, and its grants with it


def _mandates(state: InspectionState) -> Mandates:
    if state.mandate is None:
        return {}
    known = units.by_key({place.unit for place in state.places.values()})
    return {
        (int(key.removeprefix("post/")), unit.id): state.mandate for key in state.members for unit in known.values()
    }
