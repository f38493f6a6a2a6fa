"""A checklist: dated data that says, field by field, what a visit asks and what stands behind each answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.foundation.units.public import Level
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.registers.public import ReformField


class Asks(StrEnum):
    """What a question asks for."""

    INDICATOR = "indicator"  # a figure that the program computes
    REGISTER = "register"  # records of the unit's registers
    EVIDENCE = "evidence"  # a paper that is shown
    OBSERVATION = "observation"  # what is seen on the spot


ASKS_TITLES = {
    Asks.INDICATOR: gettext_noop("figure"),
    Asks.REGISTER: gettext_noop("register"),
    Asks.EVIDENCE: gettext_noop("paper shown"),
    Asks.OBSERVATION: gettext_noop("seen on the spot"),
}


class UnknownLine(Refused):
    """The checklist of the visit has no such line."""


@dataclass(frozen=True, slots=True)
class Question:
    """
    One line of a checklist.

    :param code: stable within the checklist and unique in it, as ``3.2.1``.
    :param of: the code of the indicator or the register, where it asks for one.
    :param levels: the levels of government it is asked at; empty for all.
    :param counted: what is counted on the spot, as slips, so that the answer may say how many were looked at and right.
    """

    code: str
    text: str
    asks: Asks
    text_en: str = ""
    of: str = ""
    levels: frozenset[Level] = frozenset()
    counted: str = ""

    def asked_at(self, level: Level) -> bool:
        """Say whether it is asked at a level."""
        return not self.levels or level in self.levels


@dataclass(frozen=True, slots=True)
class Criterion:
    """Questions about one thing."""

    code: str
    title: str
    questions: tuple[Question, ...]
    title_en: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The criteria of one field of reform."""

    field: ReformField
    criteria: tuple[Criterion, ...]

    @property
    def questions(self) -> Iterator[Question]:
        """Give its lines in order."""
        return (question for criterion in self.criteria for question in criterion.questions)


@dataclass(frozen=True, slots=True)
class Checklist:
    """
    A checklist as it holds from a day on. A changed one is a new version with a later ``valid_from``.

    :param source: what it was written after; ``sure`` says how well that is known.
    """

    code: str
    title: str
    valid_from: date
    source: str
    sure: str
    sections: tuple[Section, ...]
    title_en: str = ""
    source_en: str = ""
    sure_en: str = ""
    valid_to: date | None = None

    def in_force(self, on: date) -> bool:
        """Say whether it holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    @property
    def questions(self) -> Iterator[Question]:
        """Give all lines in order."""
        return (question for section in self.sections for question in section.questions)

    def line(self, code: str) -> tuple[ReformField, Question]:
        """Give a line with its field. :raises UnknownLine:"""
        for section in self.sections:
            for question in section.questions:
                if question.code == code:
                    return section.field, question
        raise UnknownLine(
            gettext_noop("the checklist of this visit has no such line"),
            field="line",
            value=code,
            expected=gettext_noop("write the code that stands before a question, as %(code)s"),
            params={"code": next(self.questions).code},
        )

    def asked(self, level: Level, fields: frozenset[ReformField] | None = None) -> "Checklist":
        """Give what of it is asked at a level and, if fields are named, of these; empty parts fall away."""
        sections = []
        for section in self.sections:
            if fields and section.field not in fields:
                continue
            criteria = []
            for one in section.criteria:
                kept = tuple(question for question in one.questions if question.asked_at(level))
                if kept:
                    criteria.append(Criterion(one.code, one.title, kept, one.title_en))
            if criteria:
                sections.append(Section(section.field, tuple(criteria)))
        return Checklist(
            self.code,
            self.title,
            self.valid_from,
            self.source,
            self.sure,
            tuple(sections),
            self.title_en,
            self.source_en,
            self.sure_en,
            self.valid_to,
        )
