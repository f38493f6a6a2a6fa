"""Sums of what was answered, exact to the day: for measurement, and for no page, since few answers tell of persons."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from motcua.kernel.periods import Period
from motcua.services.surveys import models
from motcua.services.surveys.rules.indices import Tally
from motcua.services.surveys.rules.slips import Question
from motcua.services.surveys.rules.words import SATISFIED_FROM, Element


@dataclass(frozen=True, slots=True)
class QuestionIndex:
    """What the answers to one question come to."""

    question: Question
    tally: Tally


@dataclass(frozen=True, slots=True)
class Indices:
    """What answers of a campaign come to: in all, by element, by question; ``slips`` is how many were answered."""

    slips: int
    overall: Tally
    elements: tuple[tuple[Element, Tally], ...]
    questions: tuple[QuestionIndex, ...]


def campaigns(unit_ids: Collection[int]) -> list[str]:
    """Give the campaigns in which units were answered, by name. One SQL query."""
    answered = models.MonthSlips.objects.filter(unit__in=unit_ids, slips__gt=0)
    return sorted(answered.values_list("slip__campaign", flat=True).distinct())


def indices(unit_ids: Collection[int], *, campaign: str, period: Period) -> Indices:
    """Give what was answered of units in a period, however few it is: no page shows it. Two SQL queries."""
    slips = models.AnswerSlip.objects.filter(
        unit__in=unit_ids,
        slip__campaign=campaign,
        answered_on__gte=period.first,
        answered_on__lte=period.last,
        withdrawn=False,
    )
    counted = (
        models.Answer.objects.filter(answer_slip__in=slips)
        .values("question__code", "question__element", "question__text", "question__index")
        .annotate(answers=Count("pk"), satisfied=Count("pk", filter=Q(value__gte=SATISFIED_FROM)))
    )
    questions = in_order(
        QuestionIndex(
            Question(
                one["question__code"],
                Element(one["question__element"]),
                one["question__text"],
                one["question__index"],
            ),
            Tally(one["answers"], one["satisfied"]),
        )
        for one in counted
    )
    return Indices(
        slips=slips.count(),
        overall=total(one.tally for one in questions),
        elements=by_element(questions),
        questions=questions,
    )


def in_order(questions: Iterable[QuestionIndex]) -> tuple[QuestionIndex, ...]:
    """Put questions in order: by element, then as they are numbered."""
    return tuple(
        sorted(
            questions,
            key=lambda one: (list(Element).index(one.question.element), _natural(one.question.code), one.question.text),
        )
    )


def by_element(questions: Sequence[QuestionIndex]) -> tuple[tuple[Element, Tally], ...]:
    """Add questions up by their element, for the elements that have any."""
    asked = [element for element in Element if any(one.question.element is element for one in questions)]
    return tuple((each, total(one.tally for one in questions if one.question.element is each)) for each in asked)


def total(tallies: Iterable[Tally]) -> Tally:
    """Add tallies up."""
    listed = list(tallies)
    return Tally(sum(one.answers for one in listed), sum(one.satisfied for one in listed))


def _natural(code: str) -> tuple[int, str]:
    return (int(code) if code.isdecimal() else 0, code)
