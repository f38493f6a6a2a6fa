"""What the site must have and lacks: who must act, and where; a section that stands elsewhere is said to."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.accounts.public import TITLES, Act, Actor, Role, may
from motcua.services.news import public as news
from motcua.services.news.public import Checked, Section
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.news import ACTS, frame
from motcua.sites.desk.pages.news_acts import asked, form_page, own_unit
from motcua.sites.look.public import clock, inventory, staff, told

DONE_AT: Mapping[str, tuple[str, str | Promise, Act]] = {
    "articles": ("desk-news-write", gettext_lazy("Write an article"), Act.WRITE_NEWS),
    "documents": ("desk-document-add", gettext_lazy("Add a document"), Act.WRITE_NEWS),
    "units": ("offices", gettext_lazy("Units"), Act.KEEP_UNITS),
    "contacts": ("offices", gettext_lazy("Units"), Act.KEEP_UNITS),
    "procedures": ("catalogue", gettext_lazy("Procedures"), Act.KEEP_PROCEDURES),
    "boards": ("board", gettext_lazy("Posting"), Act.KEEP_POSTINGS),
    "figures": ("work", gettext_lazy("Work on dossiers"), Act.SEE_DOSSIERS),
    "feedback": ("feedback", gettext_lazy("Feedback"), Act.PUBLISH_FEEDBACK),
    "hours": ("calendar", gettext_lazy("Working days"), Act.KEEP_CALENDARS),
}
"""Where a section is filled that a probe looks at, and the act that this needs; what is not here fills itself."""


@dataclass(frozen=True, slots=True)
class Row:
    """A section as staff see it: how it stands, who must act, and where that is done."""

    checked: Checked
    title: str
    standing: str | Promise
    shape: str
    url: str
    keeper: str
    done_at: str
    done_said: str | Promise
    fills_itself: bool


@require_safe
@staff(*ACTS)
def sections(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what the site lacks first, then what it has. Twenty-two SQL queries."""
    today = timezone.localdate(clock.now())
    taken = inventory.taken(today)
    context = frame(actor) | {
        "taken": taken,
        "today": today,
        "missing": [_row(one, actor) for one in taken.missing],
        "present": [_row(one, actor) for one in taken.checked if not one.is_missing],
        "may_write": may(actor, Act.WRITE_NEWS),
    }
    return render(request, "desk/sections/list.html", context)


@form_page
@staff(Act.WRITE_NEWS)
def link(request: HttpRequest, actor: Actor, section: str) -> HttpResponse:
    """Say that a section stands elsewhere, or once more that it still does. Seven SQL queries to show."""
    found, known = _linked(section), news.links().get(section)
    fields = (
        Field(
            "url",
            gettext_lazy("Address where it stands"),
            needed=True,
            first=known.url if known else "https://",
            hint=gettext_lazy("Whole, with https://. Look at it before you say that it is there."),
        ),
        Field(
            "label", gettext_lazy("What the link is called"), needed=True, first=known.label if known else found.title
        ),
    )

    def act(given: Entries) -> str:
        unit = own_unit(actor)
        news.link_section(
            section=section, url=given["url"], label=given["label"], unit=unit.key, by=actor.key, at=clock.now()
        )
        return reverse("desk-sections")

    heading = gettext("Where it stands: %(title)s") % {"title": inventory.title_of(found)}
    return asked(request, actor, fields, act, heading=heading, back=reverse("desk-sections"))


@require_POST
@staff(Act.WRITE_NEWS)
def unlink(request: HttpRequest, actor: Actor, section: str) -> HttpResponse:
    """Say that a section stands elsewhere no longer."""
    _linked(section)
    news.unlink_section(section=section, unit=own_unit(actor).key, by=actor.key, at=clock.now())
    return HttpResponseRedirect(reverse("desk-sections"))


def _linked(section: str) -> Section:
    """Give a section that may stand elsewhere. :raises Http404:"""
    today = timezone.localdate(clock.now())
    found = next((one for one in news.sections_on(today).sections if one.code == section and one.linked), None)
    if found is None:
        raise Http404
    return found


def _row(one: Checked, actor: Actor) -> Row:
    probe = next(iter(one.section.probes), "")
    name, said, act = DONE_AT.get(probe.partition(".")[0], ("", "", Act.WRITE_NEWS))
    return Row(
        one,
        inventory.title_of(one.section),
        told.STANDINGS[one.standing],
        told.STANDING_SHAPES[one.standing],
        inventory.place_of(one),
        gettext(TITLES[Role(one.section.keeper)]),
        reverse(name) if name and may(actor, act) else "",
        said,
        fills_itself=not name and not one.section.linked,
    )
