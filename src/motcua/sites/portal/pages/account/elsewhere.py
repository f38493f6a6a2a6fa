"""Signing in, or being identified, at an identity provider that the installation trusts."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Provider
from motcua.kernel.refusals import Refused
from motcua.sites.look.public import Limit, asking, kept_out
from motcua.sites.portal.pages.account.asked import too_often
from motcua.sites.portal.pages.account.entering import asked, next_page

AWAY = "applicant-away"
"""What the session keeps while somebody is at a provider: state, nonce, verifier, and where they wanted to go."""
TRIES = Limit("applicant-provider", most=30, seconds=600)


@never_cache
@require_safe
def lead(request: HttpRequest, provider: str) -> HttpResponse:
    """Lead to a provider of the settings. :raises Http404: :raises PermissionDenied: for the staff."""
    kept_out(request)
    chosen = _known(provider)
    if TRIES.spent(request):
        return too_often(request, TRIES)
    onward = next_page(request)
    try:
        place, kept = accounts.begin_with(chosen, back=_back(request, chosen), at=timezone.now())
    except Refused as refusal:
        return asked(request, onward, problem=refusal.reason(gettext))
    request.session[AWAY] = kept | {"next": onward}
    return HttpResponseRedirect(place)


@never_cache
@require_safe
def back(request: HttpRequest, provider: str) -> HttpResponse:
    """Take whoever comes back from a provider; what was kept of the way is good once. :raises Http404:"""
    kept_out(request)
    chosen, kept = _known(provider), request.session.pop(AWAY, None)
    if TRIES.spent(request):
        return too_often(request, TRIES)
    if not isinstance(kept, dict):
        return HttpResponseRedirect(reverse("applicant-sign-in"))
    came, now = {name: str(value) for name, value in request.GET.items()}, timezone.now()
    account = accounts.applicant_of(request.user) if accounts.applicant_signed_in(request) else None
    try:
        said = accounts.finish_with(chosen, kept, came, back=_back(request, chosen), at=now)
        applicant = accounts.enter_with(said, at=now, own=account.id if account else None)
    except Refused as refusal:
        return asked(request, kept["next"], problem=refusal.reason(gettext))
    accounts.start_session(request, applicant)
    return HttpResponseRedirect(kept["next"])


def _known(provider: str) -> Provider:
    found = next((one for one in accounts.providers() if one.id == provider), None)
    if found is None:
        raise Http404
    return found


def _back(request: HttpRequest, provider: Provider) -> str:
    return asking.public_address(request) + reverse("applicant-provider-back", kwargs={"provider": provider.id})
