"""The pages that belong to the look itself: choosing how pages are shown, and the answers when something is wrong."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from motcua.sites.look import display


@require_POST
def choose_display(request: HttpRequest) -> HttpResponse:
    """Keep what a reader chose on the display bar, and lead back to the page that was read."""
    chosen = display.read(request)
    for name in display.CHOICES:
        if name in request.POST:
            chosen = chosen.chosen(name, request.POST[name])
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe and back.isprintable() else "/")
    display.keep(response, chosen)
    return response


def wrong(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what was not understood."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what one may not see."""
    return render(request, "403.html", {"reason": str(exception) if exception else ""}, status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from a page of ours, or came too late."""
    said = gettext("This form is too old, or it did not come from a page of this site. Go back, load the page again.")
    return render(request, "403.html", {"reason": said}, status=403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer a defect of the program, with a page that asks neither the database nor the session."""
    return render(None, "500.html", status=500)
