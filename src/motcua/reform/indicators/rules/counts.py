"""The counts of form II.06, declared over the facts of dossiers."""

from dataclasses import replace
from typing import Literal

import narwhals as nw

from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.rules.moments import Moment
from motcua.reform.indicators.rules.populations import Condition, Count, Frame, Population, Scan
from motcua.reform.indicators.rules.practice import Practice


def in_period(at: Moment) -> nw.Expr:
    """Received in the period; what was received after it is not of the population."""
    return nw.col("received_at") >= nw.lit(at.begins)


def online(practice: Practice) -> nw.Expr:
    """Received by a channel that forms call online."""
    names = ["online", "national_portal", *(["online_assisted"] if practice.assisted == "online" else [])]
    interlinked = nw.col("channel") == nw.lit("interlinked")
    return nw.col("channel").is_in(names) | (interlinked & nw.col("origin").fill_null("").is_in(names))


def closed(at: Moment) -> nw.Expr:
    """Closed in the period; what closed before it is not of the population."""
    return nw.col("closed_at") <= nw.lit(at.until)


def resolved(timeliness: Literal["early", "on_time", "overdue"]) -> Condition:
    """Closed in the period, and as this."""

    def where(at: Moment, practice: Practice) -> nw.Expr:
        stands = nw.col("timeliness") == nw.lit(timeliness)
        if practice.ended_otherwise == "on time":
            otherwise = nw.col("outcome").is_in(["withdrawn", "stopped"])
            stands = otherwise | stands if timeliness == "on_time" else ~otherwise & stands
        return closed(at) & stands

    return where


def _outcome(outcome: str) -> Condition:
    return lambda at, practice: closed(at) & (nw.col("outcome") == nw.lit(outcome))


def _handled(scan: Scan, at: Moment) -> Frame:
    return scan("dossiers").filter(
        (nw.col("received_at") <= nw.lit(at.until))
        & (nw.col("closed_at").is_null() | (nw.col("closed_at") >= nw.lit(at.begins)))
    )


def _ended(scan: Scan, at: Moment) -> Frame:
    return scan("dossiers").filter(nw.col("closed_at") >= nw.lit(at.begins), nw.col("closed_at") <= nw.lit(at.until))


def _came(scan: Scan, at: Moment) -> Frame:
    return scan("dossiers").filter(
        nw.col("received_at") >= nw.lit(at.begins), nw.col("received_at") <= nw.lit(at.until)
    )


def _noted(scan: Scan, at: Moment) -> Frame:
    return scan("dossier_notes").filter(
        nw.col("received_at") >= nw.lit(at.begins),
        nw.col("received_at") <= nw.lit(at.until),
        (nw.col("start_at") <= nw.lit(at.until)) & (nw.col("end_at") > nw.lit(at.until)),
    )


def _pending(scan: Scan, at: Moment) -> Frame:
    return scan("dossier_spans").filter(
        nw.col("pending") & (nw.col("end_at") > nw.lit(at.until)) & (nw.col("start_at") <= nw.lit(at.until))
    )


HANDLED = Population("dossiers", unit="receiving_unit", key="dossier", order="received_at", rows=_handled)
"""The dossiers that were to be resolved in the period: received in it, or before and not closed before it."""

ENDED = replace(HANDLED, rows=_ended)
"""Of these the ones that closed in the period."""

CAME = replace(HANDLED, rows=_came)
"""Of these the ones that were received in it."""

PENDING = Population("dossier_spans", unit="receiving_unit", key="dossier", order="start_at", rows=_pending)
"""The stretches that were going on at the last instant known of, of dossiers accepted and not closed."""

NOTED = Population("dossier_notes", unit="receiving_unit", key="dossier", order="received_at", rows=_noted)
"""What was known, at the last instant known of, of fees and papers of the dossiers that were received in the period."""

COUNTS = (
    Count("received.total", gettext_noop("Received, in all"), HANDLED, None, column=3),
    Count(
        "received.online",
        gettext_noop("Received in the period online"),
        HANDLED,
        lambda at, practice: in_period(at) & online(practice),
        column=4,
        narrow=CAME,
    ),
    Count(
        "received.direct",
        gettext_noop("Received in the period directly or by post"),
        HANDLED,
        lambda at, practice: in_period(at) & ~online(practice),
        column=5,
        narrow=CAME,
    ),
    Count(
        "received.carried_over",
        gettext_noop("Carried over from before the period"),
        HANDLED,
        lambda at, practice: ~in_period(at),
        column=6,
    ),
    Count(
        "resolved.total",
        gettext_noop("Resolved, in all"),
        HANDLED,
        lambda at, practice: closed(at),
        column=7,
        narrow=ENDED,
    ),
    Count("resolved.early", gettext_noop("Resolved early"), HANDLED, resolved("early"), column=8, narrow=ENDED),
    Count("resolved.on_time", gettext_noop("Resolved on time"), HANDLED, resolved("on_time"), column=9, narrow=ENDED),
    Count("resolved.overdue", gettext_noop("Resolved overdue"), HANDLED, resolved("overdue"), column=10, narrow=ENDED),
    Count("outcomes.granted", gettext_noop("Granted"), HANDLED, _outcome("granted"), narrow=ENDED),
    Count("outcomes.refused", gettext_noop("Refused"), HANDLED, _outcome("refused"), narrow=ENDED),
    Count("outcomes.withdrawn", gettext_noop("Withdrawn"), HANDLED, _outcome("withdrawn"), narrow=ENDED),
    Count("outcomes.stopped", gettext_noop("Stopped"), HANDLED, _outcome("stopped"), narrow=ENDED),
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
    """Give the counts of the form that are taken from a population."""
    return tuple(count for count in COUNTS if count.population is population)
