"""The papers that the one-stop rules prescribe, by the date of the act, each issued with its leaf and its secret."""

from motcua.services.paperwork.actions.issuing import Issued, UnknownPaper, as_docx, as_one_pdf, as_pdf, forget, issue
from motcua.services.paperwork.queries.papers import (
    Checked,
    PaperLine,
    can_be_issued,
    check_secret,
    dossier_of_slip,
    paper_of,
    papers_of,
)
from motcua.services.paperwork.rules.editions import EDITIONS, Edition, Form, NoSuchForm, edition_on, form_on
from motcua.services.paperwork.writing import NothingToWrite

__all__ = [
    "EDITIONS",
    "Checked",
    "Edition",
    "Form",
    "Issued",
    "NoSuchForm",
    "NothingToWrite",
    "PaperLine",
    "UnknownPaper",
    "as_docx",
    "as_one_pdf",
    "as_pdf",
    "can_be_issued",
    "check_secret",
    "dossier_of_slip",
    "edition_on",
    "forget",
    "form_on",
    "issue",
    "paper_of",
    "papers_of",
]
