"""The demo alone: sign in as whoever holds a post, or as one of a few applicants, with one click."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from motcua.foundation.accounts.actions.applicants import UnknownApplicant
from motcua.foundation.accounts.actions.identities import enter_with
from motcua.foundation.accounts.actions.posts import UnknownPost
from motcua.foundation.accounts.models import Holding, User
from motcua.foundation.accounts.oidc import Asserted
from motcua.foundation.accounts.queries.staff import DEMO, POST, holding_on, today
from motcua.foundation.accounts.rules import ApplicantKind
from motcua.foundation.accounts.sign_in import start_session
from motcua.kernel.refusals import Refused, gettext_noop


class NotADemo(Refused):
    """This installation is not a demo, and so nobody gets in like this."""


def sign_in_as_post(request: HttpRequest, post_id: int) -> None:
    """
    Sign in as whoever holds a post today, without password and second factor.

    :raises NotADemo: unless the home was made by ``motcua demo``.
    :raises UnknownPost: if nobody holds the post today.
    """
    if not settings.MOTCUA_DEMO:
        raise NotADemo(gettext_noop("this is not a demo"))
    held = Holding.objects.filter(holding_on(today()), holding_on(today(), "post__"), post_id=post_id).first()
    user = User.objects.filter(person_id=held.person_id, is_active=True).first() if held else None
    if user is None:
        raise UnknownPost(gettext_noop("there is no such post"), field="post", value=post_id)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[POST] = post_id
    request.session[DEMO] = True


PROVIDER = "demo"
"""The identity provider of the demo, as accounts are identified by it. It is no provider of the settings."""


@dataclass(frozen=True, slots=True)
class DemoApplicant:
    """One of those as whom a demo lets anybody in: by what they are, since no person stands behind any of them."""

    key: str
    kind: ApplicantKind
    title: str
    identity_number: str


DEMO_APPLICANTS = (
    DemoApplicant("cong-dan", ApplicantKind.PERSON, "Công dân (trình diễn)", "000000000001"),
    DemoApplicant("chu-ho", ApplicantKind.PERSON, "Chủ hộ kinh doanh (trình diễn)", "000000000002"),
    DemoApplicant("doanh-nghiep", ApplicantKind.BUSINESS, "Doanh nghiệp (trình diễn)", "0000000001"),
)


def sign_in_as_demo_applicant(request: HttpRequest, key: str, *, at: datetime) -> None:
    """
    Sign in as one of the demo's applicants, identified, without password and provider.

    :raises NotADemo: unless the home was made by ``motcua demo``. :raises UnknownApplicant: for another key.
    """
    if not settings.MOTCUA_DEMO:
        raise NotADemo(gettext_noop("this is not a demo"))
    one = next((one for one in DEMO_APPLICANTS if one.key == key), None)
    if one is None:
        raise UnknownApplicant(gettext_noop("there is no such account"), field="account", value=key[:20])
    said = Asserted(PROVIDER, one.key, one.title, one.identity_number)
    start_session(request, enter_with(said, at=at, kind=one.kind))
