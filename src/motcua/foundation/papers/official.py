"""Official documents as PDF, one or many in a file."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import segno

from motcua.foundation.papers.rendering import TEMPLATES, places_in, render
from motcua.foundation.papers.rules.documents import (
    Block,
    Document,
    Figure,
    Heading,
    Listing,
    NotADocument,
    Paragraph,
    Table,
    Words,
    runs,
)
from motcua.foundation.papers.rules.sheets import heads
from motcua.kernel.refusals import gettext_noop

Plain = dict[str, Any]


def document_pdf(document: Document, *, on: date) -> bytes:
    """Set an official document on A4. :param on: the day of the act."""
    return batch_pdf([document], on=on)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something comes into a page: its number from 0, and left, bottom, right and top in points."""

    page: int
    box: tuple[float, float, float, float]


def open_pdf(document: Document, *, on: date) -> tuple[bytes, dict[str, Place]]:
    """
    Set a document that is signed later, and say where its number, day, signature and seal come.

    :raises NotADocument: if it is not open.
    """
    if not document.open:
        raise NotADocument(gettext_noop("this document leaves no place open"), field="open")
    data = {"two_sided": False, "documents": [_plain(document, on)]}
    pictures = {one.name: one.content for one in _figures(document)}
    made, found = places_in(TEMPLATES / "document.typ", data, on=on, pictures=pictures)
    return made, {
        one["name"]: Place(
            one["page"] - 1,
            (one["x"], A4_HEIGHT - one["y"] - one["height"], one["x"] + one["width"], A4_HEIGHT - one["y"]),
        )
        for one in found
    }


A4_HEIGHT = 841.89
"""In points."""


def batch_pdf(documents: Sequence[Document], *, on: date, two_sided: bool = False) -> bytes:
    """
    Set many documents in one file, to print them in one go. Pages are counted anew in each.

    :param two_sided: whether each begins on an odd page, so that no sheet of paper carries two of them.
    :raises NotADocument: if there are none.
    """
    if not documents:
        raise NotADocument(gettext_noop("there is no document to print"), field="documents")
    data = {"two_sided": two_sided, "documents": [_plain(document, on) for document in documents]}
    pictures = {one.name: one.content for document in documents for one in _figures(document)}
    return render(TEMPLATES / "document.typ", data, on=on, pictures=pictures)


def _figures(document: Document) -> Iterator[Figure]:
    for blocks in (document.blocks, *(one.blocks for one in document.appendices)):
        yield from (block for block in blocks if isinstance(block, Figure))


def _plain(document: Document, on: date) -> Plain:
    """Give a document as what JSON can say."""
    check = document.check
    return {
        "above": document.above,
        "issuer": document.issuer,
        "number": document.number_line(),
        "day": document.day_line(on),
        "kind": document.kind,
        "about": document.about,
        "draft": document.draft,
        "open": document.open,
        "addressees": document.addressee_lines(),
        "blocks": [_block(block) for block in document.blocks],
        "signatures": [asdict(signature) for signature in document.signatures],
        "receivers": document.receiver_lines(),
        "appendices": [
            {"number": one.number, "title": one.title, "blocks": [_block(block) for block in one.blocks]}
            for one in document.appendices
        ],
        "belongs": document.belongs(on),
        "check": check and {**asdict(check), "qr": segno.make(check.address, error="m").svg_inline(border=0)},
    }


def _block(block: Block) -> Plain:
    """Give a block, named for what it is."""
    match block:
        case Heading(level):
            return {"is": "heading", "level": level, "number": block.counted(), "title": block.title}
        case Listing(items):
            return {
                "is": "list",
                "items": [[mark, _runs(item)] for mark, item in zip(block.marks(), items, strict=True)],
            }
        case Table(columns, rows, caption):
            return {
                "is": "table",
                "columns": [asdict(column) for column in columns],
                "heads": list(heads(columns)),
                "rows": [[_runs(cell) for cell in row] for row in rows],
                "caption": caption,
            }
        case Figure(_, caption, alt):
            return {"is": "figure", "picture": block.name, "caption": caption, "alt": alt or caption}
        case Paragraph(words, number):
            introduces = block.introduces()
            return {"is": "paragraph", "number": number, "words": _runs(words), "introduces": introduces}
        case _:
            return {"is": "centred", "words": _runs(block.words)}


def _runs(words: Words) -> list[Plain]:
    return [asdict(run) for run in runs(words)]
