"""No page of the program opens to a member of the staff who has not shown a second factor in this session."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from motcua.foundation.accounts.models import User
from motcua.foundation.accounts.queries.staff import DEMO
from motcua.foundation.accounts.sign_in import applicant_signed_in

OPEN = ("account_", "mfa_")
"""How the names of the pages begin that one needs to sign in and out."""
STAFF_ONLY = (*OPEN, "choose_post")


class SecondFactor:
    """Lead the staff to set a second factor up, or to show it. Two SQL queries while they have not, none after."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        user = request.user
        if applicant_signed_in(request):
            _keep_out(request)
        if not isinstance(user, User) or user.person_id is None or _is_enough(request, user):
            return None
        if _page_name(request).startswith(OPEN):
            return None
        page = reverse(_page_for(user))
        return HttpResponseRedirect(f"{page}?{urlencode({'next': request.get_full_path()})}")


def _page_name(request: HttpRequest) -> str:
    return (request.resolver_match.url_name if request.resolver_match else None) or ""


def _keep_out(request: HttpRequest) -> None:
    """Keep the sign-in of the staff from whoever is signed in as an applicant. :raises PermissionDenied:"""
    if _page_name(request).startswith(STAFF_ONLY):
        raise PermissionDenied(
            gettext("You are signed in with your own account. Sign out first to sign in as an officer.")
        )


def _page_for(user: User) -> str:
    """Name the page on which somebody shows a second factor, or sets the first one up."""
    if is_mfa_enabled(user, [Authenticator.Type.TOTP]):
        return "mfa_reauthenticate"
    return "mfa_reauthenticate_webauthn" if is_mfa_enabled(user, [Authenticator.Type.WEBAUTHN]) else "mfa_activate_totp"


def _is_enough(request: HttpRequest, user: User) -> bool:
    if settings.MOTCUA_DEMO and request.session.get(DEMO) is True:
        return True
    return any(record["method"] == "mfa" for record in get_authentication_records(request, user))
