"""Whether a result that somebody holds is one of ours: by the code that stands on it, or by the file itself."""

import hashlib
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from motcua.foundation.signing import public as signing
from motcua.foundation.signing.public import SignatureFound
from motcua.foundation.units import public as units
from motcua.services.results import public as results
from motcua.services.results.public import Known
from motcua.sites.look.public import Limit, asking, clock

TRIES = Limit("result", most=30, seconds=300)
LARGEST = 30 * 1024 * 1024
"""Bytes of a file that is compared; it is not kept."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of a result: what is known of it, whether it is out of validity, and whether a file is the same."""

    known: Known
    office: str
    expired: bool
    by_file: bool
    signatures: tuple[SignatureFound, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def result(request: HttpRequest, code: str = "") -> HttpResponse:
    """Check a result; nothing of the person whom it is about is told. Twelve SQL queries."""
    file = request.FILES.get("tep") if request.method == "POST" else None
    given = asking.clean(request.POST.get("ma", "") if request.method == "POST" else code)[:60]
    context: dict[str, object] = {"section": "check", "code": given}
    if not given and request.method != "POST":
        return render(request, "portal/result/page.html", context)
    if TRIES.spent(request):
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = str(TRIES.seconds)
        return response
    content = file.read(LARGEST + 1) if file else b""
    if file:
        known = results.check_file(hashlib.sha256(content).hexdigest()) if len(content) <= LARGEST else None
        problem = gettext("This file is not one that we issued, or a byte of it was changed.")
    else:
        known = results.check_code(given)
        problem = gettext("No result has this code. Compare it with what is printed beside the square code.")
    if known is None:
        context |= {"problem": problem, "problem_at": "f-tep" if file else "f-ma"}
        return render(request, "portal/result/page.html", context, status=404)
    office = units.by_key([known.office]).get(known.office)
    today = timezone.localdate(clock.now())
    context["answer"] = Answer(
        known=known,
        office=office.name if office else "",
        expired=known.valid_until is not None and known.valid_until < today,
        by_file=bool(file),
        signatures=tuple(signing.signatures_in(content)) if file else (),
    )
    return render(request, "portal/result/page.html", context)
