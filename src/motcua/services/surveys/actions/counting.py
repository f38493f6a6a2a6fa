"""The sums of months are kept as answers come and go, within the transaction of the act."""

from collections.abc import Mapping

from django.db.models import F

from motcua.services.surveys import models
from motcua.services.surveys.rules.indices import is_satisfied
from motcua.services.surveys.rules.publishing import month_of


def count_in(row: models.AnswerSlip, answers: Mapping[int, int]) -> None:
    """
    Add an answer slip to the sums of its month. Five SQL queries; two more the first time in a month.

    :param answers: from 1 to 5 by the id of the question.
    """
    _add(row, answers, 1, commented=bool(row.comment))


def count_out(row: models.AnswerSlip, answers: Mapping[int, int]) -> None:
    """Take an answer slip, still with its comment, out of the sums of its month. Five SQL queries."""
    _add(row, answers, -1, commented=bool(row.comment))


def _add(row: models.AnswerSlip, answers: Mapping[int, int], by: int, *, commented: bool) -> None:
    month = month_of(row.answered_on)
    slips = models.MonthSlips.objects.filter(unit_id=row.unit_id, slip_id=row.slip_id, month=month)
    added = {"slips": F("slips") + by, "comments": F("comments") + by * commented}
    if not slips.update(**added):
        zero = models.MonthSlips(unit_id=row.unit_id, slip_id=row.slip_id, month=month)
        models.MonthSlips.objects.bulk_create([zero], ignore_conflicts=True)
        slips.update(**added)
    sums = models.MonthAnswers.objects.filter(unit_id=row.unit_id, month=month, question_id__in=answers)
    known = set(sums.select_for_update().order_by("pk").values_list("question_id", flat=True))
    models.MonthAnswers.objects.bulk_create(
        (
            models.MonthAnswers(unit_id=row.unit_id, month=month, question_id=question)
            for question in sorted(set(answers) - known)
        ),
        ignore_conflicts=True,
    )
    satisfied = {question for question, answer in answers.items() if is_satisfied(answer)}
    sums.filter(question_id__in=satisfied).update(answers=F("answers") + by, satisfied=F("satisfied") + by)
    sums.exclude(question_id__in=satisfied).update(answers=F("answers") + by)
