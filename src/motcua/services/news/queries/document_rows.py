"""The states that rows of documents stand for."""

from collections.abc import Iterable, Sequence

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.services.news import models
from motcua.services.news.rules.document import Attached, DocumentState, title_words
from motcua.services.news.rules.documents import Bond, Document, Kind, Relation, Subject
from motcua.services.news.rules.words import State


def known_documents(rows: Sequence[models.Document]) -> dict[int, DocumentState]:
    """Give, by document, the state that its rows stand for. Three SQL queries."""
    keys = {unit_id: unit.key for unit_id, unit in units.by_id({row.unit_id for row in rows}).items()}
    relations, files = relations_of(rows), files_of(rows)
    return {
        row.pk: DocumentState(
            State(row.state),
            row.events,
            row.last_at,
            keys[row.unit_id],
            said_of(row, relations.get(row.pk, ()), ledger.commitment(row.abstract, bytes(row.salt))),
            tuple(
                Attached(
                    one.place,
                    one.digest,
                    ledger.commitment(title_words(one.title), bytes(one.salt)) if one.title else "",
                )
                for one in files.get(row.pk, ())
            ),
            row.told_at,
            row.proposed,
            row.proposed_by,
            row.reason,
        )
        for row in rows
    }


def said_of(row: models.Document, relations: Iterable[Relation], abstract: str) -> Document:
    """Give what stands on a document, its abstract or the commitment to it."""
    return Document(
        row.number,
        row.issued_on,
        row.issuer,
        row.signer_post,
        abstract,
        Kind(row.kind),
        Subject(row.subject),
        row.effective_from,
        row.effective_to,
        tuple(relations),
    )


def relations_of(rows: Sequence[models.Document]) -> dict[int, list[Relation]]:
    """Give what documents replace and amend, in the order in which it was written. One SQL query."""
    found: dict[int, list[Relation]] = {}
    for one in models.DocumentRelation.objects.filter(document__in=rows).order_by("pk"):
        relation = Relation(Bond(one.bond), one.number, one.issued_on, one.target_id)
        found.setdefault(one.document_id, []).append(relation)
    return found


def files_of(rows: Sequence[models.Document]) -> dict[int, list[models.DocumentFile]]:
    """Give the files of documents, by their places. One SQL query."""
    found: dict[int, list[models.DocumentFile]] = {}
    for one in models.DocumentFile.objects.filter(document__in=rows).order_by("place"):
        found.setdefault(one.document_id, []).append(one)
    return found
