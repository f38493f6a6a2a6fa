"""What a post sees of a visit and may do in it, and what all its pages show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext, gettext_lazy

from motcua.foundation.accounts.public import Actor
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import InspectionView, PlaceView, VisitView
from motcua.sites.oversight.pages.inspections import access

TABS = (
    ("inspection-visit", gettext_lazy("Checklist")),
    ("inspection-sample", gettext_lazy("Sample of dossiers")),
    ("inspection-findings", gettext_lazy("Findings")),
    ("inspection-photographs", gettext_lazy("Photographs")),
    ("inspection-minutes", gettext_lazy("Minutes")),
)


@dataclass(frozen=True, slots=True)
class Entered:
    """
    A visit as a post came to it.

    :param works: may visit, find and write, and the visit is not closed.
    :param concludes: may write the conclusion, and the visit is closed.
    :param answers: may sign for the inspected.
    """

    actor: Actor
    one: InspectionView
    place: PlaceView
    visit: VisitView | None
    works: bool
    concludes: bool
    answers: bool

    @property
    def begun(self) -> VisitView:
        """Give the visit. :raises Http404: while it has not begun."""
        if self.visit is None:
            raise Http404
        return self.visit

    def context(self, tab: str, problems: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Give what every page of a visit shows."""
        return access.frame(self.actor) | {
            "one": self.one,
            "place": self.place,
            "visit": self.visit,
            "works": self.works,
            "concludes": self.concludes,
            "answers": self.answers,
            "tabs": [(name, title, name == tab) for name, title in TABS],
            "problems": problems or {},
        }


def enter(actor: Actor, place_id: int, *, minutes: bool = False) -> Entered:
    """
    Let a post into a visit. What the team works on is its own until the minutes are signed; the minutes are for both.

    :param minutes: the page is that of the minutes.
    :raises Http404: if there is no such place. :raises PermissionDenied:
    """
    one, place = access.seen_place(actor, place_id)
    try:
        visit = inspections.visit(place_id)
    except inspections.UnknownVisit:
        visit = None
    on = access.today()
    inspects = inspections.may_inspect(actor, one, on=on)
    answers = inspections.may_answer(actor, place, on=on)
    closed = visit is not None and visit.closed_at is not None
    access.ensure(
        inspects or not answers or closed or minutes,
        gettext("What the team notes is open to %(unit)s once the minutes are signed.") % {"unit": place.unit.name},
    )
    return Entered(
        actor,
        one,
        place,
        visit,
        works=inspects and not closed,
        concludes=inspects and closed,
        answers=answers and not closed,
    )


def enter_to_work(actor: Actor, place_id: int) -> Entered:
    """Let a post in that may visit, find and write. :raises Http404: :raises PermissionDenied:"""
    entered = enter(actor, place_id, minutes=True)
    on = access.today()
    access.ensure(
        inspections.may_inspect(actor, entered.one, on=on),
        gettext("Your post may not inspect here today: outside its mandate, nothing is open."),
    )
    return entered
