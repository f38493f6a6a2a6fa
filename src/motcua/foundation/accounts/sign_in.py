"""How the sign-in behaves: nobody signs up, secrets of second factors are stored encrypted."""

import base64
import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, authenticate, login
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import gettext_noop, pgettext_lazy

from motcua.foundation.accounts.actions.applicants import UnknownApplicant
from motcua.foundation.accounts.models import Applicant, User
from motcua.foundation.accounts.queries.applicants import applicant_of
from motcua.foundation.accounts.queries.staff import posts_of

ALLAUTH_SAYS = (
    gettext_noop("The username and/or password you specified are not correct."),
    gettext_noop("The email address and/or password you specified are not correct."),
    gettext_noop("Too many failed login attempts. Try again later."),
    gettext_noop("Be patient, you are sending too many requests."),
    gettext_noop("This account is currently inactive."),
    gettext_noop("Incorrect code."),
    gettext_noop("Incorrect password."),
    gettext_noop("Please type your current password."),
    gettext_noop("You must type the same password each time."),
    gettext_noop("The password reset token was invalid."),
    gettext_noop("Password"),
    pgettext_lazy("field label", "Login"),
)
"""What allauth says on these pages. It has no Vietnamese, so that its texts stand here to be translated."""


FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
"""What counts as a second factor: an authenticator's digits, or a key."""


class StaffBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth is not typed
    """Signs the staff in by staff name or address. Who has an account as an applicant does not come in here."""

    def authenticate(self, request: HttpRequest | None, **credentials: object) -> User | None:
        """Give whoever of the staff has this name, or address, and password; nobody else, whatever they know."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user is not None and applicant_of(user) is None else None


class ApplicantBackend(ModelBackend):
    """Signs citizens and businesses in by their address. Nobody of the staff comes in here."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        *,
        applicant_email: str = "",
        **_: object,
    ) -> User | None:
        """Give whoever has an account with this address and password. It takes as long where there is none."""
        if not applicant_email or password is None:
            return None
        user = User.objects.filter(email__iexact=applicant_email, person=None).first()
        if user is None or applicant_of(user) is None:
            make_password(password)
            return None
        return user if user.check_password(password) else None


APPLICANTS = f"{ApplicantBackend.__module__}.{ApplicantBackend.__qualname__}"


def sign_in_applicant(request: HttpRequest, *, email: str, password: str) -> bool:
    """Sign an applicant in, with a session of its own; say whether address and password were right."""
    user = authenticate(request, applicant_email=email.strip(), password=password)
    if not isinstance(user, User):
        return False
    _begin(request, user)
    return True


def start_session(request: HttpRequest, applicant_id: int) -> None:
    """
    Begin a session of an applicant who has shown who they are; whatever was kept in the one before is gone.

    One SQL query, and those of the session. :raises UnknownApplicant:
    """
    user = User.objects.filter(pk__in=Applicant.objects.filter(pk=applicant_id).values("user")).first()
    if user is None:
        raise UnknownApplicant(gettext_noop("there is no such account"), field="account", value=applicant_id)
    _begin(request, user)


def _begin(request: HttpRequest, user: User) -> None:
    request.session.flush()
    login(request, user, backend=APPLICANTS)
    request.session.set_expiry(0)  # with the browser: counters and families share machines


def applicant_signed_in(request: HttpRequest) -> bool:
    """Say whether the session is one of an applicant, not of the staff or a visitor. No SQL query of its own."""
    return request.session.get(BACKEND_SESSION_KEY) == APPLICANTS


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Accounts are given by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Do not ask for the password again of somebody who gave it just now and has no second factor to protect."""
        request = context.request
        records = get_authentication_records(request, request.user)
        given = [one["at"] for one in records if one["method"] == "password"]
        is_fresh = given and time.time() - given[-1] < app_settings.REAUTHENTICATION_TIMEOUT
        if is_fresh and not is_mfa_enabled(request.user, FACTORS):
            return False
        return bool(super().is_reauthentication_required(app=app))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the work; those who must choose a post, or have none, to their posts. Five queries."""
        return resolve_url(settings.LOGIN_REDIRECT_URL if len(posts_of(request.user)) == 1 else "choose_post")

    def add_message(self, *args: object, **kwargs: object) -> None:
        """Say nothing: each page tells itself what was done, and a message that no page shows would be kept."""


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is not typed
    """Secrets are encrypted with a key that follows from the installation's: no copy of the database has them."""

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Give whose keys these are: they are bound to the host, so that no other site can ask for them."""
        return {"id": context.request.get_host().partition(":")[0], "name": settings.MFA_TOTP_ISSUER}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, object]:
        """Give whom a key is for: the name of the sign-in alone, since the key may show it to who holds it."""
        name = user.get_username()
        return {"id": str(user.pk).encode(), "display_name": name, "name": name}

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()


def _fernet() -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"motcua second factors").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
