"""Where an indicator is used: the forms and the scorecards that are made of it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from motcua.reform.indicators.public import Indicator
from motcua.reform.scorecards import public as scorecards
from motcua.sites.look.public import asking


@dataclass(frozen=True, slots=True)
class Use:
    """A form or a criterion that an indicator is used in, and its page."""

    name: str
    url: str


def uses(indicator: Indicator, question: asking.Question) -> list[Use]:
    """Give where an indicator is used at the end of a period. No SQL query."""
    found = []
    if any(count.column for count in indicator.of):
        found.append(Use(gettext("Form II.06"), f"{reverse('oversight')}?{question.query()}"))
    for card in (one.scorecard for one in scorecards.shelf().cards):
        if card.in_force(question.period.last):
            url = f"{reverse('scorecard', kwargs={'code': card.code})}?{question.query()}"
            found += [
                Use(f"{scorecards.titled(card)}: {scorecards.titled(component)}", url)
                for component in card.components()
                if component.indicator == indicator.code
            ]
    return found
