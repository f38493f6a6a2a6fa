"""How far the conclusion of an inspection is, for its home page."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import InspectionView
from motcua.sites.look.public import words

Line = tuple[str, str, str, Literal["done", "now", "later", "none"]]


def conclusions(actor: Actor, one: InspectionView, on: date) -> Iterator[Line]:
    """Give the conclusion and its publication, each with what stands and where it is read. Three SQL queries."""
    view = inspections.conclusion(one.id)
    inside = any(may(actor, act, units=[one.unit.id]) for act in (Act.PLAN_INSPECTIONS, Act.SIGN_INSPECTIONS))
    sees = view.sealed is not None or inside or inspections.in_team(actor, one, on=on)
    url = reverse("inspection-conclusion", args=[one.id]) if sees else ""
    if view.sealed is not None:
        said = gettext("%(number)s of %(day)s") % {"number": view.sealed.number, "day": words.day(view.sealed.on)}
        yield gettext("Conclusion"), said, url, "done"
    elif view.statements and sees:
        count = len(view.statements)
        said = ngettext("%(count)s statement written", "%(count)s statements written", count) % {"count": count}
        yield gettext("Conclusion"), said, url, "now"
    else:
        visited = one.decided is not None and all(place.visit_on <= on for place in one.places)
        said = gettext("nothing written yet") if sees else gettext("not signed yet")
        yield gettext("Conclusion"), said, url, "now" if visited else "later"
    if view.article is not None and view.published_at is not None:
        yield gettext("Publication"), words.day(view.published_at), reverse("about-inspection", args=[one.id]), "done"
    else:
        signs = view.sealed is not None and inspections.may_sign(actor, one, on=on)
        page = reverse("inspection-conclusion-publish", args=[one.id]) if signs else ""
        yield gettext("Publication"), gettext("not published"), page, "now" if view.sealed else "later"
