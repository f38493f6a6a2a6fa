"""The stage of each visit in the task list of an inspection."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from motcua.foundation.accounts.public import Actor
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import InspectionView, VisitStanding
from motcua.sites.look.public import words

State = Literal["done", "now", "later"]


def said(standing: VisitStanding, on: date) -> tuple[str, State, str]:
    """Say how a visit stands, the state of its stage, and the page that is next in it."""
    if standing.closed_at is not None:
        return gettext("minutes signed %(at)s") % {"at": words.day(standing.closed_at)}, "done", "inspection-minutes"
    if standing.begun_at is None:
        day = gettext("on %(day)s") % {"day": words.day(standing.place.visit_on)}
        return day, "now" if standing.place.visit_on <= on else "later", "inspection-visit"
    if standing.minutes.edition:
        return gettext("minutes wait for signatures"), "now", "inspection-minutes"
    lines = gettext("%(done)s of %(all)s lines") % {"done": standing.answered, "all": standing.asked}
    if standing.findings:
        found = ngettext("%(count)s finding", "%(count)s findings", standing.findings) % {"count": standing.findings}
        lines = f"{lines}, {found}"
    return lines, "now", "inspection-visit"


def visits(actor: Actor, one: InspectionView, on: date) -> Iterator[tuple[str, str, str, State]]:
    """
    Give title, what stands, address and state of the visit of each place that the post may see.

    The inspected find the minutes there once they are written; before that what the team notes is not open to them.
    """
    inspects = inspections.may_inspect(actor, one, on=on)
    for standing in inspections.visit_standings(one):
        place = standing.place
        if not inspections.may_see_place(actor, one, place, on=on):
            continue
        what, state, name = said(standing, on)
        if not inspects and standing.closed_at is None and inspections.may_answer(actor, place, on=on):
            name = "inspection-minutes"
        title = gettext("Visit of %(unit)s") % {"unit": place.unit.name}
        yield title, what, reverse(name, args=[place.id]), state
