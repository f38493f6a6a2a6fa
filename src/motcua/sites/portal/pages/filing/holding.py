"""Whose an application is: of the account that is signed in, or of the browser that began it or was told its word."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from motcua.foundation.accounts import public as accounts
from motcua.services.filing import public as filing
from motcua.services.filing.public import ApplicationView
from motcua.sites.look.public import Limit

OwnPage = Callable[Concatenate[HttpRequest, ApplicationView, ...], HttpResponse]

HELD = "filings"
"""What the session keeps: the numbers of what this browser began or took up."""
MOST_HELD = 20
SENDS = Limit("filing-sends", most=300, seconds=600)


def own(page: OwnPage) -> Callable[..., HttpResponse]:
    """
    Open a page about an application to whoever it belongs to; all others are led to where its word is asked for.

    Nothing tells them whether there is one of this number. Seven SQL queries at most.
    """

    @wraps(page)
    @never_cache
    def guarded(request: HttpRequest, number: int, **named: Any) -> HttpResponse:
        view = filing.application(number) if 0 < number < 2**62 else None
        if view is None or not _is_own(request, view):
            return HttpResponseRedirect(reverse("filing-resume") + f"?so={number % 10**18}")
        if request.method != "GET" and SENDS.spent(request):
            return too_often(request, SENDS)
        return page(request, view, **named)

    return guarded


def hold(request: HttpRequest, number: int) -> None:
    """Let this browser go on with an application."""
    held = [one for one in request.session.get(HELD, []) if one != number]
    request.session[HELD] = [number, *held][:MOST_HELD]


def let_go(request: HttpRequest, number: int) -> None:
    """Forget an application in this browser."""
    request.session[HELD] = [one for one in request.session.get(HELD, []) if one != number]


def held(request: HttpRequest) -> list[int]:
    """Give the numbers of what this browser began or took up, the latest first."""
    return [one for one in request.session.get(HELD, []) if isinstance(one, int)]


def account_of(request: HttpRequest) -> accounts.ApplicantAccount | None:
    """Give the account that is signed in, if it is an applicant's. One SQL query at most."""
    return accounts.applicant_of(request.user) if accounts.applicant_signed_in(request) else None


def too_often(request: HttpRequest, limit: Limit) -> HttpResponse:
    """Answer who asks too often."""
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = str(limit.seconds)
    return response


def _is_own(request: HttpRequest, view: ApplicationView) -> bool:
    if view.id in held(request):
        return True
    account = account_of(request)
    return account is not None and account.id == view.account_id
