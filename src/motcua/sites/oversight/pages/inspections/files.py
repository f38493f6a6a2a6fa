"""Papers of the start as files, each with the way to its check."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from motcua.foundation.papers import public as papers
from motcua.reform.inspections.public import Signing

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""The kinds of files, and what they are for the reader's program."""

TRACE = 16
"""How many digits of a trace are printed; enough that no other begins so."""


def checked(request: HttpRequest, signed: Signing | None) -> papers.Check | None:
    """Give where a paper can be checked; a draft nowhere."""
    if signed is None:
        return None
    trace = signed.leaf[:TRACE]
    address = request.build_absolute_uri(f"{reverse('check')}?dau-vet={trace}")
    spaced = " ".join(trace[start : start + 4] for start in range(0, TRACE, 4))
    return papers.Check(address, f"Kiểm tra tại {request.get_host()}{reverse('check')} · dấu vết {spaced}")


def paper(document: papers.Document, kind: str, name: str, *, on: date) -> HttpResponse:
    """Give a paper as a file. :raises Http404: if there is no such kind."""
    if kind not in TYPES:
        raise Http404
    content = papers.document_pdf(document, on=on) if kind == "pdf" else papers.document_docx(document, on=on)
    return HttpResponse(
        content,
        content_type=TYPES[kind],
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=kind != "pdf", filename=f"{name}.{kind}")
        },
    )
