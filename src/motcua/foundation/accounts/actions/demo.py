"""The demo alone: sign in as whoever holds a post, with one click."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from motcua.foundation.accounts.actions.posts import UnknownPost
from motcua.foundation.accounts.models import Holding, User
from motcua.foundation.accounts.queries.staff import DEMO, POST, holding_on, today
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
