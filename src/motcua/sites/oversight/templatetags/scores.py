"""Points as the pages write them: ``{% load scores %}``."""

from collections.abc import Mapping
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from motcua.reform.scorecards import public as scorecards
from motcua.reform.scorecards.public import ScoreState
from motcua.sites.oversight.pages.scorecards.filling import Filling, last_remark
from motcua.sites.oversight.scoring import Row

register = template.Library()


@register.filter
def points(value: Decimal | None) -> str:
    """Write points with two decimals; a dash where nobody has said any."""
    return "–" if value is None else scorecards.points(value)


@register.simple_tag
def entered(form: Filling, name: str, number: int, stands: object = "") -> str:
    """Give what a field shows: what was entered, else what stands."""
    if form.request.method == "POST":
        return form.text(f"{name}-{number}")
    return points(stands) if isinstance(stands, Decimal) else "" if stands is None else str(stands)


@register.simple_tag
def remark(row: Row, about: str) -> str:
    """Give what was written last about a component."""
    return last_remark(row, about)


@register.simple_tag
def problem_at(problems: Mapping[str, str], name: str, number: int) -> str:
    """Give what is wrong with a field of a component; empty where nothing is."""
    return problems.get(f"{name}-{number}", "")


@register.simple_tag
def stage(state: ScoreState) -> SafeString:
    """Say how far a score has come, in colour, shape and word; that it came late stays beside it."""
    shape, word = {
        "open": ("open", gettext("Not submitted")),
        "submitted": ("ontime", gettext("Submitted")),
        "verified": ("ok", gettext("Verified whole")),
    }[state.stage]
    tag = '<span class="tag tag--{0}"><svg class="ic" aria-hidden="true"><use href="#i-{0}"/></svg>{1}</span>'
    late = format_html(tag, "late", gettext("Submitted late")) if state.late else ""
    return format_html("{} {}", format_html(tag, shape, word), late)
