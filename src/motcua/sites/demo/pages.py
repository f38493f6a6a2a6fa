"""Sign in as a post of the demo."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts import public as accounts
from motcua.kernel.refusals import Refused, gettext_noop


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """Show the posts that there are, or sign in as one of them. Two SQL queries."""
    if request.method == "POST":
        chosen = request.POST.get("vi-tri", "")
        if not (chosen.isascii() and chosen.isdecimal() and len(chosen) < 10):
            raise Refused(gettext_noop("there is no such post"), field="post", value=chosen)
        accounts.sign_in_as_post(request, int(chosen))
        return HttpResponseRedirect(reverse("work"))
    posts = sorted(accounts.demo_posts(), key=lambda post: post.unit_name)
    units = [(name, list(held)) for name, held in groupby(posts, key=lambda post: post.unit_name)]
    return render(request, "demo/door.html", {"units": units})
