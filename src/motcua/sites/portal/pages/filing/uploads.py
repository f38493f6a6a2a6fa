"""A file comes piece by piece, after the core of the tus protocol 1.0: announced, sent on from where it broke off."""

import base64
import binascii

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from motcua.kernel.refusals import Refused
from motcua.services.filing import public as filing
from motcua.services.filing.public import ApplicationView, Arrived
from motcua.sites.look.public import asking, clock
from motcua.sites.portal.pages.filing.holding import own

VERSION = "1.0.0"
PIECE = 1_000_000
"""So many bytes a piece has at the most: a form of more is refused before it is read."""


@require_POST
@own
def begin(request: HttpRequest, view: ApplicationView, paper: str) -> HttpResponse:
    """
    Announce a file of a paper: ``Upload-Length`` its size, ``Upload-Metadata`` its name in base64. Eight SQL queries.

    201 with the address at which its pieces are taken; 400 with the reason where it will not be taken.
    """
    size = _number(request.headers.get("Upload-Length", ""))
    try:
        if size is None:
            raise Refused(gettext("the size of the file is missing"), field="file")
        made = filing.begin(application=view.id, paper=paper, name=_name(request), size=size, at=clock.now())
    except Refused as refusal:
        return _refused(refusal)
    answer = _answer(made, 201)
    answer.headers["Location"] = reverse("filing-upload-piece", kwargs={"number": view.id, "token": made.token})
    return answer


@require_http_methods(["HEAD", "PATCH"])
@own
def piece(request: HttpRequest, view: ApplicationView, token: str) -> HttpResponse:
    """
    Say how much came (``HEAD``), or take the next piece (``PATCH`` with ``Upload-Offset``). Twenty SQL queries at most.

    With the last piece the file is kept: 200 with the SHA-256 of what came and of what is kept, or 400 with the reason
    for which it is not. 409 where a piece does not follow what came: ask again how much that is.
    """
    came = filing.arrived(token)
    if came is None or came.application != view.id:
        raise Http404
    if request.method == "HEAD":
        answer = _answer(came, 200)
        answer.headers["Upload-Length"] = str(came.size)
        answer.headers["Cache-Control"] = "no-store"
        return answer
    offset = _number(request.headers.get("Upload-Offset", ""))
    if request.content_type != "application/offset+octet-stream" or offset is None:
        return JsonResponse({"reason": gettext("the piece does not follow what came")}, status=400)
    content = request.read(PIECE + 1)
    if len(content) > PIECE:
        return JsonResponse({"reason": gettext("the piece is too large"), "most": PIECE}, status=413)
    try:
        after = filing.append(token=token, offset=offset, content=content)
    except filing.OutOfStep as refusal:
        answer = _refused(refusal, 409)
        answer.headers["Upload-Offset"] = str(came.received)
        return answer
    if not after.whole:
        return _answer(after, 204)
    try:
        kept, digest = filing.finish(token=token, at=clock.now())
    except Refused as refusal:
        return _refused(refusal)
    answer = JsonResponse({"received": digest, "kept": kept.digest, "size": after.size})
    answer.headers["Tus-Resumable"], answer.headers["Upload-Offset"] = VERSION, str(after.received)
    return answer


def _answer(upload: Arrived, status: int) -> HttpResponse:
    answer = HttpResponse(status=status)
    answer.headers["Tus-Resumable"], answer.headers["Upload-Offset"] = VERSION, str(upload.received)
    return answer


def _refused(refusal: Refused, status: int = 400) -> HttpResponse:
    return JsonResponse({"reason": refusal.reason(gettext)}, status=status)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def _name(request: HttpRequest) -> str:
    """Read the file's name from the metadata; a file without a name that can be read has none."""
    for part in request.headers.get("Upload-Metadata", "").split(","):
        key, _, value = part.strip().partition(" ")
        if key == "filename":
            try:
                return asking.printable(base64.b64decode(value, validate=True).decode())[:200]
            except (binascii.Error, UnicodeDecodeError):
                return ""
    return ""
