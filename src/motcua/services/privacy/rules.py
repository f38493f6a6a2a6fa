"""What a person may ask about their own data, how soon it is answered, and what must stay until when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from motcua.foundation.worktime.public import Calendar, Measure, Term, due
from motcua.kernel.refusals import Refused, gettext_noop

PREFIX = "privacy."
LONGEST = 2_000


class What(StrEnum):
    """What is asked: a copy of what is kept, or that it be erased."""

    COPY = "copy"
    ERASE = "erase"


class Standing(StrEnum):
    """How a request stands."""

    OPEN = "open"
    DONE = "done"
    DECLINED = "declined"


class Kind(StrEnum):
    """What happens to a request."""

    ASKED = "asked"
    DONE = "done"
    DECLINED = "declined"


class NotDone(Refused):
    """This cannot be asked, or not be done, as things stand."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its number within the dossier, what is asked, who recorded it, when it is due, how it stands."""

    number: int
    what: What
    by: str
    due: datetime
    standing: Standing = Standing.OPEN


Requests = tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """How soon an answer is due from a day on, or how long a closed dossier stays whole; by which law, and how sure."""

    valid_from: date
    amount: int
    measure: str
    source: str
    sure: str

    def due(self, calendar: Calendar, at: datetime) -> datetime:
        """Give the instant by which a request of an instant is answered. :raises BeyondCalendar:"""
        if self.measure == "hours":
            return at + timedelta(hours=self.amount)
        return due(calendar, at, Term(self.amount, Measure.WORKING_DAYS))[1]


def kept_until(closed_on: date, years: int) -> date:
    """Give the last day on which a dossier that closed on a day must stay whole."""
    last = closed_on.replace(day=28) if (closed_on.month, closed_on.day) == (2, 29) else closed_on
    return last.replace(year=last.year + years)


def check_erasable(*, closed_on: date | None, years: int, on: date, order: str) -> None:
    """
    Check that the persons of a dossier may be erased.

    :param years: for how many it stays whole after its end.
    :param order: the document that orders it although the dossier must stay; empty if there is none.
    :raises NotDone: while the dossier is open, or must stay whole and nothing orders otherwise.
    """
    if closed_on is None:
        raise NotDone(
            gettext_noop("the dossier is being dealt with, and the law asks for what stands in it"),
            field="request",
            expected=gettext_noop("decline it with this reason, or wait for the end of the dossier"),
        )
    until = kept_until(closed_on, years)
    if on <= until and not order:
        raise NotDone(
            gettext_noop("a dossier stays whole until %(until)s, as records of the State do"),
            field="order",
            expected=gettext_noop("decline it, or name the document that orders the erasure"),
            params={"until": until},
        )


def apply(requests: Requests, kind: Kind, by: str, payload: Mapping[str, Any]) -> Requests:
    """Give the requests of a dossier after an event. :raises NotDone: if it cannot follow."""
    if kind is Kind.ASKED:
        what = What(payload["what"])
        if any(one.what is what and one.standing is Standing.OPEN for one in requests):
            raise NotDone(
                gettext_noop("this was asked already and waits for its answer"), field="what", value=what.value
            )
        return (*requests, Asked(len(requests) + 1, what, by, datetime.fromisoformat(payload["due"])))
    number = int(payload["request"])
    chosen = next((one for one in requests if one.number == number and one.standing is Standing.OPEN), None)
    if chosen is None:
        raise NotDone(gettext_noop("this request was answered already"), field="request", value=number)
    if kind is Kind.DONE and chosen.what is What.ERASE and chosen.by == by:
        raise two_needed(number)
    return tuple(replace(one, standing=Standing(kind.value)) if one is chosen else one for one in requests)


def two_needed(number: int) -> NotDone:
    """Give the refusal of an erasure by whoever recorded that it was asked for."""
    return NotDone(
        gettext_noop("what is erased cannot be brought back, so it takes two"),
        field="request",
        value=number,
        expected=gettext_noop("let somebody else decide about what you recorded"),
    )


def stated(text: str, field: str) -> str:
    """Give a text back without white space around it. :raises NotDone: if there is none, or it is too long."""
    if not 0 < len(text.strip()) <= LONGEST:
        raise NotDone(
            gettext_noop("say it in words"),
            field=field,
            value=len(text),
            expected=gettext_noop("at most %(most)s letters"),
            params={"most": LONGEST},
        )
    return text.strip()


def rule_on(rules: Sequence[Rule], day: date) -> Rule:
    """Give the rule of a day: the first one where none had begun."""
    return max((one for one in rules if one.valid_from <= day), key=lambda one: one.valid_from, default=rules[0])


def read_rules(told: Mapping[str, Sequence[Mapping[str, Any]]]) -> Mapping[str, Sequence[Rule]]:
    """Read the dated rules of both kinds."""
    return {kind: [Rule(**one) for one in records] for kind, records in told.items()}
