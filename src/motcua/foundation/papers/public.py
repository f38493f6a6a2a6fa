"""Papers as PDF and DOCX: the same input gives the same bytes, on every machine."""

from motcua.foundation.papers import heads
from motcua.foundation.papers.declarations import declaration_pdf
from motcua.foundation.papers.official import Place, batch_pdf, document_pdf, open_pdf
from motcua.foundation.papers.postings import board_pdf
from motcua.foundation.papers.rendering import render, sheet_pdf, slip_pdf
from motcua.foundation.papers.rules.declarations import Declaration, DeclaredPart
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
from motcua.foundation.papers.rules.postings import Board, IndexLine, PostingPart, PostingSheet, PostingTable
from motcua.foundation.papers.rules.sheets import Column, NotASheet, Sheet
from motcua.foundation.papers.rules.slips import Slip, SlipProof, SlipTable
from motcua.foundation.papers.word.filling import BrokenTemplate, document_docx, office_template
from motcua.foundation.papers.word.slips import slip_docx
from motcua.foundation.papers.word.template import default_template

__all__ = [
    "Appendix",
    "Block",
    "Board",
    "BrokenTemplate",
    "Centred",
    "Check",
    "Column",
    "Declaration",
    "DeclaredPart",
    "Document",
    "Figure",
    "Heading",
    "IndexLine",
    "Level",
    "Listing",
    "NotADocument",
    "NotASheet",
    "Note",
    "Paragraph",
    "Place",
    "PostingPart",
    "PostingSheet",
    "PostingTable",
    "Run",
    "Sheet",
    "Signature",
    "Slip",
    "SlipProof",
    "SlipTable",
    "Table",
    "Words",
    "batch_pdf",
    "board_pdf",
    "day_in_words",
    "declaration_pdf",
    "default_template",
    "document_docx",
    "document_pdf",
    "heads",
    "office_template",
    "open_pdf",
    "paragraphs",
    "render",
    "sheet_pdf",
    "slip_docx",
    "slip_pdf",
]
