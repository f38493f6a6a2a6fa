"""Who keeps the catalogue, and what all of its pages begin with."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext

from motcua.foundation.accounts.public import Act, Actor, may, reaches_all
from motcua.foundation.units import public as units
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Procedure
from motcua.sites.look.public import asking

SEEN_BY = (Act.KEEP_PROCEDURES, Act.SEE_DOSSIERS)
"""Whoever deals with dossiers may read what procedures ask: it hangs on every board."""

UNIT, SEEN = "don-vi", "da-xem"


def keeps(actor: Actor, unit: units.Unit | None, on: date) -> bool:
    """
    Say whether a post keeps the process of a unit or, without one, what holds for every office.

    What holds for all is kept by administrators of more than one commune; a commune's keeps the processes of its own.
    """
    if unit is not None:
        return may(actor, Act.KEEP_PROCEDURES, units=[unit.id])
    return reaches_all(actor, Act.KEEP_PROCEDURES, on=on)


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
