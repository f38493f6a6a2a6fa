"""
Another e-mail address for an account: whoever asks gives the password, the new address is shown to be theirs by a code.

The new address waits in the session of the account, so that it stands in no link; the page says the same whether or not
somebody has it, and the old one is told.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import ApplicantAccount, NameTaken
from motcua.kernel.refusals import Refused
from motcua.services.notices.public import At
from motcua.sites.look.public import applicant
from motcua.sites.portal.pages.account.asked import Entries, too_often
from motcua.sites.portal.pages.account.entering import GUESSES
from motcua.sites.portal.pages.account.opening import SENDS, TRIES, can_send, tell, wrong_code

NEW = "new-address"
"""What the session keeps of an address that is to be the account's."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@applicant
def change(request: HttpRequest, account: ApplicantAccount) -> HttpResponse:
    """Ask for the new address and the password, and send a code to the address. Four SQL queries to ask."""
    entries = Entries.of(request, "email")
    if request.method != "POST":
        return _asked(request, "address", account, entries)
    if SENDS.spent(request) or GUESSES.spent_by(f"address/{account.id}"):
        return too_often(request, SENDS)
    try:
        password = request.POST.get("password", "")[:200]
        email = accounts.prepare_address(account.id, entries.given["email"][:200], password=password)
    except Refused as refusal:
        entries.refused(refusal, "email")
        return _asked(request, "address", account, entries, status=400)
    request.session[NEW] = email
    code = accounts.new_code(_about(account, email), at=timezone.now())
    if code:
        taken = accounts.address_is_taken(email)
        tell(At.ADDRESS_TAKEN if taken else At.OTHER_ADDRESS, email, code, "applicant-forgot")
    return HttpResponseRedirect(reverse("applicant-address-verify"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@applicant
def verify(request: HttpRequest, account: ApplicantAccount) -> HttpResponse:
    """Take the code that was sent, change the address and tell the old one. Three SQL queries to ask."""
    email = request.session.get(NEW)
    if not isinstance(email, str):
        return HttpResponseRedirect(reverse("applicant-address"))
    entries = Entries.of(request, "code")
    if request.method != "POST":
        return _asked(request, "address_verify", account, entries, address=email)
    if TRIES.spent(request):
        return too_often(request, TRIES)
    now = timezone.now()
    try:
        right = accounts.use_code(_about(account, email), entries.given["code"], at=now)
        before = accounts.change_address(account.id, email, at=now) if right else None
    except NameTaken:
        before = None
    if before is None:
        entries.problems["code"] = wrong_code()
        return _asked(request, "address_verify", account, entries, status=400, address=email)
    del request.session[NEW]
    if before:
        tell(At.ADDRESS_CHANGED, before, "", "office")
    return HttpResponseRedirect(f"{reverse('applicant')}?da-luu=1")


def _about(account: ApplicantAccount, email: str) -> str:
    return accounts.about_address(f"doi-{account.id}", email)


def _asked(
    request: HttpRequest,
    page: str,
    account: ApplicantAccount,
    entries: Entries,
    *,
    status: int = 200,
    address: str = "",
) -> HttpResponse:
    context = {
        "section": "account", "account": account, "entries": entries, "given": entries.given, "address": address,
        "can_send": can_send(),
    }  # fmt: skip
    return render(request, f"portal/account/{page}.html", context, status=status)
