"""The words and small parts that templates are made of: ``{% load look %}``."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from motcua.foundation.accounts.public import Act, may
from motcua.kernel.refusals import Refused
from motcua.services.dossiers.public import Channel, WorkRow
from motcua.sites.look import asking, charts, phrases, words
from motcua.sites.look.once import SENDING

register = template.Library()

for name in (
    "number",
    "day",
    "short_day",
    "weekday",
    "short_weekday",
    "long_day",
    "clock_time",
    "moment",
    "trace",
):
    register.filter(name, getattr(words, name))
for name in ("stacked", "from_zero", "columns"):
    register.filter(name, getattr(charts, name))
register.simple_tag(words.percent, name="percent")
register.simple_tag(words.period, name="period")

SHAPES = {"early": "early", "on_time": "ontime", "overdue": "late", "in_time": "open", "stopped": "wait"}
"""How a dossier that stands so to its due time looks; the look is also its shape."""


@register.simple_tag
def sending() -> SafeString:
    """Give a form the key by which it acts once, however often it is sent."""
    return format_html('<input type="hidden" name="{}" value="{}">', SENDING, secrets.token_hex(16))


@register.simple_tag(takes_context=True)
def opens(context: Context, act: str) -> bool:
    """Say whether the post that reads the page may do an act anywhere."""
    return may(context.get("actor"), Act(act))


@register.simple_tag
def icon(shape: str, css: str = "") -> SafeString:
    """Draw one of the shapes of ``look/symbols.html``; it says nothing aloud, the word beside it does."""
    return format_html('<svg class="ic {}" aria-hidden="true"><use href="#i-{}"/></svg>', css, shape)


@register.simple_tag
def standing(word: str, text: str = "") -> SafeString:
    """Say how a dossier stands, in colour, shape and word."""
    shown = text or phrases.standing_said(word)
    shape = SHAPES[word]
    return format_html('<span class="tag tag--{}">{}{}</span>', shape, icon(shape), shown[:1].upper() + shown[1:])


@register.simple_tag
def fig(count: int, url: str = "", said: str = "", css: str = "") -> SafeString:
    """
    Write a figure. It is a door to its rows, under the double rule of a closed sum; none is plain "0".

    :param said: what is counted, for those who hear the page: "380 {said}".
    """
    shown = words.number(count)
    if not count or not url:
        return format_html('<span class="num">{}</span>', shown)
    if said:
        label = gettext("%(count)s %(what)s") % {"count": shown, "what": said}
        return format_html('<a class="fig num {}" href="{}" aria-label="{}">{}</a>', css, url, label, shown)
    return format_html('<a class="fig num {}" href="{}">{}</a>', css, url, shown)


@register.simple_tag
def paint(fill: str, css: str = "") -> SafeString:
    """Write how a part of a chart is filled, as attributes of its shape."""
    if fill in charts.PATTERNS:
        return format_html('class="{}" fill="url(#{})"', css, charts.PATTERNS[fill])
    return format_html('class="f-{} {}"', fill, css)


@register.simple_tag
def problem(field: str, refusal: Refused) -> str:
    """Say which field of a question is wrong, what was given, and what would be right."""
    return asking.problem_said(field, refusal)


@register.filter
def in_words(parts: Sequence[charts.Part]) -> str:
    """Say a chart aloud: label and number of each part."""
    return "; ".join(f"{part.label} {part.said or words.number(part.count)}" for part in parts)


@register.filter
def heard(points: Sequence[charts.Point]) -> str:
    """Say a line aloud: label and value of each point, and where nothing is known."""
    return "; ".join(f"{point.label}: {point.said or gettext('no figures yet')}" for point in points)


@register.filter
def at(known: Mapping[str, Any], key: str) -> Any:
    """Give what stands under a key that is no word of the template language; None where nothing does."""
    return known.get(key)


@register.simple_tag
def when(at: date | datetime, style: str = "day") -> SafeString:
    """Write a day or an instant so that machines read it too. ``style`` names a filter of :mod:`words`."""
    written = getattr(words, style)(at)
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), written)


@register.simple_tag
def left(row: WorkRow) -> SafeString:
    """Say how many days a dossier of a list has left, in colour, shape and word."""
    due_today = row.standing == "in_time" and row.days_left == 0
    return standing("on_time" if due_today else row.standing, phrases.days_left_said(row.standing, row.days_left))


@register.simple_tag
def state(row: WorkRow) -> str:
    """Name the state of a dossier of a list."""
    return phrases.state_said(row.state, row.waits_for)


@register.simple_tag
def channel(word: Channel) -> str:
    """Name a channel."""
    return str(phrases.CHANNELS[word])
