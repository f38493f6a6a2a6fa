"""The dossiers of an account: those about an identified person, and those that were filed with the account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts.public import ApplicantAccount
from motcua.foundation.units import public as units
from motcua.services.collecting import public as collecting
from motcua.services.collecting.public import Way
from motcua.services.dossiers import public as dossiers
from motcua.services.intake import public as intake
from motcua.sites.look.public import Limit, applicant, clock, declaring, telling
from motcua.sites.portal.pages.account.asked import too_often
from motcua.sites.portal.pages.collecting import handed
from motcua.sites.portal.pages.filing.starting import begun

MOST = 200
TAKES = Limit("account-results", most=60, seconds=600)


@never_cache
@require_safe
@applicant
def mine(request: HttpRequest, account: ApplicantAccount) -> HttpResponse:
    """Show the dossiers of an account, the latest first, and what was filed with it. Thirteen SQL queries at most."""
    lines = dossiers.lines(codes_of(account), at=clock.now())
    context = {"section": "account", "account": account, "lines": lines, "most": MOST, "begun": begun(request)}
    return render(request, "portal/account/dossiers.html", context)


def codes_of(account: ApplicantAccount) -> list[str]:
    """
    Give the codes of the dossiers that an account may see as its own. One SQL query.

    A number that somebody only states opens nothing: it may be another's. What was filed with the account stands apart,
    and opens as whoever filed it sees it.
    """
    return dossiers.codes_of_person(account.identity_number, most=MOST) if account.identified else []


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@applicant
def dossier(request: HttpRequest, account: ApplicantAccount, code: str) -> HttpResponse:
    """
    Show a dossier of an account, and hand out its result; one of somebody else is not found.

    Twenty-five SQL queries to show it.

    :raises Http404:
    """
    found = dossiers.brief(code)
    if found is None or found.received_at is None or not _is_theirs(account, code):
        raise Http404(gettext("There is no such dossier among yours."))
    if request.method == "POST":
        return too_often(request, TAKES) if TAKES.spent(request) else handed(found, Way.ACCOUNT)
    now = clock.now()
    status = dossiers.public_status(code, at=now)
    context = {
        "section": "account",
        "account": account,
        "told": telling.tell(status) if status else None,
        "dossier": found,
        "office": units.by_id([found.receiving_unit_id])[found.receiving_unit_id],
        "standing": collecting.standing_of(found.id),
        "downloads": collecting.downloads_of(found.id),
        "declared": intake.answered(found.id) is not None,
    }
    return render(request, "portal/account/dossier.html", context)


@never_cache
@require_safe
@applicant
def declaration(request: HttpRequest, account: ApplicantAccount, code: str) -> HttpResponse:
    """Print what was declared with a dossier of an account; one of somebody else is not found. :raises Http404:"""
    found = dossiers.brief(code)
    declared = intake.answered(found.id) if found and found.received_at and _is_theirs(account, code) else None
    if found is None or declared is None:
        raise Http404(gettext("There is no such dossier among yours."))
    return declaring.of_dossier(found, declared)


def _is_theirs(account: ApplicantAccount, code: str) -> bool:
    """Say whether a dossier is one of :func:`codes_of`. One SQL query at the most."""
    whose = dossiers.whose(code) if account.identified else None
    return whose is not None and collecting.is_theirs(
        identified=account.identified, stated=account.identity_number, whose=whose.identity_number
    )
