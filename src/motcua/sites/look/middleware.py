"""What every answer of the sites has in common: the reader's language, and a page for whatever cannot be done."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

from motcua.kernel.refusals import Refused
from motcua.sites.look import display

TEXTS = frozenset(
    {
        *("text/html", "text/css", "text/javascript", "text/plain", "text/csv"),
        *("application/json", "application/atom+xml", "image/svg+xml"),
    }
)
"""What is worth compressing; files that people brought, pictures and papers are compressed in themselves."""


class Compressed(GZipMiddleware):
    """Send texts compressed to whoever takes them so: on a slow telephone the first page shows within two seconds."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress an answer, if it is a text."""
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        return super().process_response(request, response) if kind in TEXTS else response


class Look:
    """
    Speak the reader's language, and answer a refusal with a page that says what is wrong and what would be right.

    The language is the one chosen on the page, else that of the settings. What a browser prefers is not asked: most
    computers of Vietnamese offices were bought with an English one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(display.read(request).spoken):
            response = self.get_response(request)
            if response.status_code == 405 and not response.content:
                allowed = response.headers["Allow"]
                response = render(request, "405.html", status=405)
                response.headers["Allow"] = allowed
            response.headers.setdefault("Content-Language", translation.get_language() or "vi")
        patch_vary_headers(response, ("Cookie",))
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal that no page answered itself; anything else is a defect and stays one."""
        if isinstance(exception, Refused):
            return render(request, "400.html", {"reason": exception.message(gettext)}, status=400)
        return None
