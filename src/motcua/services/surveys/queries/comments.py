"""What people added to slips in words, for one reader of the office: so mixed that nothing tells who wrote which."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Sum

from motcua.kernel.periods import Period
from motcua.services.surveys import models
from motcua.services.surveys.lists import fewest_shown
from motcua.services.surveys.rules.indices import Tally
from motcua.services.surveys.rules.publishing import Block, blocks, month_of, whole_months

MOST = 500
"""So many comments of one block are read; a block has hardly more."""


@dataclass(frozen=True, slots=True)
class Heard:
    """
    What the slips of a unit say in words, from the first day of a month to that of the last; ``slips`` were answered.

    The comments stand in the order of their random salts, without day, stage, way and answers.
    """

    unit_id: int
    months: Period
    slips: int
    comments: tuple[str, ...]


def comments(unit_ids: Collection[int], *, period: Period, at: datetime) -> list[Heard]:
    """
    Give what people added in words, in blocks that end in a period, the latest first.

    As with sums, months that are over are joined until enough slips were answered. One SQL query, and one a block.
    """
    today = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    months = whole_months(period, today=today)
    if months is None:
        return []
    rows = (
        models.MonthSlips.objects.filter(unit__in=unit_ids, month__lte=months.last)
        .values_list("unit_id", "month")
        .annotate(came=Sum("slips"), written=Sum("comments"))
        .order_by("unit_id", "month")
    )
    found: list[Heard] = []
    for unit, series in groupby(rows, key=lambda row: row[0]):
        counted = [(month, Tally(came, written)) for _, month, came, written in series]
        joined = blocks(counted, fewest=fewest_shown(on=today).answers)
        found += _heard(unit, [one for one in joined if one.last in months and one.tally.satisfied])
    return sorted(found, key=lambda one: one.months.last, reverse=True)


def _heard(unit: int, joined: Collection[Block]) -> Iterator[Heard]:
    for one in joined:
        last = (month_of(one.last) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        written = models.AnswerSlip.objects.filter(
            unit=unit, answered_on__gte=one.first, answered_on__lte=last, withdrawn=False
        ).exclude(comment="")
        texts = tuple(written.order_by("salt").values_list("comment", flat=True)[:MOST])
        yield Heard(unit, Period(one.first, last), one.tally.answers, texts)
