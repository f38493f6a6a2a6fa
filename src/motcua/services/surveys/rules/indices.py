"""What answers come to: so many of so many are satisfied. "Bình thường" is an answer, and is not satisfied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.surveys.rules.slips import Question, Slip
from motcua.services.surveys.rules.words import HIGHEST, LOWEST, SATISFIED_FROM


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers, and how many of them are 4 or 5."""

    answers: int
    satisfied: int


@dataclass(frozen=True, slots=True)
class Threshold:
    """From how many answers on an index is shown to anybody: fewer would tell what single persons said."""

    valid_from: date
    answers: int
    source: str
    sure: str


class WrongAnswer(Refused):
    """This is no answer to the slip."""


def is_satisfied(answer: int) -> bool:
    """Say whether an answer counts as satisfied."""
    return answer >= SATISFIED_FROM


def check_answers(slip: Slip, answers: Mapping[str, int]) -> None:
    """Check that answers are to questions of the slip and on its scale; some may be left out. :raises WrongAnswer:"""
    known = {question.code for question in slip.questions}
    for code, answer in answers.items():
        if code not in known:
            raise WrongAnswer(gettext_noop("the slip has no such question"), field=code, value=answer)
        if not LOWEST <= answer <= HIGHEST:
            raise WrongAnswer(
                gettext_noop("this is not on the scale"),
                field=code,
                value=answer,
                expected=gettext_noop("write a digit from 1 to 5"),
            )
    if not answers:
        raise WrongAnswer(
            gettext_noop("no question was answered"),
            field="answers",
            expected=gettext_noop("an empty slip is not entered"),
        )


def unanswered(slip: Slip, answers: Mapping[str, int]) -> tuple[Question, ...]:
    """Give the questions that must be answered on a page and were not, in their order."""
    return tuple(one for one in slip.questions if one.needed and one.code not in answers)


def threshold_on(thresholds: Sequence[Threshold], on: date) -> Threshold:
    """Give the threshold in force on a day; before the first of them, the first."""
    held = [one for one in thresholds if one.valid_from <= on]
    return max(held, key=lambda one: one.valid_from) if held else min(thresholds, key=lambda one: one.valid_from)


def read_thresholds(data: Mapping[str, Any]) -> tuple[Threshold, ...]:
    """Read the thresholds from parsed TOML."""
    return tuple(Threshold(one["valid_from"], one["answers"], one["source"], one["sure"]) for one in data["threshold"])
