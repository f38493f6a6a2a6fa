"""What was told of an office's dossiers: what went out, what was given up, and in which words."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.notices import public as notices
from motcua.services.notices.public import About, Channel, Standing, Words
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import carried, frame
from motcua.sites.look.public import clock, looking, once, staff

ABOUT = {
    About.RECEIVED: gettext_lazy("The dossier was accepted"),
    About.COMPLETION: gettext_lazy("Something is to be completed"),
    About.NEW_DAY: gettext_lazy("A new appointment, with an apology"),
    About.READY: gettext_lazy("The result can be collected"),
    About.REFUSED: gettext_lazy("It was not granted"),
    About.ANSWERED: gettext_lazy("What was asked was answered"),
    About.FEE_FIXED: gettext_lazy("What is owed in all was fixed"),
}
CHANNELS = {Channel.EMAIL: "E-mail", Channel.SMS: "SMS", Channel.ZALO: "Zalo"}
STANDINGS = {
    Standing.QUEUED: (gettext_lazy("to be sent"), "wait"),
    Standing.SENT: (gettext_lazy("sent to the citizen"), "early"),
    Standing.GIVEN_UP: (gettext_lazy("could not be sent"), "late"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.RECEIVE, Act.RETURN, Act.DECIDE, Act.KEEP_PROCEDURES)
@once
def told(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what was told of the office's dossiers, and send again what was given up. Eight SQL queries to show."""
    own = units.structure(timezone.localdate(clock.now())).below(actor.government_id, own=True)
    problem = ""
    if request.method == "POST":
        line = notices.notice_of(carried(request, "so"))
        if line is None:
            raise Http404
        if line.unit_id not in own or may(actor, Act.KEEP_PROCEDURES):
            raise PermissionDenied(gettext("This is for another unit to do."))
        try:
            notices.send_again(notice=line.id, by=actor.key, at=clock.now())
        except Refused as refusal:
            problem = refusal.reason(gettext)
        else:
            return HttpResponseRedirect(request.path)
    lines = [] if may(actor, Act.KEEP_PROCEDURES) else notices.lines_of(own, failed="loi" in request.GET)
    looking.note(actor, looking.Seen.DOSSIERS, "notices", unit_id=actor.unit_id, shown=len(lines))
    context = frame(actor) | {
        "lines": [(one, ABOUT[one.about], CHANNELS[one.channel], *STANDINGS[one.standing]) for one in lines],
        "channels": [CHANNELS[one] for one in notices.adapters()],
        "failed": "loi" in request.GET,
        "about": [(one.value, name) for one, name in ABOUT.items()],
        "words": may(actor, Act.DECIDE) or may(actor, Act.KEEP_PROCEDURES),
        "problem": problem,
    }
    return render(request, "desk/notices/told.html", context, status=400 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.DECIDE, Act.KEEP_PROCEDURES)
@once
def words(request: HttpRequest, actor: Actor, about: str) -> HttpResponse:
    """Show the words in which the office tells one thing, and lay down others from a day on. Six SQL queries."""
    if about not in set(About):
        raise Http404
    now = clock.now()
    held = notices.words_of(actor.government_id, About(about), on=timezone.localdate(now))
    fields = (
        Field("subject", gettext_lazy("Subject"), needed=True, first=held.subject),
        Field("text", gettext_lazy("Text"), kind="area", needed=True, first=held.text),
        Field("on", gettext_lazy("Holds from"), kind="day", needed=True, hint="31/12/2026", size="w-12"),
    )
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    if request.method == "POST" and not entries.problems:
        try:
            notices.lay_down_words(
                unit=units.by_id([actor.government_id])[actor.government_id].key,
                about=About(about),
                words=Words(entries["subject"], entries["text"].replace("\r\n", "\n")),
                on=entries.day("on") or timezone.localdate(now),
                by=actor.key,
                at=now,
            )
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(reverse("notices"))
    context = frame(actor) | {"entries": entries, "heading": ABOUT[About(about)], "places": notices.PLACES}
    return render(request, "desk/notices/words.html", context, status=400 if entries.problems else 200)
