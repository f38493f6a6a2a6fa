"""
The counts of form II.06, declared over the fact tables.

Each is a condition on the rows of a population. Narwhals carries them to every engine; so that all agree, nothing here
reckons with zones or adds up truth values, and no condition is left unknown by an empty value.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

import narwhals as nw

from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.rules.practice import Practice

SMALLEST = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """
    The instants of a report, naive in UTC as the facts hold them.

    What is known of is what happened up to ``until``, itself included. ``begins`` is the first instant of the period,
    and never later than just after that. Whether something is late is judged at ``judged_at``.
    """

    begins: datetime
    until: datetime
    judged_at: datetime


def moment(*, begins: datetime, ends: datetime, judged_at: datetime) -> Moment:
    """
    Give the instants of a report; all are aware.

    :param ends: the first instant after the period. A dossier that comes in at that very instant is not of the period,
        also when it is the instant of judgement; one that comes in at an earlier instant of judgement is.
    """
    first, after, judged = (at.astimezone(UTC).replace(tzinfo=None) for at in (begins, ends, judged_at))
    until = min(judged, after - SMALLEST)
    return Moment(min(first, until + SMALLEST), until, judged)


Condition = Callable[[Moment, Practice], nw.Expr]


@dataclass(frozen=True, slots=True)
class Population:
    """The rows of a fact table that some counts are taken from. An engine skips the files that hold none of them."""

    table: str
    where: Callable[[Moment], nw.Expr]


@dataclass(frozen=True, slots=True)
class Count:
    """
    One figure: which rows of its population it counts; without a condition all of them.

    ``column`` is its number on form II.06, if it has one.
    """

    code: str
    title: str
    population: Population
    where: Condition | None
    column: int | None = None


def _in_period(at: Moment) -> nw.Expr:
    return nw.col("received_at") >= nw.lit(at.begins)


def _online(practice: Practice) -> nw.Expr:
    names = ["online", "national_portal", *(["online_assisted"] if practice.assisted == "online" else [])]
    interlinked = nw.col("channel") == nw.lit("interlinked")
    return nw.col("channel").is_in(names) | (interlinked & nw.col("origin").fill_null("").is_in(names))


def _closed(at: Moment) -> nw.Expr:
    """Closed in the period; what closed before it is not of the population."""
    return nw.col("closed_at") <= nw.lit(at.until)


def _resolved(timeliness: Literal["early", "on_time", "overdue"]) -> Condition:
    def where(at: Moment, practice: Practice) -> nw.Expr:
        stands = nw.col("timeliness") == nw.lit(timeliness)
        if practice.ended_otherwise == "on time":
            otherwise = nw.col("outcome").is_in(["withdrawn", "stopped"])
            stands = otherwise | stands if timeliness == "on_time" else ~otherwise & stands
        return _closed(at) & stands

    return where


def _outcome(outcome: str) -> Condition:
    return lambda at, practice: _closed(at) & (nw.col("outcome") == nw.lit(outcome))


HANDLED = Population(
    "dossiers",
    where=lambda at: (
        (nw.col("received_at") <= nw.lit(at.until))
        & (nw.col("closed_at").is_null() | (nw.col("closed_at") >= nw.lit(at.begins)))
    ),
)
"""The dossiers that were to be resolved in the period: received in it, or before and not closed before it."""

PENDING = Population(
    "dossier_spans",
    where=lambda at: (
        nw.col("pending") & (nw.col("end_at") > nw.lit(at.until)) & (nw.col("start_at") <= nw.lit(at.until))
    ),
)
"""The stretches that were going on at the last instant known of, of dossiers accepted and not closed."""

COUNTS = (
    Count("received.total", gettext_noop("Received, in all"), HANDLED, None, column=3),
    Count(
        "received.online",
        gettext_noop("Received in the period online"),
        HANDLED,
        lambda at, practice: _in_period(at) & _online(practice),
        column=4,
    ),
    Count(
        "received.direct",
        gettext_noop("Received in the period directly or by post"),
        HANDLED,
        lambda at, practice: _in_period(at) & ~_online(practice),
        column=5,
    ),
    Count(
        "received.carried_over",
        gettext_noop("Carried over from before the period"),
        HANDLED,
        lambda at, practice: ~_in_period(at),
        column=6,
    ),
    Count("resolved.total", gettext_noop("Resolved, in all"), HANDLED, lambda at, practice: _closed(at), column=7),
    Count("resolved.early", gettext_noop("Resolved early"), HANDLED, _resolved("early"), column=8),
    Count("resolved.on_time", gettext_noop("Resolved on time"), HANDLED, _resolved("on_time"), column=9),
    Count("resolved.overdue", gettext_noop("Resolved overdue"), HANDLED, _resolved("overdue"), column=10),
    Count("outcomes.granted", gettext_noop("Granted"), HANDLED, _outcome("granted")),
    Count("outcomes.refused", gettext_noop("Refused"), HANDLED, _outcome("refused")),
    Count("outcomes.withdrawn", gettext_noop("Withdrawn"), HANDLED, _outcome("withdrawn")),
    Count("outcomes.stopped", gettext_noop("Stopped"), HANDLED, _outcome("stopped")),
    Count("pending.total", gettext_noop("Being resolved, in all"), PENDING, None, column=11),
    Count(
        "pending.in_time",
        gettext_noop("Being resolved, in time"),
        PENDING,
        lambda at, practice: nw.col("late_from") > nw.lit(at.judged_at),
        column=12,
    ),
    Count(
        "pending.overdue",
        gettext_noop("Being resolved, overdue"),
        PENDING,
        lambda at, practice: nw.col("late_from") <= nw.lit(at.judged_at),
        column=13,
    ),
)
"""All figures, those of one population together."""

BY_CODE = {count.code: count for count in COUNTS}
PLACES = {count.code: place for place, count in enumerate(COUNTS)}


def of(population: Population) -> tuple[Count, ...]:
    """Give the counts that are taken from a population."""
    return tuple(count for count in COUNTS if count.population is population)


def measures(population: Population, at: Moment, practice: Practice) -> dict[str, nw.Expr]:
    """Give each count of a population as a sum of ones and zeros; no name has a dot, which Spark takes for a path."""
    return {
        count.code.replace(".", "_"): (_ones(count.where(at, practice)).sum() if count.where else nw.len()).cast(
            nw.Int64
        )
        for count in of(population)
    }


def mask(population: Population, codes: Sequence[str], at: Moment, practice: Practice) -> nw.Expr:
    """Say of each row, in one whole number, which of some counts it is in: the first adds 1, the next 2, then 4."""
    total = nw.lit(0)
    for place, code in enumerate(codes):
        count = BY_CODE[code]
        if count.population is population and count.where:
            total = total + _ones(count.where(at, practice), worth=1 << place)
    return total


def _ones(where: nw.Expr, *, worth: int = 1) -> nw.Expr:
    return nw.when(where).then(nw.lit(worth)).otherwise(nw.lit(0))
