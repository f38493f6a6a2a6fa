"""Who keeps the catalogue, and what all of its pages begin with."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Procedure
from motcua.sites.look.public import asking, clock

SEEN_BY = (Act.KEEP_PROCEDURES, Act.SEE_DOSSIERS)
"""Whoever deals with dossiers may read what procedures ask: it hangs on every board."""

DAY, UNIT, SEEN = "ngay", "don-vi", "da-xem"


def today() -> date:
    """Give the local day."""
    return timezone.localdate(clock.now())


def keeps(actor: Actor, unit: units.Unit | None, on: date) -> bool:
    """
    Say whether a post keeps the process of a unit or, without one, what holds for every office.

    What holds for all is kept by administrators of more than one commune; a commune's keeps the processes of its own.
    """
    if unit is not None:
        return may(actor, Act.KEEP_PROCEDURES, units=[unit.id])
    wide = [
        one.id
        for one in units.structure(on).units.values()
        if one.parent_id is None or one.level in {units.Level.PROVINCE, units.Level.DISTRICT}
    ]
    return may(actor, Act.KEEP_PROCEDURES, units=wide)


def must_keep(actor: Actor, unit: units.Unit | None, on: date) -> None:
    """Let nobody pass who does not keep it. :raises PermissionDenied:"""
    if not keeps(actor, unit, on):
        raise PermissionDenied(gettext("This is for another unit to do."))


def found(procedure: int) -> Procedure:
    """Give a procedure in its latest version. :raises Http404:"""
    known = procedures.by_id([procedure])
    if procedure not in known:
        raise Http404
    return known[procedure]


def asked_day(request: HttpRequest) -> tuple[date, str]:
    """Read as of which day a page is asked, and say what is wrong with that; then it is today."""
    text = asking.clean(request.GET.get(DAY, ""))
    try:
        return (asking.day(text, DAY) if text else today()), ""
    except Refused as refusal:
        return today(), refusal.reason(gettext)


def asked_unit(request: HttpRequest, on: date) -> units.Unit | None:
    """Read whose process is asked; none is the one for every office. :raises Http404: if there is no such unit."""
    code = asking.clean(request.GET.get(UNIT, ""))
    if not code:
        return None
    known = units.structure(on).by_code
    if code not in known:
        raise Http404
    return known[code]


def seen(request: HttpRequest) -> int:
    """Read which number of a draft was seen; what is no number was never seen."""
    text = request.POST.get(SEEN, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1
