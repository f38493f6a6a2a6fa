"""Which inspection a post may open, object by object."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext

from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.units import public as units
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import InspectionView, PlaceView
from motcua.sites.look.public import clock

ANY_SIDE = (Act.PLAN_INSPECTIONS, Act.INSPECT, Act.SIGN_INSPECTIONS, Act.ANSWER_INSPECTIONS)
"""The acts of both sides of an inspection: who has none of them has nothing to do with any."""


def frame(actor: Actor) -> dict[str, Any]:
    """Give what every page of the oversight shows. One SQL query."""
    return {"section": "oversight", "actor": actor, "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name}


def today() -> date:
    """Give the day it is for the pages."""
    return timezone.localdate(clock.now())


def in_the_name_of(actor: Actor, word: str) -> tuple[units.Unit, tuple[units.Unit, ...]]:
    """
    Give the unit in whose name a post plans and opens inspections, and all that it may choose from.

    :param word: the id that was chosen; the usual unit if it is none of them.
    :raises PermissionDenied: if there is none.
    """
    may_be = inspections.plans_for(actor, on=today())
    if not may_be:
        raise PermissionDenied(gettext("Your post plans no inspections for its unit."))
    return next((one for one in may_be if str(one.id) == word), may_be[0]), may_be


def seen(actor: Actor, inspection_id: int) -> InspectionView:
    """Give an inspection that a post may see. :raises Http404: if there is none. :raises PermissionDenied:"""
    try:
        found = inspections.inspection(inspection_id)
    except inspections.UnknownInspection as unknown:
        raise Http404 from unknown
    ensure(inspections.may_see(actor, found, on=today()), gettext("This inspection is not open to your post."))
    return found


def seen_place(actor: Actor, place_id: int) -> tuple[InspectionView, PlaceView]:
    """Give a place that a post may see, with its inspection. :raises Http404: :raises PermissionDenied:"""
    try:
        place = inspections.place(place_id)
    except inspections.UnknownInspection as unknown:
        raise Http404 from unknown
    found = inspections.inspection(place.inspection_id)
    ensure(
        inspections.may_see_place(actor, found, place, on=today()),
        gettext("What this inspection has of %(unit)s is not open to your post.") % {"unit": place.unit.name},
    )
    return found, place


def ensure(allowed: bool, said: str) -> None:
    """Let a post on. :raises PermissionDenied: if it is not allowed."""
    if not allowed:
        raise PermissionDenied(said)
