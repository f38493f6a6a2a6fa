"""What is let out of the answers: sums of enough persons, so that nothing that anybody subtracts tells of few."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from motcua.kernel.periods import Period
from motcua.services.surveys.rules.indices import Tally
from motcua.services.surveys.rules.publishing import blocks, let_out, whole_months

MONTHS = [date(2021 + place // 12, 1 + place % 12, 1) for place in range(36)]
TALLIES = some.integers(0, 30).flatmap(lambda n: some.integers(0, n).map(lambda k: Tally(n, k)))
YEARS = some.lists(TALLIES, max_size=len(MONTHS)).map(lambda tallies: list(zip(MONTHS, tallies, strict=False)))
DAYS = some.dates(date(2021, 1, 1), date(2024, 6, 30))
PERIODS = some.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))


def asked(series: list[tuple[date, Tally]], period: Period, today: date, fewest: int) -> Tally:
    months = whole_months(period, today=today)
    known = [one for one in series if months and one[0] <= months.last]
    return let_out(blocks(known, fewest=fewest), months) if months else Tally(0, 0)


@given(series=YEARS, fewest=some.integers(0, 25))
def test_every_block_has_enough_and_no_answer_is_in_two(series: list[tuple[date, Tally]], fewest: int) -> None:
    found = blocks(series, fewest=fewest)
    assert all(one.tally.answers >= max(fewest, 1) for one in found)
    assert all(one.first <= one.last for one in found)
    assert all(one.last < other.first for one, other in pairwise(found))
    for one in found:
        within = [tally for month, tally in series if one.first <= month <= one.last]
        assert one.tally == Tally(sum(t.answers for t in within), sum(t.satisfied for t in within))


@given(series=YEARS, fewest=some.integers(1, 25), one=PERIODS, other=DAYS, today=DAYS, later=DAYS)
def test_two_sums_that_are_asked_for_differ_by_nothing_or_by_enough(
    series: list[tuple[date, Tally]], fewest: int, one: Period, other: date, today: date, later: date
) -> None:
    """Whatever two periods with one end in common, on whatever two days they are asked for: the rest is not of few."""
    first = asked(series, one, today, fewest)
    for beside in (Period(one.first, max(other, one.first)), Period(min(other, one.last), one.last)):
        rest = abs(first.answers - asked(series, beside, later, fewest).answers)
        assert rest == 0 or rest >= fewest


@given(series=YEARS, more=YEARS, fewest=some.integers(1, 25))
def test_what_was_let_out_stays_as_it_was(
    series: list[tuple[date, Tally]], more: list[tuple[date, Tally]], fewest: int
) -> None:
    longer = series + more[len(series) :]
    before = blocks(series, fewest=fewest)
    assert blocks(longer, fewest=fewest)[: len(before)] == before


@given(series=YEARS, period=PERIODS, today=DAYS)
def test_the_month_that_lasts_is_not_in_it(series: list[tuple[date, Tally]], period: Period, today: date) -> None:
    months = whole_months(period, today=today)
    if months is not None:
        assert months.last < today.replace(day=1)
        assert months.first.day == 1
        assert months.first <= period.last


def test_few_answers_are_counted_with_those_of_the_next_month() -> None:
    series = [(MONTHS[0], Tally(4, 4)), (MONTHS[1], Tally(5, 0)), (MONTHS[2], Tally(3, 3)), (MONTHS[3], Tally(9, 9))]
    found = blocks(series, fewest=10)
    assert [(one.first, one.last, one.tally) for one in found] == [(MONTHS[0], MONTHS[2], Tally(12, 7))]
    assert let_out(found, Period(MONTHS[0], MONTHS[1])) == Tally(0, 0)
    assert let_out(found, Period(MONTHS[2], MONTHS[2])) == Tally(12, 7)


def test_without_blocks_a_subtraction_would_tell_of_one() -> None:
    """The control: sums of months as they come differ by the answer of one person."""
    series = [(MONTHS[0], Tally(10, 10)), (MONTHS[1], Tally(1, 0))]
    plain = [sum(tally.answers for _, tally in series[:end]) for end in (1, 2)]
    assert plain[1] - plain[0] == 1
    joined = [let_out(blocks(series, fewest=10), Period(MONTHS[0], MONTHS[end])).answers for end in (0, 1)]
    assert joined == [10, 10]
