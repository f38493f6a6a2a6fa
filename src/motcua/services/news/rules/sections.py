"""What an office's site must show: a dated list of sections, where each may stand, and whether it is there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from motcua.kernel.refusals import gettext_noop
from motcua.services.news.rules.words import NotAnAddress


class Standing(StrEnum):
    """How a section stands on a day."""

    PRESENT = "present"
    PARTIAL = "partial"
    OUTDATED = "outdated"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Section:
    """
    One thing that a site must show.

    :param title: in Vietnamese; :param title_en: in English.
    :param probes: the names of what is looked at; any of them that finds something makes the section present.
    :param linked: whether it may stand elsewhere, behind a link that the office keeps.
    :param renew_days: after so many days without anything new it is out of date; None: it does not age.
    :param keeper: the role that must act where it is missing.
    """

    code: str
    title: str
    title_en: str
    probes: tuple[str, ...]
    keeper: str
    linked: bool = False
    renew_days: int | None = None


@dataclass(frozen=True, slots=True)
class SectionList:
    """
    The sections that a text of law asks for, from one day to another.

    :param until: the last day on which the text holds; None while it does. :param ended_by: what ended it.
    :param sure: how sure it is that the text says so. :param terms: where the days of renewal come from.
    """

    code: str
    title: str
    source: str
    sure: str
    terms: str
    valid_from: date
    until: date | None
    ended_by: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """
    What a probe found: how many of how many wanted, the day of the latest, and where it stands.

    :param last: None where it does not age or its day is not known.
    """

    count: int
    url: str = ""
    last: date | None = None
    wanted: int = 1


@dataclass(frozen=True, slots=True)
class Link:
    """Where the office says that a section stands elsewhere, and since when it says so."""

    url: str
    label: str
    on: date


@dataclass(frozen=True, slots=True)
class Checked:
    """A section as it was found on a day: where it stands, the day of the latest, and until when that is new enough."""

    section: Section
    standing: Standing
    seen: tuple[Seen, ...]
    link: Link | None
    last: date | None
    renew_by: date | None

    @property
    def is_missing(self) -> bool:
        """Say whether somebody must act."""
        return self.standing is not Standing.PRESENT


def check_section(section: Section, found: Mapping[str, Seen], link: Link | None, on: date) -> Checked:
    """
    Say how a section stands: nothing found is empty, fewer than wanted partial, too old out of date.

    What is found by several probes is one section: the fullest decides, the latest day counts. A link counts as
    something found on the day on which the office last said that it holds.

    :raises KeyError: if the list names a probe that nobody makes; a list is not read past its probes.
    """
    seen = tuple(found[name] for name in section.probes)
    here = [one for one in seen if one.count]
    days = [one.last for one in here if one.last is not None] + ([link.on] if link else [])
    last = max(days, default=None)
    renew_by = last + timedelta(days=section.renew_days) if last and section.renew_days is not None else None
    if not here and link is None:
        standing = Standing.EMPTY
    elif link is None and all(one.count < one.wanted for one in here):
        standing = Standing.PARTIAL
    elif renew_by is not None and renew_by < on:
        standing = Standing.OUTDATED
    else:
        standing = Standing.PRESENT
    return Checked(section, standing, seen, link, last, renew_by)


def list_on(lists: Iterable[SectionList], on: date) -> SectionList:
    """Give the list of a day: the latest that has begun, before the first that one. It may have ended."""
    known = sorted(lists, key=lambda one: one.valid_from)
    return next((one for one in reversed(known) if one.valid_from <= on), known[0])


def read_lists(data: Mapping[str, Any]) -> tuple[SectionList, ...]:
    """Read the dated lists."""
    return tuple(
        SectionList(
            code=one["code"],
            title=one["title"],
            source=one["source"],
            sure=one["sure"],
            terms=one["terms"],
            valid_from=one["valid_from"],
            until=one.get("until"),
            ended_by=one.get("ended_by", ""),
            sections=tuple(
                Section(
                    code=part["code"],
                    title=part["title"],
                    title_en=part["title_en"],
                    probes=tuple(part.get("probes", ())),
                    keeper=part["keeper"],
                    linked=part.get("linked", False),
                    renew_days=part.get("renew_days"),
                )
                for part in one["section"]
            ),
        )
        for one in data["list"]
    )


def check_address(url: str) -> str:
    """Let an address pass that one can lead people to: https, a name, nobody's sign-in. :raises NotAnAddress:"""
    url = url.strip()
    try:
        parts = urlsplit(url)
        safe = (
            parts.scheme == "https" and bool(parts.hostname) and "." in str(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        safe = False
    if not safe or len(url) > 300 or not url.isprintable() or any(letter in url for letter in " \"'<>\\"):
        raise NotAnAddress(
            gettext_noop("this is not an address that one can lead people to"),
            field="url",
            value=url[:300],
            expected=gettext_noop("write it whole, as https://dichvucong.gov.vn"),
        )
    return url
