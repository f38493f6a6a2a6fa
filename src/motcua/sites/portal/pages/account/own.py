"""What stands in an account: who one says one is; changing it, and closing the account."""

from dataclasses import asdict

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import ApplicantAccount, Particulars
from motcua.kernel.refusals import Refused
from motcua.sites.look.public import Limit, applicant
from motcua.sites.portal.pages.account.asked import Entries, too_often

FIELDS = ("name", "identity_number", "phone", "address")
CHANGES = Limit("account-changes", most=60, seconds=600)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@applicant
def own(request: HttpRequest, account: ApplicantAccount) -> HttpResponse:
    """Show who one says one is, and take changes. Three SQL queries to show it."""
    if request.method != "POST":
        return _page(request, account, Entries(_given(account)))
    if CHANGES.spent(request):
        return too_often(request, CHANGES)
    entries = Entries.of(request, *FIELDS)
    said = Particulars(**entries.given)
    if account.identified:
        said = Particulars(account.name, account.identity_number, said.phone, said.address)
    try:
        accounts.change_applicant(account.id, said, at=timezone.now())
    except Refused as refusal:
        entries.refused(refusal, "name")
        return _page(request, account, entries, status=400)
    return HttpResponseRedirect(f"{request.path}?da-luu=1")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@applicant
def close(request: HttpRequest, account: ApplicantAccount) -> HttpResponse:
    """Say what closing the account does, then close it: asked once, and confirmed once. Three SQL queries to ask."""
    if request.method == "POST" and request.POST.get("dong-y") == "1":
        accounts.close_applicant(account.id, at=timezone.now())
        logout(request)
        return HttpResponseRedirect(reverse("applicant-closed"))
    problem = gettext("Tick that you have read what closing does.") if request.method == "POST" else ""
    context = {"section": "account", "account": account, "problem": problem}
    return render(request, "portal/account/close.html", context, status=400 if problem else 200)


@require_http_methods(["GET", "HEAD"])
def closed(request: HttpRequest) -> HttpResponse:
    """Say that an account was closed. No SQL query."""
    return render(request, "portal/account/closed.html", {"section": "account"})


def _given(account: ApplicantAccount) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(account).items() if name in FIELDS}


def _page(request: HttpRequest, account: ApplicantAccount, entries: Entries, *, status: int = 200) -> HttpResponse:
    context = {
        "section": "account", "account": account, "entries": entries, "given": entries.given,
        "saved": "da-luu" in request.GET, "providers": accounts.providers(),
    }  # fmt: skip
    return render(request, "portal/account/own.html", context, status=status)
