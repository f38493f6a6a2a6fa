"""Papers as PDF and DOCX: the same input gives the same bytes, on every machine."""

from motcua.foundation.papers.official import batch_pdf, document_pdf
from motcua.foundation.papers.rendering import render, sheet_pdf
from motcua.foundation.papers.rules.documents import (
    Appendix,
    Block,
    Centred,
    Check,
    Document,
    Heading,
    Level,
    Listing,
    NotADocument,
    Note,
    Paragraph,
    Run,
    Signature,
    Table,
    Words,
    day_in_words,
    paragraphs,
)
from motcua.foundation.papers.rules.sheets import Column, NotASheet, Sheet

__all__ = [
    "Appendix",
    "Block",
    "Centred",
    "Check",
    "Column",
    "Document",
    "Heading",
    "Level",
    "Listing",
    "NotADocument",
    "NotASheet",
    "Note",
    "Paragraph",
    "Run",
    "Sheet",
    "Signature",
    "Table",
    "Words",
    "batch_pdf",
    "day_in_words",
    "document_pdf",
    "paragraphs",
    "render",
    "sheet_pdf",
]
