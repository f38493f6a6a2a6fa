"""Whether a slip that somebody holds is one of ours, and still valid: by its code and the secret that stands on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from motcua.services.paperwork import public as paperwork
from motcua.sites.look.public import Limit, asking

TRIES = Limit("slip", most=20, seconds=300)
"""Ten letters of thirty-two have a million billion forms; twenty tries in five minutes find none of them."""


@require_http_methods(["GET", "HEAD", "POST"])
def slip(request: HttpRequest) -> HttpResponse:
    """Check a slip; nothing of a person is told, and the code and the secret stand in no address. Ten SQL queries."""
    code, secret = (asking.clean(request.POST.get(name, ""))[:80] for name in ("ma", "bi-mat"))
    context = {"section": "check", "code": code, "asked": request.method == "POST", "problem": ""}
    if request.method == "POST":
        if TRIES.spent(request):
            response = render(request, "429.html", status=429)
            response.headers["Retry-After"] = str(TRIES.seconds)
            return response
        context["found"] = paperwork.check_secret(code, secret) if code and secret else None
        if not context["found"]:
            context["problem"] = gettext("No slip of this code has this secret. Compare both with what is printed.")
    return render(request, "portal/check/secret.html", context, status=400 if context["problem"] else 200)
