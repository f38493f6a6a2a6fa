"""Reads of slips and of what was answered on them, in sums alone: nothing here tells one person's answers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.services.surveys import models
from motcua.services.surveys.rules.indices import Tally
from motcua.services.surveys.rules.slips import Question, Slip
from motcua.services.surveys.rules.words import ONE_STOP, SATISFIED_FROM, AsksCode, Element


@dataclass(frozen=True, slots=True)
class IssuedSlip:
    """A slip with its id, the unit that issued it, and the ids of its questions by code."""

    id: int
    unit_id: int
    slip: Slip
    question_ids: Mapping[str, int]

    def in_use(self, on: date) -> bool:
        """Say whether it may be answered on a day."""
        return self.slip.valid_from <= on and (self.slip.valid_to is None or on <= self.slip.valid_to)


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


def by_id(slip_id: int) -> IssuedSlip | None:
    """Give a slip that was issued; None if there is none. Two SQL queries."""
    return next(iter(_issued(models.Slip.objects.filter(pk=slip_id))), None)


def slip_of(unit_id: int, *, on: date, campaign: str = ONE_STOP) -> IssuedSlip | None:
    """
    Give the slip that a unit uses on a day: its own, else that of the nearest unit above; the latest of them.

    Three SQL queries.

    :raises KeyError: if the unit does not live on that day.
    """
    near = [unit_id, *(unit.id for unit in units.structure(on).above(unit_id))]
    rows = models.Slip.objects.filter(unit__in=near, campaign=campaign, valid_from__lte=on)
    in_use = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    nearest = sorted(in_use, key=lambda row: (near.index(row.unit_id), -row.valid_from.toordinal()))
    return _issued(nearest[:1])[0] if nearest else None


def applies_to(issued: IssuedSlip, unit_id: int, on: date) -> bool:
    """Say whether a slip was issued by a unit or by one above it on a day. One SQL query."""
    structure = units.structure(on)
    if unit_id not in structure.units:
        return False
    return issued.unit_id in {unit_id, *(unit.id for unit in structure.above(unit_id))}


def unit_of(answer_slip_id: int) -> int | None:
    """Give the unit that an answer slip is about; None if there is none. One SQL query."""
    return models.AnswerSlip.objects.filter(pk=answer_slip_id).values_list("unit_id", flat=True).first()


def campaigns(unit_ids: Collection[int]) -> list[str]:
    """Give the campaigns in which units were answered, by name. One SQL query."""
    answered = models.AnswerSlip.objects.filter(unit__in=unit_ids, withdrawn=False)
    return sorted(answered.values_list("slip__campaign", flat=True).distinct())


def indices(unit_ids: Collection[int], *, campaign: str, period: Period) -> Indices:
    """Give what was answered of units in a period. Two SQL queries."""
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
    questions = sorted(
        (
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
        ),
        key=lambda one: (list(Element).index(one.question.element), _natural(one.question.code), one.question.text),
    )
    return Indices(
        slips=slips.count(),
        overall=_sum(one.tally for one in questions),
        elements=tuple(
            (element, _sum(one.tally for one in questions if one.question.element is element))
            for element in Element
            if any(one.question.element is element for one in questions)
        ),
        questions=tuple(questions),
    )


def _sum(tallies: Iterable[Tally]) -> Tally:
    listed = list(tallies)
    return Tally(sum(one.answers for one in listed), sum(one.satisfied for one in listed))


def _natural(code: str) -> tuple[int, str]:
    return (int(code) if code.isdecimal() else 0, code)


def _issued(rows: "QuerySet[models.Slip] | Sequence[models.Slip]") -> list[IssuedSlip]:
    listed = list(rows)
    questions: dict[int, list[models.Question]] = {}
    for one in models.Question.objects.filter(slip__in=listed).order_by("place"):
        questions.setdefault(one.slip_id, []).append(one)
    return [
        IssuedSlip(
            id=row.pk,
            unit_id=row.unit_id,
            slip=Slip(
                code=row.code,
                campaign=row.campaign,
                title=row.title,
                questions=tuple(
                    Question(one.code, Element(one.element), one.text, one.index) for one in questions[row.pk]
                ),
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                free_text=row.free_text,
                asks_code=AsksCode(row.asks_code),
                asks_name=row.asks_name,
                ticked=row.ticked,
                document_number=row.document_number,
                document_date=row.document_date,
            ),
            question_ids={one.code: one.pk for one in questions[row.pk]},
        )
        for row in listed
    ]
