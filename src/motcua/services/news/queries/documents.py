"""Documents as pages need them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from motcua.services.news import models
from motcua.services.news.rules.documents import Document


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document of the list: its number there, whose entry it is, and what it says."""

    id: int
    unit_id: int
    document: Document


def documents(*, unit_ids: Collection[int] | None = None, offset: int = 0, most: int = 20) -> list[DocumentView]:
    """List the documents that are told, the newest first; without units those of all. One SQL query."""
    rows = _rows(unit_ids).order_by("-issued_on", "-pk")[offset : offset + most]
    return [_view(row) for row in rows]


def document_count(*, unit_ids: Collection[int] | None = None) -> int:
    """Count the documents that :func:`documents` would list. One SQL query."""
    return _rows(unit_ids).count()


def document(document_id: int) -> DocumentView | None:
    """Give a document that is told; None if there is none. One SQL query."""
    row = models.Document.objects.filter(pk=document_id, withdrawn=False).first()
    return _view(row) if row else None


def _rows(unit_ids: Collection[int] | None) -> QuerySet[models.Document]:
    rows = models.Document.objects.filter(withdrawn=False)
    return rows if unit_ids is None else rows.filter(unit_id__in=unit_ids)


def _view(row: models.Document) -> DocumentView:
    said = Document(
        row.number,
        row.issued_on,
        row.issuer,
        row.signer_post,
        row.abstract,
        row.digest,
        row.effective_from,
        row.effective_to,
    )
    return DocumentView(row.pk, row.unit_id, said)
