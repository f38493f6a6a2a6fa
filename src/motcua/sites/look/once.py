"""A form acts once, however often it is sent: pages that act are wrapped so, and their forms carry a key."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Actor

P = ParamSpec("P")
StaffPage = Callable[Concatenate[HttpRequest, Actor, P], HttpResponseBase]

SENDING = "lan-gui"
"""The field that carries the key; ``{% sending %}`` writes it."""


def once(page: StaffPage[P]) -> StaffPage[P]:
    """
    Let a page act once for each key: what it does and where it led are one transaction.

    Stands beneath ``staff``. A page that leads elsewhere has acted; one that answers with itself has not, and its form
    may be sent again. Sent again after it acted, the form leads where it led first. Three SQL queries more.
    """

    @wraps(page)
    def acted(request: HttpRequest, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        key = request.POST.get(SENDING, "") if request.method == "POST" else ""
        if not key or request.user.pk is None:
            return page(request, actor, *args, **kwargs)
        with transaction.atomic():
            sent = accounts.send(user_id=request.user.pk, key=key, page=request.path, at=timezone.now())
            if sent.led_to is not None:
                return HttpResponseRedirect(sent.led_to or request.path)
            answer = page(request, actor, *args, **kwargs)
            if isinstance(answer, HttpResponseRedirect):
                accounts.led(sent.sending_id, answer.url)
            else:
                accounts.not_sent(sent.sending_id)
            return answer

    return acted
