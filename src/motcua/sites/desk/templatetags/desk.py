"""The way through the desk: ``{% load desk %}``."""

from dataclasses import dataclass

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.foundation.accounts.public import Act, may

register = template.Library()

PLACES = (
    ("counter", gettext_lazy("The counter"), Act.RECEIVE),
    ("certify", gettext_lazy("Same-day lane"), Act.RECEIVE),
    ("work", gettext_lazy("Work on dossiers"), Act.SEE_DOSSIERS),
    ("lateness", gettext_lazy("Late, and about to be"), Act.PROCESS, Act.DECIDE),
    ("results-to-sign", gettext_lazy("To be signed"), Act.DECIDE),
    ("results-to-issue", gettext_lazy("To be issued"), Act.ISSUE),
    ("results-to-collect", gettext_lazy("To be collected"), Act.RETURN),
    ("requests", gettext_lazy("Asked by applicants"), Act.RECEIVE, Act.PROCESS, Act.DECIDE),
    ("privacy", gettext_lazy("Personal data"), Act.RECEIVE, Act.DECIDE),
    ("till", gettext_lazy("The till"), Act.RECEIVE, Act.ISSUE, Act.CONFIRM),
    ("notices", gettext_lazy("Notices"), Act.RECEIVE, Act.DECIDE, Act.KEEP_PROCEDURES),
    ("feedback", gettext_lazy("Feedback"), Act.SEE_DOSSIERS),
    ("slips", gettext_lazy("Satisfaction"), Act.SEE_DOSSIERS),
    ("board", gettext_lazy("Posting"), Act.KEEP_POSTINGS, Act.SEE_REGISTERS),
    ("desk-news", gettext_lazy("News and documents"), Act.WRITE_NEWS, Act.PUBLISH_NEWS),
    ("absences", gettext_lazy("Stand-ins"), Act.PROCESS, Act.DECIDE, Act.ISSUE),
    ("catalogue", gettext_lazy("Procedures"), Act.KEEP_PROCEDURES),
    ("result-templates", gettext_lazy("Templates of results"), Act.KEEP_PROCEDURES),
    ("offices", gettext_lazy("Units"), Act.KEEP_UNITS),
    ("posts", gettext_lazy("Posts and people"), Act.KEEP_PEOPLE),
    ("calendar", gettext_lazy("Working days"), Act.KEEP_CALENDARS),
    ("rule-sets", gettext_lazy("Rules"), Act.KEEP_RULES, Act.CONFIRM),
    ("own-portal", gettext_lazy("Filing on this portal"), Act.KEEP_PROCEDURES),
    ("number-books", gettext_lazy("Number books"), Act.ISSUE, Act.KEEP_PROCEDURES),
    ("taking-in-kinds", gettext_lazy("Take lists in"), Act.KEEP_UNITS, Act.KEEP_PEOPLE, Act.KEEP_PROCEDURES),
    ("looks", gettext_lazy("Reading log"), Act.SEE_LOOKS),
)
"""The name of each address, what it is called, and the acts any of which opens it."""


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
    entries = [
        (name, url)
        for address, name, *acts in PLACES
        if any(may(actor, act) for act in acts) and (url := _address(address))
    ]
    nearest = max((url for _, url in entries if path.startswith(url)), key=len, default="")
    return [Entry(name, url, url == nearest) for name, url in entries]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
