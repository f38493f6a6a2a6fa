"""Which openings of a page are visits: those by people, not those of programs or of a browser that looks ahead."""

from django.http import HttpRequest

from motcua.services.news import public as news
from motcua.sites.look.public import clock

AHEAD = ("Sec-Purpose", "Purpose", "X-Moz")
"""The heads by which a browser says that it fetches a page that nobody has asked for yet."""


def counted(request: HttpRequest) -> None:
    """Count an opening of a page, unless nobody reads it. No address and no cookie is looked at."""
    ahead = any("prefetch" in request.headers.get(name, "").lower() for name in AHEAD)
    if request.method == "GET" and not ahead:
        news.count_visit(agent=request.headers.get("User-Agent", ""), at=clock.now())
