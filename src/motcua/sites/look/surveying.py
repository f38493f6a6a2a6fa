"""What is said of satisfaction: elements, stages, the scale, campaigns, and sums as they are shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from motcua.services.surveys.public import ONE_STOP, Element, Index, MethodRule, Published, Question, Stage, Tally
from motcua.sites.look import words

ELEMENTS = {
    Element.ACCESS: gettext_lazy("Access to the service"),
    Element.PROCEDURES: gettext_lazy("Procedures"),
    Element.OFFICIALS: gettext_lazy("Officers"),
    Element.RESULTS: gettext_lazy("Results"),
    Element.FEEDBACK: gettext_lazy("How feedback is dealt with"),
    Element.OVERALL: gettext_lazy("The service as a whole"),
}
RULES = {
    MethodRule.NOTHING_TICKED: gettext_lazy("No answer may be ticked beforehand"),
    MethodRule.FREE_TEXT: gettext_lazy("There must be room for free text"),
    MethodRule.CODE_OPTIONAL: gettext_lazy("The code of the dossier may be asked for, not demanded"),
    MethodRule.NO_NAME: gettext_lazy("No name may be asked for"),
}
STAGES = {
    Stage.VISIT: gettext_lazy("Not known, or no dossier"),
    Stage.RECEIPT: gettext_lazy("With the receipt"),
    Stage.SUPPLEMENT: gettext_lazy("With a request for completion"),
    Stage.REFUSAL: gettext_lazy("With a refusal"),
    Stage.RESULT: gettext_lazy("With the result"),
}
RATED = {
    Stage.RECEIPT: gettext_lazy("Handing the dossier in"),
    Stage.SUPPLEMENT: gettext_lazy("Being asked for more papers"),
    Stage.REFUSAL: gettext_lazy("Being refused"),
    Stage.RESULT: gettext_lazy("Getting the result"),
}
"""What the person who answers went through at a stage."""

SCALE = (
    (5, gettext_lazy("Very satisfied")),
    (4, gettext_lazy("Satisfied")),
    (3, gettext_lazy("Neither")),
    (2, gettext_lazy("Not satisfied")),
    (1, gettext_lazy("Very unsatisfied")),
)


@dataclass(frozen=True, slots=True)
class Share:
    """A sum of answers in words; ``few`` where too few answered for it to be shown."""

    name: str | Promise
    tally: Tally
    share: str
    few: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question at its place, what was chosen, and what is wrong with that."""

    place: int
    question: Question
    value: str = ""
    problem: str = ""

    @property
    def name(self) -> str:
        """Give the name of its field."""
        return f"c{self.place}"


def campaign_said(campaign: str) -> str:
    """Name a campaign."""
    return gettext("One-stop shop") if campaign == ONE_STOP else campaign


def index_said(index: Index) -> str:
    """Name an index of the list, with its number."""
    return f"{index.number}. {index.name if words.vietnamese() else index.name_en}"


def share(name: str | Promise, tally: Tally) -> Share:
    """Put a sum into words."""
    return Share(name, tally, words.percent(tally.satisfied, tally.answers), few=not tally.answers)


def shares(found: Published) -> Iterator[tuple[Share, list[Share]]]:
    """Give each element with its questions."""
    for element, tally in found.elements:
        asked = [one for one in found.questions if one.question.element is element]
        yield share(ELEMENTS[element], tally), [share(one.question.text, one.tally) for one in asked]
