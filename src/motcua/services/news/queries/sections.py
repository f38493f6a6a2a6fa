"""The sections of the site with where the office says that they stand elsewhere."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from motcua.services.news import models
from motcua.services.news.lists import sections_on
from motcua.services.news.rules.sections import Checked, Link, Seen, check_section


def links() -> dict[str, Link]:
    """Give, by section, where it stands elsewhere. One SQL query."""
    return {
        row.section: Link(row.url, row.label, timezone.localdate(row.last_at))
        for row in models.SectionLink.objects.exclude(url="")
    }


def checked_sections(found: Mapping[str, Seen], *, on: date) -> list[Checked]:
    """
    Say how each section of the day's list stands. One SQL query.

    :param found: what each probe of the list found; the sites look, since they alone know what stands on their pages.
    :raises KeyError: if a probe of the list is not among them.
    """
    known = links()
    return [
        check_section(one, found, known.get(one.code) if one.linked else None, on) for one in sections_on(on).sections
    ]
