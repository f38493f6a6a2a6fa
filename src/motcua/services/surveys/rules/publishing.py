"""
What of the answers is let out: sums of whole months, each of enough persons, so that no subtraction tells of one.

The answers of a unit to one question are joined, month after month, until enough persons gave them; such a block is let
out as a whole, in its last month, and only once that month is over. All that is shown is a sum of blocks, so two
sums that anybody asks for differ by whole blocks, never by the answers of few.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from motcua.kernel.periods import Period
from motcua.services.surveys.rules.indices import Tally


@dataclass(frozen=True, slots=True)
class Block:
    """Answers to one question at one unit, let out together: from the first day of a month to that of the last."""

    first: date
    last: date
    tally: Tally


def month_of(day: date) -> date:
    """Give the month of a day, as its first day."""
    return day.replace(day=1)


def whole_months(period: Period, *, today: date) -> Period | None:
    """Give the months that a period touches and that are over; None if none of them is."""
    first, over = month_of(period.first), month_of(today) - timedelta(days=1)
    if over < first:
        return None
    following = (month_of(period.last) + timedelta(days=32)).replace(day=1)
    return Period(first, min(following - timedelta(days=1), over))


def blocks(months: Iterable[tuple[date, Tally]], *, fewest: int) -> list[Block]:
    """
    Join the answers of months in their order until each block has enough; what is left over is in none.

    :param months: the first day of each month, and what was answered in it, from the first month on.
    """
    found: list[Block] = []
    first: date | None = None
    answers = satisfied = 0
    for month, tally in months:
        first = first or month
        answers, satisfied = answers + tally.answers, satisfied + tally.satisfied
        if answers >= max(fewest, 1):
            found.append(Block(first, month, Tally(answers, satisfied)))
            first, answers, satisfied = None, 0, 0
    return found


def let_out(found: Sequence[Block], period: Period) -> Tally:
    """Add up the blocks whose last month lies in a period."""
    within = [one.tally for one in found if one.last in period]
    return Tally(sum(one.answers for one in within), sum(one.satisfied for one in within))
