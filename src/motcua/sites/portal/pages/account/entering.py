"""Signing in and out with an account of one's own."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.foundation.accounts import public as accounts
from motcua.sites.look.public import Limit, asking, kept_out
from motcua.sites.portal.pages.account.asked import too_often

TRIES = Limit("applicant-sign-in", most=30, seconds=600)
GUESSES = Limit("applicant-guesses", most=10, seconds=600)
"""Of one account, from wherever they come."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """
    Sign in by address and password; whatever is wrong, the same is said. No SQL query to ask, four to sign in.

    :raises PermissionDenied: for the staff.
    """
    kept_out(request)
    onward = next_page(request)
    if accounts.applicant_signed_in(request):
        return HttpResponseRedirect(onward)
    if request.method != "POST":
        return asked(request, onward)
    email = asking.printable(request.POST.get("email", ""))[:200]
    if TRIES.spent(request) or GUESSES.spent_by(accounts.about_address("vao", email)):
        return too_often(request, TRIES)
    if accounts.sign_in_applicant(request, email=email, password=request.POST.get("password", "")[:200]):
        return HttpResponseRedirect(onward)
    return asked(request, onward, email=email, problem=gettext("No account has this address and this password."))


def asked(request: HttpRequest, onward: str, *, email: str = "", problem: str = "") -> HttpResponse:
    """Ask for address and password, or for a provider; say what was wrong."""
    context = {
        "section": "account", "next": onward, "email": email, "problem": problem, "providers": accounts.providers(),
    }  # fmt: skip
    return render(request, "portal/account/sign_in.html", context, status=400 if problem else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session of an account."""
    if accounts.applicant_signed_in(request):
        logout(request)
    return HttpResponseRedirect(reverse("home"))


def next_page(request: HttpRequest) -> str:
    """Give where one wanted to go: a page of this site, else the account."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse("applicant")
