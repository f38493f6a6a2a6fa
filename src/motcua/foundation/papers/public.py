"""Papers as PDF and DOCX: the same input gives the same bytes, on every machine."""

from motcua.foundation.papers.official import batch_pdf, document_pdf
from motcua.foundation.papers.rendering import render, sheet_pdf, slip_pdf
from motcua.foundation.papers.rules.documents import (
    Appendix,
    Block,
    Centred,
    Check,
    Document,
    Figure,
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
from motcua.foundation.papers.rules.slips import Slip, SlipProof, SlipTable
from motcua.foundation.papers.word.filling import BrokenTemplate, document_docx, office_template
from motcua.foundation.papers.word.template import default_template

__all__ = [
    "Appendix",
    "Block",
    "BrokenTemplate",
    "Centred",
    "Check",
    "Column",
    "Document",
    "Figure",
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
    "Slip",
    "SlipProof",
    "SlipTable",
    "Table",
    "Words",
    "batch_pdf",
    "day_in_words",
    "default_template",
    "document_docx",
    "document_pdf",
    "office_template",
    "paragraphs",
    "render",
    "sheet_pdf",
    "slip_pdf",
]
