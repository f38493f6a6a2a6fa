"""Recommendations as the pages tell them: ``{% load recommendations %}``."""

from collections.abc import Mapping
from datetime import date

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext

from motcua.reform.inspections.public import REMEDY_TITLES, STANDING_TITLES, RecommendationAct, RecommendationState
from motcua.reform.registers.public import FIELD_TITLES, ReformField
from motcua.sites.look.public import words

register = template.Library()

SHAPES = {
    "proposed": "open",
    "reserved": "wait",
    "open": "open",
    "reported": "wait",
    "verified": "ontime",
    "closed": "early",
    "withdrawn": "wait",
}
"""How a recommendation that stands so looks; the look is also its shape."""

HAPPENED: Mapping[RecommendationAct, str | Promise] = {
    RecommendationAct.PROPOSED: gettext_lazy("Recommended"),
    RecommendationAct.ACCEPTED: gettext_lazy("Accepted by the unit"),
    RecommendationAct.RESERVED: gettext_lazy("The unit holds another view"),
    RecommendationAct.UPHELD: gettext_lazy("The recommendation stands"),
    RecommendationAct.WITHDRAWN: gettext_lazy("Taken back"),
    RecommendationAct.ASSIGNED: gettext_lazy("Another post answers for it"),
    RecommendationAct.EXTENSION_ASKED: gettext_lazy("More time asked for, until"),
    RecommendationAct.EXTENSION_GRANTED: gettext_lazy("More time given, until"),
    RecommendationAct.EXTENSION_REFUSED: gettext_lazy("The term stays"),
    RecommendationAct.EVIDENCED: gettext_lazy("Evidence added"),
    RecommendationAct.REPORTED: gettext_lazy("The unit reported it as done"),
    RecommendationAct.VERIFIED: gettext_lazy("Verified as done"),
    RecommendationAct.RETURNED: gettext_lazy("Sent back, for something is missing"),
    RecommendationAct.ESCALATED: gettext_lazy("Taken up to the unit above"),
    RecommendationAct.CLOSED: gettext_lazy("The recommendation was closed"),
    RecommendationAct.REOPENED: gettext_lazy("Opened again, to be reported until"),
    RecommendationAct.SEEN: gettext_lazy("The figure that it watches has come to be well"),
}


@register.simple_tag
def remedy(state: RecommendationState, today: date) -> SafeString:
    """Say how far a recommendation has come, in colour, shape and word; that it is overdue stands first."""
    if state.overdue(today):
        days = (today - state.due_on).days
        said = ngettext("overdue by %(days)s day", "overdue by %(days)s days", days) % {"days": words.number(days)}
        return _tag("late", said)
    return _tag(SHAPES[state.standing.value], gettext(STANDING_TITLES[state.standing]))


@register.simple_tag
def happened(act: RecommendationAct, payload: Mapping[str, str]) -> str:
    """Say what happened, with the day that it names."""
    day = payload.get("until") or payload.get("due_on")
    if day and act is not RecommendationAct.PROPOSED:
        return f"{HAPPENED[act]} {words.day(date.fromisoformat(day))}"
    return str(HAPPENED[act])


@register.filter
def remedy_kind(state: RecommendationState) -> str:
    """Say what is asked for: to mend, or to prevent."""
    return gettext(REMEDY_TITLES[state.kind])


@register.filter
def reform_field(value: str) -> str:
    """Name a field of reform."""
    return gettext(FIELD_TITLES[ReformField(value)])


@register.filter
def entry(given: Mapping[str, str], field: str) -> str:
    """Give what was entered in a field of a form that is shown again."""
    return given.get(field, "")


def _tag(shape: str, said: str) -> SafeString:
    icon = format_html('<svg class="ic" aria-hidden="true"><use href="#i-{}"/></svg>', shape)
    return format_html('<span class="tag tag--{}">{}{}</span>', shape, icon, said[:1].upper() + said[1:])
