"""What the source says of feedback and satisfaction, as cases and slips; every text says that it is reconstructed."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from motcua.foundation.units.public import Unit
from motcua.reference.population import DISTRICT
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import About, Channel, Classification, Kind, Sender, Step
from motcua.services.surveys import public as surveys
from motcua.services.surveys.public import AsksCode, Element, Method, Question, Slip, Stage

FIRST, LAST = date(2022, 1, 1), date(2022, 10, 14)
"""The days of the source's figures."""

OPENED = date(2022, 1, 4)
"""The first day on which a slip is answered."""

DAY = timedelta(days=1)

UNKNOWN = Sender(name="Người gửi (tái dựng)")
"""The source names no sender; that each had a name follows from its being counted as feedback."""


@transaction.atomic
def load_feedback(wanted: Mapping[str, Any], units: Mapping[str, Unit], *, by: str, at: datetime) -> int:
    """
    Take over the cases of the district, and issue and answer the slips; give how many cases and answered slips.

    :param units: the units of the case by code.
    """
    for one in wanted["case"]:
        feedback.take_over(steps=list(_history(one, units[DISTRICT].key, wanted["mark"])), sender=UNKNOWN, by=by, at=at)
    slips = sum(_answered(one, units[one["unit"]], wanted, by=by, at=at) for one in wanted["answered"])
    return len(wanted["case"]) + slips


def _history(one: Mapping[str, Any], district: str, mark: str) -> Iterator[Step]:
    question, answer = f"{one['question']} {mark}", f"{one['answer']} {mark}"
    yield Step(
        Kind.RECEIVED,
        one["came"],
        unit=district,
        channel=Channel(one["channel"]),
        about=About.RULE,
        said={"text": question},
    )
    yield Step(Kind.CLASSIFIED, one["forwarded"], classification=Classification.FEEDBACK)
    yield Step(Kind.FORWARDED, one["forwarded"], unit=district)
    yield Step(Kind.ANSWERED, one["answered"], said={"answer": answer})
    yield Step(Kind.PUBLISHED, one["published"], said={"public_question": question, "public_answer": answer})


def _answered(told: Mapping[str, Any], unit: Unit, wanted: Mapping[str, Any], *, by: str, at: datetime) -> int:
    slip = surveys.one_stop_slip(valid_from=FIRST) if told["unit"] == DISTRICT else _poor_slip(wanted["poor_slip"])
    issued = surveys.issue_slip(slip=slip, unit=unit.key, by=by, at=at)
    given, turn = told["answers"], 0
    for number in range(told["slips"]):
        answers = {}
        for question in slip.questions:
            answers[question.code] = given[turn % len(given)]
            turn += 1
        surveys.enter_slip(
            slip=issued,
            unit=unit.key,
            answers=answers,
            stage=Stage.VISIT,
            method=Method.PAPER,
            answered_on=_weekday(OPENED + (LAST - OPENED) * number // told["slips"]),
            by=by,
            at=at,
        )
    return int(told["slips"])


def _weekday(day: date) -> date:
    """Give a day, or the Friday before it."""
    return day - DAY * max(day.weekday() - 4, 0)


def _poor_slip(told: Mapping[str, Any]) -> Slip:
    """Give the slip of the communes: two questions, no room for free text. What stood on it is not in the source."""
    parts = zip(told["questions"], told["elements"], told["indices"], strict=True)
    return Slip(
        code="phieu-xa",
        campaign=surveys.ONE_STOP,
        title=told["title"],
        questions=tuple(
            Question(str(place), Element(element), text, index) for place, (text, element, index) in enumerate(parts, 1)
        ),
        valid_from=FIRST,
        free_text=False,
        asks_code=AsksCode.NO,
        document_number=told["document_number"],
    )
