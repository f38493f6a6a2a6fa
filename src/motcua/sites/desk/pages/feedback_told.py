"""What was just taken down is told to its sender: read out, and sent to where the sender said that they are reached."""

from functools import partial
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.units import public as units
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import Sender, Sent
from motcua.services.notices import public as notices
from motcua.services.notices.public import At
from motcua.services.notices.public import Channel as Way
from motcua.sites.look.public import cases as words_of
from motcua.sites.look.public import clock, staff

TOLD = "feedback-called"
"""What the session keeps for a quarter of an hour after something was taken down: the key of its form."""
MINUTES = 15


def tell(request: HttpRequest, key: str, sent: Sent, sender: Sender) -> HttpResponse:
    """
    Lead to the page that tells number and secret, and send both where the sender left a telephone or an address.

    It is sent once what was taken down is committed. The number of the call itself is not used: nobody left it.
    """
    request.session[TOLD] = {"key": key, "until": clock.now().timestamp() + MINUTES * 60, "to": "", "taken": False}
    to = {way: left for way, left in ((Way.SMS, sender.phone), (Way.EMAIL, sender.email)) if left}
    if chosen := next((way for way in notices.adapters() if way in to), None):
        transaction.on_commit(partial(_send, request, sent, chosen, to[chosen]))
    return HttpResponseRedirect(reverse("feedback-called", kwargs={"case": sent.case_id}))


@never_cache
@require_http_methods(["GET", "HEAD"])
@staff(Act.TAKE_FEEDBACK)
def told(request: HttpRequest, actor: Actor, case: int) -> HttpResponse:
    """Tell number and secret of what this session just took down, to be read out. Eight SQL queries."""
    kept = request.session.get(TOLD)
    fresh = isinstance(kept, dict) and kept.get("until", 0) >= clock.now().timestamp()
    made = feedback.sent(str(kept["key"])) if kept and fresh else None
    if kept is None or made is None or made.case_id != case:
        return HttpResponseRedirect(reverse("feedback-case", kwargs={"case": case}))
    view = feedback.case_view(case, at=clock.now())
    if view is None:
        raise Http404
    context = {
        "section": "work",
        "actor": actor,
        "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name,
        "view": view,
        "state": words_of.STATES[view.state.state],
        "secret": made.secret,
        "minutes": MINUTES,
        "to": kept["to"],
        "taken": kept["taken"],
        "by_phone": view.state.channel is feedback.Channel.HOTLINE,
        "doubles": feedback.likely_doubles(case) if view.state.counted else (),
    }
    return render(request, "desk/hotline/called.html", context)


def _send(request: HttpRequest, sent: Sent, way: Way, to: str) -> None:
    places = {
        "số phản ánh": f"PA-{sent.case_id}",
        "mã bí mật": sent.secret,
        "địa chỉ trang": f"{settings.MOTCUA_PUBLIC_ADDRESS}{reverse('feedback-follow')}",
    }
    taken = notices.tell_at_once(At.CASE, to={way: to}, places=places, key=uuid4().hex)
    request.session[TOLD] |= {"to": notices.tail(to), "taken": taken}
    request.session.modified = True
