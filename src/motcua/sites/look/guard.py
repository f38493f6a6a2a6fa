"""Who may open a page of the staff. The page itself still asks about the thing that it shows."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from motcua.foundation.accounts.public import Act, Actor, acting, may

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
StaffPage = Callable[Concatenate[HttpRequest, Actor, P], HttpResponseBase]


def staff(*acts: Act) -> Callable[[StaffPage[P]], Page[P]]:
    """
    Open a page to posts whose role includes one of some acts, and hand it the post; lead visitors to the sign-in.

    Three SQL queries for the post.
    """

    def guard(page: StaffPage[P]) -> Page[P]:
        @wraps(page)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            actor = acting(request)
            if actor is None:
                raise PermissionDenied(gettext("You hold no post today, so nothing is open to you here."))
            if not any(may(actor, act) for act in acts):
                said = gettext("The post “%(post)s” has no role that includes this.") % {"post": actor.title}
                raise PermissionDenied(said)
            return page(request, actor, *args, **kwargs)

        return guarded

    return guard
