"""Where the figures of the oversight lead."""

from typing import Literal

from django.urls import reverse

from motcua.reform.indicators.public import By
from motcua.sites.look.public import answering, asking

PART = "phan"
PARTS: dict[Literal["counts", "population"], str] = {"counts": "tu-so", "population": "mau-so"}
"""How an address says which rows are asked for: those of the numerator or those of the denominator."""


def indicator_url(code: str, question: asking.Question) -> str:
    """Give the address of an indicator's page."""
    return f"{reverse('indicator', kwargs={'code': code})}?{question.query()}"


def rows_url(
    code: str,
    question: asking.Question,
    part: Literal["counts", "population"] = "counts",
    group: tuple[By, str] | None = None,
) -> str:
    """Give the address of the rows behind an indicator, or behind one line of its breakdown."""
    split = {answering.BY: answering.BY_WORDS[group[0]], answering.GROUP: group[1]} if group else {}
    return f"{reverse('indicator-rows', kwargs={'code': code})}?{question.query(**{PART: PARTS[part]}, **split)}"
