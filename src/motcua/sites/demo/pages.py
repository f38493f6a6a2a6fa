"""Sign in as a post of the demo, or as an applicant; read what the demo would have sent."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import DEMO_APPLICANTS
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.notices import public as notices
from motcua.sites.look.public import kept_out


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """Show the posts that there are, or sign in as one of them. Two SQL queries."""
    if request.method == "POST":
        chosen = request.POST.get("vi-tri", "")
        if not (chosen.isascii() and chosen.isdecimal() and len(chosen) < 10):
            raise Refused(gettext_noop("there is no such post"), field="post", value=chosen)
        accounts.sign_in_as_post(request, int(chosen))
        return HttpResponseRedirect(reverse("start"))
    posts = sorted(accounts.demo_posts(), key=lambda post: post.unit_name)
    units = [(name, list(held)) for name, held in groupby(posts, key=lambda post: post.unit_name)]
    return render(request, "demo/door.html", {"units": units})


@require_http_methods(["GET", "HEAD", "POST"])
def identity(request: HttpRequest) -> HttpResponse:
    """Show as whom one may come in, or sign in as one of them. No SQL query to show. :raises PermissionDenied:"""
    kept_out(request)
    if request.method == "POST":
        accounts.sign_in_as_demo_applicant(request, request.POST.get("ai", ""), at=timezone.now())
        return HttpResponseRedirect(reverse("applicant"))
    return render(request, "demo/identity.html", {"section": "account", "applicants": DEMO_APPLICANTS})


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Show what the demo would have sent, the latest first. No SQL query."""
    return render(request, "demo/outbox.html", {"letters": notices.Folder().letters(most=20)})
