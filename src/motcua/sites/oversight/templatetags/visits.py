"""Words of a visit in templates: ``{% load visits %}``."""

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.reform.inspections.public import Answer, Asks, Question

register = template.Library()

ASKED: Mapping[Asks, str | Promise] = {
    Asks.EVIDENCE: gettext_lazy("Ask to see the paper."),
    Asks.OBSERVATION: gettext_lazy("Look on the spot."),
    Asks.REGISTER: gettext_lazy("Look into the register."),
    Asks.INDICATOR: "",
}
SHAPES = {Answer.YES: "early", Answer.PARTLY: "wait", Answer.NO: "late", Answer.NOT_APPLICABLE: "open"}
"""The shapes of answers."""


@register.simple_tag
def asked_for(question: Question) -> str:
    """Say what to do at a line of which the program knows nothing."""
    return str(ASKED[question.asks])


@register.simple_tag
def finding_count(findings: Mapping[str, int], line: str) -> int:
    """Count the findings of a line."""
    return findings.get(line, 0)


@register.filter
def answer_shape(answer: str) -> str:
    """Give the shape and the colour that an answer is drawn in."""
    return SHAPES[Answer(answer)]
