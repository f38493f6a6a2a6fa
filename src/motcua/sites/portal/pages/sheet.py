"""The questions of a slip on one page: what is asked, what was given, and all that is wrong with it at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext

from motcua.kernel.refusals import Refused
from motcua.services.surveys import public as surveys
from motcua.services.surveys.public import IssuedSlip, Stage
from motcua.sites.look.public import surveying

SLIP, STAGE, COMMENT = "phieu", "buoc", "gop-y"
"""The fields that carry which slip was shown, the stage where there are several, and the comment."""

NO_ANSWER = "0"
"""What is sent for a question that somebody chooses not to answer."""


@dataclass(slots=True)
class Sheet:
    """
    A slip as it is answered on a page.

    :param left: the stages that nobody has answered about.
    :param come: all that have come, where the page says which is rated; none where a link says it.
    """

    issued: IssuedSlip
    unit: str
    left: tuple[Stage, ...]
    come: tuple[Stage, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def take(self, request: HttpRequest) -> None:
        """Take what was sent, and say of all that is missing."""
        names = (STAGE, *(one.name for one in self.asked))
        self.given = {name: request.POST.get(name, "")[:40] for name in names}
        self.given |= {COMMENT: request.POST.get(COMMENT, "").replace("\x00", "")}
        if request.POST.get(SLIP, "") != str(self.issued.id):
            self.problems[""] = gettext("the questions were changed meanwhile; read them again and send them anew")
        if self.come and self.given[STAGE] not in self.come:
            self.problems[STAGE] = gettext("choose one of the answers")
        left_out = surveys.unanswered(self.issued.slip, self.answers)
        for one in self.asked:
            unknown = one.value not in {"", NO_ANSWER} and one.question.code not in self.answers
            if one.question in left_out or unknown:
                self.problems[one.name] = gettext("choose one of the answers")
        if not self.answers and not self.problems:
            self.problems[self.asked[0].name] = gettext("answer one of the questions at least")

    def refuse(self, refusal: Refused) -> None:
        """Put a refusal to the field that it names, else above all of them."""
        names = {one.question.code: one.name for one in self.asked} | {"comment": COMMENT}
        self.problems[names.get(refusal.field, "")] = refusal.reason(gettext)

    @property
    def asked(self) -> list[surveying.Asked]:
        """Give the questions with what was chosen."""
        return [
            surveying.Asked(place, question, self.given.get(f"c{place}", ""), self.problems.get(f"c{place}", ""))
            for place, question in enumerate(self.issued.slip.questions, 1)
        ]

    @property
    def answers(self) -> dict[str, int]:
        """Give what was answered, by the code of the question."""
        chosen = {str(points) for points, _ in surveying.SCALE}
        return {one.question.code: int(one.value) for one in self.asked if one.value in chosen}

    @property
    def stage(self) -> Stage:
        """Give the stage that is rated, as it was sent."""
        return Stage(self.given[STAGE])

    @property
    def choices(self) -> list[tuple[str, str | Promise, bool]]:
        """Give the stages to choose from; one alone is not asked about."""
        chosen = self.given.get(STAGE, "")
        return [(stage.value, surveying.RATED[stage], stage.value == chosen) for stage in self.left]

    @property
    def comment(self) -> str:
        """Give the comment."""
        return self.given.get(COMMENT, "")

    @property
    def comment_problem(self) -> str:
        """Say what is wrong with the comment."""
        return self.problems.get(COMMENT, "")

    @property
    def stage_problem(self) -> str:
        """Say what is wrong with the stage."""
        return self.problems.get(STAGE, "")

    @property
    def summary(self) -> list[tuple[str, str, str]]:
        """Give what is wrong, in the order of the page: the field, what it asks, the problem."""
        labels = {STAGE: gettext("What do you rate?")}
        labels |= {one.name: f"{one.place}. {one.question.text}" for one in self.asked}
        labels |= {COMMENT: gettext("What you want to add")}
        known = [(name, label, self.problems[name]) for name, label in labels.items() if name in self.problems]
        return [*known, *(("", "", said) for name, said in self.problems.items() if name not in labels)]
