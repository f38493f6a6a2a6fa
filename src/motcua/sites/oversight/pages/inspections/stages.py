"""
The stages of an inspection on its home page: what stands in each, and what is next.

Each part of an inspection gives its own stages from its own pages; :data:`PARTS` lists them in the order of time.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext

from motcua.foundation.accounts.public import Actor
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import InspectionView, Kind
from motcua.sites.look.public import clock, words
from motcua.sites.oversight.pages.inspections.conclusion import stages as conclusion_stages
from motcua.sites.oversight.pages.inspections.recommendations import stage as recommendation_stages
from motcua.sites.oversight.pages.inspections.self_reports import saying
from motcua.sites.oversight.pages.inspections.visits import stage as visit_stages

State = Literal["done", "now", "later", "none"]


@dataclass(frozen=True, slots=True)
class Stage:
    """
    A line of the task list.

    :param said: what stands, or what is next, in one clause.
    :param url: where it is done or read; empty where the post has nothing to open.
    :param state: done; to be done now; later; or not needed in this inspection.
    """

    title: str
    said: str
    url: str
    state: State


Part = Callable[[Actor, InspectionView, date], Iterable[Stage]]
"""Gives the stages of one part of an inspection, as a post sees them on a day."""


def opening(_actor: Actor, one: InspectionView, on: date) -> Iterator[Stage]:
    """Give the stages of the start: the decision and the notice."""
    decision, notice = (reverse(name, args=[one.id]) for name in ("inspection-decide", "inspection-notify"))
    if one.decided is not None:
        yield Stage(gettext("Decision to inspect"), numbered(one.decided), decision, "done")
    else:
        yield Stage(gettext("Decision to inspect"), gettext("not decided yet"), decision, "now")
    if one.kind is Kind.UNANNOUNCED:
        yield Stage(gettext("Notice"), gettext("an unannounced inspection gives none"), "", "none")
    elif one.notified is not None:
        yield Stage(gettext("Notice"), numbered(one.notified), notice, "done")
    else:
        latest = inspections.latest_notice(one.places[0].visit_on, on=on)
        said = gettext("until %(day)s at the latest") % {"day": words.day(latest)}
        yield Stage(gettext("Notice"), said, notice, "now" if one.decided else "later")


def reports(actor: Actor, one: InspectionView, on: date) -> Iterator[Stage]:
    """Give the self-report of each place that the post may see. One SQL query, and one a place."""
    for standing in inspections.report_standings(one, now=clock.now()):
        if inspections.may_see_place(actor, one, standing.place, on=on):
            said, _ = saying.standing_said(standing, overdue=standing.overdue(on))
            title = gettext("Self-report of %(unit)s") % {"unit": standing.place.unit.name}
            url = reverse("inspection-report", args=[standing.place.id])
            yield Stage(title, said, url, "done" if standing.sent else "now" if standing.asked else "later")


def visits(actor: Actor, one: InspectionView, on: date) -> Iterator[Stage]:
    """Give the visit of each place that the post may see. Five SQL queries, and three a place."""
    for title, said, url, state in visit_stages.visits(actor, one, on):
        yield Stage(title, said, url, state)


def concluding(actor: Actor, one: InspectionView, on: date) -> Iterator[Stage]:
    """Give how far the conclusion is, and whether it is published. Three SQL queries."""
    for title, said, url, state in conclusion_stages.conclusions(actor, one, on):
        yield Stage(title, said, url, state)


def remedies(actor: Actor, one: InspectionView, on: date) -> Iterator[Stage]:
    """Give what became of the recommendations. Two SQL queries."""
    for title, said, url, state in recommendation_stages.remedies(actor, one, on):
        yield Stage(title, said, url, state)


def numbered(paper: inspections.Numbered) -> str:
    """Name a paper by its number and day."""
    return gettext("%(number)s of %(day)s") % {"number": paper.number, "day": words.day(paper.on)}


PARTS: tuple[Part, ...] = (opening, reports, visits, concluding, remedies)
"""The parts of an inspection in the order of time."""


def stages(actor: Actor, one: InspectionView, on: date) -> list[Stage]:
    """Give all stages of an inspection."""
    return [stage for part in PARTS for stage in part(actor, one, on)]
