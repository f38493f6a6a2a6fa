"""Papers as PDF: the same input gives the same bytes, on every machine."""

from motcua.foundation.papers.rendering import render, sheet_pdf
from motcua.foundation.papers.rules.sheets import Column, NotASheet, Sheet

__all__ = ["Column", "NotASheet", "Sheet", "render", "sheet_pdf"]
