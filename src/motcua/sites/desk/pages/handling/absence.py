"""Who stands in for whom: a post names its own stand-in, a leader those of the unit's posts."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.casework import public as casework
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.look.public import clock, once, staff

HANDLES = (Act.RECEIVE, Act.PROCESS, Act.DECIDE, Act.ISSUE)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*HANDLES)
@once
def absences(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show who stands in for whom now and later, and name a stand-in. Eleven SQL queries to show."""
    now = clock.now()
    today = timezone.localdate(now)
    posts = _posts(actor)
    names = {f"post/{post.id}": f"{post.title} · {post.unit_name}" for post in posts}
    absent = names if _leads(actor) else {actor.key: names.get(actor.key, actor.title)}
    fields = (
        Field(
            "absent",
            gettext_lazy("Who is absent"),
            kind="choice",
            needed=True,
            choices=[*absent.items()],
            first=actor.key,
            size="w-20",
        ),
        Field(
            "stand_in",
            gettext_lazy("Who stands in"),
            kind="choice",
            needed=True,
            choices=list(names.items()),
            size="w-20",
        ),
        Field("first", gettext_lazy("From"), kind="day", needed=True, hint="31/12/2022", size="w-12"),
        Field("last", gettext_lazy("Up to and including"), kind="day", needed=True, hint="31/12/2022", size="w-12"),
    )
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    if request.method == "POST" and not entries.problems:
        try:
            first, last = entries.day("first"), entries.day("last")
            casework.delegate(
                absent=entries["absent"],
                stand_in=entries["stand_in"],
                first=first or today,
                last=last or today,
                by=actor.key,
                at=now,
            )
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(reverse("absences"))
    lasting = casework.delegations([post.id for post in posts], since=today)
    context = {
        "section": "work",
        "actor": actor,
        "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name,
        "entries": entries,
        "lasting": [
            (one, names.get(one.absent, one.absent), names.get(one.stand_in, one.stand_in), _may_end(actor, one.absent))
            for one in lasting
        ],
    }
    return render(request, "desk/handling/absences.html", context, status=400 if entries.problems else 200)


@require_POST
@staff(*HANDLES)
def end(request: HttpRequest, actor: Actor, delegation: int) -> HttpResponse:
    """End a delegation that still lasts."""
    now = clock.now()
    posts = [post.id for post in _posts(actor)]
    known = {one.id: one for one in casework.delegations(posts, since=timezone.localdate(now))}
    if delegation not in known or not _may_end(actor, known[delegation].absent):
        raise PermissionDenied(gettext("This is for another unit to do."))
    casework.end_delegation(delegation=delegation, by=actor.key, at=now)
    return HttpResponseRedirect(reverse("absences"))


def _posts(actor: Actor) -> list[accounts.HeldPost]:
    on = timezone.localdate(clock.now())
    return accounts.posts_in(units.structure(on).below(actor.government_id, own=True), on=on)


def _leads(actor: Actor) -> bool:
    return may(actor, Act.DECIDE, units=[actor.government_id])


def _may_end(actor: Actor, absent: str) -> bool:
    return absent == actor.key or _leads(actor)
