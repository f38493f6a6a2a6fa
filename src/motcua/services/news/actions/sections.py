"""What can be done with the sections of the site: one is said to stand elsewhere, or no longer."""

from datetime import datetime

from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import gettext_noop
from motcua.services.news import models
from motcua.services.news.actions.articles import unit_of
from motcua.services.news.lists import sections_on
from motcua.services.news.rules.sections import check_address
from motcua.services.news.rules.words import SECTION_STREAM, UnknownSection, stated

VERSION = 1


def link_section(*, section: str, url: str, label: str, unit: str, by: str, at: datetime) -> None:
    """
    Say that a section stands elsewhere, or once more that it still does.

    :param unit: the key of the unit that says so.
    :raises UnknownSection: also if it may not stand elsewhere. :raises NotAnAddress: :raises NotStated:
    :raises UnknownUnit:
    """
    url, label = check_address(url), stated(label, field="label", most=200)
    if section not in {one.code for one in sections_on(at.date()).sections if one.linked}:
        raise UnknownSection(gettext_noop("this section cannot stand elsewhere"), field="section", value=section)
    _record(section, "portal_section.linked", {"url": url, "label": label}, unit=unit, by=by, at=at)


def unlink_section(*, section: str, unit: str, by: str, at: datetime) -> None:
    """Say that a section stands elsewhere no longer. :raises UnknownSection: if it did not. :raises UnknownUnit:"""
    if not models.SectionLink.objects.filter(section=section).exclude(url="").exists():
        raise UnknownSection(gettext_noop("this section stands nowhere else"), field="section", value=section)
    _record(section, "portal_section.unlinked", {}, unit=unit, by=by, at=at)


def _record(section: str, kind: str, payload: dict[str, str], *, unit: str, by: str, at: datetime) -> None:
    unit_of(unit)
    with transaction.atomic():
        row = models.SectionLink.objects.select_for_update().filter(section=section).first()
        row = row or models.SectionLink(section=section, events=0)
        row.events, row.last_at = row.events + 1, at
        row.url, row.label = payload.get("url", ""), payload.get("label", "")
        row.save()
        ledger.append(
            ledger.NewEvent(f"{SECTION_STREAM}{section}", row.events, kind, VERSION, at, by, unit, payload),
            recorded_at=at,
        )
