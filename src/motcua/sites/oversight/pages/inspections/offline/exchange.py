"""What a tablet asks of the server and brings to it, as JSON: a refusal carries its reason, no browser keeps any."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import InspectionView, PlaceView
from motcua.sites.look.public import clock, staff
from motcua.sites.oversight.pages.inspections import access
from motcua.sites.oversight.pages.inspections.offline import package, reading

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Actor, P], dict[str, Any]]


class OtherPost(Refused):
    """The notes were written for another post than the one that is signed in."""


def exchanged(page: Page[P]) -> Callable[Concatenate[HttpRequest, Actor, P], HttpResponseBase]:
    """Answer with JSON, and with the server's time; a refusal and what may not be done with their reason."""

    @wraps(page)
    def answered(request: HttpRequest, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> JsonResponse:
        try:
            said, status = page(request, actor, *args, **kwargs), 200
        except Refused as refusal:
            said, status = {"reason": refusal.message(gettext)}, 400
        except PermissionDenied as denied:
            said, status = {"reason": str(denied)}, 403
        except Http404:
            said, status = {"reason": gettext("There is no such place of an inspection.")}, 404
        return JsonResponse(said | {"now": _milliseconds(timezone.now())}, status=status)

    return answered


@never_cache
@require_safe
@staff(Act.INSPECT)
@exchanged
def offered(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """Give the places that a post may visit now. Five SQL queries, and six for each inspection that is under way."""
    reach = frozenset().union(*actor.reach.values())
    lines = inspections.inspections(reach, post_ids=[actor.post_id])
    whole = [inspections.inspection(line.id) for line in lines if not line.cancelled and line.closed_at is None]
    open_to = [one for one in whole if inspections.may_inspect(actor, one, on=access.today())]
    begun = inspections.begun([place.id for one in open_to for place in one.places])
    places = [
        _told(one, place) | {"begun": place.id in begun}
        for one in open_to
        for place in one.places
        if begun.get(place.id, (None, None))[1] is None
    ]
    return {"csrf": get_token(request), "post": actor.key, "places": sorted(places, key=lambda each: each["visit_on"])}


@never_cache
@require_safe
@staff(Act.INSPECT)
@exchanged
def taken_along(request: HttpRequest, actor: Actor, place_id: int) -> dict[str, Any]:
    """
    Give what a tablet takes along of a place: the lines of its visit with their figures and answers as they stand now.

    :raises UnknownVisit: while the visit has not begun, for then it has no checklist yet.
    """
    one, place = _opened(actor, place_id)
    now = clock.now()
    lines = package.sections(place, now=now)
    told = {"post": actor.key, "post_title": actor.title, "taken_at": _milliseconds(timezone.now())}
    return {"taken": _told(one, place) | told | {"sections": lines}}


@never_cache
@require_POST
@staff(Act.INSPECT)
@exchanged
def take_notes(request: HttpRequest, actor: Actor, place_id: int) -> dict[str, Any]:
    """
    Take the notes of a tablet, each once, in their order; stop at the first that cannot be taken.

    :raises OtherPost: if they were written for another post.
    """
    _opened(actor, place_id)
    now = clock.now()
    sent = reading.read(request, now=now)
    if sent.post != actor.key:
        raise OtherPost(
            gettext_noop("these notes were written for another post"),
            field="post",
            value=sent.post,
            expected=gettext_noop("sign in with the post for which they were written"),
        )
    told: dict[str, dict[str, Any]] = {}
    for note in sent.notes:
        try:
            taken = inspections.take_note(place_id=place_id, note=note, by=actor.key, at=now)
        except Refused as refusal:
            broken = isinstance(refusal, inspections.BrokenChain)
            told[note.uuid] = {"refused": refusal.message(gettext), "broken": broken}
            break
        told[note.uuid] = {"received_at": _milliseconds(taken.received_at), "aside": taken.aside}
    device = sent.notes[0].device if sent.notes else ""
    return {"notes": told, "last": inspections.last_of(place_id, device)}


def _opened(actor: Actor, place_id: int) -> tuple[InspectionView, PlaceView]:
    """Give a place that a post may visit, with its inspection. :raises Http404: :raises PermissionDenied:"""
    try:
        place = inspections.place(place_id)
    except inspections.UnknownInspection as unknown:
        raise Http404 from unknown
    one = inspections.inspection(place.inspection_id)
    if not inspections.may_inspect(actor, one, on=access.today()):
        raise PermissionDenied(gettext("Your post may not inspect here today: outside its mandate, nothing is open."))
    return one, place


def _told(one: InspectionView, place: PlaceView) -> dict[str, Any]:
    return {
        "place": place.id,
        "title": one.title,
        "unit": place.unit.name,
        "visit_on": place.visit_on.isoformat(),
        "address": reverse("inspection-visit", args=[place.id]),
    }


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
