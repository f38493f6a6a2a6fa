"""What really stands on the site: each probe of the list of what it must show looks through a module's own door."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from motcua.foundation.units import public as units
from motcua.foundation.worktime import public as worktime
from motcua.services.dossiers import public as dossiers
from motcua.services.feedback import public as feedback
from motcua.services.news import public as news
from motcua.services.news.public import Checked, Section, Seen, Subject, Topic
from motcua.services.procedures import public as procedures
from motcua.sites.look import asking


class Ground:
    """What the probes look at on a day; each thing is asked once."""

    def __init__(self, on: date) -> None:
        self.on = on

    @cached_property
    def structure(self) -> units.Structure:
        """Give the tree of offices."""
        return units.structure(self.on)

    @cached_property
    def offices(self) -> tuple[units.Unit, ...]:
        """Give the unit whose site this is and all below it; none where there is no unit."""
        own = asking.site_unit(self.structure)
        return self.structure.walk(own.id) if own else ()

    @cached_property
    def governments(self) -> tuple[units.Unit, ...]:
        """Give those of the offices that are governments, each of which must have a board and be reached."""
        return tuple(one for one in self.offices if one.level is not units.Level.DEPARTMENT)

    @cached_property
    def articles(self) -> Mapping[Topic, tuple[int, date]]:
        """Give how many articles each part of the site has."""
        return news.published_by_topic()

    @cached_property
    def documents(self) -> Mapping[Subject, tuple[int, date]]:
        """Give how many documents there are of each subject."""
        return news.told_by_subject()


Probe = Callable[[Ground], Seen]


def _topic(topic: Topic) -> Probe:
    def look(ground: Ground) -> Seen:
        many, last = ground.articles.get(topic, (0, None))
        return Seen(many, f"{reverse('news')}?muc={topic.value}", last)

    return look


def _subject(subject: Subject) -> Probe:
    def look(ground: Ground) -> Seen:
        many, last = ground.documents.get(subject, (0, None))
        return Seen(many, f"{reverse('news-documents')}?linh-vuc={subject.value}", last)

    return look


def _units(ground: Ground) -> Seen:
    return Seen(len(ground.offices), f"{reverse('office')}#co-cau")


def _contacts(ground: Ground) -> Seen:
    reached = units.contacts([one.id for one in ground.governments], on=ground.on)
    return Seen(len(reached), f"{reverse('office')}#lien-he", wanted=max(len(ground.governments), 1))


def _procedures(ground: Ground) -> Seen:
    return Seen(len(procedures.shelf(on=ground.on).procedures), reverse("procedures"))


def _boards(ground: Ground) -> Seen:
    many = procedures.offers_by_unit(on=ground.on)
    have = sum(1 for one in ground.governments if many.get(one.id))
    return Seen(have, reverse("boards"), wanted=max(len(ground.governments), 1))


def _figures(ground: Ground) -> Seen:
    last = dossiers.last_day()
    return Seen(1 if last else 0, reverse("figures"), min(last, ground.on) if last else None)


def _feedback(ground: Ground) -> Seen:
    page = feedback.published(limit=1)
    last = timezone.localdate(page.rows[0].published_at) if page.rows else None
    return Seen(page.total, reverse("feedback-public"), last)


def _hours(ground: Ground) -> Seen:
    years = worktime.covered_years()
    covered = years is not None and years[0] <= ground.on.year <= years[1]
    return Seen(1 if covered else 0, f"{reverse('office')}#gio-lam-viec")


def _site_map(ground: Ground) -> Seen:
    return Seen(len(ground.offices), reverse("site-map"))


def _search(ground: Ground) -> Seen:
    told = sum(many for many, _ in (*ground.articles.values(), *ground.documents.values()))
    return Seen(told + len(procedures.shelf(on=ground.on).procedures), reverse("portal-search"))


PROBES: Mapping[str, Probe] = {
    "units": _units,
    "contacts": _contacts,
    "procedures": _procedures,
    "boards": _boards,
    "figures": _figures,
    "feedback": _feedback,
    "hours": _hours,
    "site_map": _site_map,
    "search": _search,
    **{f"articles.{topic.value}": _topic(topic) for topic in Topic},
    **{f"documents.{subject.value}": _subject(subject) for subject in Subject},
}
"""Every probe that a list may name."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """The list of a day with how each of its sections stands."""

    asked: news.SectionList
    ended: bool
    checked: tuple[Checked, ...]

    @property
    def missing(self) -> tuple[Checked, ...]:
        """Give the sections for which somebody must act."""
        return tuple(one for one in self.checked if one.is_missing)


def taken(on: date) -> Inventory:
    """Look at everything that the list of a day asks for. Seventeen SQL queries."""
    ground, asked = Ground(on), news.sections_on(on)
    wanted = {name for one in asked.sections for name in one.probes}
    found = {name: PROBES[name](ground) for name in sorted(wanted)}
    return Inventory(asked, asked.until is not None and asked.until < on, tuple(news.checked_sections(found, on=on)))


def title_of(section: Section) -> str:
    """Give the title of a section in the language of the page."""
    return section.title_en if get_language() == "en" else section.title


def place_of(checked: Checked) -> str:
    """Give where a section stands, here or elsewhere; empty where nothing of it is there."""
    here = next((one.url for one in checked.seen if one.count), "")
    return checked.link.url if checked.link and not here else here
