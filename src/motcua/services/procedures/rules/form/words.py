"""What a form is made of: pages, groups, questions, and the conditions under which a question is asked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

YES, NO = "yes", "no"


class Kind(StrEnum):
    """What is answered to a question."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yes_no"
    ONE_OF = "one_of"
    SEVERAL_OF = "several_of"
    IDENTITY_NUMBER = "identity_number"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    UNIT = "unit"


CHOSEN = frozenset({Kind.ONE_OF, Kind.SEVERAL_OF})
"""The kinds that are answered from a list of the form's own."""

COUNTED = frozenset({Kind.NUMBER, Kind.MONEY})
WRITTEN = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.ADDRESS})

When = Literal["", "past", "future"]

KNOWN: Mapping[str, frozenset[Kind]] = {
    "applicant.name": frozenset({Kind.TEXT}),
    "applicant.identity_number": frozenset({Kind.IDENTITY_NUMBER, Kind.TEXT}),
    "applicant.phone": frozenset({Kind.PHONE, Kind.TEXT}),
    "applicant.address": frozenset({Kind.ADDRESS, Kind.TEXT, Kind.LONG_TEXT}),
    "applicant.email": frozenset({Kind.EMAIL, Kind.TEXT}),
    "applicant.birth_date": frozenset({Kind.DATE}),
}
"""What an applicant may have given already, by name, and the kinds of question that it answers."""


class Comparison(StrEnum):
    """How a condition looks at an answer."""

    EQUALS = "equals"
    ONE_OF = "one_of"
    IS_YES = "is_yes"
    MORE_THAN = "more_than"


TESTED: Mapping[Comparison, frozenset[Kind]] = {
    Comparison.EQUALS: frozenset({Kind.ONE_OF, Kind.SEVERAL_OF, Kind.YES_NO, Kind.TEXT, *COUNTED, Kind.UNIT}),
    Comparison.ONE_OF: frozenset({Kind.ONE_OF, Kind.SEVERAL_OF, Kind.TEXT, *COUNTED, Kind.UNIT}),
    Comparison.IS_YES: frozenset({Kind.YES_NO}),
    Comparison.MORE_THAN: COUNTED,
}
"""Which kinds of question each test can look at."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer of a list: the code that is kept, and what is read."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Condition:
    """
    What an earlier answer must be, so that something is asked.

    :param values: what it is compared with: one value, for ``one_of`` several, for ``is_yes`` none; of several
        answers one that fits is enough. Numbers are plain digits.
    """

    question: str
    test: Comparison = Comparison.IS_YES
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """
    One question.

    :param code: unique within the form: by it the answer is kept.
    :param least: the least that is answered: a number, or so many letters of a text, or so many of a list.
    :param pattern: how it is written: ``9`` a figure, ``A`` a letter, ``*`` either, all else itself; several
        patterns with `` | `` between. No regular expression, so no pattern can take long.
    :param when: a day that is ``past`` is today or before, one that is ``future`` today or after.
    :param from_known: a name of :data:`KNOWN`: what the applicant gave already is not asked again.
    """

    code: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = True
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    shown_if: Condition | None = None
    from_known: str = ""
    least: int | None = None
    most: int | None = None
    pattern: str = ""
    when: When = ""


@dataclass(frozen=True, slots=True)
class Group:
    """
    Questions that belong together; a repeated group is answered once for each child, member, plot and so on.

    :param at_least: so many times at least, where it is repeated; ``at_most`` likewise.
    """

    code: str
    label: str
    questions: tuple[Question, ...] = ()
    repeated: bool = False
    at_least: int = 0
    at_most: int = 10
    hint: str = ""
    shown_if: Condition | None = None


Item = Question | Group


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a form: what is asked on one screen."""

    code: str
    title: str
    items: tuple[Item, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """
    All that a form asks.

    :param source: the text of law or the decision that publishes the declaration.
    :param illustrative: not sourced; shown as such wherever it is read.
    """

    pages: tuple[Page, ...] = ()
    title: str = ""
    source: str = ""
    illustrative: bool = False

    def page(self, code: str) -> Page | None:
        """Give the page of a code."""
        return next((one for one in self.pages if one.code == code), None)

    def item(self, code: str) -> Item | None:
        """Give the question or the group of a code, wherever it stands."""
        for page in self.pages:
            for one in page.items:
                if one.code == code:
                    return one
                if isinstance(one, Group) and (found := next((q for q in one.questions if q.code == code), None)):
                    return found
        return None

    def questions(self) -> Iterator[tuple[Page, Group | None, Question]]:
        """Give each question in the order in which it is asked, with its page and its group."""
        for page in self.pages:
            for one in page.items:
                if isinstance(one, Group):
                    yield from ((page, one, question) for question in one.questions)
                else:
                    yield page, None, one


def field_name(code: str, group: str = "", row: int = 0) -> str:
    """Give the name by which an answer is sent: the question's code; in a repeated group with its row, from 1."""
    return f"{group}.{row}.{code}" if group else code


CODE = re.compile(r"[a-z][a-z0-9-]{0,39}", re.ASCII)
"""How the code of a page, a group, a question and an answer is written; a full stop parts them in names of fields."""

MOST_PAGES, MOST_ITEMS, MOST_CHOICES, MOST_ROWS = 30, 60, 300, 50
LONGEST = {Kind.TEXT: 300, Kind.ADDRESS: 300, Kind.LONG_TEXT: 4000, Kind.EMAIL: 254}
"""So many letters at the most are written where a question does not say fewer."""
