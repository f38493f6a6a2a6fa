"""The words of conclusions in templates: ``{% load conclusion %}``."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext

from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import PART_OF, Changed, StatementKind
from motcua.sites.look import words

register = template.Library()


@register.filter
def iso_day(text: str) -> str:
    """Write a day that stands in a signed conclusion."""
    return words.day(date.fromisoformat(text))


@register.filter
def visit_days(places: Iterable[Mapping[str, Any]]) -> list[str]:
    """Give the days on which places were visited, each once, in order."""
    return [iso_day(day) for day in sorted({place["visit_on"] for place in places})]


@register.filter
def now_said(changed: Changed) -> str:
    """Write what a fixed figure would be now."""
    return inspections.said(changed.now, changed.fixed.ref.part)


@register.filter
def part_title(kind: StatementKind) -> str:
    """Name the part of a conclusion in which statements of a kind stand."""
    return gettext(PART_OF[kind])


@register.filter
def translated(text: str) -> str:
    """Say a text that is declared in English."""
    return gettext(text)
