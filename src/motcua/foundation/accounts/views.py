"""The pages of the sign-in that are not allauth's own."""

from allauth.account.internal.flows.login import clear_authentication_records
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.actions.people import Factor, note_factor
from motcua.foundation.accounts.actions.posts import UnknownPost
from motcua.foundation.accounts.queries.staff import POST, acting, posts_of
from motcua.foundation.accounts.rules import TITLES, Role
from motcua.foundation.accounts.sign_in import FACTORS
from motcua.kernel.refusals import gettext_noop


def _note(request: HttpRequest, change: Factor, kind: Authenticator.Type) -> None:
    if request.user.is_authenticated:
        note_factor(request.user, change, str(kind.value), at=timezone.now())


class SetUp(ActivateTOTPView):  # type: ignore[misc]  # allauth is not typed
    """Set a second factor up. To have shown its digits once counts for this session."""

    @transaction.atomic
    def form_valid(self, form: object) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        factor = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        post_authentication(self.request, factor, reauthenticated=True)
        _note(self.request, Factor.ADDED, Authenticator.Type.TOTP)
        return response


class GiveUp(DeactivateTOTPView):  # type: ignore[misc]  # allauth is not typed
    """Give the present authenticator up. What was shown of it counts no more: the next page sets another up."""

    success_url = reverse_lazy("mfa_activate_totp")

    @transaction.atomic
    def form_valid(self, form: object) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        clear_authentication_records(self.request)
        _note(self.request, Factor.GIVEN_UP, Authenticator.Type.TOTP)
        return response


class AddKey(AddWebAuthnView):  # type: ignore[misc]  # allauth is not typed
    """Add a key: one in a device, or one that is plugged in. To have used it once counts for this session."""

    @transaction.atomic
    def form_valid(self, form: object) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        keys = Authenticator.objects.filter(user=self.request.user, type=Authenticator.Type.WEBAUTHN)
        post_authentication(self.request, keys.latest("pk"), reauthenticated=True)
        _note(self.request, Factor.ADDED, Authenticator.Type.WEBAUTHN)
        return response


class RemoveKey(RemoveWebAuthnView):  # type: ignore[misc]  # allauth is not typed
    """Remove a key. With the last factor, what was shown counts no more: the next page sets another up."""

    @transaction.atomic
    def form_valid(self, form: object) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        if not is_mfa_enabled(self.request.user, FACTORS):
            clear_authentication_records(self.request)
        _note(self.request, Factor.GIVEN_UP, Authenticator.Type.WEBAUTHN)
        return response


set_up = SetUp.as_view()
add_key = AddKey.as_view()
remove_key = RemoveKey.as_view()
give_up = GiveUp.as_view()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose_post(request: HttpRequest) -> HttpResponse:
    """Show the posts that one holds, or go on in one of them. Five SQL queries."""
    posts = posts_of(request.user)
    if request.method == "POST":
        chosen = request.POST.get("post", "")
        if chosen not in {str(post.id) for post in posts}:
            raise UnknownPost(gettext_noop("there is no such post"), field="post", value=chosen)
        request.session[POST] = int(chosen)
        return redirect(settings.LOGIN_REDIRECT_URL)
    actor = acting(request)
    roles = [gettext(TITLES[role]) for role in Role if actor and role in actor.roles]
    context = {"posts": posts, "actor": actor, "roles": roles, "work_at": resolve_url(settings.LOGIN_REDIRECT_URL)}
    return render(request, "accounts/posts.html", context)
