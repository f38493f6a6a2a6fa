"""A slip: what a province asks people, by which document, from when on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.surveys.rules.words import AsksCode, Element

MOST_QUESTIONS = 60


@dataclass(frozen=True, slots=True)
class Question:
    """
    A question of a slip, answered on the scale from 1 to 5.

    :param index: the code of the index that it covers (``time``, ``manner`` ...); empty if it covers none.
    :param needed: whether whoever answers on a page must answer it; on paper anything may be left out.
    """

    code: str
    element: Element
    text: str
    index: str = ""
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """
    A slip as it was issued.

    :param campaign: :data:`ONE_STOP`, or the name of a survey that is held once.
    :param ticked: whether an answer is ticked beforehand.
    :param valid_to: the last day on which it is answered; none while it is in use.
    """

    code: str
    campaign: str
    title: str
    questions: tuple[Question, ...]
    valid_from: date
    valid_to: date | None = None
    free_text: bool = True
    asks_code: AsksCode = AsksCode.OPTIONAL
    asks_name: bool = False
    ticked: bool = False
    document_number: str = ""
    document_date: date | None = None


class WrongSlip(Refused):
    """This cannot be a slip."""


def check_slip(slip: Slip) -> None:
    """Check that a slip can be answered and counted; whether it asks enough is another question. :raises WrongSlip:"""
    for name, most in (("code", 64), ("campaign", 64), ("title", 300), ("document_number", 100)):
        text = getattr(slip, name)
        if not 1 <= len(text) <= most or text != text.strip():
            raise WrongSlip(
                gettext_noop("this is empty or too long"),
                field=name,
                value=text,
                expected=gettext_noop("write 1 to %(most)s letters"),
                params={"most": most},
            )
    if slip.valid_to is not None and slip.valid_to < slip.valid_from:
        raise WrongSlip(gettext_noop("it ends before it begins"), field="valid_to", value=slip.valid_to.isoformat())
    if not 1 <= len(slip.questions) <= MOST_QUESTIONS:
        raise WrongSlip(
            gettext_noop("a slip has at least one question, and not too many"),
            field="questions",
            value=len(slip.questions),
            expected=gettext_noop("ask 1 to %(most)s questions"),
            params={"most": MOST_QUESTIONS},
        )
    seen: set[str] = set()
    for question in slip.questions:
        if question.code in seen or not 1 <= len(question.code) <= 32 or not 1 <= len(question.text) <= 500:
            raise WrongSlip(
                gettext_noop("a question has a code of its own and a text"), field="questions", value=question.code
            )
        seen.add(question.code)


def read_slip(data: Mapping[str, Any], *, campaign: str, valid_from: date, valid_to: date | None = None) -> Slip:
    """Read a slip from parsed TOML. :raises WrongSlip:"""
    slip = Slip(
        code=data["code"],
        campaign=campaign,
        title=data["title"],
        questions=tuple(_questions(data["question"])),
        valid_from=valid_from,
        valid_to=valid_to,
        free_text=data["free_text"],
        asks_code=AsksCode(data["asks_code"]),
        asks_name=data["asks_name"],
        ticked=data["ticked"],
        document_number=data["document_number"],
        document_date=data.get("document_date"),
    )
    check_slip(slip)
    return slip


def _questions(data: Sequence[Mapping[str, Any]]) -> list[Question]:
    return [
        Question(one["code"], Element(one["element"]), one["text"], one.get("index", ""), one.get("needed", False))
        for one in data
    ]
