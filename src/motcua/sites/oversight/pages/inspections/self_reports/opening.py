"""Which self-report a post may open, which edition of it, and what it may do there."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from motcua.foundation.accounts.public import Actor
from motcua.foundation.units.public import Unit
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import NotSent, ReportStage, ReportView
from motcua.sites.look.public import clock
from motcua.sites.oversight.pages.inspections import access
from motcua.sites.oversight.pages.inspections.self_reports import saying
from motcua.sites.oversight.pages.inspections.self_reports.saying import Part

EDITION = "lan"


@dataclass(frozen=True, slots=True)
class Opened:
    """A report as it is shown; ``answers`` says whether the post answers for the unit, and may write or send it."""

    view: ReportView
    parts: list[Part]
    answers: bool

    @property
    def unit(self) -> Unit:
        """Give the unit that reports."""
        return self.view.place.unit

    @property
    def may_write(self) -> bool:
        """Say whether the post may write the report now."""
        return self.answers and self.view.asked and self.view.stage is ReportStage.DRAFT

    @property
    def may_amend(self) -> bool:
        """Say whether the post may begin a new edition now."""
        return self.answers and self.view.asked and self.view.stage is ReportStage.SENT


def opened(actor: Actor, place_id: int, *, edition: int | None) -> Opened:
    """
    Give a report that a post may see: whoever answers for the unit sees what is being written, others what was sent.

    Before anything was sent the others see what the program computes. Twenty-four SQL queries, and the facts.

    :param edition: the one that is asked for; None for the usual.
    :raises Http404: :raises PermissionDenied:
    """
    held, place = access.seen_place(actor, place_id)
    answers = inspections.may_answer(actor, place, on=access.today())
    try:
        view = inspections.self_report(place_id, now=clock.now(), edition=edition, written=answers, held=held)
    except NotSent as unknown:
        raise Http404 from unknown
    return Opened(view, saying.parts(view), answers)


def asked_edition(request: HttpRequest) -> int | None:
    """Read which edition an address asks for; what is no number from 1 asks for none."""
    text = request.GET.get(EDITION, "")
    return int(text) or None if text.isascii() and text.isdecimal() and len(text) < 5 else None


def frame(actor: Actor, one: Opened) -> dict[str, Any]:
    """Give what every page of a report shows. One SQL query."""
    return access.frame(actor) | {"opened": one, "view": one.view, "parts": one.parts}
