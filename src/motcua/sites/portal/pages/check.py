"""Whether what is printed on a slip, or kept as a proof, is still what is stored."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused
from motcua.services.dossiers import public as dossiers
from motcua.sites.look.public import Limit, asking, phrases

LARGEST = 64 * 1024
"""Bytes of a proof; a true one has about two thousand."""

TRACES = Limit("trace", most=60, seconds=60)


@dataclass(frozen=True, slots=True)
class Found:
    """An event that a trace or a proof leads to; the proof is None until it is sealed."""

    leaf: str
    what: str
    occurred_at: datetime
    recorded_at: datetime
    proof: ledger.Proof | None
    compared: bool
    from_file: bool

    @property
    def place(self) -> int | None:
        """Give its place in the ledger, the first being 1."""
        return self.proof.index + 1 if self.proof else None


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Check a trace, alone or with the code beside it, or a proof that was kept. Thirty SQL queries at most."""
    trace, code = (asking.clean(request.GET.get(name, "")) for name in ("dau-vet", "ma"))
    context: dict[str, Any] = {
        "section": "check",
        "trace_given": trace,
        "code_given": code,
        "public_key": ledger.status().verifier_key,
    }
    if request.method != "POST" and not trace:
        return render(request, "portal/check/page.html", context)
    if TRACES.spent(request):
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = str(TRACES.seconds)
        return response
    where = "tep" if request.method == "POST" else "dv"
    try:
        found = _by_file(request) if request.method == "POST" else _by_trace(trace, code)
    except Refused as refusal:
        context |= {"problem": refusal.reason(gettext), "problem_at": where}
        return render(request, "portal/check/page.html", context, status=400)
    context["found" if isinstance(found, Found) else "nothing"] = found
    return render(request, "portal/check/page.html", context, status=200 if isinstance(found, Found) else 404)


@require_safe
def proof(request: HttpRequest, leaf: str) -> HttpResponse:
    """Give the proof of an event as a file, to whoever has the whole trace. Thirty SQL queries at most."""
    event = ledger.find(leaf)
    if event is None:
        raise Http404
    response = HttpResponse(ledger.prove(event.id).as_file(), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="motcua-{leaf[:8]}.json"'
    return response


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """Give the stand-alone verifier, as the file that it is."""
    response = HttpResponse(ledger.verifier_source(), content_type="text/x-python; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="motcua_verify.py"'
    return response


def _by_trace(trace: str, code: str) -> Found | str:
    event = ledger.find(trace)
    if event is None:
        return gettext("Nothing in the ledger has a trace that begins so.")
    if code:
        status = None if len(code) > 64 else dossiers.stream_of(code)
        if status != event.stream:
            return gettext("There is such a trace, but it does not belong to the dossier %(code)s.") % {"code": code}
    return _found(event, compared=bool(code), from_file=False)


def _by_file(request: HttpRequest) -> Found | str:
    file = request.FILES.get("tep")
    kept = ledger.read_proof(file.read(LARGEST) if file else b"")
    ledger.check_proof(kept)
    event = ledger.find(kept.leaf.hex())
    if event is None or event.position != kept.index:
        return gettext(
            "The proof is sound, but the ledger no longer holds what it proves. Keep the file: it is evidence."
        )
    return _found(event, compared=False, from_file=True)


def _found(event: ledger.Event, *, compared: bool, from_file: bool) -> Found:
    try:
        proof: ledger.Proof | None = ledger.prove(event.id)
    except ledger.NotSealed:
        proof = None
    return Found(
        leaf=event.leaf.hex(),
        what=phrases.recorded_said(event.kind),
        occurred_at=event.occurred_at,
        recorded_at=event.recorded_at,
        proof=proof,
        compared=compared,
        from_file=from_file,
    )
