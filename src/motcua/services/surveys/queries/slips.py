"""Reads of slips as they were issued, and of which of them a unit uses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from motcua.foundation.units import public as units
from motcua.services.surveys import models
from motcua.services.surveys.rules.slips import Question, Slip
from motcua.services.surveys.rules.words import ONE_STOP, AsksCode, Element, Method, Stage


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
class PaperEntry:
    """An entry of paper, by its number: when it was answered and whether it was withdrawn; nothing of what it says."""

    id: int
    answered_on: date
    stage: Stage
    withdrawn: bool


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


def paper_entries(unit_id: int, *, most: int) -> list[PaperEntry]:
    """Give the latest entries of paper of a unit, without anything that was answered. One SQL query."""
    rows = models.AnswerSlip.objects.filter(unit_id=unit_id, method=Method.PAPER).order_by("-pk")[:most]
    names = ("pk", "answered_on", "stage", "withdrawn")
    return [PaperEntry(pk, on, Stage(stage), withdrawn) for pk, on, stage, withdrawn in rows.values_list(*names)]


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
                    Question(one.code, Element(one.element), one.text, one.index, one.needed)
                    for one in questions[row.pk]
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
