"""Each act on a dossier on a page of its own: it asks what the act needs, does it once, and says what came between."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.casework import public as casework
from motcua.services.casework.public import NotInThisStep
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import ChangedMeanwhile
from motcua.services.paperwork import public as paperwork
from motcua.sites.desk.pages.catalogue.words import ACTS
from motcua.sites.desk.pages.filling import Entries
from motcua.sites.desk.pages.handling.matter import Deed, Matter
from motcua.sites.look.public import asking, clock, looking, once, phrases, staff

DONE = "xong"
"""What the address says was done, so that the page it leads to says it too."""
SEEN = "da-xem"
"""The field that carries how many things had happened when the page was opened: to the dossier, and to the work."""


def matter_of(actor: Actor, code: str) -> Matter:
    """
    Find a dossier for a post that may see it, as those may who have a part of it. Thirteen SQL queries.

    :raises Http404: if no accepted dossier has this code. :raises PermissionDenied: if it is of other units.
    """
    dossier = dossiers.brief(code)
    if dossier is None or dossier.received_at is None:
        raise Http404
    if not may(actor, Act.SEE_DOSSIERS, units=dossier.unit_ids | casework.units_with_branches(dossier.id)):
        raise PermissionDenied(gettext("This dossier belongs to units that your post does not see."))
    return Matter(dossier, casework.case_of(dossier.id), actor, clock.now())


def seen(matter: Matter) -> str:
    """Give what the form carries: how many things have happened."""
    return f"{matter.dossier.number}.{matter.case.number if matter.case else 0}"


def check_seen(matter: Matter, carried: str) -> None:
    """
    Make sure, within a transaction, that nothing happened since the page was opened.

    :raises ChangedMeanwhile: saying what, and which post did it.
    """
    number, _, turns = carried.partition(".")
    if number.isdecimal() and turns.isdecimal():
        casework.expect(dossier=matter.dossier, seen=int(number), turns=int(turns))


def check_open(deed: Deed, matter: Matter) -> None:
    """Make sure that an act is open to a dossier as it stands, its page asked for or not. :raises Refused:"""
    if not deed.open(matter):
        raise Refused(
            gettext_noop("this is not open to the dossier as it stands"),
            field="code",
            value=matter.dossier.code,
            expected=gettext_noop("do one of the things that its page offers"),
        )


def in_words(refusal: Refused, matter: Matter) -> Refused:
    """Give a refusal back; what came between is named in the reader's words."""
    if isinstance(refusal, ChangedMeanwhile):
        refusal.params["kind"] = phrases.turn_said(str(refusal.params["kind"]))
    if isinstance(refusal, NotInThisStep):
        allowed = matter.case.step.acts if matter.case and matter.case.step else ()
        refusal.params["allowed"] = ", ".join(str(ACTS.get(one, one)) for one in allowed) or "–"
    return refusal


def page(deed: Deed) -> Callable[..., HttpResponseBase]:
    """Make the page of an act."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @staff(*deed.acts)
    @once
    def shown(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
        """Ask what an act needs, and do it; what is refused is asked again with every entry kept."""
        matter = matter_of(actor, code)
        if not deed.may(matter):
            raise PermissionDenied(gettext("This is for another unit to do."))
        back = reverse("desk-dossier", kwargs={"code": code})
        if request.method != "POST" and not (deed.open(matter) and matter.allows(deed.step_acts)):
            return HttpResponseRedirect(back)
        fields = deed.fields(matter)
        entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
        if request.method == "POST" and not entries.problems:
            try:
                with transaction.atomic():
                    check_seen(matter, request.POST.get(SEEN, ""))
                    casework.permit(code=code, acts=deed.step_acts, leads=matter.leads)
                    check_open(deed, matter)
                    deed.do(matter, entries)
                    if deed.new_slip:
                        address, form = asking.public_address(request), paperwork.Form.RECEIPT
                        paperwork.issue(code=code, form=form, by=actor.key, at=matter.at, address=address)
            except Refused as refusal:
                entries.refuse(in_words(refusal, matter))
            else:
                papers = reverse("dossier-papers", kwargs={"code": code})
                return HttpResponseRedirect(papers if deed.new_slip else f"{back}?{DONE}={deed.word}")
        looking.note(actor, looking.Seen.DOSSIER, code, unit_id=matter.dossier.receiving_unit_id)
        context = {
            "section": "work",
            "actor": actor,
            "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name,
            "matter": matter,
            "deed": deed,
            "entries": entries,
            "seen": seen(matter),
            "back": back,
        }
        return render(request, "desk/handling/act.html", context, status=400 if entries.problems else 200)

    return shown
