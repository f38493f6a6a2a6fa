"""
Opening an account, and choosing another password: what is asked for waits in the session until its code is typed there.

So a link that was opened by somebody else opens nothing, no row is made before the address was shown to be theirs, and
what is said on the page is the same whether or not somebody has the address.
"""

from dataclasses import asdict
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import ApplicantKind, NameTaken, Particulars, Registration
from motcua.kernel.refusals import Refused
from motcua.services.notices import public as notices
from motcua.services.notices.public import At, Channel
from motcua.sites.look.public import Limit, kept_out
from motcua.sites.portal.pages.account.asked import Entries, too_often
from motcua.sites.portal.pages.account.entering import next_page

SENDS = Limit("account-codes", most=20, seconds=600)
TRIES = Limit("account-code-tries", most=40, seconds=600)
OPENING, RENEWING = "opening", "renewing"
"""What the session keeps: of an account to be, and of an address whose password is to be another."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Ask who opens an account, and send a code to the address. No SQL query to ask. :raises PermissionDenied:"""
    kept_out(request)
    entries = Entries.of(request, "name", "email", "phone", "kind")
    if request.method != "POST":
        return _asked(request, "register", entries)
    if SENDS.spent(request):
        return too_often(request, SENDS)
    try:
        kind = ApplicantKind.BUSINESS if entries.given["kind"] == "business" else ApplicantKind.PERSON
        wanted = accounts.prepare_registration(
            name=entries.given["name"], email=entries.given["email"], phone=entries.given["phone"],
            password=request.POST.get("password", "")[:200], kind=kind,
        )  # fmt: skip
    except Refused as refusal:
        entries.refused(refusal, "name")
        return _asked(request, "register", entries, status=400)
    request.session.cycle_key()
    request.session[OPENING] = {
        "kind": wanted.kind.value, "said": asdict(wanted.said), "email": wanted.email, "encoded": wanted.encoded,
        "next": next_page(request),
    }  # fmt: skip
    _send_opening(wanted.email)
    return HttpResponseRedirect(reverse("applicant-verify"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Take the code that was sent, and open the account. No SQL query to ask."""
    kept_out(request)
    kept = request.session.get(OPENING)
    if not isinstance(kept, dict):
        return HttpResponseRedirect(reverse("applicant-register"))
    entries = Entries.of(request, "code")
    if request.method != "POST":
        return _asked(request, "verify", entries, address=kept["email"])
    if request.POST.get("lam") == "gui-lai":
        if SENDS.spent(request):
            return too_often(request, SENDS)
        _send_opening(kept["email"])
        return HttpResponseRedirect(f"{request.path}?gui-lai=1")
    if TRIES.spent(request):
        return too_often(request, TRIES)
    applicant = _opened(kept, entries.given["code"])
    if applicant is None:
        entries.problems["code"] = wrong_code()
        return _asked(request, "verify", entries, status=400, address=kept["email"])
    accounts.start_session(request, applicant)
    return HttpResponseRedirect(kept["next"])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgot(request: HttpRequest) -> HttpResponse:
    """Ask for the address of an account, and send a code to it. No SQL query to ask. :raises PermissionDenied:"""
    kept_out(request)
    entries = Entries.of(request, "email")
    if request.method != "POST":
        return _asked(request, "forgot", entries)
    if SENDS.spent(request):
        return too_often(request, SENDS)
    email = entries.given["email"][:200]
    request.session[RENEWING] = email
    about = accounts.about_address("mat-khau", email)
    code = accounts.new_code(about, at=timezone.now())
    if code and "@" in email:
        known = accounts.applicant_with(email) is not None
        tell(At.NEW_PASSWORD if known else At.NO_ACCOUNT, email, code, "applicant-register")
    return HttpResponseRedirect(reverse("applicant-new-password"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest) -> HttpResponse:
    """Take the code that was sent, and another password; other sessions of the account end."""
    kept_out(request)
    email = request.session.get(RENEWING)
    if not isinstance(email, str):
        return HttpResponseRedirect(reverse("applicant-forgot"))
    entries, password = Entries.of(request, "code"), request.POST.get("password", "")[:200]
    if request.method != "POST":
        return _asked(request, "renew", entries, address=email)
    if TRIES.spent(request):
        return too_often(request, TRIES)
    try:
        accounts.check_password(password)
    except Refused as refusal:
        entries.refused(refusal, "password")
        return _asked(request, "renew", entries, status=400, address=email)
    right = accounts.use_code(accounts.about_address("mat-khau", email), entries.given["code"], at=timezone.now())
    applicant = accounts.applicant_with(email) if right else None
    if applicant is None:
        entries.problems["code"] = wrong_code()
        return _asked(request, "renew", entries, status=400, address=email)
    accounts.set_password(applicant, password, at=timezone.now())
    accounts.start_session(request, applicant)
    return HttpResponseRedirect(reverse("applicant"))


def can_send() -> bool:
    """Say whether this installation can send e-mail; without it nobody's address can be shown to be theirs."""
    return Channel.EMAIL in notices.adapters()


def _opened(kept: dict[str, str], code: str) -> int | None:
    """Open the account if the code is right and nobody took the address meanwhile; give the applicant's id."""
    email, now = kept["email"], timezone.now()
    said = Particulars(**kept["said"])  # type: ignore[arg-type]  # as it was written there
    wanted = Registration(ApplicantKind(kept["kind"]), said, email, kept["encoded"])
    if not accounts.use_code(accounts.about_address("mo", email), code, at=now):
        return None
    try:
        with transaction.atomic():
            return accounts.register_applicant(wanted, at=now)
    except NameTaken:
        return None


def _send_opening(email: str) -> None:
    """Send a code, or word that somebody has the address; it takes as long."""
    code = accounts.new_code(accounts.about_address("mo", email), at=timezone.now())
    if code:
        taken = accounts.address_is_taken(email)
        tell(At.OPEN_ALREADY if taken else At.OPENING, email, code, "applicant-forgot")


def tell(about: At, email: str, code: str, page: str) -> None:
    """Tell an address something at once; what it says may lead to a page."""
    places = {"mã xác nhận": code, "địa chỉ trang": f"{settings.MOTCUA_PUBLIC_ADDRESS}{reverse(page)}"}
    notices.tell_at_once(about, to={Channel.EMAIL: email}, places=places, key=uuid4().hex)


def wrong_code() -> str:
    """Say that a code opens nothing."""
    return gettext("This is not the code that was sent, or its time is over. Ask for a new one.")


def _asked(request: HttpRequest, page: str, entries: Entries, *, status: int = 200, address: str = "") -> HttpResponse:
    context = {
        "section": "account", "entries": entries, "given": entries.given, "address": address, "can_send": can_send(),
        "next": next_page(request), "again": "gui-lai" in request.GET,
    }  # fmt: skip
    return render(request, f"portal/account/{page}.html", context, status=status)
