"""Who may open a page of the staff, or of an account. The page itself still asks about the thing that it shows."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext

from motcua.foundation.accounts.public import (
    Act,
    Actor,
    ApplicantAccount,
    acting,
    applicant_of,
    applicant_signed_in,
    may,
)

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
ApplicantPage = Callable[Concatenate[HttpRequest, ApplicantAccount, P], HttpResponseBase]
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
            if actor is None and applicant_signed_in(request):
                raise PermissionDenied(gettext("This page is for officers; you are signed in with your own account."))
            if actor is None:
                raise PermissionDenied(gettext("You hold no post today, so nothing is open to you here."))
            if not any(may(actor, act) for act in acts):
                said = gettext("The post “%(post)s” has no role that includes this.") % {"post": actor.title}
                raise PermissionDenied(said)
            return page(request, actor, *args, **kwargs)

        return guarded

    return guard


def applicant(page: ApplicantPage[P]) -> Page[P]:
    """
    Open a page to whoever is signed in with an account of their own, and hand it the account; lead visitors to the
    sign-in. The staff are kept out, for what they do for themselves is not done in a session of their post.

    One SQL query for the account.
    """

    @wraps(page)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        account = applicant_of(request.user) if applicant_signed_in(request) else None
        if account is not None:
            return page(request, account, *args, **kwargs)
        kept_out(request)
        return redirect_to_login(request.get_full_path(), login_url=reverse("applicant-sign-in"))

    return guarded


def kept_out(request: HttpRequest) -> None:
    """Keep the staff from the pages of applicants' accounts. :raises PermissionDenied:"""
    if request.user.is_authenticated and not applicant_signed_in(request):
        raise PermissionDenied(gettext("You are signed in as an officer. Sign out first to use your own account."))
