"""
Signals of figures made pretty: questions to check with those who answer for the rows, never guilt.

Each is a share with a base rate: what honest work of an office may look like. Batches are signed, clerks finish on the
last afternoon, and a stopped network delays entries; so a signal asks only above the base rate and from some rows on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import narwhals as nw

from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.rules.bases import RECEIVED_IN_PERIOD
from motcua.reform.indicators.rules.computed import Computed
from motcua.reform.indicators.rules.counts import CAME, HANDLED, closed, in_period
from motcua.reform.indicators.rules.indicators import Indicator
from motcua.reform.indicators.rules.moments import Moment
from motcua.reform.indicators.rules.populations import Count, Frame, Population, Scan

ONLINE = ("online", "online_assisted", "national_portal")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """
    From where on a signal asks, from a day on.

    :param before_due: how long before the due time an end is just before it.
    :param burst: so many ends just before their due times on one day at one office are a burst.
    :param paused_before: how long before the due time a pause is just before it.
    :param at_once: so many ends by one post in one minute are many; a leader signs batches, so few are not.
    :param entered_after: how long after its claimed time a receipt is entered late.
    :param near_all: the per cent of dossiers from which on they are nearly all online, and from which on one post
        filed nearly all of them.
    :param base: by signal, the per cent of its population that honest work may come to.
    :param least: so many rows at least before a signal asks.
    """

    valid_from: date
    before_due: timedelta
    burst: int
    paused_before: timedelta
    at_once: int
    entered_after: timedelta
    near_all: int
    base: dict[str, int]
    least: int
    source: str
    sure: str


THRESHOLDS = (
    Thresholds(
        valid_from=date.min,
        before_due=timedelta(minutes=15),
        burst=5,
        paused_before=timedelta(hours=8),
        at_once=15,
        entered_after=timedelta(hours=24),
        near_all=95,
        base={
            "signals.bursts_before_due": 10,
            "signals.closed_at_once": 5,
            "signals.paused_before_due": 25,
            "signals.entered_late": 10,
            "signals.online_untold": 50,
        },
        least=10,
        source=gettext_noop(
            "no text was found; set so that honest made-up offices raise none, to be set anew from real ones"
        ),
        sure="illustrative",
    ),
)


def thresholds_on(day: date) -> Thresholds:
    """Give the thresholds in force on a day."""
    return max((one for one in THRESHOLDS if one.valid_from <= day), key=lambda one: one.valid_from)


def asks(computed: Computed, on: date) -> bool:
    """Say whether a signal asks: above its base rate, and with rows enough to ask about."""
    limits = thresholds_on(on)
    value = computed.value
    return value is not None and value > limits.base[computed.code] and computed.numerator >= limits.least


def _counted(where: nw.Expr, *by: str) -> nw.Expr:
    """Count the rows for which something holds among those that share some columns."""
    return nw.when(where).then(nw.lit(1)).otherwise(nw.lit(0)).sum().over(*by)


def _just_before_due(at: Moment) -> nw.Expr:
    early = nw.lit(thresholds_on(at.last_day).before_due)
    return (nw.col("closed_at") <= nw.col("due_last")) & (nw.col("closed_at") + early >= nw.col("due_last"))


def _closed_rows(scan: Scan, at: Moment) -> Frame:
    """Give what was resolved in the period, with how many of its office ended just before due on the same day."""
    rows = HANDLED.rows(scan, at).filter(closed(at))
    return rows.with_columns(before_due=_counted(_just_before_due(at), "receiving_unit", "closed_on"))


def _closed_by_posts(scan: Scan, at: Moment) -> Frame:
    """Give what a post here resolved in the period, with how many it closed in the same minute."""
    rows = HANDLED.rows(scan, at).filter(closed(at), ~nw.col("closed_by").is_null())
    rows = rows.with_columns(minute=nw.col("closed_at").dt.truncate("1m"))
    return rows.with_columns(in_minute=nw.len().over("closed_by", "minute"))


def _pauses(scan: Scan, at: Moment) -> Frame:
    """Give the stretches that began in the period and in which the citizen is waited for."""
    return scan("dossier_spans").filter(
        nw.col("state") == nw.lit("waiting_citizen"),
        nw.col("start_at") >= nw.lit(at.begins),
        nw.col("start_at") <= nw.lit(at.until),
    )


def _received_online(scan: Scan, at: Moment) -> Frame:
    """Give what was received in the period, with how many its office received, online, and by the same hand."""
    rows = HANDLED.rows(scan, at).filter(in_period(at))
    online = nw.col("channel").is_in(ONLINE)
    rows = rows.with_columns(
        all_of_unit=nw.len().over("receiving_unit"),
        online_of_unit=_counted(online, "receiving_unit"),
        by_same_hand=_counted(online, "receiving_unit", "filed_by"),
    )
    return rows.filter(online)


def _dossiers(rows: Callable[[Scan, Moment], Frame]) -> Population:
    return Population("dossiers", unit="receiving_unit", key="dossier", order="received_at", rows=rows)


CLOSED, CLOSED_BY_POSTS, RECEIVED_ONLINE = map(_dossiers, (_closed_rows, _closed_by_posts, _received_online))
PAUSES = Population("dossier_spans", unit="receiving_unit", key="dossier", order="start_at", rows=_pauses)


def _untold(at: Moment) -> nw.Expr:
    """Of an office with nearly all online: no row tells who filed it, or one post filed nearly all of them."""
    near_all = thresholds_on(at.last_day).near_all
    nearly_all_online = nw.col("online_of_unit") * 100 >= nw.col("all_of_unit") * near_all
    one_post = (nw.col("filed_by").fill_null("citizen") != nw.lit("citizen")) & (
        nw.col("by_same_hand") * 100 >= nw.col("online_of_unit") * near_all
    )
    return nearly_all_online & (nw.col("filed_by").is_null() | one_post)


def _entered_late(at: Moment) -> nw.Expr:
    late = nw.lit(thresholds_on(at.last_day).entered_after)
    return in_period(at) & ~nw.col("imported") & (nw.col("received_at") + late < nw.col("received_recorded_at"))


def _paused_before_due(at: Moment) -> nw.Expr:
    early = nw.lit(thresholds_on(at.last_day).paused_before)
    return (nw.col("start_at") <= nw.col("judged_until")) & (nw.col("start_at") + early >= nw.col("due_at"))


def _signal(
    code: str, question: str, *, title: str, formula: str, population: tuple[Count, ...], count: Count
) -> Indicator:
    return Indicator(
        code=f"signals.{code}",
        title=title,
        formula=formula,
        population=population,
        counts=(count,),
        better="lower",
        valid_from=date(2018, 6, 21),
        source=gettext_noop("no text was found; a signal asks, it does not judge"),
        sure="illustrative",
        signal=question,
    )


SIGNALS = (
    _signal(
        "bursts_before_due",
        gettext_noop("What was done for these dossiers in the minutes before they were due, and where is the result?"),
        title=gettext_noop("Resolved in bursts minutes before they were due"),
        formula=gettext_noop("ended just before the due time, on a day with many such at the office / resolved"),
        population=(Count("signals.resolved", gettext_noop("Resolved in the period"), CLOSED, None),),
        count=Count(
            "signals.in_bursts",
            gettext_noop("Resolved in a burst just before due"),
            CLOSED,
            lambda at, _: _just_before_due(at) & (nw.col("before_due") >= thresholds_on(at.last_day).burst),
        ),
    ),
    _signal(
        "closed_at_once",
        gettext_noop("Were these signed as one batch, or closed without being looked at?"),
        title=gettext_noop("Closed by one post with many others in one minute"),
        formula=gettext_noop("closed in a minute in which the same post closed many / closed by posts here"),
        population=(
            Count("signals.closed_by_posts", gettext_noop("Closed by a post in the period"), CLOSED_BY_POSTS, None),
        ),
        count=Count(
            "signals.in_one_minute",
            gettext_noop("Closed with many others in one minute"),
            CLOSED_BY_POSTS,
            lambda at, _: nw.col("in_minute") >= thresholds_on(at.last_day).at_once,
        ),
    ),
    _signal(
        "paused_before_due",
        gettext_noop("What was missing that could not be seen before the last hours of the term?"),
        title=gettext_noop("Pauses opened just before the due time"),
        formula=gettext_noop("pauses begun in the last hours before the due time / pauses begun in the period"),
        population=(Count("signals.pauses", gettext_noop("Pauses begun in the period"), PAUSES, None),),
        count=Count(
            "signals.late_pauses",
            gettext_noop("Pauses begun just before the due time"),
            PAUSES,
            lambda at, _: _paused_before_due(at),
        ),
    ),
    _signal(
        "entered_late",
        gettext_noop("When did these come in, and why were they entered so much later?"),
        title=gettext_noop("Receipts entered long after their claimed time"),
        formula=gettext_noop("receipts recorded more than a day after they are said to have been / ((4) + (5))"),
        population=RECEIVED_IN_PERIOD,
        count=Count(
            "signals.recorded_late",
            gettext_noop("Received in the period, recorded long after"),
            HANDLED,
            lambda at, _: _entered_late(at),
            narrow=CAME,
        ),
    ),
    _signal(
        "online_untold",
        gettext_noop("Who filed these: the citizen, or a post of the office in the citizen's name?"),
        title=gettext_noop("Online at an office where nearly all is, with nobody told to have filed it but one post"),
        formula=gettext_noop("online without a teller, or from one post, where nearly all is online / online"),
        population=(Count("signals.online", gettext_noop("Received online"), RECEIVED_ONLINE, None),),
        count=Count(
            "signals.untold",
            gettext_noop("Received online, nobody told or one post"),
            RECEIVED_ONLINE,
            lambda at, _: _untold(at),
        ),
    ),
)
