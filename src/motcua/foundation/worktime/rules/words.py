"""The words of working time. Their values are stored; never rename one."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.refusals import Refused, gettext_noop

LONGEST = 36_500
"""No term is longer than this, whatever its measure: a hundred years of days."""


class Measure(StrEnum):
    """What a term is counted in."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WORKING_HOURS = "working_hours"
    MONTHS = "months"
    SAME_DAY = "same_day"


class CountingStyle(StrEnum):
    """
    What a term of n working days comes to; both are in use, and an office keeps to one.

    CLOSE_OF_DAY: the close of the n-th working day after that of receipt, judged until midnight.
    EXACT_HOURS: n times the hours of a standard working day, counted from the minute of receipt, judged to the instant.
    """

    CLOSE_OF_DAY = "close_of_day"
    EXACT_HOURS = "exact_hours"


class WrongTerm(Refused):
    """A term that nothing can be counted with."""


@dataclass(frozen=True, slots=True)
class Term:
    """
    How long an office has. A same-day term has the amount 1.

    :raises WrongTerm: if the amount is not a whole number from 1 to :data:`LONGEST`.
    """

    amount: int
    measure: Measure

    def __post_init__(self) -> None:
        most = 1 if self.measure is Measure.SAME_DAY else LONGEST
        if not isinstance(self.amount, int) or not 1 <= self.amount <= most:
            raise WrongTerm(
                gettext_noop("this is not a term"),
                field=self.measure.value,
                value=self.amount,
                expected=gettext_noop("give a whole number from 1 to %(most)s"),
                params={"most": most},
            )

    def text(self, translate: Callable[[str], str] = str) -> str:
        """Say the term, as on a slip."""
        one, many = _TERMS[self.measure]
        return translate(one if self.amount == 1 else many) % {"amount": self.amount}


_TERMS = {
    Measure.WORKING_DAYS: (gettext_noop("1 working day"), gettext_noop("%(amount)s working days")),
    Measure.CALENDAR_DAYS: (gettext_noop("1 day"), gettext_noop("%(amount)s days")),
    Measure.WORKING_HOURS: (gettext_noop("1 working hour"), gettext_noop("%(amount)s working hours")),
    Measure.MONTHS: (gettext_noop("1 month"), gettext_noop("%(amount)s months")),
    Measure.SAME_DAY: (gettext_noop("the same working day"), gettext_noop("the same working day")),
}
