"""What is shown of the answers, to the public and to staff alike: sums of enough persons, of months that are over."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Sum

from motcua.kernel.periods import Period
from motcua.services.surveys import models
from motcua.services.surveys.lists import fewest_shown
from motcua.services.surveys.queries.indices import QuestionIndex, by_element, in_order, total
from motcua.services.surveys.rules.indices import Tally
from motcua.services.surveys.rules.publishing import blocks, let_out, whole_months
from motcua.services.surveys.rules.slips import Question
from motcua.services.surveys.rules.words import Element

NOTHING = Tally(0, 0)


@dataclass(frozen=True, slots=True)
class Published:
    """
    What may be shown of the answers of units.

    ``period`` is what it is of: whole months that are over; None where none of those asked for is. ``slips`` and
    ``comments`` say how many came in; ``questions`` are those that were answered, at zero where too few answered;
    ``kept_back`` says whether some answers wait for more.
    """

    period: Period | None
    fewest: int
    slips: int = 0
    comments: int = 0
    overall: Tally = NOTHING
    elements: tuple[tuple[Element, Tally], ...] = ()
    questions: tuple[QuestionIndex, ...] = ()
    units: Mapping[int, Tally] | None = None
    kept_back: bool = False


def published(unit_ids: Collection[int], *, campaign: str, period: Period, at: datetime) -> Published:
    """
    Give what may be shown of the answers of units in the months that a period touches.

    It is added up from sums of months that are kept beside the answers, never from answers. Two SQL queries.
    """
    today = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    fewest, months = fewest_shown(on=today).answers, whole_months(period, today=today)
    if months is None:
        return Published(None, fewest)
    came = models.MonthSlips.objects.filter(
        unit__in=unit_ids, slip__campaign=campaign, month__gte=months.first, month__lte=months.last
    ).aggregate(slips=Sum("slips"), comments=Sum("comments"))
    rows = (
        models.MonthAnswers.objects.filter(
            unit__in=unit_ids, question__slip__campaign=campaign, month__lte=months.last, answers__gt=0
        )
        .order_by(*_ASKED, "unit_id", "month")
        .values_list(*_ASKED, "unit_id", "month", "answers", "satisfied")
    )
    asked: dict[Question, list[Tally]] = {}
    of_units: dict[int, list[Tally]] = {}
    kept_back = False
    for (*wording, unit), series in groupby(rows, key=lambda row: row[:5]):
        answered = _by_month(series)
        shown = let_out(blocks(answered.items(), fewest=fewest), months)
        given = sum(tally.answers for month, tally in answered.items() if month in months)
        if given or shown.answers:
            code, element, text, index = wording
            asked.setdefault(Question(code, Element(element), text, index), []).append(shown)
            of_units.setdefault(unit, []).append(shown)
        kept_back |= given > shown.answers
    questions = in_order(QuestionIndex(question, total(tallies)) for question, tallies in asked.items())
    return Published(
        period=months,
        fewest=fewest,
        slips=came["slips"] or 0,
        comments=came["comments"] or 0,
        overall=total(one.tally for one in questions),
        elements=by_element(questions),
        questions=questions,
        units={unit: total(tallies) for unit, tallies in of_units.items()},
        kept_back=kept_back,
    )


_ASKED = ("question__code", "question__element", "question__text", "question__index")


def _by_month(series: Iterable[tuple[Any, ...]]) -> dict[date, Tally]:
    """Add up the rows of a month that come from slips that ask the same."""
    found: dict[date, Tally] = {}
    for *_, month, answers, satisfied in series:
        before = found.get(month, NOTHING)
        found[month] = Tally(before.answers + answers, before.satisfied + satisfied)
    return found
