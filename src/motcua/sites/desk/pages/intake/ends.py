"""Before acceptance: asking for all that is missing, and not accepting; each on a page of its own."""

from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor
from motcua.kernel.refusals import Refused
from motcua.services.dossiers import public as dossiers
from motcua.services.fees import public as fees
from motcua.services.intake import public as intake
from motcua.services.paperwork import public as paperwork
from motcua.services.paperwork.public import Form
from motcua.sites.desk.pages.filling import Entries
from motcua.sites.desk.pages.handling import completion
from motcua.sites.desk.pages.handling.matter import area
from motcua.sites.desk.pages.intake import form
from motcua.sites.desk.pages.intake.counter import PAPER, draft_for, office_of
from motcua.sites.look.public import asking, clock, looking, once, staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.RECEIVE)
@once
def ask(request: HttpRequest, actor: Actor, draft: int) -> HttpResponse:
    """Ask for all that is missing before acceptance; the papers that are marked missing stand in the list already."""
    office, now, view = office_of(actor), clock.now(), draft_for(actor, draft)
    back = reverse("intake", kwargs={"draft": draft})
    chosen = form.asking(view.content.procedure, timezone.localdate(now))
    listed = chosen.asked.defects if chosen else ()
    before = dossiers.brief(f"request:{view.key}")
    fields = completion.free_fields(again=before is not None and before.requests > 0)
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    ticked = request.POST.getlist(completion.LISTED)
    if request.method == "POST":
        defects = completion.defects_of(entries, ticked, listed)
        if not entries.problems:
            try:
                with transaction.atomic():
                    key = intake.ask_before_accepting(
                        draft=draft, post_id=actor.post_id, defects=defects, by=actor.key, at=now
                    )
                    paper = _paper(request, key, Form.COMPLETION, by=actor.key, at=now)
            except Refused as refusal:
                entries.refuse(refusal)
            else:
                return HttpResponseRedirect(f"{reverse('counter')}?{PAPER}={paper}")
    else:
        for place, line in enumerate(form.missing(view.content.papers)[: completion.FREE], 1):
            entries.given = {
                **entries.given,
                f"what_{place}": gettext("Missing: %(paper)s") % {"paper": line.name},
                f"basis_{place}": chosen.asked.legal_basis if chosen else "",
            }
    rows = entries.filled()
    looking.note(actor, looking.Seen.DRAFTS, f"{actor.post_id}/{draft}", unit_id=office.id)
    context = {
        "section": "intake",
        "actor": actor,
        "own_unit": office.name,
        "entries": entries,
        "name": chosen.name if chosen else "",
        "who": view.content.person.name,
        "listed": [(one, one.code in ticked) for one in listed],
        "lines": completion.in_lines(rows),
        "back": back,
    }
    return render(request, "desk/intake/completion.html", context, status=400 if entries.problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.RECEIVE)
@once
def refuse(request: HttpRequest, actor: Actor, draft: int) -> HttpResponse:
    """Refuse to accept, with the reason that the slip states; where money was paid, lead to giving it back."""
    office, now, view = office_of(actor), clock.now(), draft_for(actor, draft)
    dossier = dossiers.brief(f"request:{view.key}")
    moved = fees.lines_of_dossier(dossier.id) if dossier else []
    fields = (area("reason", gettext_lazy("Reason"), hint=gettext_lazy("With its legal basis; the citizen reads it.")),)
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    if request.method == "POST" and not entries.problems:
        try:
            with transaction.atomic():
                key = intake.refuse(draft=draft, post_id=actor.post_id, reason=entries["reason"], by=actor.key, at=now)
                paper = _paper(request, key, Form.INTAKE_REFUSAL, by=actor.key, at=now)
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            counter = f"{reverse('counter')}?{PAPER}={paper}"
            fee = reverse("dossier-fees", kwargs={"code": dossier.ref}) if dossier and moved else ""
            return HttpResponseRedirect(fee or counter)
    chosen = form.asking(view.content.procedure, timezone.localdate(now))
    looking.note(actor, looking.Seen.DRAFTS, f"{actor.post_id}/{draft}", unit_id=office.id)
    context = {
        "section": "intake",
        "actor": actor,
        "own_unit": office.name,
        "entries": entries,
        "name": chosen.name if chosen else "",
        "who": view.content.person.name,
        "moved": moved,
        "back": reverse("intake", kwargs={"draft": draft}),
    }
    return render(request, "desk/intake/refusal.html", context, status=400 if entries.problems else 200)


def _paper(request: HttpRequest, key: str, form: Form, *, by: str, at: datetime) -> int:
    """Write the paper that the citizen takes home, and give its id."""
    address = asking.public_address(request)
    return paperwork.issue(code=f"request:{key}", form=form, by=by, at=at, address=address).id
