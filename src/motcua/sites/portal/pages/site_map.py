"""The map of the site, for people as a page and for programs as a list of addresses, and what programs leave alone."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from motcua.services.news import public as news
from motcua.services.procedures import public as procedures
from motcua.sites.look.public import Limit, asking, clock, inventory, told
from motcua.sites.portal.pages.counting import counted

LISTED = Limit("sitemap", most=30, seconds=60)
MOST = 20_000
"""So many articles, and as many documents, stand in the list for programs; it may hold 50,000 addresses."""

PAGES = (
    ("home", gettext_lazy("Home")),
    ("portal-search", gettext_lazy("Search the whole site")),
    ("procedures", gettext_lazy("Find a procedure")),
    ("boards", gettext_lazy("Boards of the offices")),
    ("news", gettext_lazy("News")),
    ("news-documents", gettext_lazy("Documents")),
    ("feedback-public", gettext_lazy("Feedback and proposals")),
    ("performance", gettext_lazy("How the office does")),
    ("performance-snapshots", gettext_lazy("Frozen month by month")),
    ("figures", gettext_lazy("Open figures")),
    ("rated", gettext_lazy("What people answered")),
    ("inspections-published", gettext_lazy("Inspections")),
    ("office", gettext_lazy("About the office")),
    ("about", gettext_lazy("About this site")),
    ("accessibility", gettext_lazy("Accessibility statement")),
    ("personal-data", gettext_lazy("Your personal data")),
    ("site-map", gettext_lazy("Site map")),
)
"""Pages that anyone may open and any program may list: none is about a dossier or what somebody sent."""

ACTED_ON = (
    ("filing-resume", gettext_lazy("File online")),
    ("applicant", gettext_lazy("My account")),
    ("collect", gettext_lazy("Take a result home")),
    ("track", gettext_lazy("Track a dossier")),
    ("mine", gettext_lazy("Ask about your dossier with the slip")),
    ("feedback-send", gettext_lazy("Send feedback")),
    ("feedback-follow", gettext_lazy("Follow your feedback")),
    ("rating", gettext_lazy("Rate the service")),
    ("check", gettext_lazy("Check a slip")),
    ("result-check", gettext_lazy("Is this result genuine?")),
)
"""Pages on which one does something about one's own affair; the map names them to people, never to programs."""

LEFT_ALONE = (
    "work", "oversight", "account_login", "track", "mine", "feedback-send", "feedback-sent", "feedback-follow",
    "rating", "count", "performance-cited", "check", "slip-check", "result-check", "portal-search", "filing-resume",
    "applicant",
)  # fmt: skip
"""What programs are asked not to open: pages of staff, and whatever is asked about a dossier, a slip or a person."""


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the map: every page, and each section that a site must have with where it stands. Sixteen SQL queries."""
    counted(request)
    today = timezone.localdate(clock.now())
    taken = inventory.taken(today)
    context = {
        "trail": [{"name": gettext("Site map")}],
        "pages": [(reverse(name), said) for name, said in PAGES],
        "acted_on": [(reverse(name), said) for name, said in ACTED_ON],
        "taken": taken,
        "today": today,
        "sections": [
            (
                one,
                inventory.title_of(one.section),
                inventory.place_of(one),
                told.STANDINGS[one.standing],
                told.STANDING_SHAPES[one.standing],
            )
            for one in taken.checked
        ],
    }
    return render(request, "portal/site_map.html", context)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the addresses that programs may open, for search engines. Three SQL queries."""
    if LISTED.spent(request):
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = str(LISTED.seconds)
        return response
    context = {"root": asking.public_address(request), "addresses": _addresses()}
    return render(request, "portal/sitemap.xml", context, content_type="application/xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say what programs leave alone; in a demo all of it, since its data are made up. No SQL query."""
    alone = ["/"] if settings.MOTCUA_DEMO else [reverse(name) for name in LEFT_ALONE]
    allowed = [] if settings.MOTCUA_DEMO else [reverse("rated")]
    lines = ["User-agent: *", *(f"Allow: {path}" for path in allowed), *(f"Disallow: {path}" for path in alone)]
    lines += ["", f"Sitemap: {asking.public_address(request)}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _addresses() -> Iterator[tuple[str, datetime | None]]:
    """Give each address with when it last changed, where that is known."""
    yield from ((reverse(name), None) for name, _ in PAGES if name != "portal-search")
    yield from ((reverse("news-article", args=[slug]), last) for slug, last in news.article_addresses(most=MOST))
    yield from ((reverse("news-document", args=[one]), last) for one, last in news.document_addresses(most=MOST))
    shelf = procedures.shelf(on=timezone.localdate(clock.now()))
    yield from ((reverse("procedure", args=[one.code]), None) for one in shelf.procedures[: MOST // 2])
