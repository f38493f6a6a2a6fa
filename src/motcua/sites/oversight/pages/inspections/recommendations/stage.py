"""What stands of the recommendations, for the home page of their inspection."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext

from motcua.foundation.accounts.public import Actor
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import InspectionView

Stood = tuple[str, str, str, Literal["done", "now", "later", "none"]]


def remedies(_actor: Actor, one: InspectionView, on: date) -> Iterator[Stood]:
    """Give one stage: how many recommendations are over, and how many overdue. Two SQL queries."""
    title = gettext("Recommendations and remedies")
    made = [found.state for found in inspections.of_inspection(one.id)]
    if not made:
        yield title, gettext("made as the conclusion is signed"), "", "later"
        return
    over, late = sum(one.over for one in made), sum(one.overdue(on) for one in made)
    counts = {"over": over, "all": len(made), "late": late}
    said = (
        gettext("%(over)s of %(all)s are over, %(late)s overdue") if late else gettext("%(over)s of %(all)s are over")
    )
    address = f"{reverse('inspection-recommendations')}?cuoc={one.id}&loc=tat-ca"
    yield title, said % counts, address, "done" if over == len(made) else "now"
