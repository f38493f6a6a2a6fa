"""What surveys publish for measurement: one row an answered slip, and one row an answer. Nothing says who answered."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.foundation.facts.public import Column, Columns, Cut, Table, Type, chunked, columns_of
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.services.surveys.models import Bond
from motcua.services.surveys.rules.indices import is_satisfied
from motcua.services.surveys.rules.words import STREAM

CHUNK = 2_000
"""How many answer slips are read from the ledger at once."""

_SLIP = Column("slip", Type.INT64, "the answer slip, by its id")
_UNIT = Column("unit", Type.INT32, "who served the person: the unit, by its id in foundation.units")
_CAMPAIGN = Column("campaign", Type.TEXT, "one_stop, or the name of a survey that was held once")
_AT = Column("answered_at", Type.INSTANT, "when it was answered; noon of the day for a slip of paper entered later")
_ON = Column("answered_on", Type.DAY, "the local day of answered_at")

SLIPS = Table(
    name="survey_slips",
    meaning="One row a slip that somebody answered, without those that were withdrawn.",
    key="slip",
    partition="answered_on",
    order=("answered_at",),
    columns=(
        _SLIP,
        _UNIT,
        _CAMPAIGN,
        Column("stage", Type.TEXT, "receipt, supplement, refusal, result, or visit where no stage is known"),
        _AT,
        _ON,
        Column("dossier", Type.INT64, "the dossier that it is about, by its id, if it is bound to one", nullable=True),
        Column("answers", Type.INT16, "how many questions were answered"),
        Column("satisfied", Type.INT16, "how many of them with satisfied or very satisfied"),
    ),
)

ANSWERS = Table(
    name="survey_answers",
    meaning="One row an answer to one question of a slip, without those of slips that were withdrawn.",
    key="slip",
    partition="answered_on",
    order=("answered_at", "question"),
    columns=(
        _SLIP,
        _UNIT,
        _CAMPAIGN,
        Column("element", Type.TEXT, "access, procedures, officials, results, feedback or overall"),
        Column("question", Type.TEXT, "the question, by its code on the slip"),
        Column("answer", Type.INT8, "from 1, very unsatisfied, to 5, very satisfied; 3 is “bình thường”"),
        Column("satisfied", Type.FLAG, "whether it is 4 or 5"),
        _AT,
        _ON,
    ),
)


class SurveyFacts:
    """The rows of answered slips, as they follow from the ledger; which dossier one is about stands beside it."""

    name = "surveys"
    version = 1
    tables = (SLIPS, ANSWERS)

    def changed(self, after: int) -> Iterator[Sequence[int]]:
        """Give the answer slips with events from a position of the ledger on."""
        streams = ledger.streams_changed_after(after, prefix=STREAM)
        return chunked((int(stream.removeprefix(STREAM)) for stream in streams), CHUNK)

    def rows(self, keys: Sequence[int], cut: Cut) -> Mapping[str, Columns]:
        """Give the rows of answer slips, as they follow from the events within the cut. Two SQL queries and more."""
        events = dict(_answered(keys, cut))
        ids = {key: unit.id for key, unit in units.by_key({event.unit for event in events.values()}).items()}
        dossiers = dict(Bond.objects.filter(answer_slip__in=events).values_list("answer_slip_id", "dossier_id"))
        zone = ZoneInfo(settings.TIME_ZONE)
        slips: list[tuple[Any, ...]] = []
        answers: list[tuple[Any, ...]] = []
        for slip, event in events.items():
            told, at = event.payload, event.occurred_at
            same = (slip, ids[event.unit], told["campaign"])
            given = told["answers"]
            satisfied = sum(is_satisfied(answer) for *_, answer in given)
            on = _day(at, zone)
            slips.append((*same, told["stage"], at, on, dossiers.get(slip), len(given), satisfied))
            answers += [
                (*same, element, question, answer, is_satisfied(answer), at, on) for question, element, answer in given
            ]
        return {SLIPS.name: columns_of(SLIPS, slips), ANSWERS.name: columns_of(ANSWERS, answers)}


FACTS = SurveyFacts()


def _answered(keys: Sequence[int], cut: Cut) -> Iterator[tuple[int, ledger.Event]]:
    """Give the first event of each answer slip that was not withdrawn within the cut."""
    within = (
        event
        for event in ledger.read_many([f"{STREAM}{key}" for key in keys])
        if cut.takes(event.position, event.recorded_at)
    )
    for stream, group in groupby(within, key=lambda event: event.stream):
        first, *later = group
        if not later:
            yield int(stream.removeprefix(STREAM)), first


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()
