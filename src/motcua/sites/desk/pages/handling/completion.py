"""Asking the citizen for all that is missing, at once; and a leader's consent to asking again."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.casework import public as casework
from motcua.services.dossiers.public import Defect, Kind
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import ListedDefect
from motcua.sites.desk.pages.filling import Entries, Field, Filled
from motcua.sites.desk.pages.handling.acts import DONE, SEEN, check_seen, in_words, matter_of, seen
from motcua.sites.desk.pages.handling.matter import Matter, area
from motcua.sites.look.public import clock, looking, once, staff

FREE = 4
"""So many defects that no list has can be written down."""

LISTED = "liet-ke"
ASKED = "yeu-cau-bo-sung"
"""How the address says that it was asked for."""


def may_ask(matter: Matter) -> bool:
    """Say whether the post may ask for completion of the dossier as it stands. One SQL query."""
    return (
        Kind.SUPPLEMENT_REQUESTED in matter.dossier.next
        and matter.in_hand
        and matter.allows((procedures.StepAct.ASK_COMPLETION,))
        and may(matter.actor, Act.PROCESS, units=[matter.dossier.holder_id])
    )


def may_consent(matter: Matter) -> bool:
    """Say whether a leader is asked here, by somebody else."""
    asking = matter.case.asking if matter.case else None
    return bool(
        asking
        and asking.asked_by != matter.actor.key
        and may(matter.actor, Act.CONFIRM, units=[matter.dossier.holder_id])
    )


def free_fields(*, again: bool) -> Sequence[Field]:
    """Give the fields of defects that no list has: what, on which ground; the next time, whether it could be seen."""
    fields: list[Field] = []
    for place in range(1, FREE + 1):
        fields += [
            Field(f"what_{place}", gettext_lazy("What is missing or wrong")),
            Field(f"basis_{place}", gettext_lazy("Legal basis")),
        ]
        if again:
            seen = [("no", gettext_lazy("No, it came out later")), ("yes", gettext_lazy("Yes"))]
            said = gettext_lazy("Could it be seen the first time?")
            fields.append(Field(f"unseen_{place}", said, kind="choice", choices=seen, first="yes", size="w-20"))
    return fields


def in_lines(rows: Sequence[Filled]) -> list[Sequence[Filled]]:
    """Put the fields of each defect in a line."""
    each = len(rows) // FREE
    return [rows[start : start + each] for start in range(0, len(rows), each)]


def defects_of(entries: Entries, chosen: Sequence[str], listed: Sequence[ListedDefect]) -> list[Defect]:
    """Give what was ticked and what was written; half a line is said to be half."""
    found = [Defect(one.what, one.legal_basis) for one in listed if one.code in chosen]
    for place in range(1, FREE + 1):
        what, basis = entries[f"what_{place}"], entries[f"basis_{place}"]
        if what or basis:
            for name, text in ((f"what_{place}", what), (f"basis_{place}", basis)):
                if not text:
                    entries.problems[name] = gettext("write something here")
            found.append(Defect(what, basis, could_be_seen=entries.given.get(f"unseen_{place}") != "no"))
    if not found:
        entries.problems["what_1"] = gettext("tick or write what is missing")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.PROCESS)
@once
def ask(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Ask for everything that is missing; a second time, what could have been seen goes to a leader first."""
    matter = matter_of(actor, code)
    back = reverse("desk-dossier", kwargs={"code": code})
    if not may(actor, Act.PROCESS, units=[matter.dossier.holder_id]):
        raise PermissionDenied(gettext("This is for another unit to do."))
    if request.method != "POST" and not may_ask(matter):
        return HttpResponseRedirect(back)
    received_on = timezone.localdate(matter.dossier.received_at)
    listed = procedures.asked(matter.dossier.procedure, on=received_on).defects
    again = matter.dossier.requests > 0
    fields = free_fields(again=again)
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    chosen = request.POST.getlist(LISTED)
    if request.method == "POST":
        defects = defects_of(entries, chosen, listed)
        if not entries.problems:
            try:
                with transaction.atomic():
                    check_seen(matter, request.POST.get(SEEN, ""))
                    if matter.case is None:
                        casework.open_case(code=code, main=actor.key, by=actor.key, at=matter.at)
                    casework.ask_for_completion(
                        code=code, defects=defects, leads=matter.leads, by=actor.key, at=matter.at
                    )
            except Refused as refusal:
                entries.refuse(in_words(refusal, matter))
            else:
                return HttpResponseRedirect(f"{back}?{DONE}={ASKED}")
    looking.note(actor, looking.Seen.DOSSIER, code, unit_id=matter.dossier.receiving_unit_id)
    rows = entries.filled()
    context = _context(matter, back) | {
        "entries": entries,
        "listed": [(one, one.code in chosen) for one in listed],
        "lines": in_lines(rows),
        "again": again,
    }
    return render(request, "desk/handling/completion.html", context, status=400 if entries.problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.CONFIRM)
@once
def consent(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show a leader what would be asked again, and let it go out or not."""
    matter = matter_of(actor, code)
    back = reverse("desk-dossier", kwargs={"code": code})
    if not may(actor, Act.CONFIRM, units=[matter.dossier.holder_id]):
        raise PermissionDenied(gettext("This is for another unit to do."))
    if request.method != "POST" and not may_consent(matter):
        return HttpResponseRedirect(back)
    fields = (area("reason", gettext_lazy("Why not"), needed=False),)
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    if request.method == "POST":
        number = request.POST.get("so", "")
        asked, now = int(number) if number.isdecimal() else 0, clock.now()
        try:
            if request.POST.get("dong-y"):
                casework.consent(code=code, number=asked, by=actor.key, at=now)
            else:
                casework.decline_consent(code=code, number=asked, reason=entries["reason"], by=actor.key, at=now)
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(back)
    looking.note(actor, looking.Seen.DOSSIER, code, unit_id=matter.dossier.receiving_unit_id)
    asking = matter.case.asking if matter.case else None
    context = _context(matter, back) | {
        "entries": entries,
        "number": asking.number if asking else 0,
        "defects": casework.asked_for(code) if matter.case else [],
    }
    return render(request, "desk/handling/consent.html", context, status=400 if entries.problems else 200)


def _context(matter: Matter, back: str) -> dict[str, object]:
    return {
        "section": "work",
        "actor": matter.actor,
        "own_unit": units.by_id([matter.actor.unit_id])[matter.actor.unit_id].name,
        "matter": matter,
        "seen": seen(matter),
        "back": back,
    }
