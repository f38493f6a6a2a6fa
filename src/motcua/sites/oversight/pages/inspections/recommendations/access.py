"""What a post may see of a recommendation, and what it may do to it."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils.translation import gettext

from motcua.foundation.accounts.public import Actor
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import RecommendationAct as Act
from motcua.reform.inspections.public import RecommendationView
from motcua.sites.oversight.pages.inspections.access import ensure, today

BY_WHO_MENDS = frozenset({Act.EVIDENCED, Act.REPORTED})
"""What the post that answers for it may do too, whatever its role."""


@dataclass(frozen=True, slots=True)
class Opened:
    """
    A recommendation as a post sees it on a day.

    :param own: the units that answer for it, by id.
    :param may: what the post may do to it now.
    """

    view: RecommendationView
    today: date
    own: frozenset[int]
    may: tuple[Act, ...]


def opened(actor: Actor, recommendation_id: int) -> Opened:
    """
    Open a recommendation. Four SQL queries.

    :raises Http404: if there is none. :raises PermissionDenied: if it is not open to the post.
    """
    try:
        view = inspections.recommendation(recommendation_id)
    except inspections.UnknownRecommendation as unknown:
        raise Http404 from unknown
    on = today()
    by = inspections.answering(view.unit.id, on=on)
    reach = inspections.recommendation_reach(actor, view, by=by)
    ensure(reach.sees, gettext("The recommendation to %(unit)s is not open to your post.") % {"unit": view.unit.name})
    unit = inspections.possible_acts(view.state, inspections.UNIT_MAY, on=on)
    inspecting = inspections.possible_acts(view.state, inspections.INSPECTING_MAY, on=on)
    may = [
        *(act for act in unit if reach.answers or (reach.mends and act in BY_WHO_MENDS)),
        *(act for act in inspecting if reach.follows_up),
    ]
    return Opened(view, on, by.units, tuple(may))
