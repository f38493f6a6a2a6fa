"""The way through the oversight: ``{% load oversight %}``."""

from dataclasses import dataclass

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.foundation.accounts.public import Act, may

register = template.Library()

PLACES = (
    ("oversight", gettext_lazy("Figures"), (Act.SEE_FIGURES,)),
    ("oversight-dashboard", gettext_lazy("Overview"), (Act.SEE_FIGURES,)),
    ("indicators", gettext_lazy("Indicators"), (Act.SEE_FIGURES,)),
    ("forms", gettext_lazy("Forms"), (Act.SEE_FIGURES,)),
    ("scorecards", gettext_lazy("Scorecards"), (Act.SEE_FIGURES,)),
    ("registers", gettext_lazy("Registers"), (Act.SEE_REGISTERS,)),
    ("reconciliation", gettext_lazy("Reconciliation"), (Act.SEE_DOSSIERS,)),
    ("signals", gettext_lazy("Signals"), (Act.SEE_FIGURES,)),
    ("inspections", gettext_lazy("Inspections"), (Act.INSPECT, Act.SIGN_INSPECTIONS, Act.ANSWER_INSPECTIONS)),
)
"""The name of each address, what it is called, and the acts of which one opens it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the navigation, and whether the page that is read stands under it."""

    name: str | Promise
    url: str
    here: bool


@register.simple_tag(takes_context=True)
def places(context: Context) -> list[Entry]:
    """Give the entries that are open to the post that reads the page; of those it stands under, the nearest is here."""
    actor, path = context.get("actor"), context["request"].path
    entries = [(name, reverse(address)) for address, name, acts in PLACES if any(may(actor, act) for act in acts)]
    nearest = max((url for _, url in entries if path.startswith(url)), key=len, default="")
    return [Entry(name, url, url == nearest) for name, url in entries]
